"""The cycle of consultations: sittings, schedules, questions with their forms, outcomes."""

from datetime import timedelta

from wagtail.models import ModelLogEntry
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from council_pages import planning, telling, texts
from council_pages.lifecycle import Told
from council_pages.models import AgendaItem, Consultation, Decision, Medium, Outcome, Sitting
from council_pages.models.consultations import Occasion, SubjectKind
from council_pages.outcomes import settle_outcome
from council_pages.quarters import Quarter
from council_pages.sittings import save_sitting
from forms import proposal_list
from forms.demonstration import events
from forms.demonstration.content import NUMBER, at, in_both, paragraph, publish_pair
from forms.demonstration.documents import add_document

OPENING_HOUR, CLOSING_HOUR = 9, 18
MEDIA = {"social_networks": Medium.SOCIAL, "mass_media": Medium.MEDIA}


def load_sitting(content, sample):
    """A sitting with its decisions, its agenda and its minutes."""
    quorum = sample["quorum"]
    sitting = Sitting(
        council=content.rows[sample["council"]],
        number=sample["number"],
        held_on=sample["date"],
        holding=sample["format"],
        members_total=quorum["members_total"],
        members_present=quorum["present"],
    )
    save_sitting(
        sitting,
        user=None,
        decisions=[_decision(item) for item in sample["decisions"]],
        agenda=[AgendaItem(title_kk=item["kk"], title_ru=item["ru"]) for item in sample["agenda"]],
    )
    content.rows[sample["id"]] = sitting
    publish_pair(
        sitting,
        in_both(lambda language: {"minutes": paragraph(content.word("minutes", language))}),
        at(sample["date"], CLOSING_HOUR),
    )


def _decision(sample):
    votes = {f"votes_{kind}": number for kind, number in sample["votes"].items()}
    return Decision(number=sample[NUMBER], text_kk=sample["kk"], text_ru=sample["ru"], **votes)


def plan_schedule(content, sample):
    """The row of a schedule; what it lists comes before its approval."""
    schedule = planning.create_schedule(
        council=content.rows[sample["council"]], quarter=Quarter.parse(sample["quarter"]), user=None
    )
    content.rows[sample["id"]] = schedule
    for question in sample["questions"]:
        content.rows[f"schedule of {question}"] = schedule


def load_schedule(content, sample):
    """A schedule: approved, public and told of elsewhere, or a draft in both languages."""
    schedule = content.rows[sample["id"]]
    if sample["status"] == "draft":
        for language, introduction in content.texts["schedules"]["draft"].items():
            texts.write_text(schedule, language, user=None, introduction=introduction)
        return
    sitting = content.rows[sample["approved_by_session"]]
    content.rows[sample["id"]] = planning.approve_schedule(schedule, sitting.decisions.first(), user=None)
    introductions = content.texts["schedules"]["introduction"]
    publish_pair(
        content.rows[sample["id"]],
        in_both(lambda language: {"introduction": introductions[language]}),
        at(sample["published_on"], 10),
    )
    tell(content, schedule, Told.SCHEDULE, sample["published_in"], sample["published_on"])


def tell(content, subject, told, places, day):
    """What was published outside the site: an invented account and an invented address for each place."""
    for place in places:
        if place == "site":
            continue
        telling.record_publication(
            subject,
            told,
            medium=MEDIA[place],
            channel=content.word(place, "ru"),
            url=f"https://{place.replace('_', '-')}.example/{subject.council.slug}/{told}-{subject.slug}",
            published_on=day,
            user=None,
            now=at(day, CLOSING_HOUR),
            ask=lambda url: None,
        )


