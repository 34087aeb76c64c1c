"""The pictures that messengers show: where a public page is, and nowhere else."""

from unittest.mock import patch

import pytest
from django.core.cache import caches
from wagtail.models import Page, PageViewRestriction

from council_pages import share_pictures
from council_pages.texts import withdraw_text
from tests.cms.component_tags.markup import elements
from tests.council_pages.conftest import make_question
from tests.factories import make_recommendation

pytestmark = pytest.mark.django_db
SHARE = "/kk/share/"
COUNCIL = "councils/kokzhide/"


@pytest.fixture(autouse=True)
def nothing_kept():
    """No picture of another test."""
    caches["share_pictures"].clear()


@pytest.fixture
def question(council):
    return make_question(council, subject_kk="Су құбыры")


def picture_of(client, address):
    """The address of its picture, without the host, as the page names it."""
    metas = {
        meta.get("property"): meta.get("content") for meta in elements(client.get(address).content.decode(), "meta")
    }
    return metas["og:image"].removeprefix("http://testserver")


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("rest", [
    "", "councils/", COUNCIL, f"{COUNCIL}questions/", f"{COUNCIL}questions/qaldyq/", f"{COUNCIL}about/",
    f"{COUNCIL}calendar/", f"{COUNCIL}archive/", f"{COUNCIL}recommendations/", "calendar/", "quarters/2026-q4/",
    "recommendations/", "search/",
])  # fmt: skip
def test_every_page_names_a_picture_that_is_served(client, question, language, rest):
    address = picture_of(client, f"/{language}/{rest}")
    assert address.startswith(f"/{language}/share/{rest}picture.png?v=")
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    # The picture says what the page says it does: another digest would be another picture.
    assert address.endswith(answer["ETag"].strip('"').rpartition("-")[2])


def test_a_recommendation_has_a_picture_once_it_is_sent(client, council):
    from django.utils import timezone

    draft = make_recommendation(council)
    sent = make_recommendation(council, sent_on=timezone.localdate())
    assert client.get(picture_of(client, sent.url("kk"))).status_code == 200
    assert client.get(f"{SHARE}{COUNCIL}recommendations/{draft.slug or draft.pk}/picture.png").status_code == 404


@pytest.mark.parametrize("rest", [
    "nothing/", "councils/nobody/", f"{COUNCIL}questions/nothing/", "quarters/2026-q9/", "quarters/nothing/",
    "councils/nobody/calendar/", "councils/nobody/archive/", f"{COUNCIL}recommendations/2026-1/", "track/",
    "search/suggest/", f"{COUNCIL}questions/qaldyq/deeper/", "a/b/c/d/e/f/g/h/i/j/", "share/councils/",
])  # fmt: skip
def test_what_is_no_public_page_has_no_picture_and_is_refused_before_anything_is_drawn(client, question, rest):
    with patch.object(share_pictures, "drawn", side_effect=AssertionError):
        assert client.get(f"{SHARE}{rest}picture.png").status_code == 404


def test_neither_a_draft_nor_what_was_taken_down_nor_a_private_page_has_one(client, council, question):
    draft = make_question(council, "zhoba", live=False)
    address = f"{SHARE}{COUNCIL}questions/qaldyq/picture.png"
    assert client.get(f"{SHARE}{COUNCIL}questions/{draft.slug}/picture.png").status_code == 404
    assert client.get(address).status_code == 200
    page = Page.objects.get(url_path=f"/kk/{COUNCIL}questions/qaldyq/")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(address).status_code == 404
    restriction.delete()
    for language in ("kk", "ru"):
        withdraw_text(question, language, user=None)
    assert client.get(address).status_code == 404


def test_nobody_can_make_the_site_draw_words_of_their_own(client, question):
    with patch.object(share_pictures, "drawn", wraps=share_pictures.drawn) as drawn:
        for query in ("", "?v=1", "?title=Сұмдық", "?v=%F0%9F%98%80"):
            assert client.get(f"{SHARE}{COUNCIL}questions/qaldyq/picture.png{query}").status_code == 200
    # Drawn once, whatever was asked for.
    (card,) = [call.args[0] for call in drawn.call_args_list]
    assert card.title == "Су құбыры"


def test_who_has_the_picture_gets_it_only_once(client, question):
    address = picture_of(client, f"/kk/{COUNCIL}questions/qaldyq/")
    etag = client.get(address)["ETag"]
    with patch.object(share_pictures, "drawn", side_effect=AssertionError):
        again = client.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_changed_title_has_another_address(client, council, question):
    address = f"/kk/{COUNCIL}questions/qaldyq/"
    before = picture_of(client, address)
    Page.objects.filter(url_path=address).update(title="Жылу құбыры")
    assert picture_of(client, address) != before


def test_a_page_without_its_twin_is_drawn_in_its_own_words(client, council):
    make_question(council, "tek-orys", languages=["ru"], subject_ru="Только по-русски")
    with patch.object(share_pictures, "drawn", wraps=share_pictures.drawn) as drawn:
        assert client.get(picture_of(client, f"/kk/{COUNCIL}questions/tek-orys/")).status_code == 200
    assert drawn.call_args.args[0].title == "Только по-русски"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_picture_is_only_looked_at(client, council, method):
    assert getattr(client, method)(f"{SHARE}picture.png").status_code == 405


def test_a_picture_costs_few_queries_and_a_refusal_one(client, question, django_assert_max_num_queries):
    client.get(f"{SHARE}picture.png")
    with django_assert_max_num_queries(6):
        client.get(f"{SHARE}{COUNCIL}questions/qaldyq/picture.png")
    # The frame of the page that says so.
    with django_assert_max_num_queries(1):
        client.get(f"{SHARE}{'a/' * 60}picture.png")
