"""Hooks of this floor: names of log entries, the secretary's screens and the form builder."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from cms.admin_policies import own_listing
from cms.roles import HANDLES_PROPOSALS, PLANS_CONSULTATIONS
from cms.staff import staff_path
from cms.tenancy import CouncilRowPolicy, holds
from forms.models import FormDefinition
from forms.staff import builder, desk, proposals

ACTIONS = {
    "kenes.form_defined": _("Proposal form made"),
    "kenes.proposal_taken_up": _("Proposal taken up"),
    "kenes.proposal_answered": _("Proposal answered"),
    "kenes.proposal_published": _("Proposal published"),
    "kenes.proposal_withdrawn": _("Published proposal withdrawn"),
}

desk.install()
register_permission_policy(FormDefinition, CouncilRowPolicy(FormDefinition, PLANS_CONSULTATIONS))


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """Name the entries that our verbs write into the log."""
    for action, label in ACTIONS.items():
        actions.register_action(action, label, label)


@hooks.register("register_admin_urls")
def register_admin_urls():
    """The screens of this floor, each with its policy."""
    return [
        staff_path("proposals/", proposals.ProposalList, "kenes_proposals", own_listing),
        staff_path("proposals/<int:pk>/", proposals.ProposalView, "kenes_proposal"),
        staff_path("proposals/<int:pk>/publication/", proposals.PublishProposal, "kenes_publish_proposal"),
        staff_path("proposals/<int:pk>/files/<int:file_pk>/", proposals.DownloadFile, "kenes_file"),
        staff_path("consultations/<int:pk>/form/", builder.DefineForm, "kenes_define_form"),
        staff_path("forms/<int:pk>/", builder.BuildForm, "kenes_form"),
    ]


class SecretaryMenuItem(MenuItem):
    """Shown to secretaries."""

    def is_shown(self, request):
        """True for a secretary of any council, and for a superuser."""
        return request.user.is_superuser or holds(request.user, HANDLES_PROPOSALS)


@hooks.register("register_admin_menu_item")
def proposals_menu_item():
    """The way to the list of proposals."""
    return SecretaryMenuItem(
        _("Proposals"), reverse("kenes_proposals"), name="kenes-proposals", icon_name="mail", order=91
    )
