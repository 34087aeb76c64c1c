"""A council with a question and its form in both languages, at a moment when the form is open."""

from datetime import timedelta

import pytest

from forms import pace
from forms.form_building import define_form
from tests.factories import make_council, make_user
from tests.forms.making import COUNCIL, NOW, make_pages, parks


@pytest.fixture(scope="module")
def council(kept_database):
    """A council with its section in both languages, made once for the module."""
    return make_council(COUNCIL)


@pytest.fixture
def consultation(db, council):
    """A consultation that takes proposals from 16 November to 1 December 2026."""
    return parks(council)


@pytest.fixture
def definition(consultation):
    """Its form, without a field of its own."""
    return define_form(consultation, user=None)


@pytest.fixture
def pages(definition):
    """The live pages of the form: {"kk": page, "ru": page}."""
    return make_pages(definition, ("kk", "ru"))


@pytest.fixture(autouse=True)
def quick_hands(monkeypatch):
    """A test fills a form in at once and from one address; how machines are told from people has tests of its own."""
    monkeypatch.setattr("forms.suspicion.LEAST_TIME", timedelta())
    pace.forget()


@pytest.fixture
def at(monkeypatch):
    """A function that sets the clock of the pages."""

    def set_clock(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_clock


@pytest.fixture
def open_form(pages, at):
    """The form's pages while the form is open."""
    at(NOW)
    return pages


@pytest.fixture
def secretary(db, council):
    """The council's secretary."""
    return make_user("secretary", council)
