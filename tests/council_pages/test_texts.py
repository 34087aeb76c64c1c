import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.languages import LANGUAGES, other_language
from cms.roles import COUNCIL_ROLES, PUBLISHES_TEXTS, WRITES_TEXTS, Role
from council_pages import planning, texts
from council_pages.models import OutcomePage, PagePair, QuestionPage, SchedulePage, Sitting, SittingPage
from council_pages.texts import TextStatus
from tests.factories import (
    at,
    finish_translation,
    make_consultation,
    make_schedule,
    make_texts,
    make_user,
    translation_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(councils):
    return make_consultation(councils.a, "lights", subject_kk="Көше жарығы", subject_ru="Освещение улиц")


def statuses(row):
    return {state.language: state.status for state in texts.states_of(row)}


def refused(verb, *args, **kwargs):
    """The words of a refusal in both languages; no page has come, gone or changed."""
    before = pages_as_they_are()
    words = {}
    for language in LANGUAGES:
        with override(language), pytest.raises(ValidationError) as refusal:
            verb(*args, **kwargs)
        words[language] = " ".join(refusal.value.messages)
    assert words["kk"] != words["ru"]
    assert pages_as_they_are() == before
    return words


def pages_as_they_are():
    return list(Page.objects.order_by("pk").values("pk", "title", "slug", "live", "latest_revision", "draft_title"))


def translated(source):
    with override("ru"):
        return gettext(source)


# --- writing ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language, title", [("kk", "Көше жарығы"), ("ru", "Освещение улиц")])
def test_a_first_text_is_a_draft_with_the_rows_own_words_at_its_place(language, title, row, councils):
    author = make_user(Role.EDITOR, councils.a)
    page = texts.write_text(row, language, user=author)
    page.refresh_from_db()
    assert (page.title, page.slug, page.live, page.owner, page.language) == (title, "lights", False, author, language)
    assert page.url_path == f"/{language}/councils/almaly/questions/lights/"
    assert page.latest_revision.user == author
    assert PagePair.objects.get(page=page).row == row
    assert statuses(row) == {language: TextStatus.DRAFT, other_language(language): TextStatus.MISSING}


def test_fields_given_to_a_first_text_stand_in_it(row):
    page = texts.write_text(row, "kk", user=None, title="Жарық", summary="Қысқаша", body="<p>Мәтін</p>")
    assert (page.title, page.summary, page.body) == ("Жарық", "Қысқаша", "<p>Мәтін</p>")


def test_every_kind_of_row_has_its_own_kind_of_page(councils):
    sitting = Sitting.objects.create(council=councils.a, number="5", held_on=at(1).date())
    consultation = make_consultation(councils.a, "lights")
    rows = {
        SittingPage: (sitting, "sittings/2026-11-01-5"),
        SchedulePage: (make_schedule(councils.a), "schedule/2026-q4"),
        QuestionPage: (consultation, "questions/lights"),
        OutcomePage: (planning.open_outcome(consultation, user=None), "outcomes/lights"),
    }
    for page_type, (row, address) in rows.items():
        for language, page in make_texts(row, first="ru").items():
            assert (type(page), page.url_path) == (page_type, f"/{language}/councils/almaly/{address}/")
            assert page.row == row


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_text_in_a_language_is_refused(language, row):
    texts.write_text(row, language, user=None)
    words = refused(texts.write_text, row, language, user=None)
    assert words["ru"] == translated("There is a text in this language already. Open it from the desk.")


def test_both_texts_may_be_written_by_hand_and_are_still_twins(row):
    first, second = (texts.write_text(row, language, user=None) for language in LANGUAGES)
    assert first.translation_key == second.translation_key
    assert second.get_translation(first.locale).pk == first.pk
    texts.publish_texts(row, LANGUAGES, user=None)
    assert set(statuses(row).values()) == {TextStatus.LIVE}


# --- translating -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("first", LANGUAGES)
def test_a_twin_comes_as_a_draft_on_the_same_row_with_the_same_address(first, row):
    second = other_language(first)
    texts.write_text(row, first, user=None, summary="Қысқаша")
    twin = texts.translate_text(row, second, user=None)
    assert (twin.live, twin.slug, twin.row, twin.language) == (False, "lights", row, second)
    assert set(texts.pages_of(row)) == set(LANGUAGES)
    state = texts.states_of(row)[LANGUAGES.index(second)]
    assert (state.status, state.translated, state.to_translate) == (TextStatus.DRAFT, 1, 2)


@pytest.mark.parametrize("first", LANGUAGES)
def test_a_title_in_the_rows_own_words_is_translated_by_them(first, row):
    texts.write_text(row, first, user=None)
    twin = texts.translate_text(row, other_language(first), user=None)
    texts.publish_texts(row, LANGUAGES, user=None)
    assert QuestionPage.objects.get(pk=twin.pk).title == row.subject(other_language(first))


def test_a_title_in_other_words_and_one_that_is_translated_are_left_to_people(row):
    source = texts.write_text(row, "kk", user=None, title="Жарық керек пе?")
    texts.translate_text(row, "ru", user=None)
    assert translation_of(row, "ru").get_progress() == (1, 0)
    finish_translation(row, "ru")
    source.title = row.subject_kk
    source.save_revision()
    texts.translate_text(row, "ru", user=None)
    assert translation_of(row, "ru").get_progress() == (1, 1)
    StringTranslation.objects.update(data="Свет во дворах")
    texts.translate_text(row, "ru", user=None)
    assert set(StringTranslation.objects.values_list("data", flat=True)) == {"Свет во дворах"}


def test_a_twin_of_nothing_is_refused(row):
    assert refused(texts.translate_text, row, "ru", user=None)["ru"] == translated(
        "Write the text in the other language first."
    )


def test_translating_again_takes_in_the_newest_text_and_publishes_nothing(row):
    make_texts(row, summary="Ескі")
    source = texts.pages_of(row)["kk"]
    source.summary = "Жаңа"
    source.save_revision()
    twin = texts.translate_text(row, "ru", user=None)
    translation = translation_of(row, "ru")
    assert translation.get_progress() == (2, 1)
    # What readers see stays as it was until somebody publishes.
    live = QuestionPage.objects.get(pk=twin.pk)
    assert (live.live, live.title, live.summary) == (True, row.subject_ru, "Ескі (ru)")
    assert Translation.objects.count() == 1


def test_a_text_written_by_hand_is_not_overwritten_by_translating(row):
    texts.write_text(row, "kk", user=None, summary="Қысқаша")
    by_hand = texts.write_text(row, "ru", user=None, summary="Вкратце")
    assert texts.translate_text(row, "ru", user=None) == by_hand
    assert texts.pages_of(row)["ru"].get_latest_revision_as_object().summary == "Вкратце"


# --- publishing ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_language_is_published_and_the_other_stays_a_draft(language, row):
    make_texts(row, publish=[])
    [page] = texts.publish_texts(row, [language], user=None)
    assert page.live
    assert statuses(row) == {language: TextStatus.LIVE, other_language(language): TextStatus.DRAFT}


def test_both_are_published_with_their_newest_words(row, councils):
    publisher = make_user(Role.PUBLISHER, councils.a)
    make_texts(row, publish=[], summary="Қысқаша")
    source = texts.pages_of(row)["kk"]
    source.title = "Жаңа атау"
    source.save_revision()
    pages = texts.publish_texts(row, LANGUAGES, user=publisher)
    assert [page.live for page in pages] == [True, True]
    assert QuestionPage.objects.get(pk=pages[0].pk).title == "Жаңа атау"
    assert QuestionPage.objects.get(pk=pages[1].pk).summary == "Қысқаша (ru)"


@pytest.mark.parametrize("first", LANGUAGES)
def test_a_half_translated_text_is_not_published_and_neither_is_its_twin(first, row):
    second = other_language(first)
    texts.write_text(row, first, user=None, summary="Қысқаша")
    texts.translate_text(row, second, user=None)
    finish_translation(row, second)
    StringTranslation.objects.first().delete()
    for languages in ([second], LANGUAGES, tuple(reversed(LANGUAGES))):
        words = refused(texts.publish_texts, row, languages, user=None)
        assert "1" in words["ru"]
        assert "2" in words["ru"]
    assert not Page.objects.filter(pk__in=[page.pk for page in texts.pages_of(row).values()], live=True).exists()


@pytest.mark.parametrize("languages", [("kk",), ("ru",), LANGUAGES])
def test_a_text_that_is_missing_is_not_published_and_neither_is_its_twin(languages, row):
    refused(texts.publish_texts, row, languages, user=None)
    texts.write_text(row, "kk", user=None)
    words = refused(texts.publish_texts, row, LANGUAGES, user=None)
    assert "на русском" in words["ru"]


def test_a_translated_title_that_is_too_long_is_refused_with_words(row):
    texts.write_text(row, "kk", user=None, title="Жарық керек пе?")
    texts.translate_text(row, "ru", user=None)
    finish_translation(row, "ru", words="Щ" * 256)
    assert texts.pages_of(row)["ru"].draft_title == "Щ" * 255
    with pytest.raises(ValidationError) as refusal:
        texts.publish_texts(row, ["ru"], user=None)
    assert "255" in refusal.value.message_dict["title"][0]
    assert not texts.pages_of(row)["ru"].live


def test_a_translated_title_that_is_taken_back_leaves_the_title(row):
    texts.write_text(row, "kk", user=None)
    texts.translate_text(row, "ru", user=None)
    finish_translation(row, "ru", words="Жаңа")
    StringTranslation.objects.all().delete()
    page = texts.pages_of(row)["ru"]
    assert page.draft_title == page.title


def test_publishing_twice_changes_nothing(row):
    make_texts(row)
    before = {language: page.title for language, page in texts.pages_of(row).items()}
    texts.publish_texts(row, LANGUAGES, user=None)
    assert {language: page.title for language, page in texts.pages_of(row).items()} == before
    assert set(statuses(row).values()) == {TextStatus.LIVE}


def test_a_text_taken_off_the_site_keeps_its_draft(row):
    make_texts(row)
    texts.withdraw_text(row, "ru", user=None)
    assert statuses(row) == {"kk": TextStatus.LIVE, "ru": TextStatus.DRAFT}
    assert row in type(row).objects.public_in("kk")
    assert row not in type(row).objects.public_in("ru")
    texts.publish_texts(row, ["ru"], user=None)
    assert statuses(row)["ru"] == TextStatus.LIVE


def test_a_text_that_is_missing_is_not_taken_off_the_site(row):
    texts.write_text(row, "kk", user=None)
    refused(texts.withdraw_text, row, "ru", user=None)


# --- states ----------------------------------------------------------------------------------------------------------
def test_the_states_come_in_the_order_of_the_languages(row):
    assert [(state.language, state.status, state.page) for state in texts.states_of(row)] == [
        ("kk", TextStatus.MISSING, None),
        ("ru", TextStatus.MISSING, None),
    ]


@pytest.mark.parametrize("first", LANGUAGES)
def test_a_live_twin_is_out_of_date_once_its_source_has_new_words(first, row):
    second = other_language(first)
    make_texts(row, first=first, summary="Қысқаша")
    source = texts.pages_of(row)[first]
    source.summary = "Жаңаша"
    source.save_revision()
    assert statuses(row) == {first: TextStatus.LIVE, second: TextStatus.OUT_OF_DATE}
    assert texts.states_of(row)[LANGUAGES.index(first)].has_newer_draft
    texts.translate_text(row, second, user=None)
    assert statuses(row)[second] == TextStatus.OUT_OF_DATE
    finish_translation(row, second)
    texts.publish_texts(row, LANGUAGES, user=None)
    assert statuses(row) == {first: TextStatus.LIVE, second: TextStatus.LIVE}


def test_a_text_of_its_own_is_not_out_of_date_when_the_other_changes(row):
    for language in LANGUAGES:
        texts.write_text(row, language, user=None)
    texts.publish_texts(row, LANGUAGES, user=None)
    page = texts.pages_of(row)["kk"]
    page.title = "Жаңа атау"
    page.save_revision()
    assert statuses(row) == {"kk": TextStatus.LIVE, "ru": TextStatus.LIVE}


# --- who may ---------------------------------------------------------------------------------------------------------
def every_verb(row, user):
    return {
        "write": (WRITES_TEXTS, lambda: texts.write_text(row, "kk", user=user)),
        "translate": (WRITES_TEXTS, lambda: texts.translate_text(row, "ru", user=user)),
        "publish": (PUBLISHES_TEXTS, lambda: texts.publish_texts(row, ["kk"], user=user)),
        "withdraw": (PUBLISHES_TEXTS, lambda: texts.withdraw_text(row, "kk", user=user)),
    }


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_each_verb_is_for_its_roles(role, row, councils):
    user = make_user(role, councils.a)
    if role not in WRITES_TEXTS:
        texts.write_text(row, "kk", user=None)
    for name, (roles, verb) in every_verb(row, user).items():
        if role in roles:
            verb()
            continue
        before = pages_as_they_are()
        with pytest.raises(PermissionDenied):
            verb()
        assert pages_as_they_are() == before, name


def test_a_stranger_finds_no_text(row, councils):
    texts.write_text(row, "kk", user=None)
    before = pages_as_they_are()
    for stranger in (make_user(), make_user(Role.PUBLISHER, councils.b), make_user(Role.NATIONAL_EDITOR)):
        for name, (_roles, verb) in every_verb(row, stranger).items():
            with pytest.raises(Http404):
                verb()
            assert pages_as_they_are() == before, name


def test_a_translator_writes_one_language_by_desk_and_by_wagtail(row, councils, client):
    translator = make_user(Role.TRANSLATOR, councils.a, language="ru")
    with pytest.raises(PermissionDenied):
        texts.write_text(row, "kk", user=translator)
    kazakh = texts.write_text(row, "kk", user=None)
    with pytest.raises(PermissionDenied):
        texts.translate_text(row, "kk", user=translator)
    russian = texts.translate_text(row, "ru", user=translator)
    assert russian.permissions_for_user(translator).can_edit()
    assert not kazakh.permissions_for_user(translator).can_edit()
    client.force_login(translator)
    answers = {page.pk: client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])) for page in (kazakh, russian)}
    assert answers[russian.pk].status_code == 200
    assert answers[kazakh.pk].status_code == 302
    assert client.get(reverse("kenes_draft", args=[kazakh.pk])).status_code == 200
