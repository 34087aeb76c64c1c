"""The letters of messages: one to each person, in the person's language, through a mail server that fails."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms import chores
from cms.models import Council
from cms.roles import Role
from council_pages.models import MessageDelivery
from council_pages.overview import message_sending
from council_pages.overview.message_sending import MOST_TRIES, PAUSE, are_due, send_due
from council_pages.overview.messaging import send_message
from tests.factories import make_council, make_user

pytestmark = pytest.mark.django_db
SAID = {"subject_kk": "Кесте туралы", "subject_ru": "О графике", "text_kk": "Кестені жіберіңіздер.",
        "text_ru": "Пришлите график.\n\nДо пятницы."}  # fmt: skip


def settle(language="", slug="ortalyq"):
    """A council whose secretary has a message to read."""
    council = make_council(slug)
    secretary = make_user(Role.SECRETARY, council)
    if language:
        UserProfile.objects.create(user=secretary, preferred_language=language)
    send_message(Council.objects.filter(pk=council.pk), user=None, now=timezone.now(), **SAID)
    return secretary


class Broken(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise OSError("secretary@example.kz")


@pytest.mark.parametrize(("language", "words"), [
    ("kk", ("Кесте туралы", "Кестені жіберіңіздер.", "ortalyq қоғамдық кеңесі")),
    ("ru", ("О графике", "Пришлите график.", "Общественный совет ortalyq")),
    ("", ("О графике", "До пятницы.", "Общественный совет ortalyq")),
])  # fmt: skip
def test_a_letter_is_in_the_language_of_the_account_and_leads_to_the_receipt(language, words, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://kenes.example"
    secretary = settle(language)
    assert send_due(timezone.now).sent == 1
    [letter] = mail.outbox
    assert letter.to == [secretary.email]
    said = letter.subject + letter.body
    assert [
        word for word in (*words, f"https://kenes.example{reverse('kenes_own_messages')}") if word not in said
    ] == []


def test_each_letter_goes_out_once():
    settle()
    assert are_due(timezone.now())
    assert (send_due(timezone.now).sent, send_due(timezone.now).sent, len(mail.outbox)) == (1, 0, 1)
    assert MessageDelivery.objects.get().mailed_at is not None
    assert not are_due(timezone.now())


def test_a_letter_that_is_not_taken_is_tried_again_and_given_up_in_the_end(settings, caplog):
    settle(), settle(slug="basqa")
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    now = timezone.now()
    assert send_due(lambda: now).failed == 2
    assert "secretary@example.kz" not in caplog.text
    assert not are_due(now)
    assert are_due(now + PAUSE)
    for number in range(1, MOST_TRIES):
        send_due(lambda moment=now + number * PAUSE: moment)
    assert not are_due(now + timedelta(days=99))
    assert not MessageDelivery.objects.filter(mailed_at__isnull=False).exists()


def test_a_letter_of_a_process_that_died_is_sent_after_its_claim():
    settle()
    now = timezone.now()
    assert message_sending._claim(now) is not None
    assert message_sending._claim(now) is None
    assert send_due(lambda: now + message_sending.CLAIM).sent == 1


def test_the_command_says_what_it_did_and_is_a_chore(settings):
    settle()
    out = StringIO()
    call_command("send_messages", stdout=out)
    assert out.getvalue() == "Sent: 1. Not sent: 0.\n"
    MessageDelivery.objects.update(mailed_at=None)
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    MessageDelivery.objects.update(due_at=timezone.now())
    with pytest.raises(CommandError):
        call_command("send_messages", verbosity=0)
    assert "send_messages" in [chore.command for chore in chores.registered()]
