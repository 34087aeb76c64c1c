"""What citizens sent, by the one way in, and what the councils answered and published."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from cms.languages import LANGUAGES
from council_pages import texts
from forms import answering, intake, publication, tokens
from forms.demonstration.content import at, date_pages, workday_after, workday_before
from forms.form_building import define_form
from forms.models import FieldKind, FormChoice, FormField, Publication
from forms.states import ProposalState

WRITING_TIME = timedelta(minutes=6)
# Still waits for the secretary's check, so that the secretary's list is not empty of work.
NOT_YET_PUBLISHED = "p15"


def load_form(content, sample):
    """The form of a question with a window: two fields of its own, a page in each language of the question."""
    consultation = content.rows[sample["id"]]
    definition = define_form(consultation, user=None)
    added = content.texts["forms"]
    kind = _add_field(definition, FieldKind.CHOICE, added["author_kind"], order=0)
    where = added["part_of_draft" if sample["is_draft_legal_act"] else "settlement"]
    _add_field(definition, FieldKind.TEXT, where, order=1)
    for order, (key, label) in enumerate(added["author_kind"]["choices"].items()):
        choice = FormChoice.objects.create(field=kind, label_kk=label["kk"], label_ru=label["ru"], sort_order=order)
        content.rows[sample["id"], key] = choice
    for language in LANGUAGES:
        texts.write_text(definition, language, user=None, introduction=added["introduction"][language])
    pages = texts.publish_texts(definition, list(LANGUAGES), user=None)
    date_pages(pages, consultation.opens_at)


def _add_field(definition, kind, words, order):
    return FormField.objects.create(
        form=definition,
        kind=kind,
        label_kk=words["label"]["kk"],
        label_ru=words["label"]["ru"],
        hint_kk=words["hint"]["kk"],
        hint_ru=words["hint"]["ru"],
        sort_order=order,
    )


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
