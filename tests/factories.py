"""Plain functions that make what a test needs, through the product's own verbs wherever there is one."""

import re
from datetime import datetime, timedelta
from itertools import count

from django.contrib.auth import get_user_model
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from cms.languages import LANGUAGES, other_language
from cms.models import Level, Membership, Region
from cms.roles import Role, languages_of
from council_pages import departures, planning, recommending, telling, texts
from council_pages.models import Decision, Sitting
from council_pages.provisioning import create_council
from council_pages.quarters import Quarter
from council_pages.recommending import ClauseText
from council_pages.warned import Warned

QUARTER = Quarter(2026, 4)
PASSWORD = "a password of a test"
_numbers = count(1)


def at(day, hour=18, month=11, year=2026):
    """A moment on the local clock, in November 2026 unless said otherwise."""
    return datetime(year, month, day, hour, tzinfo=timezone.get_default_timezone())


def make_council(slug="almaly", name_kk="", name_ru="", **facts):
    """A council with its section in both languages; in a district of Almaty unless the facts say otherwise."""
    facts.setdefault("level", Level.DISTRICT)
    if facts["level"] != Level.REPUBLICAN:
        facts.setdefault("region", Region.objects.get(iso="KZ-75"))
    names = {"name_kk": name_kk or f"{slug} қоғамдық кеңесі", "name_ru": name_ru or f"Общественный совет {slug}"}
    return create_council(slug=slug, **names, **facts).council


def make_user(role=None, council=None, username="", language="", **fields):
    """A member of the staff with the role in the council; without a role, somebody with an account and no more.

    A translator translates into both languages unless `language` says which.
    """
    username = username or f"{role or 'stranger'}-{council.slug if council else 'ministry'}-{next(_numbers)}"
    user = get_user_model().objects.create_user(username, f"{username}@example.kz", PASSWORD, **fields)
    if role is not None:
        for code in [language] if language else languages_of(role):
            Membership.objects.create(user=user, council=council, role=Role(role), language=code)
    return user


def make_superuser():
    """Somebody whom nothing confines."""
    return make_user(username=f"root-{next(_numbers)}", is_superuser=True, is_staff=True)


def again(user):
    """The same person at the next request: what was remembered on the object is forgotten."""
    return get_user_model().objects.get(pk=user.pk)


def make_decision(council, number="1", held_on=None):
    """A decision of a sitting of the council."""
    sitting, _created = Sitting.objects.get_or_create(
        council=council, number="5", held_on=held_on or at(1, month=10).date()
    )
    return Decision.objects.create(
        sitting=sitting, number=number, text_kk="Бекітілсін", text_ru="Утвердить", sort_order=sitting.decisions.count()
    )


def make_schedule(council, quarter=QUARTER, decision=None):
    """The council's schedule for the quarter; without a decision it has a reason for that."""
    schedule = planning.create_schedule(council=council, quarter=quarter, user=None, decision=decision)
    departures.confirm(schedule, [Warned.NOT_APPROVED], "Себебі бар", "Есть причина", user=None, now=timezone.now())
    return schedule


def make_consultation(council, slug="", **facts):
    """A consultation of the council, without a window unless the facts give one.

    It goes its own way with a reason in everything, so that its texts can be published; with `departs=False` it does
    not.
    """
    slug = slug or f"question-{next(_numbers)}"
    departs = facts.pop("departs", True)
    schedule = facts.get("schedule")
    if schedule is not None and schedule.decision_id:
        facts["amending"] = planning.Amending(schedule.decision, "Мәселе қосылды", "Добавлен вопрос")
    words = {
        "subject_kk": facts.pop("subject_kk", f"{slug}: көше жарығы"),
        "subject_ru": facts.pop("subject_ru", f"{slug}: освещение"),
    }
    row = planning.plan_consultation(council=council, user=None, slug=slug, **words, **facts)
    if departs:
        departures.confirm(row, list(Warned), "Себебі бар", "Есть причина", user=None, now=timezone.now())
    return row


def make_recommendation(council, number="", *, clauses=1, sent_on=None, due_on=None, **facts):
    """A draft of a recommendation that lacks nothing; sent, where a day is given."""
    words = {
        "title_kk": "Көше жарығы туралы",
        "title_ru": "Об освещении улиц",
        "addressee_kk": "Аудан әкімдігі",
        "addressee_ru": "Акимат района",
    }
    row = recommending.draft(
        council=council,
        user=None,
        number=number or f"2026/{next(_numbers)}",
        clauses=[ClauseText(f"{order}-тармақ", f"Пункт {order}") for order in range(1, clauses + 1)],
        **words | facts,
    )
    if sent_on is None:
        return row
    due_on = due_on or recommending.default_due(sent_on)
    return recommending.send(row, user=None, sent_on=sent_on, due_on=due_on, today=sent_on)


def open_now(days=10):
    """Facts of a window that is open while the test runs."""
    now = timezone.now()
    return {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=days)}


def make_texts(row, *, first="kk", publish=LANGUAGES, **fields):
    """Both texts of the row: `first` by hand, the other translated to the end; these languages published."""
    texts.write_text(row, first, user=None, **fields)
    texts.translate_text(row, other_language(first), user=None)
    finish_translation(row, other_language(first))
    if publish:
        texts.publish_texts(row, publish, user=None)
    return texts.pages_of(row)


def translation_of(row, language):
    """The translation of which the row's page in the language is the target."""
    page = texts.pages_of(row)[language]
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)


def finish_translation(row, language, words="{source} ({language})"):
    """Translate every string of the row's twin that still waits, as a person in the editor would."""
    translation = translation_of(row, language)
    done = StringTranslation.objects.filter(locale=translation.target_locale)
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if not done.filter(translation_of=segment.string, context=segment.context).exists():
            StringTranslation.objects.create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                data=words.format(source=segment.string.data, language=language),
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )


def admin_routes():
    """Every address of the admin as (name of the route, path) with arguments that lead to nothing.

    Taken from the URLconf itself, so that a route of a new version of Wagtail is in the list by itself.
    """
    admin = next(entry for entry in get_resolver().url_patterns if str(entry.pattern) == "admin/")
    return list(_routes(admin, "/admin/", ()))


_DUMMIES = {"IntConverter": "999999999", "SlugConverter": "nothing", "StringConverter": "999999999"}


def _routes(resolver, path, namespaces):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _routes(entry, path + _filled(entry.pattern), inner)
        else:
            yield ":".join([*namespaces, entry.name or ""]), path + _filled(entry.pattern)


def _filled(pattern):
    """The pattern with dummies in place of its arguments."""
    text = str(pattern)
    if isinstance(pattern, RegexPattern):
        text = re.sub(r"\(\?P<\w+>live\|earliest\|\\d\+\)|\(\?P<\w+>live\|latest\|\\d\+\)", "live", text)
        text = re.sub(r"\(\?P<\w+>\\d\+\)", "999999999", text)
        return text.strip("^$").replace(r"\.", ".").replace(".*", "nothing/at/all")
    for name, converter in pattern.converters.items():
        text = re.sub(rf"<(\w+:)?{name}>", _DUMMIES[type(converter).__name__], text)
    return text


def tell(row, told="question", day=None, **facts):
    """A publication outside the site that says what the cycle wants to be said."""
    facts = {"medium": "social", "channel": "Парақша", "url": f"https://social.example/{row.pk}/{told}"} | facts
    now = timezone.now()
    day = day or timezone.localdate(now)
    return telling.record_publication(row, told, published_on=day, user=None, now=now, ask=lambda url: None, **facts)
