"""Wagtail's parts of moderation on the staff's screens, in our words and narrowed to the user's own councils."""

from django.utils.translation import gettext_lazy
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel

from cms.tenancy import is_council_staff, owns_page


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
