"""Which files can be found: those that readers can open from a public page."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from council_pages import replies
from council_pages.models import QuestionPage
from search.sources.files import FileSource
from tests.council_pages.conftest import fill_text_page, make_news, make_question
from tests.factories import make_recommendation
from tests.forms.genuine_files import word


def make_file(council=None, name="есеп", content=None):
    """A document of the council's, or of the ministry's."""
    file = ContentFile(content or word(), f"{name}.docx")
    collection = council.collection if council else Collection.get_first_root_node()
    return get_document_model().objects.create(title=name, collection=collection, file=file)


def news_with(council, file, language="kk", **fields):
    """News that shows the file."""
    return make_news(council, language, "Жаңалық", documents=[("document", file)], **fields)


def test_a_file_of_a_public_page_is_found_with_its_text(council, documents_of):
    file = make_file(council)
    news_with(council, file)
    (found,) = documents_of("files")
    assert (found.model, found.pk, found.kind, found.title, found.text) == (
        get_document_model(), file.pk, "document", "есеп", "Ұсыныс",
    )  # fmt: skip
    assert (found.language, found.council_id, found.url) == ("kk", council.pk, file.url)
    assert found.is_public


def test_a_file_of_both_languages_belongs_to_none(council, documents_of):
    file = make_file()
    news_with(council, file, "ru")
    assert [(found.language, found.council_id) for found in documents_of("files")] == [("ru", council.pk)]
    news_with(council, file, "kk")
    assert [found.language for found in documents_of("files")] == [""]


@pytest.mark.parametrize("place", ["rich text", "block of a plain page", "link in a block"])
def test_a_file_is_found_wherever_a_page_shows_it(council, documents_of, place):
    file = make_file(council)
    link = f'<p><a linktype="document" id="{file.pk}">есеп</a></p>'
    if place == "rich text":
        make_news(council, "kk", "Жаңалық", body=link)
    else:
        body = [("document", file)] if place == "block of a plain page" else [("paragraph", link)]
        fill_text_page(council, "kk", "about", body)
    assert [found.pk for found in documents_of("files")] == [file.pk]


def test_files_that_nobody_can_open_from_a_page_are_not_found(council, documents_of):
    """Not one that no page shows, not one of a draft, not one behind a closed page."""
    make_file(council)
    news_with(council, make_file(council)).unpublish()
    question = make_question(council, live=False, languages=["kk"])
    page = QuestionPage.objects.get(consultation=question)
    page.documents = [("document", make_file(council))]
    page.save()
    closed = news_with(council, make_file(council))
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert not any(found.is_public or found.text or found.url for found in documents_of("files"))


def test_a_draft_of_a_live_page_shows_nothing_yet(council, documents_of):
    page = make_news(council, "kk", "Жаңалық")
    page.documents = [("document", make_file(council))]
    page.save_revision()
    assert not any(found.is_public or found.text or found.url for found in documents_of("files"))


def test_a_closed_collection_hides_its_files(council, documents_of):
    """And so does one above it."""
    news_with(council, make_file(council))
    assert documents_of("files")
    CollectionViewRestriction.objects.create(collection=Collection.get_first_root_node(), restriction_type="login")
    assert not any(found.is_public or found.text or found.url for found in documents_of("files"))


def test_the_file_of_a_reply_is_found_once_its_recommendation_is_sent(council, documents_of):
    row = make_recommendation(council, sent_on=date(2026, 11, 13))
    file = make_file(council)
    given = {"received_on": row.sent_on, "text_kk": "Жауап", "text_ru": "Ответ", "file": file}
    replies.record_reply(row, user=None, today=row.sent_on, **given)
    assert [(found.pk, found.language) for found in documents_of("files")] == [(file.pk, "")]


def test_a_batch_costs_the_same_whatever_it_holds(council):
    keys = [file.pk for file in (make_file(council, f"f{number}") for number in range(6)) if news_with(council, file)]
    counts = []
    for size in (2, 6):
        with CaptureQueriesContext(connection) as queries:
            assert len(FileSource().documents(keys[:size])) == size
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9
