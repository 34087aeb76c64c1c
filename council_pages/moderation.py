"""The verbs of moderation: who writes submits, a publisher of the council approves or returns.

One workflow serves all councils; its task finds its approvers by membership (`council_pages.models.moderation`). The
desk needs these verbs because wagtail-localize's editor has no buttons of the workflow.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from cms.roles import PUBLISHES_TEXTS, WRITES_TEXTS
from cms.tenancy import Refused, require_role
from council_pages.checked_texts import refusal_of
from council_pages.models.moderation import CouncilApprovalTask
from council_pages.publishing import half_translated, newest_text, translation_into
from council_pages.texts import existing_text, pages_of, state_in

# Wagtail keeps one name for everybody; the words of the screens are translated.
WORKFLOW_NAME = "Жариялаушының бекітуі / Утверждение публикатором"


@transaction.atomic
def ensure_workflow(homes):
    """Put the one workflow on the national homes, and so on every page under them. Idempotent.

    A home that has a workflow keeps it: the ministry may have chosen another.
    """
    task = CouncilApprovalTask.objects.first()
    if task is None:
        task = CouncilApprovalTask.objects.create(name=WORKFLOW_NAME)
        _retire_stock_workflow()
    workflow = Workflow.objects.filter(workflow_tasks__task=task).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW_NAME)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for home in homes:
        WorkflowPage.objects.get_or_create(page_id=home.pk, defaults={"workflow": workflow})
    return workflow


def _retire_stock_workflow():
    """Wagtail's "Moderators approval" goes where its group is gone and nothing was ever sent through it."""
    GroupApprovalTask.objects.filter(groups=None, task_states=None).delete()
    Workflow.objects.filter(workflow_tasks=None, workflow_states=None).delete()


@transaction.atomic
def submit_text(row, language, *, user):
    """Submit the row's newest text in the language for approval.

    Refused with words: a text that is not translated to the end, one that waits already, one in which nothing has
    changed since it was published, and one in which something is broken.
    """
    page = _locked_text(row, language, user, WRITES_TEXTS)
    if page.workflow_in_progress:
        raise ValidationError(_("This text waits for approval already."))
    if words := half_translated(page):
        raise ValidationError(words)
    if not state_in(row, language).may_gain_by_publishing:
        raise ValidationError(_("Nothing has changed in this text since it was published."))
    if words := refusal_of(newest_text(page)):
        raise ValidationError(words)
    if translation := translation_into(page):
        # Not `save_target`: that writes into the live page what nobody has approved yet.
        translation.source.get_ephemeral_translated_instance(translation.target_locale).save_revision(user=user)
        page = pages_of(row)[language]
    _start(page, user)
    return page


def _start(page, user):
    workflow, returned = page.get_workflow(), page.current_workflow_state
    if returned is not None:
        # Who submits again is who is told what became of it.
        returned.requested_by = user
        returned.resume(user=user)
    elif workflow is not None:
        workflow.start(page, user)
    else:
        raise ValidationError(_("Submitting is switched off at the moment. Ask the administrator."))


@transaction.atomic
def take_text_back(row, language, *, user):
    """Take a submitted text back: by whoever submitted it, or a publisher. The draft stays."""
    page = _locked_text(row, language, user, WRITES_TEXTS)
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        raise ValidationError(_("This text does not wait for approval any more."))
    if user is not None and not state.user_can_cancel(user):
        raise ValidationError(_("Only who submitted this text, or a publisher, may take it back."))
    state.cancel(user=user)
    return page


@transaction.atomic
def approve_text(row, language, *, user):
    """Approve the submitted text and publish it: the revision that was submitted, by the rules of the desk."""
    return _decide(row, language, user, "approve")


@transaction.atomic
def return_text(row, language, *, comment, user):
    """Return the submitted text to its author, with a word about what must change."""
    return _decide(row, language, user, "reject", comment=comment)


def _decide(row, language, user, action, **data):
    page = _locked_text(row, language, user, PUBLISHES_TEXTS)
    task_state = page.current_workflow_task_state
    if task_state is None:
        raise ValidationError(_("This text does not wait for approval any more."))
    try:
        task_state.task.specific.on_action(task_state, user, action, **data)
    except Refused as refusal:
        raise ValidationError(str(refusal)) from refusal
    return pages_of(row)[language]


def _locked_text(row, language, user, roles):
    """The row's page in the language, after the role was asked for; locked until the verb ends."""
    if user is not None:
        require_role(user, row.council, roles, language)
    page = existing_text(pages_of(row), language)
    Page.objects.select_for_update().get(pk=page.pk)
    return page
