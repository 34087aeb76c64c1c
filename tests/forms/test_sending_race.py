"""Several senders at the same moment: real threads, real commits."""

import threading

from django.core import mail
from django.db import connection

from forms.form_building import define_form
from forms.sending import send_letters
from tests.factories import make_council
from tests.forms.making import NOW, filled, parks, send


def test_two_senders_at_once_share_the_letters(committed_db):
    definition = define_form(parks(make_council("race")), user=None)
    for place in range(12):
        send(definition, filled(f"Ұсыныс {place}", email=f"a{place}@example.kz", consent="on"))
    barrier, sent = threading.Barrier(3), []

    def work():
        barrier.wait()
        try:
            sent.append(send_letters(lambda: NOW).sent)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == len(mail.outbox) == 12
    assert len({letter.to[0] for letter in mail.outbox}) == 12
