"""A council with one of everything, as its readers meet it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from cms.models import Council, Level, Region
from council_pages import planning
from council_pages.models import Decision, NewsIndexPage, NewsPage, Sitting, TextPage
from council_pages.provisioning import create_council, section_page
from council_pages.quarters import Quarter
from council_pages.texts import publish_texts, write_text

BOTH = ("kk", "ru")
AUTUMN = Quarter(2026, 4)


def make_council(slug="kokzhide", region="karaganda", **names):
    """A council of a town, as the administrator makes it."""
    return create_council(
        slug=slug,
        name_kk=names.get("name_kk", "Көкжиде қаласының Қоғамдық кеңесі"),
        name_ru=names.get("name_ru", "Общественный совет города Кокжиде"),
        level=Level.CITY,
        region=Region.objects.get(code=region),
    ).council


# Why a test's council goes its own way, wherever it does.
REASONS = {"reason_kk": "Себебі бар", "reason_ru": "Есть причина"}


def make_question(council, slug="qaldyq", languages=BOTH, live=True, texts=None, **facts):
    """A consultation that is open now, with its texts."""
    now = timezone.now()
    facts = {"opens_at": now - timedelta(days=3), "closes_at": now + timedelta(days=9), **facts}
    schedule = facts.get("schedule")
    if schedule and schedule.decision:
        facts["amending"] = planning.Amending(schedule.decision, "Мәселе қосылды", "Добавлен вопрос")
    consultation = planning.plan_consultation(
        council=council,
        user=None,
        slug=slug,
        subject_kk=facts.pop("subject_kk", "Тұрмыстық қалдықты бөлек жинау"),
        subject_ru=facts.pop("subject_ru", "Раздельный сбор бытовых отходов"),
        **facts,
    )
    for language in languages:
        write_text(consultation, language, user=None, **(texts or {}).get(language, {}))
    if live:
        publish_texts(consultation, languages, user=None, **REASONS)
    return consultation


def make_sitting(council, languages=BOTH, **texts):
    """A sitting with one decision."""
    sitting = Sitting.objects.create(council=council, number="7", held_on=date(2026, 9, 24), place_kk="Әкімдік")
    decision = Decision.objects.create(sitting=sitting, number="2", text_kk="Кесте бекітілсін.")
    for language in languages:
        write_text(sitting, language, user=None, **texts)
    publish_texts(sitting, languages, user=None)
    return decision


def make_schedule(council, languages=BOTH, decision=None, quarter=AUTUMN):
    """A schedule for a quarter, public in these languages."""
    schedule = planning.create_schedule(council=council, quarter=quarter, user=None, decision=decision)
    for language in languages:
        write_text(schedule, language, user=None)
    publish_texts(schedule, languages, user=None, **REASONS)
    return schedule


def make_outcome(consultation, languages=BOTH, **texts):
    """The published outcome of a consultation."""
    outcome = planning.open_outcome(consultation, user=None, attended_offline=12)
    for language in languages:
        write_text(outcome, language, user=None, **texts)
    publish_texts(outcome, languages, user=None, **REASONS)
    return outcome


def make_news(council, language, title, **fields):
    """A piece of news, live."""
    parent = section_page(council, language, NewsIndexPage)
    page = NewsPage(title=title, locale=parent.locale, date=date(2026, 11, 19), **fields)
    return parent.add_child(instance=page)


def fill_text_page(council, language, slug, body):
    """One of the council's plain pages with a text; `body` is what the stream field holds."""
    page = section_page(council, language, TextPage, slug)
    page.body = body
    page.save()
    return page


@pytest.fixture(scope="module")
def provisioned(django_db_setup, django_db_blocker):
    """One council for all tests of a module, made once; each test then runs in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_council()
        transaction.set_rollback(True)


@pytest.fixture
def council(provisioned, db):
    """A council without any content but its standard pages."""
    return Council.objects.get(pk=provisioned.pk)


@pytest.fixture
def past():
    """A window that has closed, far from any clock."""
    return {"opens_at": datetime(2026, 10, 5, 4, tzinfo=UTC), "closes_at": datetime(2026, 10, 26, 13, tzinfo=UTC)}
