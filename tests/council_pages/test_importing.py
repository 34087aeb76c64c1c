"""Rows of a table become councils and roles: each whole or not at all, and a second time nothing."""

import dataclasses

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry, Page

from cms.models import Council, CouncilSection, Level, Membership
from cms.roles import Role
from council_pages import importing
from council_pages.council_import import CouncilFacts, Member, Row
from council_pages.importing import Written, add_staff, import_row, import_rows
from council_pages.provisioning import ensure_national_pages
from tests.factories import make_council, make_user

pytestmark = pytest.mark.django_db
AIGUL = Member("aigul@example.kz", "Айгүл Серік", Role.EDITOR)


def facts(slug="zhetisu", **other):
    """Facts of a republican council."""
    names = {"name_kk": "Жетісу кеңесі", "name_ru": "Совет Жетысу", "level": Level.REPUBLICAN, "region": ""}
    return CouncilFacts(slug=slug, **names | other)


def row(slug="zhetisu", line=2, member=None, **other):
    """A row that makes a council."""
    return Row(line, slug, facts(slug, **other), member)


def everything():
    """What an import may write, counted."""
    models = (Council, CouncilSection, Page, Membership, get_user_model(), ModelLogEntry)
    return {model: model.objects.count() for model in models}


# --- one row ---------------------------------------------------------------------------------------------------------
def test_a_row_makes_the_council_with_its_pages():
    done = import_row(row(level=Level.CITY, region="KZ-35", host_body_kk="Әкімдік", host_body_ru="Акимат"))
    assert done == Written("zhetisu", made=True)
    council = Council.objects.get(slug="zhetisu")
    assert (council.region_id, council.host_body("kk"), council.host_body("ru")) == ("KZ-35", "Әкімдік", "Акимат")
    assert CouncilSection.objects.filter(council=council).count() == 2


def test_a_council_with_the_same_facts_is_already_there():
    import_row(row(host_body_kk="Әкімдік"))
    before = everything()
    assert import_row(row(host_body_kk="Әкімдік")) == Written("zhetisu", found=True)
    assert import_row(row()) == Written("zhetisu", found=True), "what the file does not speak of is no contradiction"
    assert everything() == before


def test_a_council_that_was_stored_with_look_alikes_has_the_same_facts():
    make_council("zhetisu", name_kk="Жет\u0069су кеңес\u0069", name_ru="Совет Жетысу", level=Level.REPUBLICAN)
    assert import_row(row()).found


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"name_ru": "Другое имя"}, "name_ru is “Совет Жетысу”"),
        ({"level": Level.CITY, "region": "KZ-35"}, "level is “republican”, region is “”"),
        ({"host_body_ru": "Акимат"}, "host_body_ru is “”"),
    ],
)
def test_an_address_in_use_with_other_facts_is_refused_with_what_differs(other, words):
    import_row(row())
    before = everything()
    with pytest.raises(ValidationError, match=words):
        import_row(row(member=AIGUL, **other))
    assert everything() == before


def test_a_row_with_staff_only_needs_its_council():
    with pytest.raises(ValidationError, match="no council “zhetisu”"):
        import_row(Row(2, "zhetisu", None, AIGUL))
    assert not get_user_model().objects.exists()


def test_nothing_of_a_row_stays_when_its_member_is_refused():
    ensure_national_pages()
    before = everything()
    with pytest.raises(ValidationError):
        import_row(row(member=Member("o'neil@example.kz", "", Role.EDITOR)))
    assert everything() == before


# --- staff -----------------------------------------------------------------------------------------------------------
def test_a_new_member_gets_an_account_that_waits_for_the_invitation(councils):
    assert add_staff(councils.a, AIGUL)
    person = get_user_model().objects.get(username="aigul@example.kz")
    assert (person.email, person.get_full_name()) == ("aigul@example.kz", "Айгүл Серік")
    assert (person.is_active, person.has_usable_password(), person.is_superuser) == (False, False, False)
    assert [(role.council, role.role) for role in person.memberships.all()] == [(councils.a, "editor")]
    assert person.groups.get().name == "kenes:editor:almaly"


def test_a_new_member_is_a_line_in_the_log(councils):
    author = make_user(Role.ADMINISTRATOR)
    add_staff(councils.a, AIGUL, user=author)
    person = get_user_model().objects.get(username="aigul@example.kz")
    entry = ModelLogEntry.objects.for_instance(councils.a).get(action="kenes.staff_added")
    assert (entry.user, entry.data) == (author, {"account": person.pk, "role": "editor"})


