"""Councils whose citizens and staff say words that nobody else may read: canaries.

Each private value is a word of its own, `zqx` and nine letters, or a telephone number; what may be public begins with
`zqp`. A leak is found by the shape of the word, and what is kept of it says whose it was and what it was.
"""

import random
import re
import string
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms import plugin_asking
from cms.identity import set_identity
from cms.roles import Role
from council_pages import holding, planning, recommending, replies
from council_pages.models import AgendaItem, Clause
from forms import (
    answering,
    assigning,
    grouping,
    notes,
    pace,
    publication,
    reason_templates,
    receipts,
    refusing,
    result_publication,
    saved_filters,
    tokens,
    tracing,
)
from forms.form_building import define_form
from forms.models import FieldKind, FormField, Proposal
from forms.proposal_list import close_list
from tests.council_pages.conftest import fill_text_page, make_news
from tests.factories import (
    make_consultation,
    make_council,
    make_decision,
    make_recommendation,
    make_schedule,
    make_texts,
    make_user,
    open_now,
)

PRIVATE = re.compile(r"zqx[a-z]{9}")
PUBLIC = re.compile(r"zqp[a-z]{9}")
NUMBER = re.compile(r"(?<!\d)\+?\d(?:[ ()\u00a0-]{0,2}\d){9,11}(?!\d)")
NONCE = re.compile(r"[0-9a-f]{32}")
SECRET_SIGNS = re.compile(r"[a-z2-9-]{26,}")
DEEDS = ("text", "name", "nothing", "withdrawn", "erased", "left", "refused", "corrected", "untouched", "grouped")


OWN_FIELDS = {
    **{f"line {number}": FieldKind.TEXT for number in range(4)},
    **{f"lines {number}": FieldKind.LONG_TEXT for number in range(3)},
}


@dataclass
class Canaries:
    """Every word that was given out, and what it stands for."""

    chance: random.Random = field(default_factory=lambda: random.Random(4))
    private: dict = field(default_factory=dict)
    public: dict = field(default_factory=dict)
    numbers: dict = field(default_factory=dict)
    secrets: dict = field(default_factory=dict)
    nonces: dict = field(default_factory=dict)

    def __len__(self):
        """How many private values there are."""
        return sum(map(len, (self.private, self.numbers, self.secrets, self.nonces)))

    def word(self, said):
        """A new private word."""
        return self._new("zqx", self.private, said)

    def open_word(self, said):
        """A new word that may be public."""
        return self._new("zqp", self.public, said)

    def phone(self, said):
        """A new telephone number."""
        digits = f"77{self.chance.randrange(10**9):09}"
        self.numbers[digits] = said
        return f"+{digits[0]} {digits[1:4]} {digits[4:7]} {digits[7:9]} {digits[9:]}"

    def _new(self, start, kept, said):
        word = start + "".join(self.chance.choices(string.ascii_lowercase, k=9))
        kept[word] = said
        return word

    def hide(self, word):
        """What was public shall be so no more."""
        self.private[word] = ("no longer public", self.public.pop(word))

    def found_in(self, words):
        """The private values in these words, in whatever letters and groups they stand: {value: what it is}."""
        low = words.lower()
        found = {word: self.private[word] for word in PRIVATE.findall(low) if word in self.private}
        found |= {word: self.private[word] for word in PUBLIC.findall(low) if word in self.private}
        for typed in NUMBER.findall(low):
            digits = re.sub(r"\D", "", typed)
            for spelt in (digits, f"7{digits[1:]}", f"7{digits}"):
                if spelt in self.numbers:
                    found[spelt] = self.numbers[spelt]
        for run in SECRET_SIGNS.findall(low):
            signs = run.replace("-", "")
            for start in range(len(signs) - receipts.SECRET_LENGTH + 1):
                part = signs[start : start + receipts.SECRET_LENGTH]
                if part in self.secrets:
                    found[part] = self.secrets[part]
        return found | {nonce: self.nonces[nonce] for nonce in NONCE.findall(low) if nonce in self.nonces}


@dataclass
class Planted:
    """The councils with their staff and what was done to which proposal: {deed: [(proposal, {kind: word})]}."""

    canaries: Canaries = field(default_factory=Canaries)
    councils: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    staff: dict = field(default_factory=dict)
    done: dict = field(default_factory=lambda: {deed: [] for deed in DEEDS})


