"""Reminders: one letter a week, to those who can do something, until the fact is on record."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.models import Council
from cms.roles import Role
from council_pages import reminders
from council_pages.models import ReminderSent
from council_pages.quarters import Quarter
from council_pages.reminders import Sent, letters, send_reminders, written
from forms.models import Contact, Proposal
from tests.council_pages.test_compliance_rows import propose, tell
from tests.council_pages.test_todo_rows import closed_question, settled
from tests.factories import at, make_decision, make_schedule, make_superuser, make_user

pytestmark = pytest.mark.django_db
MONDAY = at(14, hour=9, month=12)
NEXT_MONDAY = MONDAY + timedelta(days=7)


@pytest.fixture
def council():
    """A council that lacks the schedule of the next quarter, due on 22 December, and nothing else."""
    council = settled("ortalyq")
    publish_schedule(council, Quarter(2026, 4))
    return council


def publish_schedule(council, quarter):
    """Put the schedule of the quarter in order."""
    day = quarter.first_day - timedelta(days=30)
    schedule = make_schedule(council, quarter, make_decision(council, str(quarter.number), held_on=day))
    tell("schedule", day, schedule=schedule)


def someone(role, council=None, language="", **fields):
    """A member of the staff whose admin speaks the language."""
    user = make_user(role, council, **fields)
    if language:
        UserProfile.objects.create(user=user, preferred_language=language)
    return user


def remind(moment=MONDAY):
    """The reminders of that moment: what was sent, and to whom."""
    mail.outbox.clear()
    done = send_reminders(moment.date(), moment)
    return done, sorted(address for letter in mail.outbox for address in letter.to)


def told(moment):
    """Who is written to at that moment."""
    return remind(moment)[1]


# --- what stands in it -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "quarter", "what", "due", "site"),
    [
        ("kk", "2027 жылғы I тоқсан", "Тоқсанның кестесін жасаңыз", "Мерзімі: 22.12.2026", "қоғамдық кеңесі"),
        ("ru", "I квартал 2027 года", "Составьте график на квартал", "Срок: 22.12.2026", "Общественный совет"),
        ("", "I квартал 2027 года", "Составьте график на квартал", "Срок: 22.12.2026", "Общественный совет"),
    ],
)
def test_a_letter_says_what_where_and_until_when_in_the_language_of_the_account(
    language, quarter, what, due, site, council, settings
):
    settings.WAGTAILADMIN_BASE_URL = "https://kenes.example"
    publisher = someone(Role.PUBLISHER, council, language)
    assert told(MONDAY) == [publisher.email]
    [letter] = mail.outbox
    for words in (quarter, what, due, site, f"https://kenes.example{reverse('kenes_new_schedule')}"):
        assert words in letter.body
    assert "\n\n\n\n" not in letter.body


@pytest.mark.parametrize(("language", "delay"), [("kk", "8 күн кешіктірілді"), ("ru", "Опоздание: 8 дней")])
def test_a_letter_says_how_late_it_is(language, delay, council):
    someone(Role.PUBLISHER, council, language)
    remind(at(30, hour=9, month=12))
    assert delay in mail.outbox[0].body


def test_no_word_of_a_citizen_stands_in_a_letter(council):
    row = closed_question(council)
    propose(row, 1, at(2))
    Contact.objects.create(
        proposal=Proposal.objects.get(), name="Құпия Азамат", email="citizen@example.kz", consent_version="1",
        consent_language="kk", consented_at=at(2),
    )  # fmt: skip
    someone(Role.SECRETARY, council)
    remind()
    [letter] = mail.outbox
    assert f"consultation={row.pk}" in letter.body
    assert not any(word in letter.body + letter.subject for word in ("Құпия", "citizen@", "000000000001"))


def test_duties_of_several_councils_are_one_letter_grouped_by_council(council):
    other = settled("basqa")
    publish_schedule(other, Quarter(2026, 4))
    both = someone(Role.PUBLISHER, council)
    both.memberships.create(council=other, role=Role.PUBLISHER)
    assert told(MONDAY) == [both.email]
    [letter] = mail.outbox
    assert letter.body.index(other.name("ru")) < letter.body.index(council.name("ru"))


def test_a_very_long_letter_names_the_first_and_counts_the_rest(council, monkeypatch):
    monkeypatch.setattr(reminders, "LONGEST", 1)
    closed_question(council)
    closed_question(council)
    someone(Role.PUBLISHER, council)
    [letter] = letters(MONDAY.date())
    assert len(letter.duties) == 3
    assert written(letter)[1].count("– ") == 1


# --- once a week, until it is done -----------------------------------------------------------------------------------
def test_b13_nobody_is_written_to_twice_in_a_week(council):
    publisher = someone(Role.PUBLISHER, council)
    assert [told(MONDAY + timedelta(days=day)) for day in range(7)] == [[publisher.email], *[[]] * 6]
    assert ReminderSent.objects.get().week == MONDAY.date()


def test_b13_a_list_of_which_nothing_is_overdue_is_not_repeated_unchanged(council):
    publisher = someone(Role.PUBLISHER, council)
    assert told(MONDAY) == [publisher.email]
    assert told(NEXT_MONDAY) == []
    assert told(NEXT_MONDAY + timedelta(days=2)) == [publisher.email]  # the 23rd: a day late
    assert told(NEXT_MONDAY + timedelta(days=8)) == [publisher.email]


def test_b13_the_letters_stop_when_the_fact_is_on_record(council):
    publisher = someone(Role.PUBLISHER, council)
    late = at(30, hour=9, month=12)
    assert told(late) == [publisher.email]
    publish_schedule(council, Quarter(2027, 1))
    assert told(late + timedelta(days=7)) == []


def test_a_letter_names_what_comes_before_the_next_one(council):
    someone(Role.PUBLISHER, council)
    row = closed_question(council)
    type(row).objects.update(closes_at=at(20, month=12), opens_at=at(1, month=12))
    tell("question", at(1, month=12).date(), consultation=row)
    [letter] = letters(MONDAY.date())
    assert "closing" in {duty.code for duty in letter.duties}


# --- to whom ---------------------------------------------------------------------------------------------------------
def test_b7_what_stays_undone_reaches_the_lead_after_a_week_and_the_overseer_after_a_month(council):
    people = {role: someone(role, council) for role in (Role.EDITOR, Role.PUBLISHER, Role.SECRETARY, Role.LEAD)}
    people[Role.OVERSEER] = someone(Role.OVERSEER)
    due = at(22, hour=9, month=12)
    own = sorted(people[role].email for role in (Role.EDITOR, Role.PUBLISHER))
    lead = sorted([*own, people[Role.LEAD].email])
    assert told(due + timedelta(days=6)) == own
    ReminderSent.objects.all().delete()
    assert told(due + timedelta(days=7)) == lead
    ReminderSent.objects.all().delete()
    assert told(due + timedelta(days=29)) == lead
    ReminderSent.objects.all().delete()
    assert told(due + timedelta(days=30)) == sorted([*lead, people[Role.OVERSEER].email])


def test_a_lead_is_led_to_a_screen_that_opens_for_a_lead(council):
    someone(Role.LEAD, council)
    remind(at(30, month=12))
    [letter] = mail.outbox
    assert reverse("kenes_council_compliance", args=[council.slug]) in letter.body
    assert reverse("kenes_new_schedule") not in letter.body


def test_nobody_without_a_role_is_written_to(council):
    someone(None)
    make_superuser()
    someone(Role.TRANSLATOR, council)
    someone(Role.PUBLISHER, settled("basqa"), is_active=False)
    assert told(at(30, month=12)) == []


def test_a_disabled_person_and_one_without_an_address_get_nothing(council):
    someone(Role.PUBLISHER, council, is_active=False)
    silent = someone(Role.PUBLISHER, council)
    type(silent).objects.filter(pk=silent.pk).update(email="")
    assert told(MONDAY) == []


def test_a_closed_council_gets_none(council):
    someone(Role.PUBLISHER, council)
    Council.objects.update(closed_on=MONDAY.date())
    assert told(MONDAY) == []


# --- what goes wrong -------------------------------------------------------------------------------------------------
class _Refusing(EmailBackend):
    """A mail server that does not take letters to one address."""

    def send_messages(self, messages):
        if any("refused" in address for message in messages for address in message.to):
            raise OSError("no such mailbox")
        return super().send_messages(messages)


def test_a_mail_server_that_fails_stops_no_other_letter_and_loses_none(council, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}._Refusing"
    first = someone(Role.EDITOR, council, username="refused")
    second = someone(Role.PUBLISHER, council)
    assert remind() == (Sent(1, 1), [second.email])
    assert "refused" not in caplog.text and "mailbox" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert remind(MONDAY + timedelta(days=1)) == (Sent(1, 0), [first.email])
    assert remind(MONDAY + timedelta(days=2)) == (Sent(0, 0), [])


def test_a_letter_that_another_process_is_sending_is_left_to_it_until_it_must_have_died(council):
    publisher = someone(Role.PUBLISHER, council)
    ReminderSent.objects.create(person=publisher, week=MONDAY.date(), duties_hash="", claimed_at=MONDAY)
    assert told(MONDAY + timedelta(minutes=59)) == []
    assert told(MONDAY + timedelta(minutes=60)) == [publisher.email]
    assert told(MONDAY + timedelta(minutes=180)) == []


# --- the command -----------------------------------------------------------------------------------------------------
def run(*arguments):
    """What the command prints."""
    said = StringIO()
    call_command("send_reminders", *arguments, stdout=said)
    return said.getvalue()


def test_the_command_sends_once_and_says_how_many(council):
    someone(Role.PUBLISHER, council)
    assert run("--today", "2026-12-14") == "Sent: 1. Not sent: 0.\n"
    assert run("--today", "2026-12-15") == "Sent: 0. Not sent: 0.\n"
    assert len(mail.outbox) == 1
    assert run("--today", "2026-12-15", "--verbosity", "0") == ""


def test_a_dry_run_says_who_would_be_written_to_and_sends_nothing(council):
    publisher = someone(Role.PUBLISHER, council, "kk")
    line = f"{publisher.username}: 1 duties, 0 overdue, in kk"
    assert run("--dry-run", "--today", "2026-12-14") == f"{line}\n"
    assert (mail.outbox, ReminderSent.objects.count()) == ([], 0)
    run("--today", "2026-12-14")
    assert run("--dry-run", "--today", "2026-12-16") == f"{line} (told already)\n"


def test_the_command_fails_when_a_letter_was_not_taken(council, settings):
    settings.EMAIL_BACKEND = f"{__name__}._Refusing"
    someone(Role.EDITOR, council, username="refused")
    with pytest.raises(CommandError, match="1 letters were not sent"):
        run("--today", "2026-12-14")
