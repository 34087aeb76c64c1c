"""The floors of the house: an import never runs up."""

import ast
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parent.parent
FLOORS = ("cms", "council_pages", "forms", "search", "plugins")
# The only files that may know everything; nothing below may know them.
ROOF = {"cms.urls", "cms.settings", "cms.wsgi"}
ROOF_LEVEL = len(FLOORS)


def module_name(path):
    """`cms.tenancy` for `cms/tenancy.py`."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def level_of(module):
    """The floor on which a module stands, counted from the ground; None for what is not ours."""
    if module in ROOF:
        return ROOF_LEVEL
    package = module.split(".")[0]
    return FLOORS.index(package) if package in FLOORS else None


def imported_modules(source, module, is_package=False):
    """Every module that the source imports, at its top or inside a function: [(line, name), …].

    `from a import b` counts as `a.b` too, because `b` may be a module.
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = absolute_base(node, module, is_package)
            found += [(node.lineno, name) for alias in node.names for name in (base, f"{base}.{alias.name}")]
    return found


def absolute_base(node, module, is_package):
    """The absolute name that `from … import` starts from."""
    if not node.level:
        return node.module
    parts = module.split(".") + ([""] if is_package else [])
    return ".".join([*parts[: -node.level], *([node.module] if node.module else [])])


def arrows_up(source, module, is_package=False):
    """The imports of the source that run up: ["line 3: forms.models", …]."""
    own = level_of(module)
    above = {
        (line, name)
        for line, name in imported_modules(source, module, is_package)
        if (level := level_of(name)) is not None and level > own
    }
    return [f"line {line}: {name}" for line, name in sorted(above)]


def our_files():
    """Every Python file on a floor."""
    return [path for package in FLOORS for path in sorted((BASE_DIR / package).rglob("*.py"))]


def test_no_import_runs_up():
    found = []
    for path in our_files():
        relative = path.relative_to(BASE_DIR)
        arrows = arrows_up(path.read_text(encoding="utf-8"), module_name(relative), path.name == "__init__.py")
        found += [f"{relative}, {arrow}" for arrow in arrows]
    assert not found, "\n".join(found)


def test_every_floor_is_walked():
    walked = {path.relative_to(BASE_DIR).parts[0] for path in our_files()}
    assert walked >= {"cms", "council_pages", "forms", "search"}


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("cms.tenancy", "import forms.models"),
        ("cms.tenancy", "from council_pages.models import Consultation"),
        ("council_pages.models.pairs", "def late():\n    from forms import intake"),
        ("forms.intake", "if TYPE_CHECKING:\n    from search import query"),
        ("cms.views", "from cms import urls"),
        ("cms.views", "from . import settings"),
        ("search.views", "from cms.settings import DATABASES"),
        ("council_pages.management.commands.create", "from search.query import find"),
    ],
)
def test_an_arrow_that_runs_up_is_found(module, source):
    assert arrows_up(source, module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("search.views", "from forms.models import Proposal\nimport cms.tenancy"),
        ("cms.urls", "from search import views"),
        ("cms.tenancy", "from cms.models import Council\nfrom . import roles"),
        ("cms.tenancy", 'apps.get_model("council_forms", "Proposal")'),
        ("cms.views", "from django import forms\nfrom django.forms import Form\nfrom wagtail.search import index"),
    ],
)
def test_an_arrow_that_runs_down_or_aside_is_let_be(module, source):
    assert not arrows_up(source, module)
