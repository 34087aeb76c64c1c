"""Twins never disagree on a shared fact: a row's two pages after hundreds of random acts of its staff.

Every act goes through a screen, as a person would do it. Which page is live is each language's own; the address, the
row and everything the row says are one.
"""

import json
import random
import re
from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.languages import LANGUAGES, other_language
from cms.roles import Role
from council_pages import planning, texts
from council_pages.models import Consultation, PagePair
from forms import intake, tokens
from forms.form_building import define_form
from forms.models import Proposal
from forms.totals import totals_of
from tests.factories import (
    finish_translation,
    make_consultation,
    make_decision,
    make_schedule,
    make_user,
    open_now,
    translation_of,
)

pytestmark = pytest.mark.django_db
ACTS = 200
LOOK_EVERY = 20
STAMP = re.compile(r'<p class="[^"]*page-updated">.*?</p>', re.DOTALL)
TIME = re.compile(r'<time[^>]* datetime="([^"]+)"')
TAG = re.compile(r'class="(tag [^"]+|step-indicator__step [^"]+)"')
# The counts of proposals: in a sentence, as a figure, beside a part of a bar.
COUNT = re.compile(r'(?<=: )\d+(?=\.)|(?<=class="num">)\d+|(?<=<b>)\d+(?= <small>)')
FACTS = ("opens_at", "closes_at", "event_at", "holding", "occasion", "subject_kind", "halted", "schedule_id")
WORDS = ["Көше жарығы", "Освещение", "Жаңа мәтін", "Новый текст", "ә" * 80, "Қала"]


