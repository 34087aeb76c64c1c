"""A council at a body, with a meeting of April 2026."""

import pytest
from django.utils import translation

from cms.models import Level
from plugins.regional_meetings import planning
from tests.factories import make_council
from tests.plugins.regional_meetings.making import make_body, make_meeting


@pytest.fixture(scope="module")
def council(kept_database):
    """A republican council that has the plugin on, made once for the module."""
    council = make_council("eco", level=Level.REPUBLICAN)
    council.plugins = " regional_meetings "
    council.save()
    return council


@pytest.fixture(autouse=True)
def english():
    """Refusals are read in the words of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def body(db, council):
    """The body at which it is."""
    return make_body(council)


@pytest.fixture
def plan(body):
    """Its plan for 2026."""
    return planning.open_plan(body, 2026, user=None)


@pytest.fixture
def meeting(body, plan):
    """A meeting in the plan."""
    return make_meeting(body, plan=plan)
