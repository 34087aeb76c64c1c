"""What citizens sent, by the one way in, and what the councils answered and published."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from cms.languages import LANGUAGES
from council_pages import texts
from forms import answering, intake, publication, tokens
from forms.demonstration.content import MOVED, at, date_pages, workday_after, workday_before
from forms.field_specs import ChoiceSpec, FieldSpec
from forms.form_building import build_form, define_form
from forms.models import FieldKind, FormChoice, Publication
from forms.models.definitions import generated_key
from forms.states import ProposalState

WRITING_TIME = timedelta(minutes=6)
# Still waits for the secretary's check, so that the secretary's list is not empty of work.
NOT_YET_PUBLISHED = "p15"


def load_form(content, sample):
    """The form of a question with a window: three fields of its own, a page in each language of the question."""
    consultation = content.rows[sample["id"]]
    definition = define_form(consultation, user=None)
    added = content.texts["forms"]
    choices = {
        name: ChoiceSpec(label["kk"], label["ru"], key=generated_key())
        for name, label in added["author_kind"]["choices"].items()
    }
    where = added["part_of_draft" if sample["is_draft_legal_act"] else "settlement"]
    fields = [
        _field(FieldKind.CHOICE, added["author_kind"], choices=tuple(choices.values())),
        _field(FieldKind.TEXT, added["organisation"], shown_when=choices["ngo"].key),
        _field(FieldKind.TEXT, where),
    ]
    build_form(definition, fields, user=None, now=consultation.opens_at)
    for name, choice in choices.items():
        content.rows[sample["id"], name] = FormChoice.objects.select_related("field").get(key=choice.key)
    for language in LANGUAGES:
        texts.write_text(definition, language, user=None, introduction=added["introduction"][language])
    pages = texts.publish_texts(definition, list(LANGUAGES), user=None, **MOVED)
    date_pages(pages, consultation.opens_at)


def _field(kind, words, **facts):
    said = {f"{part}_{language}": words[part][language] for part in ("label", "hint") for language in LANGUAGES}
    return FieldSpec(kind=kind, **said, **facts)


def load_proposal(content, sample, number):
    """Send a proposal in its language inside the window; the secretary takes it up and publishes it."""
    definition = content.rows[sample["question"]].form
    received_at = at(sample["received_on"], 10) + timedelta(minutes=11 * number)
    token = tokens.issue(definition.pk, received_at - WRITING_TIME)
    language = sample["language"]
    files = MultiValueDict({"files": _attachments(content, sample)})
    result = intake.submit(definition, language, _form_data(content, sample, definition), files, token, received_at)
    if not isinstance(result, intake.Accepted):
        raise RuntimeError(f"The intake did not take {sample['id']}: {result}")
    proposal = result.proposal
    checked_at = at(workday_after(sample["received_on"]), 10)
    answering.take_up(proposal, user=None, now=checked_at)
    if sample["id"] != NOT_YET_PUBLISHED:
        publication.publish(proposal, sample["text"][language], user=None, now=checked_at)
    content.rows[sample["id"]] = proposal


def _form_data(content, sample, definition):
    """What the browser would have sent. Only who is named publicly gives a name, and with it the consent."""
    language = sample["language"]
    choice = content.rows[sample["question"], sample["author_kind"]]
    said = {"text": sample["text"][language], choice.field.key: choice.key, "publication": Publication.TEXT}
    if not sample.get("anonymous_publicly"):
        said |= {"publication": Publication.TEXT_AND_NAME, "name": sample["author"][language], "consent": "on"}
    return MultiValueDict({key: [str(value)] for key, value in said.items()})


def _attachments(content, sample):
    file = content.texts["attachments"].get(sample["id"])
    return [SimpleUploadedFile(file["name"], file["text"].encode(), "text/plain")] if file else []


def load_answers(content, report):
    """Answer every proposal of the question on the working day before its outcome report."""
    now = at(workday_before(report["published_on"]), 15)
    for sample in content.samples["proposals"]:
        if sample["question"] == report["question"]:
            answering.answer(
                content.rows[sample["id"]],
                ProposalState(sample["decision"]),
                sample["response"][sample["language"]],
                user=None,
                now=now,
            )