class Staff:
    """A publisher of the council at work; each act is a method, drawn by chance."""

    def __init__(self, council, seed):
        self.chance = random.Random(seed)
        self.client = Client()
        self.client.force_login(make_user(Role.PUBLISHER, council))
        self.secretary = Client()
        self.secretary.force_login(make_user(Role.SECRETARY, council))
        self.schedule = make_schedule(council, decision=make_decision(council))
        self.consultation = make_consultation(council, "lights", schedule=self.schedule, **open_now())
        self.rows = {
            "question": self.consultation,
            "schedule": self.schedule,
            "sitting": self.schedule.decision.sitting,
            "form": define_form(self.consultation, user=None),
        }
        self.done = Counter()
        self.acts = [
            self.write, self.write, self.translate, self.translate, self.edit, self.edit, self.finish, self.finish,
            self.publish, self.publish, self.publish, self.publish_in_the_editor, self.withdraw, self.sync,
            self.stop_or_restart, self.change_facts, self.change_facts, self.halt_or_resume, self.open_outcome,
            self.go_back, self.send, self.send, self.answer, self.answer, self.answer, self.publish_a_proposal,
        ]  # fmt: skip

    def act(self):
        """One act, and everything that waits for its commit. Returns its name."""
        act = self.chance.choice(self.acts)
        with TestCase.captureOnCommitCallbacks(execute=True):
            if act():
                self.done[act.__name__] += 1
        return act.__name__

    # what there is to choose from

    def kind(self):
        return self.chance.choice(sorted(self.rows))

    def language(self):
        return self.chance.choice(LANGUAGES)

    def some_page(self):
        pages = sorted(PagePair.objects.values_list("page", flat=True))
        return Page.objects.get(pk=self.chance.choice(pages)).specific if pages else None

    def some_translation(self):
        """A page that is translated from its twin, with its translation."""
        found = Translation.objects.filter(enabled=True).order_by("pk")
        pairs = [(found_one, found_one.get_target_instance()) for found_one in found]
        return self.chance.choice(pairs) if pairs else (None, None)

    def press(self, kind, language, action):
        before = self.state(kind)
        answer = self.client.post(
            reverse("kenes_text", args=[kind, self.rows[kind].pk, language, action]), {"confirmed": "1"}
        )
        assert answer.status_code == 302
        return self.state(kind) != before

    def state(self, kind):
        states = texts.states_of(self.rows[kind])
        return [
            (state.status, state.page and (state.page.latest_revision_id, state.page.live_revision_id))
            for state in states
        ]

    # the acts; each returns whether it had an effect

    def write(self):
        kind = self.kind()
        # Most second texts come as translations; a few are written by hand.
        if texts.pages_of(self.rows[kind]) and self.chance.random() < 0.9:
            return False
        return self.press(kind, self.language(), "write")

    def translate(self):
        """A twin, or the newest words of its source."""
        kind, language = self.kind(), self.language()
        source = texts.pages_of(self.rows[kind]).get(other_language(language))
        return self.press(kind, language, "translate") or source is not None

    def publish(self):
        return self.press(self.kind(), self.chance.choice([*LANGUAGES, "both", "both"]), "publish")

    def withdraw(self):
        return self.press(self.kind(), self.language(), "withdraw")

    def edit(self):
        """Save a draft in Wagtail's editor or, where the page is a translation, a string in localize's."""
        page = self.some_page()
        if page is None:
            return False
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        form = self.client.get(address).context.get("form")
        if form is None:
            return self.translate_a_string(page)
        other = make_consultation(page.council)
        # Facts of the row are sent along, as a curious person might.
        data = {
            "title": self.chance.choice(WORDS), "summary": self.chance.choice(WORDS), "slug": "elsewhere",
            "consultation": other.pk, "opens_at": "2020-01-01 00:00", "halted": "cancelled", "locale": 1,
        }  # fmt: skip
        data |= {
            name: rich(self.chance.choice(WORDS)) for name in ("body", "expected_effect", "introduction", "minutes")
        }
        data |= {f"{name}-count": 0 for name in ("documents", "agenda")}
        answer = self.client.post(address, data)
        assert answer.status_code == 302, answer.context["form"].errors
        return True

    def translate_a_string(self, page):
        translation = translation_of(page.row, page.language)
        segment = self.chance.choice(list(translation.source.stringsegment_set.order_by("pk")))
        address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        sent = f"value={self.chance.choice(WORDS)}"
        return self.client.put(address, sent, content_type="application/x-www-form-urlencoded").status_code in (
            200,
            201,
        )

    def finish(self):
        translation, page = self.some_translation()
        if translation is None or translation.get_progress()[0] == translation.get_progress()[1]:
            return False
        finish_translation(page.row, page.language)
        return True

    def publish_in_the_editor(self):
        """The button in localize's editor."""
        translation, page = self.some_translation()
        if translation is None:
            return False
        return (
            self.client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}).status_code
            < 400
        )

    def sync(self):
        translation, _page = self.some_translation()
        if translation is None:
            return False
        data = self.chance.choice([{}, {"publish_translations": "on"}])
        address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
        return self.client.post(address, data).status_code == 302

    def stop_or_restart(self):
        if stopped := Translation.objects.filter(enabled=False).first():
            address = reverse("wagtailadmin_pages:edit", args=[stopped.get_target_instance().pk])
            data = {"localize-restart-translation": "yes"}
        elif (translation := self.some_translation()[0]) is not None:
            address, data = reverse("wagtail_localize:stop_translation", args=[translation.pk]), {}
        else:
            return False
        return self.client.post(address, data).status_code < 400

    def change_facts(self):
        now = timezone.now()
        row = self.fresh()
        shift = timedelta(days=self.chance.randint(-2, 20))
        facts = {
            "subject_kk": self.chance.choice(WORDS), "subject_ru": self.chance.choice(WORDS),
            "schedule": self.chance.choice(["", self.schedule.pk]),
            "occasion": self.chance.choice(["initiative", "appeals"]),
            "subject_kind": self.chance.choice(["issue", "draft_act"]),
            "holding": self.chance.choice(["online", "mixed"]),
            "amended_by": self.schedule.decision_id, "what_kk": "Тізбе", "what_ru": "Перечень",
            "opens_at": stamp(row.opens_at), "closes_at": stamp(now + shift), "event_at": stamp(now + shift),
        }  # fmt: skip
        return self.client.post(self.desk("facts"), facts).status_code == 302

    def halt_or_resume(self):
        name = "resume" if self.fresh().halted else "halt"
        data = {"kind": self.chance.choice(["postponed", "cancelled"]), "reason_kk": "Жөндеу", "reason_ru": "Ремонт"}
        return self.client.post(self.desk(name), data).status_code == 302

    def open_outcome(self):
        self.client.post(self.desk("outcome"), {"attended_offline": self.chance.randint(0, 99), "attended_online": 0})
        # Its report, once published, would close the facts for good: only now and then.
        if self.chance.random() < 0.1 and not self.fresh().is_final:
            self.rows["outcome"] = planning.open_outcome(self.consultation, user=None)
        return True

    def go_back(self):
        """Put an old revision back, as "restore this version" does."""
        page = self.some_page()
        if page is None:
            return False
        try:
            self.chance.choice(list(page.revisions.order_by("pk"))).publish()
        except PermissionDenied:
            # A translation that has fallen behind its source is finished before anything of it goes live.
            return False
        return True

    def send(self):
        """A proposal in either language, as long as the window is open."""
        definition, language, now = self.rows["form"], self.language(), timezone.now()
        definition = type(definition).objects.get(pk=definition.pk)
        data = {"text": self.chance.choice(WORDS), "publication": self.chance.choice(["text", "text", "nothing"])}
        token = tokens.issue(definition.pk, now)
        return isinstance(intake.submit(definition, language, data, MultiValueDict(), token, now), intake.Accepted)

    def answer(self):
        data = {
            "state": self.chance.choice(["accepted", "partially_accepted", "rejected", "forwarded"]),
            "reason": "Жауап",
        }
        return self.treat("kenes_proposal", data)

    def publish_a_proposal(self):
        return self.treat("kenes_publish_proposal", {"text": self.chance.choice(WORDS)})

    def treat(self, name, data):
        """What the secretary does with one of the proposals."""
        proposals = sorted(Proposal.objects.values_list("pk", flat=True))
        if not proposals:
            return False
        before = treated()
        address = reverse(name, args=[self.chance.choice(proposals)])
        answer = self.secretary.post(address, data)
        if "preview" in (answer.context or {}):
            # What becomes public is shown first, and published from there.
            self.secretary.post(address, data | {"seal": answer.context["publication_form"]["seal"].value()})
        return treated() != before

    def fresh(self):
        return type(self.consultation).objects.with_outcome().get(pk=self.consultation.pk)

    def desk(self, name):
        return reverse(f"kenes_{name}", args=[self.consultation.pk])


