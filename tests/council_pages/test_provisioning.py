import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, Locale, ModelLogEntry, Page, Site

from cms.groups import group_name
from cms.languages import LANGUAGES
from cms.models import Council, CouncilSection, Level, Region
from cms.roles import COUNCIL_ROLES, Role, languages_of
from council_pages import provisioning
from council_pages.models import CouncilDirectoryPage, CouncilPage, HomePage, TextPage
from council_pages.provisioning import STANDARD_PAGES, create_council, ensure_national_pages, section_page
from tests.factories import make_council, make_user

pytestmark = pytest.mark.django_db
FACTS = {"slug": "zhetisu", "name_kk": "Жетісу кеңесі", "name_ru": "Совет Жетысу", "level": Level.REPUBLICAN}


def everything():
    """All that provisioning makes, counted."""
    models = (Council, CouncilSection, Page, Collection, Group, Locale, Site, ModelLogEntry)
    return {model: model.objects.count() for model in models}


def test_one_action_makes_the_section_in_both_languages_live():
    done = create_council(**FACTS)
    assert done.created
    for language in LANGUAGES:
        section = CouncilSection.objects.get(council=done.council, language=language).page.specific
        assert (type(section), section.title, section.live) == (CouncilPage, done.council.name(language), True)
        assert section.url_path == f"/{language}/councils/zhetisu/"
        children = {page.slug: page for page in section.get_children().specific()}
        assert set(children) == {address for _type, address, _titles in STANDARD_PAGES}
        for page_type, address, titles in STANDARD_PAGES:
            page = children[address]
            assert (type(page), page.title, page.live) == (page_type, titles[language], True)
            assert page.url_path == f"/{language}/councils/zhetisu/{address}/"


def test_the_two_languages_of_every_page_know_each_other():
    council = create_council(**FACTS).council
    kazakh = CouncilSection.objects.get(council=council, language="kk").page
    russian = Locale.objects.get(language_code="ru")
    for page in kazakh.get_descendants(inclusive=True):
        twin = page.get_translation(russian)
        assert twin.url_path == page.url_path.replace("/kk/", "/ru/", 1)
        assert twin.specific_class is page.specific_class


def test_a_council_comes_with_its_groups_its_collection_and_a_line_in_the_log(councils):
    author = make_user(Role.ADMINISTRATOR)
    council = create_council(**FACTS, user=author).council
    assert council.collection.name == "zhetisu"
    assert council.collection.get_parent() == Collection.get_first_root_node()
    names = {group_name(role, council, language) for role in COUNCIL_ROLES for language in languages_of(role)}
    assert len(names) == len(COUNCIL_ROLES) + 1
    assert {group.name for name in names for group in _groups(name)} == names
    [entry] = ModelLogEntry.objects.for_instance(council)
    assert (entry.action, entry.user) == ("kenes.council_created", author)


def _groups(name):
    return Group.objects.filter(name=name)


def test_its_staff_can_work_at_once():
    council = create_council(**FACTS).council
    page = section_page(council, "kk", TextPage, "contacts")
    assert page.permissions_for_user(make_user(Role.EDITOR, council)).can_edit()


def test_a_second_run_with_the_address_changes_nothing_and_says_so():
    first = create_council(**FACTS)
    before = everything()
    second = create_council(**FACTS | {"name_ru": "Другое имя", "level": Level.CITY})
    assert (second.created, second.council) == (False, first.council)
    assert everything() == before
    assert Council.objects.get(slug="zhetisu").name_ru == "Совет Жетысу"


def test_the_facts_of_the_council_are_kept():
    region = Region.objects.get(iso="KZ-75")
    council = create_council(
        **FACTS | {"level": Level.DISTRICT}, region=region, host_body_kk="Әкімдік", host_body_ru="Акимат"
    ).council
    council.refresh_from_db()
    assert (council.region, council.level) == (region, Level.DISTRICT)
    assert (council.host_body("kk"), council.host_body("ru")) == ("Әкімдік", "Акимат")


@pytest.mark.parametrize("wrong, fields", [
    ({"level": Level.DISTRICT}, {"__all__"}),
    ({"level": Level.REPUBLICAN, "region": "KZ-75"}, {"__all__"}),
    ({"level": "village"}, {"level"}),
    ({"slug": "Жетісу"}, {"slug"}),
    ({"slug": ""}, {"slug"}),
    ({"slug": "a" * 81}, {"slug"}),
    ({"name_kk": ""}, {"name_kk"}),
    ({"name_ru": "Щ" * 301}, {"name_ru"}),
])  # fmt: skip
def test_facts_that_contradict_each_other_are_refused_and_nothing_is_half_made(wrong, fields):
    ensure_national_pages()
    before = everything()
    wrong = wrong | ({"region": Region.objects.get(iso=wrong["region"])} if "region" in wrong else {})
    with pytest.raises(ValidationError) as refusal:
        create_council(**FACTS | wrong)
    # A level that does not exist contradicts the rule of regions, too.
    assert fields <= set(refusal.value.message_dict) <= fields | {"__all__"}
    assert everything() == before


def test_nothing_is_half_made_when_something_breaks_on_the_way(monkeypatch):
    ensure_national_pages()
    before = everything()
    monkeypatch.setattr(provisioning, "make_council_groups", lambda council: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        create_council(**FACTS)
    assert everything() == before


@pytest.mark.parametrize("length", [200, 300])
def test_a_long_kazakh_name_is_kept_whole_and_its_pages_stand(length):
    name = ("Ққәіңғүұөһ" * 30)[:length]
    council = create_council(**FACTS | {"name_kk": name, "name_ru": name}).council
    council.refresh_from_db()
    assert council.name("kk") == name
    for language in LANGUAGES:
        title = CouncilSection.objects.get(council=council, language=language).page.title
        assert title == name[:255]


def test_a_council_costs_the_same_number_of_queries_however_many_there_are():
    def queries(slug):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            make_council(slug)
        return len(captured)

    make_council("first")
    counts = [queries(f"c{number}") for number in range(4)]
    # 18 pages at about 35 queries each.
    assert max(counts) - min(counts) <= 4
    assert max(counts) <= 700


# --- the national pages ----------------------------------------------------------------------------------------------
def test_the_national_pages_stand_in_both_languages_under_the_languages_codes():
    homes = ensure_national_pages()
    assert set(homes) == set(LANGUAGES)
    for language, home in homes.items():
        assert (home.slug, home.url_path, home.live) == (language, f"/{language}/", True)
        directory = home.get_children().get()
        assert (directory.specific_class, directory.url_path) == (CouncilDirectoryPage, f"/{language}/councils/")
    assert homes["kk"].get_translation(homes["ru"].locale).pk == homes["ru"].pk
    assert Site.objects.get(is_default_site=True).root_page.pk == homes["kk"].pk
    assert not Page.objects.filter(depth=2).exclude(slug__in=LANGUAGES).exists()


def test_making_the_national_pages_again_changes_nothing():
    first = ensure_national_pages()
    before = everything()
    again = ensure_national_pages()
    assert {language: home.pk for language, home in again.items()} == {
        language: home.pk for language, home in first.items()
    }
    assert everything() == before
    assert HomePage.objects.count() == 2


def test_a_standard_page_is_found_by_its_kind_and_address(councils):
    assert section_page(councils.a, "ru", TextPage, "members").url_path == "/ru/councils/almaly/members/"
