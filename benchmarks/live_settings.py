"""The product's own settings with the bare views of `benchmarks.bare` beside it, for a server that is measured."""

from cms.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.bare"
# Each client of a benchmark says that it has an address of its own, as citizens do.
TRUSTED_PROXIES = ["127.0.0.1"]