def treated():
    return list(Proposal.objects.order_by("pk").values_list("pk", "state", "is_published", "answer__answered_at"))


PUBLISHING = {"publish", "publish_in_the_editor", "sync", "go_back", "withdraw"}


def stamp(moment):
    return timezone.localtime(moment).strftime("%d.%m.%Y %H:%M")


def rich(text):
    """What the rich text editor sends."""
    block = {"key": "a", "type": "unstyled", "text": text, "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def facts_through(page, now):
    """The shared facts as this page, and its newest draft, tell them."""
    told = []
    for text in (page, page.get_latest_revision_as_object()):
        row = text.row
        facts = {"row": (type(row), row.pk), "address": (text.slug, row.slug), "council": text.council}
        consultation = getattr(row, "consultation", row)
        if hasattr(consultation, "state_at"):
            facts |= {name: getattr(consultation, name) for name in FACTS} | {"state": consultation.state_at(now)}
        told.append(facts)
    return told


def check_facts(rows):
    now = timezone.now()
    for kind, row in rows.items():
        pages = texts.pages_of(row)
        assert len(texts.page_class_of(row).objects.filter(**{texts.page_class_of(row).row_field: row})) == len(pages)
        told = [facts for page in pages.values() for facts in facts_through(page, now)]
        assert all(facts == told[0] for facts in told), kind
        assert all(facts["address"] == (row.slug, row.slug) for facts in told), kind
        assert len({page.url_path.split("/", 2)[2] for page in pages.values()}) <= 1, kind
        assert {page.translation_key for page in pages.values()} <= {
            next(iter(pages.values())).translation_key if pages else 0
        }


def public_words(rows):
    """What readers see of each live page."""
    return {
        page.pk: {field.name: str(getattr(page, field.name)) for field in page._meta.fields if field.name in READ}
        for row in rows.values()
        for page in texts.pages_of(row).values()
        if page.live
    }


READ = {"title", "summary", "body", "expected_effect", "introduction", "minutes", "position", "changes", "agenda"}
ADDRESSES = (
    "",
    "questions/",
    "questions/lights/",
    "schedule/",
    "schedule/2026-q4/",
    "outcomes/lights/",
    "sittings/",
    "questions/lights/propose/proposals/",
)


def check_pages():
    """Both languages show the same moments, states and steps, in one order. Returns how many pages there were."""
    compared = 0
    for address in ADDRESSES:
        shown = []
        for language in LANGUAGES:
            answer = Client().get(f"/{language}/councils/almaly/{address}")
            main = answer.content.decode().partition("<main")[2].partition("</main")[0]
            # When a text was last published is each language's own.
            main = STAMP.sub("", main)
            shown.append((answer.status_code, TIME.findall(main), TAG.findall(main), COUNT.findall(main)))
        assert shown[0] == shown[1], address
        compared += shown[0][0] == 200
        check_counts(address, shown[0])
    return compared


def check_counts(address, shown):
    """What both languages count is what there is."""
    counted = totals_of(Consultation.objects.get(slug="lights"))
    numbers = [int(number) for number in shown[3]]
    if address == "questions/lights/" and shown[0] == 200 and counted.received:
        assert numbers[-2:] == [counted.received, counted.answered]
    if address == "outcomes/lights/" and shown[0] == 200 and counted.received:
        decided = [counted.accepted, counted.partially_accepted, counted.rejected, counted.forwarded]
        total = [counted.received, counted.answered, counted.published, counted.not_published]
        assert numbers == total + decided * (sum(decided) > 0)


@pytest.mark.parametrize("seed", [2026])
def test_twins_agree_on_every_shared_fact_after_each_of_many_random_acts(seed, councils, full_size):
    staff = Staff(councils.a, seed)
    compared, look_at = 0, LOOK_EVERY
    acts = (5 if full_size else 1) * ACTS
    while staff.done.total() < acts:
        before = public_words(staff.rows)
        name, number = staff.act(), staff.done.total()
        check_facts(staff.rows)
        if name not in PUBLISHING:
            assert public_words(staff.rows) == before, f"{name} (act {number}) changed what readers see"
        if number >= look_at:
            compared, look_at = compared + check_pages(), look_at + LOOK_EVERY
    # The acts took place: each had an effect, and there was something to compare.
    assert {act.__name__ for act in staff.acts} - set(staff.done) == set(), staff.done
    assert staff.done["publish"] >= acts // LOOK_EVERY, staff.done
    assert compared > 3 * acts // LOOK_EVERY
    check_the_end(staff)


def check_the_end(staff):
    """Whatever chance did: the outcome is public in the end, with the totals of what was sent and answered."""
    consultation = staff.fresh()
    if not consultation.is_final:
        planning.halt(consultation, "cancelled", reason_kk="Жөндеу", reason_ru="Ремонт", user=None)
        planning.open_outcome(consultation, user=None)
    outcome = staff.fresh().outcome
    if not texts.pages_of(outcome):
        texts.write_text(outcome, "kk", user=None)
    language = min(texts.pages_of(outcome))
    if not texts.pages_of(outcome)[language].live:
        texts.publish_texts(outcome, [language], user=None)
    counted = totals_of(consultation)
    assert counted.answered and counted.published
    check_pages()
