"""The cycle of consultations: sittings, schedules, questions with their forms, outcomes."""

from wagtail.log_actions import log
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from council_pages import planning, texts
from council_pages.models import Consultation, Decision, Outcome, Sitting
from council_pages.models.consultations import Occasion, SubjectKind
from council_pages.outcomes import settle_outcome
from council_pages.quarters import Quarter
from forms.demonstration.content import NUMBER, at, in_both, paragraph, publish_pair
from forms.demonstration.documents import add_document

OPENING_HOUR, CLOSING_HOUR = 9, 18


def load_sitting(content, sample):
    """A sitting with its decisions, its agenda and its minutes."""
    sitting = Sitting(
        council=content.rows[sample["council"]],
        number=sample["number"],
        held_on=sample["date"],
        holding=sample["format"],
    )
    sitting.full_clean()
    sitting.save()
    for order, item in enumerate(sample["decisions"]):
        Decision.objects.create(
            sitting=sitting, number=item[NUMBER], text_kk=item["kk"], text_ru=item["ru"], sort_order=order
        )
    log(sitting, "kenes.sitting_entered", user=None)
    content.rows[sample["id"]] = sitting
    publish_pair(
        sitting,
        in_both(
            lambda language: {
                "agenda": [("item", item[language]) for item in sample["agenda"]],
                "minutes": _minutes(content, sample, language),
            }
        ),
        at(sample["date"], CLOSING_HOUR),
    )


def _minutes(content, sample, language):
    present = content.word("present", language).format(**sample["quorum"])
    votes = [
        content.word("votes", language).format(number=item[NUMBER], **item["votes"]) for item in sample["decisions"]
    ]
    return "".join(map(paragraph, [present, *votes]))


def load_schedule(content, sample):
    """A schedule: approved and public, or a draft in both languages."""
    sitting = content.rows.get(sample["approved_by_session"])
    schedule = planning.create_schedule(
        council=content.rows[sample["council"]],
        quarter=Quarter.parse(sample["quarter"]),
        decision=sitting and sitting.decisions.first(),
        user=None,
    )
    for question in sample["questions"]:
        content.rows[f"schedule of {question}"] = schedule
    if sample["status"] == "draft":
        for language, introduction in content.texts["schedules"]["draft"].items():
            texts.write_text(schedule, language, user=None, introduction=introduction)
        return
    introductions = content.texts["schedules"]["introduction"]
    publish_pair(
        schedule, in_both(lambda language: {"introduction": introductions[language]}), at(sample["published_on"], 10)
    )


def load_question(content, sample):
    """A consultation with the page of its question in both languages."""
    event, opens_on, closes_on = sample["event"], sample["proposals_from"], sample["proposals_until"]
    hour, minute = map(int, event["time"].split(":"))
    consultation = planning.plan_consultation(
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
    content.rows[sample["id"]] = consultation
    _write_question(content, sample, consultation)


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
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            data=words,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
    translation.save_target(publish=False)


def load_outcome(content, sample):
    """The outcome with its report in both languages, as published on its day."""
    totals, moment = sample["totals"], at(sample["published_on"], 12)
    outcome = planning.open_outcome(
        Consultation.objects.get(pk=content.rows[sample["question"]].pk),
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


def _date_outcome(outcome, moment):
    """The publication of the report settled the outcome at this very moment: settle it at the report's own."""
    Outcome.objects.filter(pk=outcome.pk).update(published_at=None, final_since=None)
    settle_outcome(outcome, moment)
