import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext, override

from cms.models import Council, CouncilSection, Demonstration, Level, Membership, Region
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from tests.factories import again, make_superuser, make_user

pytestmark = pytest.mark.django_db


def unsaved(**facts):
    facts = {"slug": "zhetisu", "name_kk": "Жетісу", "name_ru": "Жетысу", "level": Level.REPUBLICAN} | facts
    return Council(**facts)


def test_a_name_is_said_in_the_language_asked_for_and_by_default_in_the_active_one():
    council = unsaved(host_body_kk="Әкімдік", host_body_ru="Акимат")
    assert (council.name("kk"), council.name("ru")) == ("Жетісу", "Жетысу")
    assert (council.host_body("kk"), council.host_body("ru")) == ("Әкімдік", "Акимат")
    with override("ru"):
        assert str(council) == "Жетысу"
    with override("kk"):
        assert str(council) == "Жетісу"


@pytest.mark.parametrize("written", ["kk", "ru"])
def test_a_text_that_stands_in_one_language_only_is_shown_in_both(written):
    council = unsaved(**{f"host_body_{written}": "Акимат"})
    assert council.host_body("kk") == council.host_body("ru") == "Акимат"


@pytest.mark.parametrize("level", [level for level in Level if level != Level.REPUBLICAN])
def test_a_council_below_the_republic_must_name_its_region(level):
    with pytest.raises(ValidationError):
        unsaved(level=level).full_clean()
    unsaved(level=level, region=Region.objects.get(iso="KZ-75")).full_clean()


def test_a_republican_council_has_no_region_not_even_by_a_raw_write():
    council = unsaved(region=Region.objects.get(iso="KZ-75"))
    with pytest.raises(ValidationError) as refusal, override(None):
        council.full_clean()
    with override(None):
        assert refusal.value.messages == ["A republican council has no region; every other council has one."]
    with pytest.raises(IntegrityError), transaction.atomic():
        council.save()


@pytest.mark.parametrize("slug", ["Алматы", "a b", "a/b", "ә", ""])
def test_an_address_is_of_latin_letters_digits_and_hyphens(slug):
    with pytest.raises(ValidationError) as refusal:
        unsaved(slug=slug).full_clean()
    assert set(refusal.value.error_dict) == {"slug"}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_address_in_use_is_refused_beside_the_address_in_the_readers_language(language):
    unsaved().save()
    with override(language), pytest.raises(ValidationError) as refusal:
        unsaved().full_clean()
    with override(language):
        [message] = refusal.value.message_dict["slug"]
    source = "Another council has this address already. Choose a different one."
    with override(language):
        assert message == gettext(source) != source


def test_a_name_of_200_kazakh_letters_is_kept_whole():
    name = "Қ" * 200
    council = unsaved(name_kk=name)
    council.full_clean()
    council.save()
    assert Council.objects.get(slug="zhetisu").name("kk") == name


def test_a_person_has_the_councils_of_the_roles_asked_for(councils):
    editor = make_user(Role.EDITOR, councils.a)
    assert list(Council.objects.for_user(editor)) == [councils.a]
    assert list(Council.objects.for_user(editor, {Role.SECRETARY})) == []
    assert list(Council.objects.for_user(make_user())) == []
    assert list(Council.objects.for_user(make_user(Role.NATIONAL_EDITOR))) == []
    overseer = make_user(Role.OVERSEER)
    assert set(Council.objects.for_user(overseer)) == {councils.a, councils.b}
    assert list(Council.objects.for_user(overseer, COUNCIL_ROLES)) == []


def test_a_superuser_has_every_council_and_a_disabled_account_none(councils):
    root, former = make_superuser(), make_user(Role.EDITOR, councils.a)
    assert set(Council.objects.for_user(root)) == {councils.a, councils.b}
    for user in (root, former):
        user.is_active = False
        user.save()
        assert not Council.objects.for_user(again(user)).exists()


def test_a_closed_council_is_no_longer_among_the_open_ones(councils):
    Council.objects.filter(pk=councils.b.pk).update(closed_on="2026-11-01")
    assert list(Council.objects.open()) == [councils.a]


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_a_councils_role_needs_a_council(role):
    user = make_user()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, council=None, role=role)


@pytest.mark.parametrize("role", sorted(NATIONAL_ROLES))
def test_a_role_at_the_ministry_has_no_council(role, councils):
    user = make_user()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, council=councils.a, role=role)


@pytest.mark.parametrize("role, of_council", [(Role.EDITOR, True), (Role.OVERSEER, False)])
def test_a_role_is_held_once(role, of_council, councils):
    council = councils.a if of_council else None
    user = make_user(role, council)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, council=council, role=role)


def test_a_person_may_hold_several_roles_in_several_councils(councils):
    user = make_user(Role.EDITOR, councils.a)
    for council, role in [(councils.a, Role.SECRETARY), (councils.b, Role.EDITOR)]:
        Membership.objects.create(user=user, council=council, role=role)
    assert set(Council.objects.for_user(user)) == {councils.a, councils.b}
    assert list(Council.objects.for_user(user, {Role.SECRETARY})) == [councils.a]


def test_a_council_has_one_section_in_a_language(councils):
    section = CouncilSection.objects.get(council=councils.a, language="kk")
    other = CouncilSection.objects.get(council=councils.b, language="kk").page
    assert str(section) == "almaly (kk)"
    with pytest.raises(IntegrityError), transaction.atomic():
        CouncilSection.objects.filter(pk=section.pk).update(page=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        CouncilSection.objects.filter(council=councils.a, language="ru").update(language="kk")


def test_regions_have_both_names_and_an_order():
    assert Region.objects.count() == 20
    almaty = Region.objects.get(iso="KZ-75")
    assert (almaty.name("kk"), almaty.name("ru")) == (almaty.name_kk, almaty.name_ru)
    assert [region.order for region in Region.objects.all()] == sorted(Region.objects.values_list("order", flat=True))


def test_the_mark_of_demonstration_content_speaks_both_languages():
    mark = Demonstration(disclaimer_kk="Үлгі", disclaimer_ru="Образец")
    assert (mark.disclaimer("kk"), mark.disclaimer("ru")) == ("Үлгі", "Образец")
    with override("ru"):
        assert str(mark) == "Образец"
