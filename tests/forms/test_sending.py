"""Letters leave once each, through a mail server that is away, refuses, or is killed with the sender."""

import io
import re
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils.translation import gettext, override

from forms import answering, limits, own_data, receipts
from forms.models import Contact, Letter, LetterKind, Way
from forms.sending import again, message_id, send_letters
from tests.forms.making import KAZAKH, NOW, filled, later, send

EMAIL = {"name": "Айгүл Серікқызы", "email": "aigul@example.kz", "consent": "on"}
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])


class Server(EmailBackend):
    """A mail server that may be away, refuse a mailbox, or die after it took a letter."""

    away, refused, dies = False, (), False

    def open(self):
        if Server.away:
            raise ConnectionRefusedError("aigul@example.kz")

    def send_messages(self, messages):
        for message in messages:
            if message.to[0] in Server.refused:
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (451, b"later")})
        sent = super().send_messages(messages)
        if Server.dies:
            raise KeyboardInterrupt
        return sent


@pytest.fixture(autouse=True)
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    for name, value in (("away", False), ("refused", ()), ("dies", False)):
        monkeypatch.setattr(Server, name, value)
    return Server


def run(now=NOW):
    return send_letters(lambda: now)


def crowd(definition, number):
    """So many proposals, each with an address of its own."""
    for place in range(number):
        send(definition, filled(f"Ұсыныс {place}", email=f"a{place}@example.kz", consent="on"))


@LANGUAGES
def test_a_letter_is_in_the_language_of_the_proposal_and_says_number_question_state_and_where(
    definition, consultation, language, settings
):
    settings.SITE_URL = "https://kenes.example"
    consultation.subject_ru = "О парках\nBcc: all@example.kz"
    consultation.save()
    result = send(definition, filled(**EMAIL), language=language)
    assert run().sent == 1
    [letter] = mail.outbox
    number = receipts.format_number(result.proposal.number)
    with override(language):
        event = str(LetterKind.REGISTERED.label)
        assert letter.subject == gettext("Your proposal %(number)s: %(event)s") % {"number": number, "event": event}
        question = " ".join(consultation.subject(language).split())
    assert letter.to == ["aigul@example.kz"]
    for words in (number, question, f"https://kenes.example/{language}/track/?number={result.proposal.number}"):
        assert words in letter.body
    assert "\n\n\n" not in letter.body
    assert letter.message()["Auto-Submitted"] == "auto-generated"


@LANGUAGES
def test_no_letter_holds_a_private_word(definition, secretary, language):
    result = send(definition, filled(**EMAIL), language=language)
    answering.answer(result.proposal, "accepted", "Құпия себеп", user=secretary, now=NOW)
    answering.answer(result.proposal, "rejected", "Басқа себеп", user=secretary, now=NOW)
    run()
    assert len(mail.outbox) == 3
    for letter in mail.outbox:
        said = letter.subject + letter.body
        for private in (KAZAKH, "себеп", "Айгүл", "aigul", "example.kz", result.secret, result.proposal.body_hash):
            assert private not in said


def test_each_letter_leaves_once(definition):
    crowd(definition, 5)
    assert (run().sent, run().sent, run(later(days=9)).sent) == (5, 0, 0)
    assert len(mail.outbox) == 5


def test_r5_through_an_hour_without_a_mail_server_nothing_is_lost_and_all_leaves_at_once(definition, server, caplog):
    crowd(definition, 12)
    server.away = True
    for minute in range(0, 60, 5):
        done = run(later(minutes=minute))
        assert (done.sent, done.is_reachable) == (0, False)
    assert mail.outbox == []
    server.away = False
    assert run(later(minutes=61)).sent == 12
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(f"a{place}@example.kz" for place in range(12))
    assert "example.kz" not in caplog.text


def test_a_mailbox_that_refuses_keeps_no_other_letter_back(definition, server, caplog):
    crowd(definition, 3)
    server.refused = ("a1@example.kz",)
    done = run()
    assert (done.sent, done.failed) == (2, 1)
    assert run(later(seconds=59)).failed == 0
    server.refused = ()
    assert run(later(seconds=60)).sent == 1
    assert "example.kz" not in caplog.text


