"""`python -m benchmarks [NAME] [--json FILE]`: list the catalogue, or run one benchmark on a database of its own."""

import argparse
import importlib
import os
import pkgutil
import secrets
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

import benchmarks
from benchmarks.machine import description, scratch_database
from benchmarks.runner import Benchmark, exit_code, report, table, write_report

NOT_BENCHMARKS = {"__main__", "runner", "machine", "bare", "cluster", "live", "live_settings", "load"}
ENGINES = ("sqlite", "postgres", "opensearch")


def catalogue() -> dict[str, Benchmark]:
    """Every benchmark by name: each other module of this folder holds one as `BENCHMARK`."""
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name not in NOT_BENCHMARKS]
    found = [importlib.import_module(f"benchmarks.{name}").BENCHMARK for name in sorted(names)]
    return {benchmark.name: benchmark for benchmark in found}


def start_product(folder: Path, database_url: str) -> None:
    """Start Django with the product's own settings over `folder` and the database, and migrate it."""
    import django
    from django.core.management import call_command

    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "KENES_LOCAL": "1",
        "SECRET_KEY": "benchmark-" * 6,
        "KENES_VAR": str(folder),
        "DATABASE_URL": database_url,
    }
    django.setup()
    call_command("build_assets", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)


def choose_cluster(engine: str | None) -> None:
    """Only `opensearch` asks the cluster that the environment names, and never under the names of the real site."""
    os.environ["KENES_SEARCH_NAME"] = f"kenes-benchmark-{secrets.token_hex(4)}"
    if engine != "opensearch":
        os.environ["KENES_SEARCH_URL"] = ""


def measure(benchmark: Benchmark, rounds: int | None = None, **options: Any) -> tuple[dict, int]:
    """Run the benchmark on a scratch database; its report and the exit code."""
    from django.db import connections

    with (
        tempfile.TemporaryDirectory(prefix="kenes-benchmark-") as folder,
        scratch_database(Path(folder), os.environ.get("DATABASE_URL", "")) as database_url,
    ):
        choose_cluster(options.get("engine"))
        start_product(Path(folder), database_url)
        figures = benchmark.run(rounds, **options)
        result = report(benchmark.name, description(), figures)
        connections.close_all()
    return result, exit_code(figures)


def main(arguments: list[str]) -> int:
    """The command; its exit code is 1 when a target was missed and 2 when there is no such benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=benchmarks.__doc__)
    parser.add_argument("name", nargs="?", help="which benchmark; without it the catalogue is printed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument("--rounds", type=int, metavar="N", help="how often, for a benchmark that repeats itself")
    parser.add_argument(
        "--bench", type=Path, metavar="DIR", help="corpus, queries and judgements of a search benchmark"
    )
    parser.add_argument("--engine", choices=ENGINES, help="the engine that a search benchmark asks")
    parser.add_argument("--documents", type=int, metavar="N", help="how many a search benchmark stores")
    options = parser.parse_args(arguments)
    known = catalogue()
    if options.name is None:
        print("\n".join(f"{name:16}{benchmark.summary}" for name, benchmark in known.items()))
        return 0
    if options.name not in known:
        parser.error(f"there is no benchmark {options.name}; known: {', '.join(known)}")
    # Ended by the operator it still ends the servers that it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    benchmark = known[options.name]
    said = {name: getattr(options, name) for name in ("bench", "engine", "documents")}
    if unknown := [name for name, value in said.items() if value is not None and name not in benchmark.options]:
        parser.error(f"{benchmark.name} takes no --{unknown[0]}")
    result, code = measure(benchmark, options.rounds, **{name: said[name] for name in benchmark.options})
    print(table(result))
    if options.json:
        write_report(options.json, result)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
