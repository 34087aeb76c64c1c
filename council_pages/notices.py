"""Mails of moderation: to those who may approve, and to the person who submitted. Found by membership when it happens.

They take the place of Wagtail's, which know groups only and write to whoever submitted, wherever that person serves
now. A mail names the text by its title and says where to find it; no word of a draft and no comment stands in it.
"""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django_tasks import task
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected
from wagtail.users.models import UserProfile

from cms.languages import RUSSIAN
from cms.mail import message
from cms.roles import COUNCIL_ROLES, Role
from cms.tenancy import council_of_page, people_with
from council_pages.models import CouncilApprovalTask
from council_pages.models.moderation import APPROVES

# Kinds of notice, by the name of Wagtail's switch in a person's account: subject and first line.
NOTICES = {
    "submitted": (
        gettext_lazy("A text waits for your approval: %(title)s"),
        gettext_lazy("This text was submitted and waits for the approval of a publisher."),
    ),
    "approved": (
        gettext_lazy("Your text is approved and published: %(title)s"),
        gettext_lazy("The text that you submitted is approved, and it is on the site now."),
    ),
    "rejected": (
        gettext_lazy("Your text was returned: %(title)s"),
        gettext_lazy(
            "The text that you submitted was returned with a comment. Read it, change the text, submit again."
        ),
    ),
}


@task()
def send_notice(kind, user_pk, page_pk):
    """Write one mail to one person, in the language of that person's account; Russian where none is chosen."""
    profile = UserProfile.objects.select_related("user").get(user=user_pk)
    page = Page.objects.get(pk=page_pk)
    subject, first_line = NOTICES[kind]
    # What is approved here is on the panel of the start page; what was written, in its editor.
    address = (
        reverse("wagtailadmin_home") if kind == "submitted" else reverse("wagtailadmin_pages:edit", args=[page_pk])
    )
    language = profile.preferred_language or RUSSIAN
    with override(language):
        title = " ".join(page.get_admin_display_title().split())
        lines = [str(first_line), title, _("Open: %(address)s") % {"address": settings.WAGTAILADMIN_BASE_URL + address}]
        message(str(subject) % {"title": title}, "\n\n".join(lines), profile.user.email, language).send()


def _tell(kind, page, people, actor):
    """Queue the notice for those of the people who have an address and want such mails; never for who did it."""
    for person in people:
        wants = getattr(UserProfile.get_for_user(person), f"{kind}_notifications")
        if person.email and wants and person != actor:
            transaction.on_commit(partial(send_notice.enqueue, kind, person.pk, page.pk))


def _submitted(instance, user=None, **kwargs):
    if isinstance(instance.task.specific, CouncilApprovalTask):
        page = instance.workflow_state.content_object
        _tell("submitted", page, people_with(APPROVES, council_of_page(page)), user)


def _decided(kind, instance, user=None, **kwargs):
    page = instance.content_object
    if isinstance(page, Page):
        roles = COUNCIL_ROLES | {Role.NATIONAL_EDITOR}
        author = people_with(roles, council_of_page(page)).filter(pk=instance.requested_by_id)
        _tell(kind, page, author, user)


# Kept here: a signal holds its receivers weakly.
_approved, _rejected = partial(_decided, "approved"), partial(_decided, "rejected")


def connect():
    """Tell of every submission and decision, by whatever path it comes, in place of Wagtail's own notifiers.

    The names are those of Wagtail's receivers: whichever comes second finds the place taken.
    """
    task_submitted.connect(_submitted, sender=TaskState, dispatch_uid="kenes-task-submitted")
    for signal, receiver, name in (
        (workflow_approved, _approved, "workflow_state_approved_email_notification"),
        (workflow_rejected, _rejected, "workflow_state_rejected_email_notification"),
    ):
        signal.disconnect(sender=WorkflowState, dispatch_uid=name)
        signal.connect(receiver, sender=WorkflowState, dispatch_uid=name)
