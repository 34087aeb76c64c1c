"""One invitation, accepted by several requests at the same moment: real threads, real commits."""

import threading

from django.db import connection
from django.utils import timezone

from cms import people
from cms.models import Invitation
from cms.roles import Role
from tests.factories import make_council

PASSWORDS = [f"a long password of thread {number}" for number in range(4)]


def test_an_invitation_opens_for_one_of_those_who_come_at_once(committed_db, mailoutbox, monkeypatch):
    monkeypatch.setattr(people, "new_token", lambda: "token")
    people.invite("a@example.kz", "Айгүл", [(make_council("race"), Role.EDITOR)], user=None, now=timezone.now())
    results, barrier = [], threading.Barrier(len(PASSWORDS))

    def run(password):
        barrier.wait()
        try:
            people.accept("token", password, timezone.now())
            results.append(password)
        except people.DeadInvitation:
            results.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[password]) for password in PASSWORDS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [winner] = filter(None, results)
    assert len(results) == len(PASSWORDS)
    invitation = Invitation.objects.get()
    assert invitation.used_at is not None
    assert invitation.person.check_password(winner)