def plant(client, councils, proposals):
    """So many councils with pages of every type, and so many proposals, sent through the site and handled by staff."""
    planted = Planted()
    for number in range(councils):
        settle(planted, f"canary{number}")
    for number in range(proposals):
        row, form = planted.questions[number % len(planted.questions)]
        deed = DEEDS[number // len(planted.questions) % len(DEEDS)]
        said = send(planted.canaries, client, form, number, deed)
        handle(planted, row, said, deed)
        planted.done[deed].append(said)
    _group(planted)
    _close(planted)
    return planted


# --- a council --------------------------------------------------------------------------------------------------------
def settle(planted, slug):
    """A council with one page of every type, and a question that takes proposals."""
    say = planted.canaries
    council = set_identity(make_council(slug), user=None, colour="#2e8b57", emblem=_emblem())
    planted.councils.append(council)
    planted.staff[council.pk] = {
        role: make_user(role, council, first_name=say.word(("staff", role)), last_name=say.word(("staff", role)))
        for role in (Role.SECRETARY, Role.LEAD, Role.EDITOR)
    }
    decision = make_decision(council)
    AgendaItem.objects.create(sitting=decision.sitting, title_kk="Жарық", reporter_kk="Баяндамашы")
    schedule = make_schedule(council, decision=decision)
    for row in (decision.sitting, schedule):
        make_texts(row)
    shown = {"image": _picture(council).pk, "decorative": True, "alt_text": ""}
    for language in ("kk", "ru"):
        make_news(council, language, f"{slug} news")
        fill_text_page(council, language, "contacts", [{"type": "picture", "value": shown}])
    document = get_document_model()(title="Жоба", collection=council.collection)
    document.file.save(f"{slug}.txt", ContentFile(b"Draft"))
    planted.questions.append(_ask(planted, council, schedule, document, "q"))
    if plugin_asking.plugin("regional_meetings") is not None:
        from tests.plugins.regional_meetings.world import meet

        council.plugins = " regional_meetings "
        council.save(update_fields=["plugins"])
        meet(council, "kezdesu", say.word(("meeting", council.pk)))
    draft = make_news(council, "kk", "Жаңалық", live=False)
    draft.title = say.word(("draft", council.pk))
    draft.save_revision(user=planted.staff[council.pk][Role.EDITOR])


def _emblem():
    drawn = BytesIO()
    Image.new("RGB", (96, 96), "green").save(drawn, "PNG")
    return ContentFile(drawn.getvalue(), "emblem.png")


def _picture(council):
    drawn, picture = BytesIO(), get_image_model()(title="Алаң", collection=council.collection)
    Image.new("RGB", (1280, 720), "green").save(drawn, "JPEG")
    picture.file = ContentFile(drawn.getvalue(), name=f"{council.slug}.jpg")
    picture.save()
    return picture


def _ask(planted, council, schedule, document, slug):
    row = make_consultation(council, slug, schedule=schedule, **open_now())
    make_texts(row, summary="Қысқаша", body="<p>Мәтін</p>", documents=[{"type": "document", "value": document.pk}])
    form = define_form(row, user=None)
    for order, kind in enumerate(OWN_FIELDS.values()):
        FormField.objects.create(form=form, label_kk=f"Өріс {order}", label_ru="Поле", kind=kind, sort_order=order)
    make_texts(form)
    now = timezone.now()
    holding.plan_event(row, user=None, starts_at=now + timedelta(days=1), place_kk="Зал", place_ru="Зал")
    holding.publish_update(row, user=None, now=now, text_kk="Хабар", text_ru="Сообщение")
    secretary = planted.staff[council.pk][Role.SECRETARY]
    word = planted.canaries.word(("template", council.pk))
    reason_templates.save_template(council, "accepted", {"kk": word, "ru": word}, user=secretary)
    word = planted.canaries.word(("saved filter", council.pk))
    saved_filters.save_filter(word, f"q={word}", {"q"}, user=secretary)
    return row, form


def _close(planted):
    """The questions of every second council close: list, numbers, outcome and recommendation are public."""
    now = timezone.now()
    for row, form in planted.questions[1::2]:
        type(row).objects.filter(pk=row.pk).update(closes_at=now - timedelta(hours=1))
        row.refresh_from_db()
        result_publication.publish_result(form, "region", user=None, now=now)
        words = {"consultation": row}
        draft = make_recommendation(row.council, **words)
        used = Proposal.objects.filter(consultation=row, state="accepted").order_by("pk")
        for proposal in used[:2]:
            tracing.link(Clause.objects.get(recommendation=draft), proposal, user=None)
        _send_recommendation(draft, now)
        close_list(row, user=None, now=now)
        for proposal in Proposal.objects.filter(consultation=row, state="registered"):
            answering.answer(proposal, "rejected", "Жоқ.", user=None, now=now)
        make_texts(planning.open_outcome(row, user=None))


def _send_recommendation(draft, now):
    today = timezone.localdate(now)
    sent = recommending.send(draft, user=None, sent_on=today, due_on=recommending.default_due(today), today=today)
    reply = {f"{name}_{language}": "Жауап" for name in ("text", "actions") for language in ("kk", "ru")}
    replies.record_reply(sent, user=None, today=today, received_on=today, document_number="7", **reply)


# --- a proposal -------------------------------------------------------------------------------------------------------
def send(say, client, form, number, deed):
    """A proposal by the form of the site: {kind: word}, with the row under `proposal`."""
    now, language = timezone.now(), say.chance.choice(("kk", "ru"))
    said = {kind: say.word((number, kind)) for kind in ("text", "subject", "file", "content", *OWN_FIELDS)}
    is_named = deed in ("name", "left")
    said["name"] = say.open_word((number, "name")) if is_named else say.word((number, "name"))
    token = tokens.issue(form.pk, now - timedelta(minutes=1))
    own = zip(form.fields.order_by("sort_order"), OWN_FIELDS, strict=True)
    typed = {row.key: said[kind] for row, kind in own} | {
        "token": token, "text": f"Саябақ {said['text']} керек", "subject": said["subject"], "name": said["name"],
        "region": "almaty", "consent": "on",
        "publication": {"nothing": "nothing", "name": "text_and_name", "left": "text_and_name"}.get(deed, "text"),
        "files": SimpleUploadedFile(f"{said['file']}.txt", said["content"].encode()),
    }  # fmt: skip
    if number % 3:
        said["email"] = say.word((number, "email"))
        typed["email"] = f"{said['email']}@example.kz"
    else:
        typed["phone"] = say.phone((number, "phone"))
    assert post(client, form, language, typed).status_code == 200
    ticket = tokens.read(token, form.pk, now)
    say.nonces[ticket.nonce] = (number, "token")
    said["secret"] = receipts.secret_of(ticket.nonce)
    say.secrets[said["secret"]] = (number, "secret")
    return said | {"proposal": Proposal.objects.get(token_hash=ticket.hash)}


def post(client, form, language, typed):
    """What the site answers to the form when it is sent as by a browser."""
    pace.forget()
    row = form.consultation
    address = f"/{language}/councils/{row.council.slug}/questions/{row.slug}/propose/"
    return client.post(address, typed, headers={"origin": "http://testserver"})


def handle(planted, row, said, deed):
    """What the council's secretary does with it before anything is taken back."""
    say, proposal, now = planted.canaries, said["proposal"], timezone.now()
    secretary = planted.staff[row.council_id][Role.SECRETARY]
    said["note"] = say.word((proposal.pk, "note"))
    notes.write_note(proposal, said["note"], user=secretary, now=now)
    assigning.assign(proposal, secretary, user=secretary, now=now)
    if deed in ("text", "name", "withdrawn", "erased", "left", "corrected"):
        said["public"] = say.open_word((proposal.pk, "public text"))
        publication.publish(proposal, f"Ашық {said['public']}", user=secretary, now=now)
    if deed in ("text", "nothing", "left", "corrected", "grouped"):
        said["answer"] = say.open_word((proposal.pk, "answer"))
        answering.answer(proposal, "accepted", f"Иә {said['answer']}", user=secretary, now=now)
    if deed == "corrected":
        answering.answer(proposal, "partially_accepted", f"Ішінара {said['answer']}", user=secretary, now=now)
    if deed == "refused":
        refusing.refuse_publication(proposal, "off_topic", user=secretary, now=now)


def _group(planted):
    """Of each question the proposals that are to be grouped."""
    grouped = {}
    for said in planted.done["grouped"]:
        grouped.setdefault(said["proposal"].consultation_id, []).append(said["proposal"])
    for proposals in grouped.values():
        if len(proposals) > 1:
            row, title = proposals[0].consultation, planted.canaries.word(("group", proposals[0].pk))
            keys = [proposal.pk for proposal in proposals]
            secretary = planted.staff[row.council_id][Role.SECRETARY]
            grouping.group(row, keys, user=secretary, now=timezone.now(), title=title)
