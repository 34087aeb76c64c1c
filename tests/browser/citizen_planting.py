"""What the citizens of the browser tests find in the running copy: run in a process with the product's own settings."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from cms.roles import Role
from forms import tokens
from forms.answering import answer
from forms.form_building import define_form
from forms.intake import submit
from forms.models import FormDefinition
from forms.publication import publish
from forms.receipts import format_secret
from tests.factories import make_consultation, make_council, make_texts, make_user, open_now
from tests.forms.injections import PAYLOADS, as_file_name

COUNCIL = "citizens"
QUESTIONS = ("upsets", "journey", "payloads")


def plant():
    """A council with its secretary, and open questions with a form; prints, as JSON, the keys of the questions."""
    council = make_council(COUNCIL, "Азаматтар кеңесі", "Совет граждан")
    make_user(Role.SECRETARY, council, username="citizens-secretary")
    keys = {}
    for slug in QUESTIONS:
        # Later than the demonstration's, with which the home page begins, and still on that page.
        question = make_consultation(council, slug, **open_now(days=20))
        for row in (question, define_form(question, user=None)):
            make_texts(row)
        keys[slug] = question.pk
    print(json.dumps(keys))


def plant_payloads():
    """Sixty proposals of which every word is a payload, published and answered; prints keys, numbers, secrets."""
    definition = FormDefinition.objects.get(consultation__slug="payloads")
    now = timezone.now()
    told = []
    for payload in PAYLOADS:
        files = MultiValueDict({"files": [SimpleUploadedFile(as_file_name(payload), b"plan")]})
        data = {"text": payload, "subject": payload, "name": payload, "publication": "text_and_name"}
        data |= {"email": "aigul@example.kz", "consent": "on"}
        result = submit(definition, "kk", data, files, tokens.issue(definition.pk, now), now)
        publish(result.proposal, payload, user=None, now=now, confirmed=True)
        answer(result.proposal, "accepted", payload, user=None, now=now)
        proposal = result.proposal
        told.append({"key": proposal.pk, "number": proposal.number, "secret": format_secret(result.secret)})
    print(json.dumps(told))