@pytest.mark.parametrize("username", ["aigul", "Aigul@Example.kz"])
def test_an_account_that_is_there_gets_the_role_and_stays_as_it_is(councils, username):
    person = get_user_model().objects.create_user(username, "Aigul@example.kz", "a password", first_name="А.")
    assert add_staff(councils.a, AIGUL)
    [kept] = get_user_model().objects.all()
    assert (kept.pk, kept.username, kept.first_name, kept.is_active) == (person.pk, username, "А.", True)
    assert kept.check_password("a password")
    assert kept.memberships.get().role == "editor"


def test_a_role_that_is_there_is_not_given_twice(councils):
    assert add_staff(councils.a, AIGUL)
    before = everything()
    assert not add_staff(councils.a, AIGUL)
    assert everything() == before
    assert add_staff(councils.b, AIGUL), "the same role in another council is another one"


def test_an_email_of_several_accounts_is_refused(councils):
    for name in ("one", "two"):
        get_user_model().objects.create_user(name, "aigul@example.kz")
    with pytest.raises(ValidationError, match="several accounts"):
        add_staff(councils.a, AIGUL)
    named = get_user_model().objects.create_user("aigul@example.kz", "aigul@example.kz")
    add_staff(councils.a, AIGUL)
    assert named.memberships.count() == 1


@pytest.mark.parametrize("member", [Member("o'neil@example.kz", "", Role.EDITOR), Member("a@b.kz", "", Role.OVERSEER)])
def test_what_no_account_or_council_can_have_is_refused(councils, member):
    with pytest.raises(ValidationError):
        add_staff(councils.a, member)
    assert not get_user_model().objects.exists()


# --- many rows -------------------------------------------------------------------------------------------------------
def mixed_rows():
    """Two councils, a contradiction to what is there, staff of both and of none."""
    make_council("taken", level=Level.REPUBLICAN)
    return [
        row("one", 2, member=AIGUL),
        row("taken", 3),
        Row(4, "nowhere", None, AIGUL),
        row("two", 5),
        Row(6, "one", None, Member("aigul@example.kz", "", Role.SECRETARY)),
        Row(7, "one", None, AIGUL),
        Row(8, "two", None, AIGUL),
        row("one", 9),
    ]


def test_bad_rows_are_reported_and_the_rest_is_written():
    report = import_rows(mixed_rows())
    assert (report.created, report.already_there, report.staff_added) == (2, 0, 3)
    assert [refusal.line for refusal in report.refusals] == [3, 4]
    assert Council.objects.filter(slug__in=["one", "two", "nowhere"]).count() == 2
    assert Council.objects.get(slug="taken").name_ru == "Общественный совет taken"


def test_a_dry_run_reports_the_same_and_writes_nothing():
    rows = mixed_rows()
    before = everything()
    rehearsed = import_rows(rows, dry_run=True)
    assert everything() == before
    assert rehearsed == import_rows(rows)


def test_a_second_run_changes_nothing():
    rows = mixed_rows()
    import_rows(rows)
    before = everything()
    report = import_rows(rows)
    assert everything() == before
    assert (report.created, report.already_there, report.staff_added) == (0, 2, 0)


def test_each_row_is_counted_as_it_is_done():
    done = []
    import_rows([row("one", 2), Row(3, "nowhere", None, AIGUL)], after_row=lambda: done.append(1))
    assert len(done) == 2


def test_an_error_that_nobody_foresaw_leaves_the_rows_before_it(monkeypatch):
    add = importing.add_staff
    broken = Member("broken@example.kz", "", Role.EDITOR)

    def add_or_break(council, member, **author):
        return 1 / 0 if member == broken else add(council, member, **author)

    monkeypatch.setattr(importing, "add_staff", add_or_break)
    with pytest.raises(ZeroDivisionError):
        import_rows([row("one", 2, member=AIGUL), row("two", 3, member=broken)])
    assert [council.slug for council in Council.objects.filter(slug__in=["one", "two"])] == ["one"]
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_reasons_are_in_english_whatever_language_is_active(language):
    with translation.override(language):
        report = import_rows([row(member=Member("a@b.kz", "А" * 151, Role.EDITOR)), row("b", 3, name_kk="Қ" * 301)])
    assert [refusal.reason.split(" ")[:2] for refusal in report.refusals] == [
        ["first_name:", "Ensure"],
        ["name_kk:", "Ensure"],
    ]


def test_new_staff_is_invited_where_that_is_asked_for(councils, django_capture_on_commit_callbacks, mailoutbox):
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        add_staff(councils.a, AIGUL)
    assert mailoutbox == []
    with django_capture_on_commit_callbacks(execute=True):
        for council in (councils.a, councils.b):
            add_staff(council, AIGUL, invited_at=now)
    assert [letter.to for letter in mailoutbox] == [[AIGUL.email]]
    get_user_model().objects.update(is_active=True)
    with django_capture_on_commit_callbacks(execute=True):
        add_staff(councils.a, dataclasses.replace(AIGUL, role=Role.LEAD), invited_at=now)
    assert len(mailoutbox) == 1
