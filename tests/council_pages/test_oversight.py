"""The overseer reads every council, edits none, and may take a page off the site; the lead reads the own one."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from cms.models import CouncilSection
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from council_pages import texts
from council_pages.oversight import told_of, unpublish_in_emergency
from tests.council_pages.conftest import make_news
from tests.factories import make_consultation, make_schedule, make_texts, make_user

pytestmark = pytest.mark.django_db
DRAFT = "Жарияланбаған сөз"


@pytest.fixture
def row(councils):
    """A consultation of A with a live page that has a newer draft."""
    row = make_consultation(councils.a, "lights", schedule=make_schedule(councils.a))
    page = make_texts(row, summary="Қысқаша")["kk"]
    page.summary = DRAFT
    page.save_revision()
    return row


@pytest.fixture
def page(row):
    return texts.pages_of(row)["kk"]


@pytest.fixture
def overseer(db):
    return make_user(Role.OVERSEER)


def screens(row, page):
    return [
        reverse("kenes_readings"),
        reverse("kenes_overview", args=[row.council.slug]),
        reverse("kenes_consultation", args=[row.pk]),
        reverse("kenes_schedule", args=[row.schedule_id]),
        reverse("kenes_consultations"),
        reverse("kenes_draft", args=[page.pk]),
    ]


@pytest.mark.parametrize("role", [Role.OVERSEER, Role.LEAD])
def test_everything_of_the_council_is_read(role, row, page, councils, client):
    client.force_login(make_user(role, councils.a if role == Role.LEAD else None))
    for address in screens(row, page):
        assert client.get(address).status_code == 200, address
    assert DRAFT in client.get(reverse("kenes_draft", args=[page.pk])).content.decode()
    overview = client.get(reverse("kenes_overview", args=[row.council.slug])).content.decode()
    assert ("kenes/emergency/" in overview) is (role == Role.OVERSEER)


def test_a_lead_reads_no_other_council(row, page, councils, client):
    client.force_login(make_user(Role.LEAD, councils.b))
    for address in screens(row, page):
        answer = client.get(address)
        assert "lights" not in answer.content.decode(), address
    assert client.get(reverse("kenes_draft", args=[page.pk])).status_code == 404
    assert client.get(reverse("kenes_overview", args=[row.council.slug])).status_code == 404


def test_a_reader_of_councils_reads_no_national_draft_here(row, overseer, client):
    client.force_login(overseer)
    for page in (Page.objects.get(slug="kk"), CouncilSection.objects.get(council=row.council, language="kk").page):
        assert client.get(reverse("kenes_draft", args=[page.pk])).status_code == 404
        assert client.get(reverse("kenes_emergency", args=[page.pk])).status_code == 404


def test_the_overseer_changes_nothing(row, page, overseer, client):
    client.force_login(overseer)
    before = list(Page.objects.order_by("pk").values()), list(type(row).objects.values())
    posts = [
        (reverse("kenes_facts", args=[row.pk]), {"subject_kk": "а", "subject_ru": "б"}),
        (reverse("kenes_halt", args=[row.pk]), {"kind": "cancelled", "reason_kk": "а", "reason_ru": "б"}),
        (reverse("kenes_outcome", args=[row.pk]), {"attended_offline": 1, "attended_online": 1}),
        (reverse("kenes_define_form", args=[row.pk]), {}),
        (reverse("kenes_schedule", args=[row.schedule_id]), {"decision": 1}),
        (reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "x"}),
        *(
            (reverse("kenes_text", args=["question", row.pk, language, action]), {"confirmed": "1"})
            for language in ("kk", "ru", "both")
            for action in ("write", "translate", "publish", "withdraw")
        ),
        *((reverse(f"kenes_new_{what}"), {"council": row.council_id}) for what in ("consultation", "schedule")),
    ]
    for address, data in posts:
        assert client.post(address, data).status_code in (302, 404), address
    assert (list(Page.objects.order_by("pk").values()), list(type(row).objects.values())) == before


def test_no_proposal_is_shown_to_the_overseer(overseer, client):
    client.force_login(overseer)
    assert client.get(reverse("kenes_proposals")).context["page_obj"].paginator.count == 0


def test_a_page_is_taken_off_with_a_reason_that_the_lead_reads(page, councils, overseer, client):
    lead = make_user(Role.LEAD, councils.a)
    make_user(Role.LEAD, councils.b)
    client.force_login(overseer)
    address = reverse("kenes_emergency", args=[page.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).context["form"].errors.keys() == {"reason"}
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(address, {"reason": "Дербес деректер жарияланған"})
    assert answer.url == reverse("kenes_overview", args=[councils.a.slug])
    assert not Page.objects.get(pk=page.pk).live
    assert texts.pages_of(page.row)["ru"].live
    entry = PageLogEntry.objects.get(action="kenes.emergency_unpublished")
    assert (entry.user, entry.data["reason"]) == (overseer, "Дербес деректер жарияланған")
    [letter] = mail.outbox
    assert letter.to == [lead.email]
    assert "Дербес деректер жарияланған" in letter.body
    assert page.url_path in letter.body


def test_where_there_is_no_lead_the_publishers_are_told(councils):
    assert told_of(councils.a) == []
    publisher = make_user(Role.PUBLISHER, councils.a)
    make_user(Role.PUBLISHER, councils.b)
    assert told_of(councils.a) == [publisher]


def test_a_letter_that_cannot_be_sent_takes_nothing_back(page, councils, overseer, monkeypatch):
    make_user(Role.LEAD, councils.a)
    monkeypatch.setattr("council_pages.oversight.message", lambda *arguments: (_ for _ in ()).throw(OSError))
    with TestCase.captureOnCommitCallbacks(execute=True):
        unpublish_in_emergency(page, "Себеп", user=overseer)
    assert not Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES | NATIONAL_ROLES - {Role.OVERSEER}))
def test_nobody_else_may(role, page, councils):
    user = make_user(role, councils.a if role in COUNCIL_ROLES else None)
    with pytest.raises((PermissionDenied, Http404)):
        unpublish_in_emergency(page, "Себеп", user=user)
    assert Page.objects.get(pk=page.pk).live


def test_what_cannot_be_taken_off_is_refused_in_words(page, councils, overseer):
    section = CouncilSection.objects.get(council=councils.a, language="kk").page
    draft = make_news(councils.a, "kk", "Жаңалық", live=False)
    for refused, reason in ((section, "x"), (Page.objects.get(slug="kk"), "x"), (draft, "x"), (page, "  ")):
        with pytest.raises(ValidationError):
            unpublish_in_emergency(refused, reason, user=overseer)
    assert section.live
