"""The one task of the one workflow: a text waits until somebody who publishes in its council has approved it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Task, TaskState, get_default_page_content_type

from cms.roles import PUBLISHES_TEXTS, Role
from cms.tenancy import Refused, holds_on, pages_with
from council_pages.publishing import refusal

APPROVES = PUBLISHES_TEXTS | {Role.NATIONAL_EDITOR}


class ReturnForm(forms.Form):
    """Why a text goes back to its author."""

    comment = forms.CharField(
        label=gettext_lazy("What must change"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )


class CouncilApprovalTask(Task):
    """Approval by a publisher of the page's council; of a national page, by a national editor.

    Approvers are found by membership, so one task serves all councils and shows none of them to another.
    """

    class Meta:
        verbose_name = gettext_lazy("approval by the publisher of the council")
        verbose_name_plural = gettext_lazy("approvals by the publisher of the council")

    @classmethod
    def get_description(cls):
        """What the ministry reads where it looks at the workflow."""
        return _("The publishers of the page's council approve; of a national page, the national editors.")

    def user_can_access_editor(self, obj, user):
        """Those who approve may edit what waits."""
        return holds_on(user, obj, APPROVES)

    def locked_for_user(self, obj, user):
        """What waits is changed by nobody else: an approval is of the text that was submitted."""
        return not holds_on(user, obj, APPROVES)

    def user_can_lock(self, obj, user):
        """As for editing."""
        return holds_on(user, obj, APPROVES)

    def get_actions(self, obj, user):
        """Return, which asks for a comment, and approve."""
        if not holds_on(user, obj, APPROVES):
            return []
        return [("reject", _("Return with a comment"), True), ("approve", _("Approve"), False)]

    def get_form_for_action(self, action):
        """A text is not returned without a word."""
        return ReturnForm if action == "reject" else forms.Form

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """What waits in the councils where the user approves, in one query."""
        page = Cast(OuterRef("workflow_state__object_id"), BigIntegerField())
        return TaskState.objects.filter(
            Exists(pages_with(user, APPROVES).order_by().filter(pk=page)),
            task=self,
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__base_content_type=get_default_page_content_type(),
        )

    @transaction.atomic
    def on_action(self, task_state, user, action_name, comment="", **kwargs):
        """Approve and publish, or return; whoever asks, by Wagtail's buttons or by the desk's. None is the system.

        `kwargs` comes from the browser, so nothing of it is handed on.
        """
        waiting = TaskState.objects.select_for_update().get(pk=task_state.pk)
        page = waiting.workflow_state.content_object.specific
        if user is not None and not holds_on(user, page, APPROVES):
            raise PermissionDenied
        if waiting.status != TaskState.STATUS_IN_PROGRESS:
            raise Refused(_("This text does not wait for approval any more."))
        comment = str(comment).strip()
        if action_name == "approve":
            _choose_revision(waiting, page, user)
        elif not comment:
            raise Refused(_("Say what must change."))
        super().on_action(waiting, user, action_name, comment=comment)


def _choose_revision(task_state, page, user):
    """The revision that was submitted, or a newer one that the approver wrote: nothing that nobody has approved."""
    newest = page.get_latest_revision()
    if user is not None and newest.user_id == user.pk:
        task_state.revision = newest
    if words := refusal(page, task_state.revision.as_object()):
        raise Refused(words)
