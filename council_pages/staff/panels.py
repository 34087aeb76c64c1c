"""The staff's start page: what there is to do, and Wagtail's parts of moderation narrowed to the own councils."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel
from wagtail_localize.wagtail_hooks import ConvertToAliasPageActionMenuItem

from cms.models import Council
from cms.roles import (
    COUNCIL_ROLES,
    HANDLES_PROPOSALS,
    PLANS_CONSULTATIONS,
    PUBLISHES_TEXTS,
    READS_COUNCIL,
    WRITES_TEXTS,
)
from cms.tenancy import holds, is_council_staff, owns_page
from council_pages.todo_lines import line_of
from council_pages.todo_rows import duties_for

DUTIES_SHOWN = 20


class OwnSubmissions(UserObjectsInWorkflowModerationPanel):
    """What the user has submitted, in the councils that the user serves today: people move from one to another."""

    def get_context_data(self, parent_context):
        """As Wagtail's, less the pages of former councils."""
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        states = context["workflow_states"]
        context["workflow_states"] = [state for state in states if owns_page(user, state.content_object)]
        return context


def show_own_submissions(request, panels):
    """`construct_homepage_panels`: put ours in the place of Wagtail's."""
    if is_council_staff(request.user):
        panels[:] = [
            OwnSubmissions() if isinstance(panel, UserObjectsInWorkflowModerationPanel) else panel for panel in panels
        ]


class ToDo(Component):
    """What the user's roles ask for in the user's councils, the earliest due first."""

    name = "kenes-todo"
    template_name = "council_pages/admin/todo_panel.html"
    # Above Wagtail's own panels.
    order = 50

    def __init__(self, duties):
        self.duties = duties

    def get_context_data(self, parent_context):
        """The first duties as lines, and how many more there are."""
        lines = [line_of(duty, acts=acts) for duty, acts in self.duties[:DUTIES_SHOWN]]
        return {"lines": lines, "more": len(self.duties) - len(lines)}


# What people come for: whose it is, the screen, the words, the chapter of the guide.
TASKS = (
    (PLANS_CONSULTATIONS, "kenes_new_consultation", gettext_lazy("Put a question up for discussion"), "consultation"),
    (PLANS_CONSULTATIONS, "kenes_new_sitting", gettext_lazy("Enter a sitting with its decisions"), "sitting"),
    (WRITES_TEXTS, "kenes_consultations", gettext_lazy("Write or translate the text of a question"), "text"),
    (PUBLISHES_TEXTS, "kenes_consultations", gettext_lazy("Publish what is ready"), "publishing"),
    (HANDLES_PROPOSALS, "kenes_proposals", gettext_lazy("Answer the proposals of citizens"), "answers"),
    (READS_COUNCIL, "kenes_compliance", gettext_lazy("See how the council keeps the recommendations"), "council"),
)


class Begin(Component):
    """The first steps, by the user's roles, each with its chapter of the guide."""

    name = "kenes-begin"
    template_name = "council_pages/admin/begin_panel.html"
    # Below what there is to do, above Wagtail's own panels.
    order = 60

    def get_context_data(self, parent_context):
        """The tasks of the user."""
        user = parent_context["request"].user
        tasks = [
            {"address": reverse(route), "label": label, "chapter": chapter}
            for roles, route, label, chapter in TASKS
            if holds(user, roles)
        ]
        return {"tasks": tasks}


def show_beginning(request, panels):
    """`construct_homepage_panels`: for those who serve a council."""
    if holds(request.user, COUNCIL_ROLES):
        panels.append(Begin())


def show_duties(request, panels):
    """`construct_homepage_panels`: for those who serve a council, while there is anything to do."""
    if holds(request.user, COUNCIL_ROLES):
        duties = duties_for(request.user, Council.objects.all(), timezone.now())
        if duties:
            panels.append(ToDo(duties))


class SubmitForApproval(SubmitForModerationMenuItem):
    """Wagtail's button, which would show the workflow's one name in both languages."""

    label = gettext_lazy("Submit for approval")

    def get_context_data(self, parent_context):
        """The label of the desk's button."""
        return super().get_context_data(parent_context) | {"label": self.label}


def name_submission(menu_items, request, context):
    """`construct_page_action_menu`: call the button as the desk does."""
    menu_items[:] = [
        SubmitForApproval(order=item.order) if type(item) is SubmitForModerationMenuItem else item
        for item in menu_items
    ]


def offer_no_alias(menu_items, request, context):
    """`construct_page_action_menu`: wagtail-localize's way to overwrite a translation with its original is closed."""
    menu_items[:] = [item for item in menu_items if not isinstance(item, ConvertToAliasPageActionMenuItem)]
