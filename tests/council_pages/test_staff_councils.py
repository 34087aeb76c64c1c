import pytest
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from cms.models import Council, CouncilSection
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db
TYPED = {
    "slug": "zhetisu",
    "name_kk": "Жетісу облысының Қоғамдық кеңесі",
    "name_ru": "Общественный совет области Жетысу",
    "level": "oblast",
    "region": "KZ-33",
    "host_body_kk": "Әкімдік",
    "host_body_ru": "Акимат",
}
NEW = "/admin/kenes/councils/new/"


@pytest.fixture
def administrator(councils, client):
    user = make_user(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def test_one_form_makes_the_whole_section_in_both_languages(administrator, client):
    assert client.get(NEW).status_code == 200
    answer = client.post(NEW, TYPED)
    assert (answer.status_code, answer.url) == (302, reverse("kenes_councils"))
    council = Council.objects.get(slug="zhetisu")
    assert {name: getattr(council, name) for name in TYPED if name != "region"} == {
        name: value for name, value in TYPED.items() if name != "region"
    }
    assert council.region_id == "KZ-33"
    assert CouncilSection.objects.filter(council=council, page__live=True).count() == 2
    assert ModelLogEntry.objects.for_instance(council).get().user == administrator
    for language in ("kk", "ru"):
        assert client.get(f"/{language}/councils/zhetisu/").status_code == 200
    assert council.name("ru") in client.get(reverse("kenes_councils")).content.decode()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_address_in_use_is_refused_beside_it_and_what_was_typed_is_kept(language, administrator, client):
    UserProfile.objects.create(user=administrator, preferred_language=language)
    answer = client.post(NEW, TYPED | {"slug": "almaly"})
    form = answer.context["form"]
    source = "Another council has this address already. Choose a different one."
    with override(language):
        assert form.errors == {"slug": [gettext(source)]}
        assert gettext(source) != source
        assert gettext(source) in answer.content.decode()
    assert {name: form[name].value() for name in TYPED} == TYPED | {"slug": "almaly"}
    for words in ("Жетісу облысының", "Общественный совет области Жетысу", "Әкімдік"):
        assert words in answer.content.decode()
    assert Council.objects.count() == 2


@pytest.mark.parametrize("wrong", [
    {"region": ""}, {"level": "republican"}, {"level": "village"}, {"slug": "Жетісу"}, {"name_kk": ""},
    {"region": "KZ-99"},
])  # fmt: skip
def test_facts_that_contradict_each_other_are_refused_and_nothing_is_half_made(wrong, administrator, client):
    before = CouncilSection.objects.count()
    answer = client.post(NEW, TYPED | wrong)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["form"]["name_ru"].value() == TYPED["name_ru"]
    assert (Council.objects.count(), CouncilSection.objects.count()) == (2, before)


def test_a_name_of_200_kazakh_letters_is_taken(administrator, client):
    assert client.post(NEW, TYPED | {"name_kk": "Ғ" * 200}).status_code == 302
    assert Council.objects.get(slug="zhetisu").name("kk") == "Ғ" * 200


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES | NATIONAL_ROLES - {Role.ADMINISTRATOR}))
def test_nobody_but_the_administrator_comes_here(role, councils, client):
    client.force_login(make_user(role, councils.a if role in COUNCIL_ROLES else None))
    for address in (NEW, reverse("kenes_councils")):
        assert client.get(address).status_code == 404
        assert client.post(address, TYPED).status_code == 404
    assert Council.objects.count() == 2


def test_an_administrator_sees_every_council_in_the_alphabet_of_the_screen(administrator, client):
    Council.objects.filter(pk__in=Council.objects.values("pk")).update(name_ru="Ясный")
    Council.objects.filter(slug="bostandyk").update(name_ru="Арык")
    page = client.get(reverse("kenes_councils")).content.decode()
    assert page.index("Арык") < page.index("Ясный")
