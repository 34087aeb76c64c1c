"""Councils that are full of a word of their own, for the tests of isolation.

The word, a canary, stands in each title, text, label, address, tag, comment, name of a file or a person, revision and
entry of the log of its council. Redirects carry none: `wagtail.contrib.redirects` is not installed.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply, Page, Site, UploadedFile
from wagtail_localize.models import OverridableSegment, StringSegment

from cms import plugin_asking
from cms.groups import group_name
from cms.models import Council, CouncilSection
from cms.roles import Role
from council_pages import holding, planning, replies, telling
from council_pages.models import AgendaItem, DayOff, NewsIndexPage, NewsPage, Rule
from council_pages.quarters import Quarter
from forms.form_building import define_form
from forms.form_templates import make_template
from forms.holds import place_hold
from forms.models import (
    Answer,
    AnswerSheet,
    Assignment,
    Contact,
    EarlierAnswer,
    FormField,
    GroupMember,
    Letter,
    LetterKind,
    Note,
    Original,
    OriginalFile,
    Presence,
    Proposal,
    ProposalGroup,
    PublicationLink,
    PublishedProposal,
    ReasonTemplate,
    SavedFilter,
    Way,
)
from search.models import GlossaryPair
from tests.factories import (
    make_consultation,
    make_council,
    make_decision,
    make_recommendation,
    make_schedule,
    make_texts,
    make_user,
    open_now,
    translation_of,
)
from tests.ministry_worlds import hear_from_the_ministry, keep_a_duty
from tests.watching import snapshot

CANARY = "zq7canary"
# In drafts only: the chooser's search finds what others have published, and nothing else of theirs.
DRAFT = f"{CANARY}draft"


@dataclass
class World:
    """A council with one of everything, by the names that routes give to their arguments.

    `rows` are the keys of the rows that came into being with it: what nobody else may change.
    """

    council: Council
    word: str
    ids: dict = field(default_factory=dict)
    rows: frozenset = frozenset()


def settle(slug, word):
    """A council where this word stands in everything that can be read."""
    duty = keep_a_duty()
    before = snapshot()
    council = make_council(slug, name_kk=f"{word} кеңесі", name_ru=f"Совет {word}")
    owner = make_user(Role.PUBLISHER, council, first_name=word, last_name=word)
    ids = {
        "council": council.pk,
        "slug": council.slug,
        "collection": council.collection_id,
        "section": CouncilSection.objects.get(council=council, language="kk").page_id,
        "user": owner.pk,
        "person": owner.pk,
        "membership": owner.memberships.get().pk,
        "group": Group.objects.get(name=group_name(Role.PUBLISHER, council)).pk,
        "site": Site.objects.get().pk,
        # The ministry's, for all councils alike.
        "rule": Rule.objects.first().pk,
        "day_off": DayOff.objects.first().pk,
        "pair": GlossaryPair.objects.first().pk,
        **duty,
    }
    ids |= _keep_files(council, word)
    ids |= _consult(council, word, ids["document"])
    ids |= _write_news(council, word)
    ids |= _work_on(ids["page"], owner, word)
    ids |= _handle(ids["proposal"], owner, word)
    ids |= _plug_in(council, word)
    ids |= hear_from_the_ministry(council, word)
    return World(council, word, ids, frozenset(snapshot().keys() - before.keys()))


def _plug_in(council, word):
    """What the plugins of this repository keep of a council, where they are loaded."""
    if plugin_asking.plugin("regional_meetings") is None:
        return {}
    from tests.plugins.regional_meetings.world import meet

    council.plugins = " regional_meetings "
    council.save(update_fields=["plugins"])
    return meet(council, word)


def _keep_files(council, word):
    """A document and an image with a tag."""
    media = {"title": f"{word} файл", "collection": council.collection}
    document = get_document_model().objects.create(file=f"documents/{word}.pdf", **media)
    image = get_image_model().objects.create(
        file=f"images/{word}.png", width=1, height=1, description=f"{word} сурет", **media
    )
    for file in (document, image):
        file.tags.add(word)
    return {"document": document.pk, "image": image.pk}


def _consult(council, word, document):
    """Everything from the decision of a sitting to the outcome of a question, with a proposal."""
    decision = make_decision(council, number=word)
    schedule = make_schedule(council, Quarter(2026, 4), decision)
    row = make_consultation(
        council, f"{word}-q", schedule=schedule, place_kk=word, place_ru=word, **open_now(), subject_ru=f"{word} вопрос"
    )
    for described in (decision.sitting, schedule):
        make_texts(described)
    files = [{"type": "document", "value": document}]
    pages = make_texts(row, summary=f"{word} қысқаша", body=f"<p>{word}</p>", documents=files)
    form = define_form(row, user=None)
    FormField.objects.create(form=form, label_kk=f"{word} өріс", label_ru=f"{word} поле")
    make_texts(form)
    make_texts(planning.open_outcome(row, user=None), publish=[])
    event = holding.plan_event(row, user=None, starts_at=timezone.now(), place_kk=word, place_ru=f"{word} зал")
    update = holding.publish_update(row, user=None, now=timezone.now(), text_kk=f"{word} хабар", text_ru=word)
    translation = translation_of(row, "ru")
    proposal, file = send(row, word)
    letter = Letter.objects.create(
        proposal=proposal, kind=LetterKind.ANSWERED, way=Way.CALL, created_at=timezone.now(), due_at=timezone.now()
    )
    told = telling.record_publication(
        row, "question", medium="social", channel=word, url=f"https://social.example/{word}", user=None,
        published_on=timezone.localdate(), now=timezone.now(), ask=lambda url: None,
    )  # fmt: skip
    return _recommend(council, row, decision, word) | {
        "publication": told.pk,
        "sitting": decision.sitting_id,
        "decision": decision.pk,
        "agenda_item": AgendaItem.objects.create(sitting=decision.sitting, title_kk=word, reporter_kk=word).pk,
        "schedule": schedule.pk,
        "consultation": row.pk,
        "event": event.pk,
        "update": update.pk,
        "form": form.pk,
        # The ministry's, for all councils alike.
        "template": make_template("Үлгі", "Шаблон", user=None).pk,
        "proposal": proposal.pk,
        "letter": letter.pk,
        "hold": place_hold(row, f"{word} себеп", user=None, now=timezone.now()).pk,
        "file": file.pk,
        "page": pages["kk"].pk,
        "russian": pages["ru"].pk,
        "locale": pages["kk"].locale_id,
        "translation": translation.pk,
        "source": translation.source_id,
        "segment": StringSegment.objects.filter(source=translation.source).first().pk,
        "override": OverridableSegment.objects.filter(source=translation.source).first().pk,
    }


def _write_news(council, word):
    """Two items of news in Kazakh, the first one live and promoted, and the pages under which news stands."""
    indexes = {
        section.language: NewsIndexPage.objects.descendant_of(section.page).get()
        for section in CouncilSection.objects.filter(council=council).select_related("page")
    }
    first, second = (
        indexes["kk"].add_child(
            instance=NewsPage(title=f"{word} жаңалық {n}", slug=f"news-{n}", locale=indexes["kk"].locale, live=n == 1)
        )
        for n in (1, 2)
    )
    promoted = SearchPromotion.objects.create(query=Query.get(word), page=first, description=word)
    return {
        "query": promoted.query_id,
        "news_index": indexes["kk"].pk,
        "russian_index": indexes["ru"].pk,
        "news": first.pk,
        "second_news": second.pk,
        "news_revision": first.save_revision().pk,
    }


def _work_on(pk, owner, word):
    """A draft of the page under moderation, with a comment, an upload, an editor at work and entries in the log."""
    page = Page.objects.get(pk=pk).specific
    page.title = f"{word}draft"
    revision = page.save_revision(user=owner, log_action=True)
    comment = Comment.objects.create(page=page, user=owner, text=f"{word} пікір", contentpath="title")
    CommentReply.objects.create(comment=comment, user=owner, text=f"{word} жауап")
    log(page, "kenes.emergency_unpublished", user=owner, data={"reason": f"{word} себеп"})
    upload = UploadedFile.objects.create(
        file=f"uploads/{word}.pdf", uploaded_by_user=owner, for_content_type=page.content_type
    )
    session = EditingSession.objects.create(
        user=owner, content_type=page.content_type, object_id=page.pk, last_seen_at=timezone.now()
    )
    state = page.get_workflow().start(page, owner)
    return {
        "revision": revision.pk,
        "comment": comment.pk,
        "upload": upload.pk,
        "session": session.pk,
        "workflow_state": state.pk,
        "workflow": state.workflow_id,
        "task_state": state.current_task_state_id,
        "task": state.current_task_state.task_id,
    }


def _handle(pk, owner, word):
    """A note, an assignee, somebody who looks, a group and a saved filter: what the secretaries leave on a proposal."""
    now = timezone.now()
    proposal = Proposal.objects.select_related("consultation", "original").get(pk=pk)
    Note.objects.create(original=proposal.original, text=f"{word} ескертпе", written_by=owner, written_at=now)
    Assignment.objects.create(proposal=proposal, person=owner, assigned_at=now)
    # Still there however long the matrix takes: who has left is forgotten by the next who looks.
    Presence.objects.create(proposal=proposal, user=owner, since=now, seen_at=now + timedelta(hours=6))
    group = ProposalGroup.objects.create(consultation=proposal.consultation, number=1, title=f"{word} топ", made_at=now)
    GroupMember.objects.create(group=group, proposal=proposal)
    Answer.objects.create(proposal=proposal, reason=f"{word} жауап", answered_at=now, answered_by=owner)
    EarlierAnswer.objects.create(
        proposal=proposal, state="rejected", reason=f"{word} бұрынғы", answered_at=now, answered_by=owner
    )
    words = {"state": "accepted", "text_kk": f"{word} үлгі", "text_ru": f"{word} шаблон"}
    reason = ReasonTemplate.objects.create(council=proposal.council, **words)
    national, _created = ReasonTemplate.objects.get_or_create(
        council=None, state="accepted", text_kk="Үлгі", text_ru=""
    )
    rows = [{"line": 2, "number": word, "state": "accepted", "reason": f"{word} себеп", "seen": ""}]
    sheet = AnswerSheet.objects.create(
        consultation=proposal.consultation, uploaded_by=owner, uploaded_at=now, rows=rows
    )
    saved = SavedFilter.objects.create(user=owner, name=f"{word} сүзгі", query=f"q={word}")
    return {"proposal_group": group.pk, "saved_filter": saved.pk, "reason": reason.pk,
            "ministry_reason": national.pk, "answer_sheet": sheet.pk}  # fmt: skip


def _recommend(council, row, decision, word):
    """A draft of a recommendation, and one that was sent and answered."""
    words = {
        f"{field}_{language}": f"{word} {field}" for field in ("title", "addressee") for language in ("kk", "ru")
    } | {"consultation": row, "decision": decision}
    today = timezone.localdate()
    sent = make_recommendation(council, f"{word}-2", sent_on=today, **words)
    reply = {f"{field}_{language}": f"{word} {field}" for field in ("text", "actions") for language in ("kk", "ru")}
    replies.record_reply(sent, user=None, today=today, received_on=today, document_number=word, **reply)
    draft = make_recommendation(council, f"{word}-1", **words)
    return {"recommendation": sent.pk, "draft": draft.pk, "clause": draft.clauses.get().pk}


def send(row, word):
    """A proposal with a file and a contact, published."""
    now = timezone.now()
    proposal = Proposal.objects.create(
        consultation=row, number=f"{row.pk:012}", token_hash=word, secret_hash=word, body_hash=word, language="kk",
        publication="text", form_opened_at=now, received_at=now, state_changed_at=now,
    )  # fmt: skip
    original = Original.objects.create(
        proposal=proposal, text=f"{word} ұсыныс", kept_until=(now + timedelta(days=99)).date()
    )
    file = OriginalFile.objects.create(
        original=original, name=f"{word}.pdf", content_type="application/pdf", size=1, sha256="", file=f"x/{word}"
    )
    Contact.objects.create(
        proposal=proposal, name=word, email=f"{word}@example.kz", consent_version="1", consent_language="kk",
        consented_at=now,
    )  # fmt: skip
    published = PublishedProposal.objects.create(
        consultation=row, language="kk", text=f"{word} ашық", received_on=now.date(), published_on=now.date(),
        state="registered",
    )  # fmt: skip
    PublicationLink.objects.create(published=published, proposal=proposal)
    return proposal, file
