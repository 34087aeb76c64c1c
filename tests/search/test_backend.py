"""Wagtail's own search through this index: what its queries mean, and what an editor finds in the admin's boxes."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from modelsearch.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from cms.roles import Role
from council_pages.models import NewsPage
from search import backend, refreshing
from search.index import writing
from search.models import Entry
from tests.council_pages.conftest import make_news
from tests.factories import make_council, make_user
from tests.search.index.truth import check

MARK = "сенбілік"


@pytest.fixture
def pages(council):
    """Four pages that say the mark; {title: page}. Two are drafts, one says it in its text alone, one is Russian."""
    made = {
        "Мектеп сенбілігі": make_news(council, "kk", "Мектеп сенбілігі"),
        "Көпір сенбілігі": make_news(council, "kk", "Көпір сенбілігі", live=False),
        "Жол": make_news(council, "kk", "Жол", lead="Сенбілікке мектеп те келеді"),
        "Мост и сенбілік": make_news(council, "ru", "Мост и сенбілік", live=False),
    }
    refreshing.refresh("pages", [page.pk for page in made.values()])
    return made


def found(query, rows=None, *, sorted_by_title=True, **how):
    rows = Page.objects.all() if rows is None else rows
    results = [page.title for page in rows.search(query, **how)]
    return sorted(results) if sorted_by_title else results


# --- what a query means ----------------------------------------------------------------------------------------------

ALL = ["Жол", "Көпір сенбілігі", "Мектеп сенбілігі", "Мост и сенбілік"]
SCHOOL, BRIDGE, SUBBOTNIK = PlainText("мектеп"), PlainText("көпір"), PlainText(MARK)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        (MARK, ALL),
        ("сенбіліктер мектептерде", ["Жол", "Мектеп сенбілігі"]),
        (SUBBOTNIK, ALL),
        (PlainText("мектеп көпір"), []),
        (PlainText("мектеп көпір", operator="or"), ["Жол", "Көпір сенбілігі", "Мектеп сенбілігі"]),
        (Phrase("мектеп сенбілігі"), ["Жол", "Мектеп сенбілігі"]),
        (Fuzzy("мектеб"), ["Жол", "Мектеп сенбілігі"]),
        (Boost(SCHOOL, 2), ["Жол", "Мектеп сенбілігі"]),
        (SUBBOTNIK & SCHOOL, ["Жол", "Мектеп сенбілігі"]),
        (SCHOOL | BRIDGE, ["Жол", "Көпір сенбілігі", "Мектеп сенбілігі"]),
        (SUBBOTNIK & ~SCHOOL, ["Көпір сенбілігі", "Мост и сенбілік"]),
        (And([SUBBOTNIK, Not(Or([SCHOOL, BRIDGE]))]), ["Мост и сенбілік"]),
        (And([SUBBOTNIK, Or([BRIDGE, Not(SCHOOL)])]), ["Көпір сенбілігі", "Мост и сенбілік"]),
        (And([SUBBOTNIK, Not(And([SCHOOL, Not(PlainText("жол"))]))]), ["Жол", "Көпір сенбілігі", "Мост и сенбілік"]),
        (And([SUBBOTNIK, MATCH_ALL]), ALL),
        (And([SUBBOTNIK, Not(MATCH_ALL)]), []),
        (And([SUBBOTNIK, Or([MATCH_ALL, BRIDGE])]), ALL),
        (And([SUBBOTNIK, Or([])]), []),
        (Not(MATCH_ALL), []),
        ("жжжжжж", []),
        ("", []),
        ('"*', []),
        (PlainText("—"), []),
        (And([SUBBOTNIK, PlainText("—")]), []),
        (Or([BRIDGE, PlainText("—")]), ["Көпір сенбілігі"]),
    ],
)
def test_a_query_finds_what_it_says(pages, query, titles):
    assert found(query) == sorted(titles)


def test_everything_is_everything_of_the_queryset(pages):
    assert found(MATCH_ALL, NewsPage.objects.all()) == ALL
    assert set(ALL) < set(found(MATCH_ALL))
    assert found(And([]), NewsPage.objects.all()) == found(Not(BRIDGE & SCHOOL), NewsPage.objects.all()) == ALL


def test_a_query_that_nobody_knows_is_an_error(pages):
    class Odd(SearchQuery):
        pass

    with pytest.raises(NotImplementedError, match="Odd"):
        list(Page.objects.search(Odd()))


@pytest.mark.parametrize("model", [NewsPage, Page])
def test_the_queryset_filters_as_it_does_without_a_search(pages, council, model):
    rows = model.objects.type(NewsPage)
    assert found(MARK, rows) == ALL
    assert found(MARK, rows.live()) == ["Жол", "Мектеп сенбілігі"]
    assert found(MARK, rows.filter(title__startswith="Мост")) == ["Мост и сенбілік"]
    assert found(MARK, rows.exclude(pk=pages["Жол"].pk).filter(locale__language_code="kk", live=True)) == [
        "Мектеп сенбілігі"
    ]
    assert found(MARK, rows.descendant_of(pages["Жол"])) == []
    assert found(MARK, rows.none()) == []


def test_objects_come_as_the_queryset_gives_them(pages):
    [page] = NewsPage.objects.filter(pk=pages["Жол"].pk).search(MARK)
    assert type(page) is NewsPage
    assert page == pages["Жол"]
    assert {type(one) for one in Page.objects.search(MARK)} == {Page}
    assert {type(one) for one in Page.objects.specific().search(MARK)} == {NewsPage}


# --- order, parts, numbers -------------------------------------------------------------------------------------------


def test_the_best_comes_first_or_the_order_of_the_queryset(pages):
    assert found(SCHOOL & SUBBOTNIK, sorted_by_title=False) == ["Мектеп сенбілігі", "Жол"]
    for order in ("title", "-title"):
        rows = Page.objects.order_by(order)
        assert found(MARK, rows, sorted_by_title=False, order_by_relevance=False) == sorted(
            ALL, reverse=order.startswith("-")
        )


@pytest.mark.parametrize("by_relevance", [True, False])
def test_parts_are_parts_of_the_whole(pages, by_relevance):
    results = Page.objects.order_by("title").search(MARK, order_by_relevance=by_relevance)
    everything = list(results)
    assert len(results) == results.count() == 4
    for start, stop in ((0, 2), (2, 4), (3, 9), (4, 9), (9, 12), (0, 0)):
        part = results[start:stop]
        assert list(part) == everything[start:stop]
        assert part.count() == len(everything[start:stop])
    assert results[1] == everything[1]
    assert list(results[1:][1:]) == everything[2:]


def test_a_score_is_written_where_it_is_asked_for(pages):
    scores = [page.points for page in Page.objects.search(SUBBOTNIK).annotate_score("points")]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    everything = NewsPage.objects.all().search(MATCH_ALL).annotate_score("points")
    assert {page.points for page in everything} == {None}


def test_beyond_what_is_put_in_order_there_is_an_answer(pages, monkeypatch):
    monkeypatch.setattr(backend, "MOST_ORDERED", 2)
    results = Page.objects.search(MARK)
    assert results.count() == 4
    assert len(list(results)) == 2


def test_a_search_costs_a_few_queries(pages, django_assert_max_num_queries):
    # The generation, known words and pairs, two scores, the keys, the objects.
    with django_assert_max_num_queries(8):
        list(Page.objects.search("сенбіліктер")[:20])
    with django_assert_max_num_queries(4):
        Page.objects.search("сенбіліктер").count()


# --- while somebody types --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("сен", ["Көпір сенбілігі", "Мектеп сенбілігі", "Мост и сенбілік"]),
        ("копир сен", ["Көпір сенбілігі"]),
        ("мектептер", ["Жол", "Мектеп сенбілігі"]),
        ("мост и сенбіл", ["Мост и сенбілік"]),
        # Only the last word is unfinished.
        ("мек көпір", []),
        ("бірдеңе сен", []),
        ("", []),
        ('"', []),
    ],
)
def test_the_last_word_may_be_a_beginning_of_one_in_the_title(pages, typed, titles):
    assert sorted(page.title for page in Page.objects.autocomplete(typed)) == sorted(titles)


# --- keeping up ------------------------------------------------------------------------------------------------------


def test_wagtail_may_tell_of_an_object_itself(council):
    """As `manage.py update_index` does."""
    page = make_news(council, "kk", "Мектеп сенбілігі")
    wagtails = get_search_backend()
    index = wagtails.get_index_for_model(NewsPage)
    index.add_items(NewsPage, [page])
    assert found(MARK) == ["Мектеп сенбілігі"]
    index.delete_item(page)
    assert found(MARK) == []
    assert not Entry.objects.filter(object_id=page.pk).exists()
    check()


# --- an editor in the admin ------------------------------------------------------------------------------------------


@pytest.fixture
def editor(council, django_capture_on_commit_callbacks):
    """The client of an editor: her council and another one have drafts, live pages and files of the same words."""
    other = make_council("bozaral")
    with django_capture_on_commit_callbacks(execute=True):
        for one, mark in ((council, "біздің"), (other, "бөтен")):
            for live in (True, False):
                state = "жарияланған" if live else "жоба"
                make_news(one, "kk", f"Мектептегі сенбілік {mark} {state}", live=live)
                make_news(one, "ru", f"Ремонт моста {mark} {state}", live=live)
            media = {"collection": one.collection}
            document = get_document_model()(title=f"Көпір есебі {mark}", **media)
            document.file.save(f"{mark}.txt", ContentFile(b"text"))
            get_image_model().objects.create(title=f"Көпір суреті {mark}", file="x.png", width=1, height=1, **media)
    client = Client()
    client.force_login(make_user(Role.EDITOR, council))
    return client


def shown_at(client, address, typed):
    answer = client.get(address, {"q": typed})
    assert answer.status_code == 200
    return answer.content.decode()


BOXES = {
    "the explorer's box": lambda: reverse("wagtailadmin_explore_root"),
    "the search of pages": lambda: reverse("wagtailadmin_pages:search"),
    "its results while typing": lambda: reverse("wagtailadmin_pages:search_results"),
}
# Forms that no page holds: Kazakh, Russian, and as a Russian keyboard has them.
FORMS = [("мектептердегі", "Мектептегі"), ("мектептер сенбіліктер", "Мектептегі"), ("сенбилик", "Мектептегі"),
         ("мосты", "Ремонт"), ("ремонту мостов", "Ремонт"), ("мекте", "Мектептегі"), ("рем", "Ремонт")]  # fmt: skip


@pytest.mark.parametrize("box", BOXES)
def test_an_editor_finds_her_pages_and_drafts_by_another_form_of_the_word(editor, box):
    for typed, title in FORMS:
        shown = shown_at(editor, BOXES[box](), typed)
        for state in ("жарияланған", "жоба"):
            assert f"біздің {state}" in shown, typed
        assert title in shown, typed
        assert "бөтен" not in shown, typed
    assert "біздің" not in shown_at(editor, BOXES[box](), "жжжжжж")


def test_the_chooser_finds_her_own_and_what_every_reader_sees(editor):
    address = reverse("wagtailadmin_choose_page_search")
    for typed, title in FORMS:
        shown = shown_at(editor, address, typed)
        assert title in shown, typed
        for words in ("біздің жоба", "біздің жарияланған", "бөтен жарияланған"):
            assert words in shown, typed
        assert "бөтен жоба" not in shown, typed
    assert "біздің" not in shown_at(editor, address, "жжжжжж")


@pytest.mark.parametrize("app", ["wagtaildocs", "wagtailimages"])
def test_files_of_the_own_council_are_found_in_their_lists_and_choosers(editor, app):
    for name in (f"{app}:index", f"{app}:index_results", f"{app}_chooser:choose_results"):
        for typed in ("көпірлер", "копир", "көп"):
            shown = shown_at(editor, reverse(name), typed)
            assert "біздің" in shown, (name, typed)
            assert "бөтен" not in shown, (name, typed)
        assert "біздің" not in shown_at(editor, reverse(name), "жжжжжж"), name


def test_what_is_deleted_is_found_no_more(editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for model in (get_document_model(), get_image_model()):
            model.objects.filter(title__startswith="Көпір").first().delete()
        NewsPage.objects.filter(title__contains="сенбілік").first().delete()
    check()


def test_users_are_found_by_their_names(db):
    """Wagtail asks the database for them, and not the index."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", "root@example.kz", "x"))
    make_user(username="someone", first_name="Айжан")
    assert "Айжан" in client.get(reverse("wagtailusers_users:index"), {"q": "Айж"}).content.decode()
    assert not Entry.objects.filter(content_type_id=writing.type_of(get_user_model())).exists()
