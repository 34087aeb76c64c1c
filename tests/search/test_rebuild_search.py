"""`manage.py rebuild_search`: a bar that says how far it is, and nothing where nothing is to do."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from search import refreshing
from search.index import rebuilding, writing
from search.index.engine import active
from search.management.commands.rebuild_search import WIDTH
from search.models import Entry
from tests.council_pages.conftest import make_news
from tests.search.index.truth import check


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(rebuilding, "PATIENCE", 0)


def said(**how):
    out = StringIO()
    with translation.override("en"):
        call_command("rebuild_search", stdout=out, **how)
    return out.getvalue()


@pytest.fixture
def page(council):
    """A page that the index does not know."""
    return make_news(council, "kk", "Сенбілік")


def is_known(page):
    return Entry.objects.filter(object_id=page.pk, words__title=page.title).exists()


def test_a_bar_fills_for_each_source_and_for_the_index(page, monkeypatch):
    monkeypatch.setattr(rebuilding, "WALKED_AT_ONCE", 10)
    told = said()
    lines = [[part for part in line.split("\r") if part] for line in told.strip().split("\n")]
    bars = {line[-1].split("[")[0].strip(): line for line in lines if "[" in line[-1]}
    assert list(bars) == ["pages", "index"]
    total = refreshing.source_named("pages").count()
    assert len(bars["pages"]) == -(-total // 10)
    assert bars["pages"][0].endswith(f"] 10/{total}")
    for bar in bars.values():
        filled = [part.count("#") for part in bar]
        assert filled == sorted(filled)
        assert bar[-1].split("[")[1].split("]")[0] == "#" * WIDTH
    assert "answers from the new index" in lines[-1][-1]
    assert is_known(page)
    check()


def test_quiet_it_says_nothing_and_does_the_same(page):
    before = active()
    assert said(verbosity=0) == ""
    assert active() != before
    assert is_known(page)


def test_the_texts_alone_are_taken_without_their_sources(page):
    refreshing.refresh("pages", [page.pk])
    type(page).objects.filter(pk=page.pk).update(title="Басқа сөз")
    before = active()
    assert "pages" not in said(texts_only=True)
    assert active() != before
    assert not is_known(type(page).objects.get(pk=page.pk))
    said()
    assert is_known(type(page).objects.get(pk=page.pk))


def test_if_it_is_not_due_nothing_happens(page, monkeypatch):
    said()
    before = active()
    assert said(if_due=True) == ""
    assert active() == before
    for module in (rebuilding, writing):
        monkeypatch.setattr(module, "current_version", lambda: "other")
    assert said(if_due=True)
    assert active().version == "other"
    assert said(if_due=True) == ""


def test_an_empty_index_is_due(page):
    assert said(if_due=True)
    assert is_known(page)


def test_after_an_upgrade_the_chore_makes_the_index_first(page, monkeypatch):
    call_command("rebuild_search", verbosity=0)
    for module in (rebuilding, writing):
        monkeypatch.setattr(module, "current_version", lambda: "other")
    call_command("refresh_search", verbosity=0)
    assert active().version == "other"


def test_broken_off_it_goes_on_where_it_was(page, monkeypatch):
    monkeypatch.setattr(rebuilding, "WALKED_AT_ONCE", 5)
    walked, total = [], refreshing.source_named("pages").count()
    documents = type(refreshing.source_named("pages")).documents

    def break_off(source, keys):
        walked.extend(keys)
        if len(walked) == 10:
            raise KeyboardInterrupt
        return documents(source, keys)

    monkeypatch.setattr(type(refreshing.source_named("pages")), "documents", break_off)
    with pytest.raises(KeyboardInterrupt):
        said()
    said()
    # The five at which it was broken off come twice.
    assert len(walked) == total + 5
    check()