def plan_question(content, sample):
    """The row of a consultation."""
    event, opens_on, closes_on = sample["event"], sample["proposals_from"], sample["proposals_until"]
    hour, minute = map(int, event["time"].split(":"))
    content.rows[sample["id"]] = planning.plan_consultation(
        council=content.rows[sample["council"]],
        user=None,
        slug=content.texts["questions"][sample["id"]]["slug"],
        subject_kk=sample["title"]["kk"],
        subject_ru=sample["title"]["ru"],
        schedule=content.rows[f"schedule of {sample['id']}"],
        occasion=Occasion(sample["occasion"]),
        subject_kind=SubjectKind.DRAFT_ACT if sample["is_draft_legal_act"] else SubjectKind.ISSUE,
        holding=sample["form"],
        event_at=event["date"] and at(event["date"], hour, minute),
        place_kk=event["place"]["kk"],
        place_ru=event["place"]["ru"],
        opens_at=opens_on and at(opens_on, OPENING_HOUR),
        closes_at=closes_on and at(closes_on, CLOSING_HOUR),
    )


def load_question(content, sample):
    """The page of a question in both languages, and the invitation outside the site."""
    consultation = content.rows[sample["id"]]
    events.load_event(sample, consultation)
    events.load_update(content, sample, consultation)
    _write_question(content, sample, consultation)
    if sample["announced_on"]:
        tell(content, consultation, Told.QUESTION, ["social_networks"], sample["announced_on"])


def _write_question(content, sample, consultation):
    added = content.texts["questions"][sample["id"]]
    schedule = next(row for row in content.samples["schedules"] if sample["id"] in row["questions"])
    moment = at(sample["announced_on"] or schedule["published_on"], OPENING_HOUR)
    fields = {
        language: {
            "title": sample["title"][language],
            "summary": sample["summary"][language],
            "body": added["body"][language],
            "expected_effect": added["expected_effect"][language],
            "documents": _documents(consultation, added.get("document"), language),
        }
        for language in added["body"]
    }
    publish_pair(consultation, fields, moment)
    if "ru" not in fields:
        _begin_translation(consultation, "ru", [sample["title"]["ru"], sample["summary"]["ru"]])


def _documents(consultation, sample, language):
    if not sample:
        return []
    name = f"{consultation.slug}-{language}"
    document = add_document(consultation.council, name, sample["title"][language], sample["paragraphs"][language])
    return [("document", document)]


def _begin_translation(row, language, beginnings):
    """The twin as a draft of which only the first segments (title, summary) are translated."""
    page = texts.translate_text(row, language, user=None)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=language)
    segments = StringSegment.objects.filter(source=translation.source).order_by("order")
    for segment, words in zip(segments, beginnings, strict=False):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": words, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
        )
    translation.save_target(publish=False)


def load_outcome(content, sample):
    """The outcome with its report in both languages, as published on its day."""
    totals, moment = sample["totals"], at(sample["published_on"], 12)
    consultation = Consultation.objects.get(pk=content.rows[sample["question"]].pk)
    events.record_events(consultation, sample)
    proposal_list.close_list(consultation, user=None, now=moment - timedelta(days=1))
    outcome = planning.open_outcome(
        consultation,
        user=None,
        attended_offline=totals["attended_offline"],
        attended_online=totals["attended_online"],
    )
    changes = content.texts["outcomes"][sample["id"]]["changes"]
    fields = in_both(
        lambda language: {
            "summary": sample["summary"][language],
            "position": paragraph(sample["position"][language]),
            "changes": changes[language],
        }
    )
    publish_pair(outcome, fields, moment)
    _date_outcome(outcome, moment)
    tell(content, outcome.consultation, Told.POSITION, sample["published_in"], sample["published_on"])


def _date_outcome(outcome, moment):
    """The publication of the report settled the outcome at this very moment: settle it at the report's own.

    The log tells the story, too: one publication, not two.
    """
    Outcome.objects.filter(pk=outcome.pk).update(published_at=None, final_since=None)
    ModelLogEntry.objects.for_instance(outcome.consultation).filter(action="kenes.outcome_published").delete()
    settle_outcome(outcome, moment)
