import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from wagtail.models import Locale, Page

from cms.languages import LANGUAGES, other_language
from cms.models import CouncilSection
from cms.roles import Role
from council_pages import texts
from council_pages.models import (
    Consultation,
    PagePair,
    PairedPage,
    QuestionIndexPage,
    QuestionPage,
    Schedule,
    TextPage,
)
from council_pages.provisioning import section_page
from tests.council_pages.conftest import make_news
from tests.factories import (
    make_consultation,
    make_schedule,
    make_superuser,
    make_texts,
    make_user,
    translation_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(councils):
    return make_consultation(councils.a, "lights", subject_kk="Көше жарығы", subject_ru="Освещение улиц")


@pytest.fixture
def pages(row):
    return make_texts(row)


def tree():
    """Every page with its place and its row, and every pair: what must be the same after a refusal."""
    return (
        list(Page.objects.order_by("path").values_list("pk", "path", "slug", "live", "alias_of")),
        list(QuestionPage.objects.order_by("pk").values_list("pk", "consultation", "translation_key", "locale")),
        list(PagePair.objects.order_by("pk").values()),
    )


# --- one page for a row and a language -------------------------------------------------------------------------------
def test_a_pair_is_written_when_the_page_is_first_saved_and_not_again(row):
    page = texts.write_text(row, "kk", user=None)
    [pair] = PagePair.objects.filter(row_id=row.pk, row_type=ContentType.objects.get_for_model(Consultation))
    assert (pair.page_id, pair.language, pair.row) == (page.pk, "kk", row)
    page.title = "Басқа"
    page.save()
    page.save_revision().publish()
    assert PagePair.objects.count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_page_for_the_row_in_a_language_cannot_be_added_to_the_tree(language, row, pages):
    before = tree()
    index = QuestionIndexPage.objects.get(locale__language_code=language, path__startswith=pages[language].path[:16])
    second = QuestionPage(title="Басқа", locale=index.locale, consultation=row)
    with pytest.raises(ValidationError), transaction.atomic():
        index.add_child(instance=second)
    assert tree() == before


def test_the_database_refuses_a_second_pair(row, pages):
    other = texts.write_text(make_consultation(row.council), "kk", user=None)
    free = PagePair.objects.get(page=other)
    for change in ({"row_id": row.pk}, {"page": pages["ru"]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PagePair.objects.filter(pk=free.pk).update(**change)


def test_rows_of_two_kinds_with_one_number_have_pairs_of_their_own(row, pages, councils):
    schedule = Schedule(pk=row.pk, council=councils.a, year=2027, number=1)
    schedule.save()
    texts.write_text(schedule, "kk", user=None)
    assert set(texts.pages_of(schedule)) == {"kk"}
    assert texts.pages_of(row) == pages
    assert list(Schedule.objects.public_in(*LANGUAGES)) == []
    assert list(Consultation.objects.public_in(*LANGUAGES)) == [row]


def test_the_row_and_the_address_are_synchronised_and_cannot_be_overridden():
    assert len(PairedPage.__subclasses__()) >= 5
    for page_class in PairedPage.__subclasses__():
        fields = {field.field_name: field for field in page_class.override_translatable_fields}
        for name in (page_class.row_field, "slug"):
            assert fields[name].is_synchronized(page_class())
            assert not fields[name].is_overridable(page_class())
        row_field = page_class._meta.get_field(page_class.row_field)
        assert row_field.remote_field.on_delete is models.PROTECT


def test_both_languages_have_one_address(pages):
    assert {page.slug for page in pages.values()} == {"lights"}
    assert {page.url_path.removeprefix(f"/{language}/") for language, page in pages.items()} == {
        "councils/almaly/questions/lights/"
    }


def test_an_address_typed_on_the_page_is_overruled_by_the_rows(row):
    index = QuestionIndexPage.objects.child_of(
        CouncilSection.objects.get(council=row.council, language="kk").page
    ).get()
    page = index.add_child(instance=QuestionPage(title="a", slug="other", locale=index.locale, consultation=row))
    assert page.slug == "lights"


def test_a_row_is_public_in_a_language_when_its_page_there_is_live(row):
    make_texts(row, publish=["ru"])
    assert list(Consultation.objects.public_in("ru")) == [row]
    assert list(Consultation.objects.public_in("kk")) == []
    assert list(Consultation.objects.public_in("kk", "ru")) == [row]
    texts.publish_texts(row, ["kk"], user=None)
    assert list(Consultation.objects.public_in("kk", "ru")) == [row]


def test_a_row_with_a_text_is_not_deleted(row, pages):
    with pytest.raises(models.ProtectedError), transaction.atomic():
        row.delete()
    with pytest.raises(models.ProtectedError), transaction.atomic():
        Consultation.objects.filter(pk=row.pk).delete()


# --- the twin through wagtail-localize -------------------------------------------------------------------------------
@pytest.mark.parametrize("first", LANGUAGES)
def test_a_twin_made_with_wagtail_localizes_own_button_keeps_the_row_and_stays_a_draft(first, row, councils, client):
    second = other_language(first)
    source = texts.write_text(row, first, user=None, summary="Қысқаша")
    client.force_login(make_user(Role.EDITOR, councils.a))
    address = reverse("wagtail_localize:submit_page_translation", args=[source.pk])
    locale = Locale.objects.get(language_code=second)
    answer = client.post(address, {"locales": [locale.pk]})
    assert answer.status_code == 302
    twin = texts.pages_of(row)[second]
    assert (twin.consultation, twin.slug, twin.live, twin.alias_of_id) == (row, "lights", False, None)
    assert PagePair.objects.get(page=twin).language == second
    client.post(address, {"locales": [locale.pk]})
    assert PagePair.objects.count() == QuestionPage.objects.count() == 2


# --- copying, aliasing, moving, deleting: by every path --------------------------------------------------------------
def test_a_page_of_the_cycle_is_not_copied_in_python(pages):
    before = tree()
    index = pages["kk"].get_parent()
    for page in (pages["kk"], Page.objects.get(pk=pages["ru"].pk).specific):
        for act in (
            lambda page=page: page.copy(),
            lambda page=page: page.copy(to=index, update_attrs={"slug": "second"}),
            lambda page=page: page.copy(recursive=True),
            lambda page=page: page.create_alias(),
            lambda page=page: page.create_alias(parent=index, update_slug="second"),
        ):
            with pytest.raises(PermissionDenied), transaction.atomic():
                act()
    assert tree() == before


def test_a_page_of_the_cycle_is_not_moved_in_python(pages, councils):
    before = tree()
    other = QuestionIndexPage.objects.child_of(CouncilSection.objects.get(council=councils.b, language="kk").page).get()
    section, root = pages["kk"].get_parent().get_parent(), Page.objects.get(depth=1)
    for page, places in [
        (pages["kk"], [other, section, root]),
        (Page.objects.get(pk=pages["kk"].pk), [other, section, root]),
        (pages["kk"].get_parent(), [other.get_parent(), root]),
        (section, [other.get_parent(), root]),
    ]:
        for place in places:
            with pytest.raises(PermissionDenied), transaction.atomic():
                page.move(place, "last-child")
    assert tree() == before


@pytest.mark.parametrize("delete", [
    lambda page: page.delete(),
    lambda page: Page.objects.get(pk=page.pk).delete(),
    lambda page: QuestionPage.objects.filter(pk=page.pk).delete(),
    lambda page: Page.objects.filter(pk=page.pk).delete(),
    lambda page: Page.objects.get(pk=page.get_parent().pk).delete(),
    lambda page: Page.objects.filter(pk=page.get_parent().pk).delete(),
    lambda page: page.get_ancestors()[2].delete(),
    lambda page: page.get_ancestors().filter(depth=3).first().delete(),
    lambda page: page.get_ancestors().filter(depth=2).first().specific.delete(),
    lambda page: Locale.objects.get(pk=page.locale_id).delete(),
], ids=["page", "base page", "query set", "base query set", "parent", "parent's query set", "section", "directory",
        "home", "locale"])  # fmt: skip
def test_nothing_deletes_a_page_of_the_cycle_not_even_with_what_stands_above_it(delete, pages):
    before = tree()
    with pytest.raises((models.ProtectedError, IntegrityError)), transaction.atomic():
        delete(QuestionPage.objects.get(pk=pages["kk"].pk))
    assert tree() == before


def admin(client, name, *args, **data):
    """GET and POST of one of Wagtail's own views; both answers."""
    address = reverse(name, args=args)
    query = f"?{data.pop('query')}" if "query" in data else ""
    return client.get(address + query), client.post(address + query, data)


def refused_with_words(answers):
    """Both lead away with a message instead of showing a form or an error."""
    for answer in answers:
        assert answer.status_code == 302
        assert any(message.level_tag == "error" for message in list(answer.wsgi_request._messages))


@pytest.mark.parametrize("what", ["the page", "its list", "the section"])
@pytest.mark.parametrize("view", ["delete", "copy", "move"])
def test_wagtails_own_views_refuse_with_words_what_stands_on_the_record(view, what, pages, client):
    before = tree()
    client.force_login(make_superuser())
    page = {
        "the page": pages["kk"],
        "its list": pages["kk"].get_parent(),
        "the section": pages["kk"].get_parent().get_parent(),
    }[what]
    data = {"new_title": "x", "new_slug": "x", "new_parent_page": page.get_parent().pk, "publish_copies": "on"}
    for answer in admin(client, f"wagtailadmin_pages:{view}", page.pk, **(data if view == "copy" else {})):
        # "Move" asks for a new place first and refuses when it has one: see the next test.
        assert answer.status_code == (200 if view == "move" else 302)
    assert tree() == before


def test_a_move_is_refused_once_its_place_is_known(pages, client, councils):
    before = tree()
    client.force_login(make_superuser())
    place = QuestionIndexPage.objects.child_of(CouncilSection.objects.get(council=councils.b, language="kk").page).get()
    refused_with_words(admin(client, "wagtailadmin_pages:move_confirm", pages["kk"].pk, place.pk))
    refused_with_words(admin(client, "wagtailadmin_pages:move_confirm", pages["kk"].get_parent().get_parent().pk, 1))
    assert tree() == before


def test_a_new_order_within_a_list_changes_no_address(pages, row, client):
    make_texts(make_consultation(row.council))
    addresses = set(Page.objects.values_list("pk", "url_path"))
    client.force_login(make_superuser())
    client.post(reverse("wagtailadmin_pages:set_page_position", args=[pages["kk"].pk]) + "?position=1")
    assert set(Page.objects.values_list("pk", "url_path")) == addresses
    assert texts.pages_of(row)["kk"].get_prev_sibling() is not None


def test_a_bulk_deletion_with_one_such_page_deletes_nothing_at_all(pages, client):
    free = pages["kk"].get_parent().get_siblings().get(slug="contacts")
    before = tree()
    client.force_login(make_superuser())
    query = f"id={free.pk}&id={pages['kk'].pk}"
    _asked, answer = admin(client, "wagtail_bulk_action", "wagtailcore", "page", "delete", query=query)
    refused_with_words([answer])
    assert tree() == before


def test_a_bulk_move_to_a_place_that_would_take_the_page_is_refused(pages, client, councils):
    place = QuestionIndexPage.objects.child_of(CouncilSection.objects.get(council=councils.b, language="kk").page).get()
    before = tree()
    client.force_login(make_superuser())
    query = f"id={pages['kk'].pk}"
    _asked, answer = admin(client, "wagtail_bulk_action", "wagtailcore", "page", "move", query=query, chooser=place.pk)
    refused_with_words([answer])
    assert tree() == before


@pytest.mark.parametrize("action", ["copy", "create_alias", "move", "delete"])
def test_the_admins_api_acts_on_no_page_of_the_cycle(action, pages, client):
    before = tree()
    client.force_login(make_superuser())
    address = reverse("wagtailadmin_api:pages:action", args=[pages["kk"].pk, action])
    data = {"destination_page_id": pages["kk"].get_parent().get_parent().pk, "position": "last-child", "slug": "x"}
    client.raise_request_exception = False
    answer = client.post(address, data, content_type="application/json")
    assert answer.status_code >= 400
    assert tree() == before


def test_a_translation_is_not_turned_into_an_alias(pages, client):
    client.force_login(make_superuser())
    with pytest.raises(PermissionDenied):
        page = pages["ru"]
        page.alias_of = Page.objects.get(pk=pages["kk"].pk)
        page.save()
    translation = translation_of(pages["kk"].row, "ru")
    client.post(reverse("wagtail_localize:convert_to_alias", args=[pages["ru"].pk]))
    assert Page.objects.get(pk=pages["ru"].pk).alias_of_id is None
    assert type(translation).objects.filter(pk=translation.pk).exists()


@pytest.mark.parametrize("slug", ["about", "members", "contacts"])
def test_a_page_to_which_the_menu_leads_is_not_deleted(slug, councils, client):
    client.force_login(make_superuser())
    page = section_page(councils.a, "kk", TextPage, slug)
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert Page.objects.filter(pk=page.pk).exists()


def test_what_stands_on_no_record_is_still_deleted(councils, client):
    client.force_login(make_superuser())
    news = make_news(councils.a, "kk", "Жаңалық")
    client.post(reverse("wagtailadmin_pages:delete", args=[news.pk]))
    assert not Page.objects.filter(pk=news.pk).exists()


def test_pages_of_the_cycle_are_never_made_by_add_child_page(councils, client):
    client.force_login(make_superuser())
    schedule = make_schedule(councils.a)
    index = texts.write_text(schedule, "kk", user=None).get_parent()
    for parent, name in [(index, "schedulepage"), (index.get_parent(), "questionindexpage")]:
        address = reverse("wagtailadmin_pages:add", args=["council_pages", name, parent.pk])
        assert client.get(address).status_code == 302
        assert client.post(address, {"title": "x"}).status_code == 302
    assert PagePair.objects.count() == 1
