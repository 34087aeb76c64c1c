"""What is measured beside the product: views that do nothing, or only write, and a gate that stands open."""

import secrets
from functools import cache

from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from cms import urls
from cms.gate import AdminGate
from council_pages.models import Consultation
from forms.models import Contact, Letter, LetterKind, Original, Proposal, Way

handler404, handler500 = urls.handler404, urls.handler500

# A proposal with a contact: itself, its original, the contact, and the letter that tells its author.
ROWS = 4


def nothing(request):
    """The least that an answer through the same middleware costs."""
    return HttpResponse("bare", content_type="text/plain")


def make_tables():
    """A table of one text, for the view that inserts one row."""
    key = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare_row (id {key} PRIMARY KEY, text text NOT NULL)")


@cache
def _consultation_id():
    return Consultation.objects.values_list("pk", flat=True).first()


@csrf_exempt
def bare_intake(request):
    """The rows of a proposal in one durable transaction: nothing is checked, hashed or drawn."""
    now, mark = timezone.now(), secrets.token_hex(32)
    with transaction.atomic():
        proposal = Proposal.objects.create(
            consultation_id=_consultation_id(),
            number=mark[:12],
            token_hash=mark,
            secret_hash=mark,
            body_hash=mark,
            language="kk",
            publication="text",
            form_opened_at=now,
            received_at=now,
            state_changed_at=now,
        )
        Original.objects.create(proposal=proposal, text=request.POST["text"], kept_until=now.date())
        Contact.objects.create(
            proposal=proposal,
            name="a",
            email="a@example.kz",
            consent_version="1",
            consent_language="kk",
            consented_at=now,
        )
        Letter.objects.create(proposal=proposal, kind=LetterKind.REGISTERED, way=Way.EMAIL, created_at=now, due_at=now)
    return HttpResponse("bare", content_type="text/plain")


@csrf_exempt
def bare_row(request):
    """One row of one text."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare_row (text) VALUES (%s)", [request.POST["text"]])
    return HttpResponse("bare", content_type="text/plain")


urlpatterns = [
    path("bare/", nothing),
    path("bare/intake/", bare_intake),
    path("bare/row/", bare_row),
    *urls.urlpatterns,
]


class OpenGate(AdminGate):
    """The gate without its question: language and headers of the admin are the same, and nobody is asked anything."""

    def process_view(self, request, view, args, kwargs):
        """Let everybody pass."""
        return None