def test_what_is_never_taken_is_given_up_after_three_days_and_the_operator_sees_it(definition, server, caplog):
    crowd(definition, 1)
    server.refused = ("a0@example.kz",)
    for hour in range(80):
        run(later(hours=hour))
    letter = Letter.objects.get()
    assert later(hours=72) <= letter.failed_at <= later(hours=74)
    assert "is given up" in caplog.text
    assert run(later(days=9)).failed == 0
    said = io.StringIO()
    call_command("send_letters", status=True, stdout=said)
    assert "Given up: 1." in said.getvalue()
    assert str(letter.proposal) in said.getvalue()
    assert "example.kz" not in said.getvalue()
    server.refused = ()
    assert again(later(days=9)) == 1
    assert run(later(days=9)).sent == 1


def test_r5_a_sender_that_is_killed_repeats_one_letter_at_most_under_the_same_id(definition, server):
    crowd(definition, 6)
    server.dies = True
    moments = [later(minutes=3 * kill) for kill in range(3)]
    for moment in moments:
        with pytest.raises(KeyboardInterrupt):
            run(moment)
    server.dies = False
    run(later(minutes=20))
    ids = [letter.message()["Message-ID"] for letter in mail.outbox]
    assert len(set(ids)) == 6
    assert len(ids) <= 6 + len(moments)
    assert Letter.objects.waiting().count() == 0


def test_the_id_of_a_letter_is_its_own_and_tells_nothing(definition):
    crowd(definition, 2)
    first, second = Letter.objects.all()
    assert message_id(first) == message_id(first) != message_id(second)
    assert re.fullmatch(r"<[0-9a-f]+@[\w.]+>", message_id(first))


def test_a_corrected_address_gets_the_letter_and_a_deleted_one_gets_none(definition):
    proposals = [send(definition, filled(f"Ұсыныс {place}", **EMAIL)).proposal for place in range(2)]
    nothing = {"name": "", "email": "", "phone": "", "consented": True, "language": "kk", "now": NOW}
    own_data.correct_contact(proposals[0], **nothing | {"email": "new@example.kz"})
    own_data.correct_contact(proposals[1], **nothing)
    run()
    assert [letter.to for letter in mail.outbox] == [["new@example.kz"]]


def test_who_left_a_number_instead_is_called_about_the_answer(definition, secretary):
    proposal = send(definition, filled(**EMAIL)).proposal
    answering.answer(proposal, "accepted", "Иә.", user=secretary, now=NOW)
    Contact.objects.update(email="", phone="+7 700 123 45 67")
    assert run().dropped == 2
    assert [(letter.kind, letter.way) for letter in Letter.objects.waiting()] == [(LetterKind.ANSWERED, Way.CALL)]
    assert mail.outbox == []


def test_an_address_that_is_given_a_hundred_times_is_no_target(definition):
    limit = limits.LIMITS[limits.Route.LETTER]["mailbox"].tries
    for place in range(limit + 5):
        send(definition, filled(f"Ұсыныс {place}", **EMAIL))
    assert run().sent == limit
    assert run(later(minutes=30)).sent == 0
    assert run(later(minutes=75)).sent == 5
    assert not Letter.objects.waiting().exists()


def test_the_command_says_how_many_and_fails_where_something_is_left(definition, server):
    crowd(definition, 1)
    server.away = True
    with pytest.raises(CommandError, match="does not answer"):
        call_command("send_letters", stdout=io.StringIO())
    server.away, server.refused = False, ("a0@example.kz",)
    with pytest.raises(CommandError, match="1 letters were not taken"):
        call_command("send_letters", stdout=io.StringIO())
    server.refused = ()
    Letter.objects.update(due_at=NOW)
    said = io.StringIO()
    call_command("send_letters", again=True, stdout=said)
    assert "Sent: 1." in said.getvalue()
