"""A text in which something is broken is refused by every door that publishes or submits."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.roles import Role
from council_pages import moderation, texts
from council_pages.checked_texts import findings_in, refusal_of
from council_pages.content_checks import Check
from council_pages.models import QuestionPage
from council_pages.publishing import refusal
from tests.council_pages.conftest import fill_text_page, make_news
from tests.factories import finish_translation, make_consultation, make_texts, make_user, translation_of

pytestmark = pytest.mark.django_db
BROKEN = '<p>Жоба <a href="https://kenes.example/"></a></p>'
UNCLEAR = '<p>Жоба <a href="https://kenes.example/">осында</a></p>'
# What the editor for running text sends.
DRAFT = '{{"blocks": [{{"key": "a", "text": "{}", "type": "{}"}}], "entityMap": {{}}}}'
EMPTY = DRAFT.format("", "unstyled")


@pytest.fixture
def row(councils):
    return make_consultation(councils.a, "lights")


@pytest.fixture
def broken(row):
    return texts.write_text(row, "kk", user=None, body=BROKEN)


@pytest.fixture
def publisher(councils, client):
    client.force_login(make_user(Role.PUBLISHER, councils.a))
    return client


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def post_edit(client, page, action, body):
    data = {"title": page.title, "summary": "", "body": body, "expected_effect": EMPTY, "documents-count": 0}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data | ({action: "1"} if action else {}))


def test_the_desks_button_refuses_it_in_words(row, broken):
    with pytest.raises(ValidationError) as refused:
        texts.publish_texts(row, ["kk"], user=None)
    assert str(Check.EMPTY_LINK.label) in refused.value.messages[0]
    assert not is_live(broken)


def test_it_is_not_submitted_for_approval_either(councils, row, broken):
    with pytest.raises(ValidationError):
        moderation.submit_text(row, "kk", user=make_user(Role.EDITOR, councils.a))


def test_a_command_that_publishes_a_revision_is_refused(broken):
    with pytest.raises(PermissionDenied):
        broken.get_latest_revision().publish()
    assert not is_live(broken)


def test_the_revision_that_is_published_is_looked_at_and_not_a_newer_draft(row, broken):
    broken.body = "<p>Жоба</p>"
    whole = broken.save_revision()
    broken.body = BROKEN
    broken.save_revision()
    whole.publish()
    assert is_live(broken)


def test_publishing_in_bulk_is_refused(broken, publisher):
    publisher.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={broken.pk}")
    assert not is_live(broken)


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_wagtails_own_buttons_say_it_beside_the_field(row, action, publisher):
    page = texts.write_text(row, "kk", user=None)
    answer = post_edit(publisher, page, action, DRAFT.format("", "header-two"))
    assert answer.context["form"].errors["body"]
    assert not is_live(page)
    assert page.workflow_states.count() == 0


def test_a_draft_is_saved_as_it_is(row, publisher):
    page = texts.write_text(row, "kk", user=None)
    assert post_edit(publisher, page, "", DRAFT.format("", "header-two")).status_code == 302
    assert "<h2" in QuestionPage.objects.get(pk=page.pk).get_latest_revision_as_object().body


def test_a_translation_is_looked_at_in_its_own_words(row):
    texts.write_text(row, "kk", user=None, body='<p><a href="https://kenes.example/">Жобаның мәтіні</a></p>')
    twin = texts.translate_text(row, "ru", user=None)
    finish_translation(row, "ru")
    assert refusal(twin) == ""
    strings = StringTranslation.objects.filter(locale=translation_of(row, "ru").target_locale, data__contains="<a")
    strings.update(data='<a id="a1"></a>')
    assert str(Check.EMPTY_LINK.label) in refusal(twin)


def test_news_and_plain_pages_are_looked_at_too(councils):
    news = make_news(councils.a, "kk", "Жаңалық", body=BROKEN)
    page = fill_text_page(councils.a, "kk", "about", [("paragraph", BROKEN)])
    for text in (news, page):
        with pytest.raises(PermissionDenied):
            text.save_revision().publish()


def test_every_kind_of_block_is_read(councils):
    document = get_document_model().objects.create(title="Ереже", file="documents/rules.pdf")
    person = {"name": "", "role": "", "position": "", "about": "сөз " * 121}
    fact = {"label": "Телефон", "value": "1"}
    body = [("document", document), ("person", person), ("paragraph", UNCLEAR), ("fact", fact)]
    page = fill_text_page(councils.a, "kk", "about", body)
    assert {finding.check for finding in findings_in(page)} == {
        Check.EMPTY_HEADING, Check.LONG_PARAGRAPH, Check.UNCLEAR_LINK,
    }  # fmt: skip


def test_what_is_only_unclear_is_published(row):
    texts.write_text(row, "kk", user=None, body=UNCLEAR)
    [page] = texts.publish_texts(row, ["kk"], user=None)
    assert is_live(page)
    assert refusal_of(page) == ""


def test_the_desk_says_what_to_mend_and_what_would_be_better(row, publisher):
    make_texts(row, body=UNCLEAR)
    texts.pages_of(row)["kk"].save_revision()
    page = texts.pages_of(row)["kk"]
    page.body = BROKEN
    page.save_revision()
    desk = publisher.get(reverse("kenes_consultation", args=[row.pk])).content.decode()
    assert str(Check.EMPTY_LINK.label) in desk
    assert str(Check.UNCLEAR_LINK.label) in desk
