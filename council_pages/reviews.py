"""How a page stands in moderation, and publishing that respects it."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.admin.utils import get_user_display_name
from wagtail.models import WorkflowState, get_default_page_content_type


@dataclass(frozen=True)
class Review:
    """A text that was submitted: it waits, or it was returned. `who` submitted or returned it, and `when`."""

    waits: bool
    who: str
    when: datetime
    comment: str = ""
    author: int | None = None


def reviews_of(pages):
    """The reviews of those of the pages that wait or were returned: {page's key: review}. One query."""
    states = (
        WorkflowState.objects.active()
        .filter(base_content_type=get_default_page_content_type(), object_id__in=[str(page.pk) for page in pages])
        .exclude(current_task_state=None)
        .select_related("requested_by", "current_task_state__finished_by")
    )
    return {int(state.object_id): _review(state) for state in states}


def _review(state):
    task = state.current_task_state
    waits = state.status == WorkflowState.STATUS_IN_PROGRESS
    person, when = (state.requested_by, task.started_at) if waits else (task.finished_by, task.finished_at)
    name = get_user_display_name(person) if person else ""
    return Review(waits, name, when, "" if waits else task.comment, state.requested_by_id)


def publish_newest(page, user):
    """Publish the page's newest revision. Where the page waits for approval, this is it: whoever submitted is told."""
    task_state = page.current_workflow_task_state
    if task_state is None:
        page.get_latest_revision().publish(user=user)
        return
    task_state.revision = page.get_latest_revision()
    task_state.approve(user=user)
