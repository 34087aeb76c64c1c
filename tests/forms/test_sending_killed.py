"""The sender of letters against a real mail server: away for hours, busy, and the process killed with a letter in hand.

The promise (docs/privacy.md, "Letters"): a sender that is killed repeats one letter at most, under the same Message-ID.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from forms.form_building import define_form
from forms.letter_rules import CLAIM
from forms.models import Letter
from forms.sending import send_letters
from tests.factories import make_council
from tests.forms.mail_server import listening
from tests.forms.making import filled, parks, send
from tests.killing import kill_when, running

HOURS = 4


@pytest.fixture
def born(committed_db, settings):
    """The moment at which letters were written, some hours ago; the product's own SMTP backend."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    return timezone.now() - timedelta(hours=HOURS)


def write_letters(number, moment):
    """So many proposals, each with an address of its own."""
    consultation = parks(
        make_council("told"), opens_at=moment - timedelta(days=1), closes_at=moment + timedelta(days=9)
    )
    definition = define_form(consultation, user=None)
    with transaction.atomic():
        for place in range(number):
            typed = filled(f"Ұсыныс {place}", email=f"a{place}@example.kz", consent="on")
            send(definition, typed, now=moment, opened_at=moment)


def run(moment):
    return send_letters(lambda: moment)


def test_r5_each_letter_leaves_once_through_hours_of_failure_and_a_killed_sender(born, settings, tmp_path, full_size):
    number, kills = (1_000, [".", "MAIL", ".", "DATA", "."]) if full_size else (40, ["."])
    write_letters(number, born)
    with listening() as server:
        port = settings.EMAIL_PORT = server.port
    # Nobody listens for two hours, and for two more every mailbox is refused for now.
    for minute in range(0, 60 * HOURS // 2, 20):
        assert not run(born + timedelta(minutes=minute)).is_reachable
    with listening(port) as server:
        server.busy = True
        for minute in range(60 * HOURS // 2, 60 * HOURS - 10, 110):
            done = run(born + timedelta(minutes=minute))
            assert (done.sent, done.failed) == (0, number)
        server.busy = False
        moment = timezone.now()
        for place, word in enumerate(kills):
            # What a killed sender had in its hands is free again after the time of a claim.
            Letter.objects.waiting().update(due_at=moment)
            server.silent_at, server.silent_after = word, (place + 1) * number // (len(kills) + 1)
            server.fell_silent.clear()
            with running("send_letters", var=tmp_path, EMAIL_URL=f"smtp://127.0.0.1:{port}") as process:
                kill_when(process, server.fell_silent.is_set)
        taken = Counter(server.ids())
        assert len(taken) < number
        run(timezone.now() + CLAIM)
        assert run(timezone.now() + 2 * CLAIM).sent == 0
        times = Counter(server.ids())
    assert len(times) == number
    assert not Letter.objects.waiting().exists()
    # Repeated is what the server had taken when the sender was killed before it could note so: that one and no other.
    assert sorted(count for count in times.values() if count > 1) == [2] * kills.count(".")
    assert len({letter["To"] for letter in server.letters}) == number
