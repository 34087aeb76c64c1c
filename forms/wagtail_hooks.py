"""Hooks of this floor: names of log entries, the secretary's screens and the form builder."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from cms import guide
from cms.admin_policies import host_only, own_listing, personal
from cms.roles import PLANS_CONSULTATIONS, SEES_REGISTER
from cms.staff import AdministratorMenuItem, staff_path
from cms.tenancy import CouncilRowPolicy, holds
from forms.models import FormDefinition
from forms.staff import (
    answer_sheets,
    beside_acts,
    builder,
    calls,
    desk,
    entry,
    explained,
    exports,
    form_copies,
    form_templates,
    groups,
    inbox,
    proposals,
    publication_acts,
    reasons,
    results,
)
from forms.staff.holds import HoldScreen, LiftHold
from forms.staff.plugin_exports import PluginExports

ACTIONS = {
    "kenes.form_defined": _("Proposal form made"),
    "kenes.form_changed": _("Fields of the form changed"),
    "kenes.fields_copied": _("Fields of another form added"),
    "kenes.field_allowed": _("Refused field allowed by the administrator"),
    "kenes.template_made": _("Template of a form made"),
    "kenes.template_retired": _("Template of a form retired"),
    "kenes.template_brought_back": _("Template of a form offered again"),
    "kenes.result_published": _("Counted answers published"),
    "kenes.result_withdrawn": _("Counted answers taken off the site"),
    "kenes.proposal_taken_up": _("Proposal taken up"),
    "kenes.proposal_answered": _("Proposal answered"),
    "kenes.proposal_published": _("Proposal published"),
    "kenes.proposal_used": _("Proposal used in a clause of a recommendation"),
    "kenes.proposal_unused": _("Proposal taken out of a clause of a recommendation"),
    "kenes.proposal_withdrawn": _("Published proposal withdrawn"),
    "kenes.proposal_entered": _("Proposal entered by the staff"),
    "kenes.proposal_assigned": _("Assignee of a proposal chosen"),
    "kenes.proposal_unassigned": _("Proposal left without an assignee"),
    "kenes.proposal_noted": _("Private note added to a proposal"),
    "kenes.proposals_grouped": _("Proposals grouped"),
    "kenes.proposals_ungrouped": _("Proposals taken out of a group"),
    "kenes.publication_declined": _("Publication of a proposal refused"),
    "kenes.reason_template_saved": _("Template of a reason saved"),
    "kenes.reason_template_dropped": _("Template of a reason removed"),
    "kenes.answers_uploaded": _("Answers saved from a table"),
    "kenes.proposals_exported": _("Proposals exported"),
    "kenes.plugin_exported": _("Table of a plugin exported"),
    "kenes.group_answered": _("Group of proposals answered"),
    "kenes.publication_refused": _("Publication withdrawn by the author"),
    "kenes.contact_corrected": _("Contact corrected by the author"),
    "kenes.contact_removed": _("Contact removed by the author"),
    "kenes.proposal_erased": _("Personal data of a proposal erased"),
    "kenes.author_called": _("Author of a proposal called"),
    "kenes.hold_placed": _("Legal hold placed"),
    "kenes.hold_lifted": _("Legal hold lifted"),
}

MINISTRY = (
    ("ministry-reasons/", reasons.MinistryReasonList, "kenes_ministry_reasons"),
    ("ministry-reasons/new/", reasons.NewMinistryReason, "kenes_new_ministry_reason"),
    ("ministry-reasons/<int:pk>/", reasons.ChangeMinistryReason, "kenes_ministry_reason"),
    ("ministry-reasons/<int:pk>/drop/", reasons.DropMinistryReason, "kenes_drop_ministry_reason"),
)

desk.install()
guide.explain(explained.SCREENS)
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
        staff_path("proposals/", inbox.ProposalList, "kenes_proposals", own_listing),
        staff_path("proposals/filters/", inbox.SaveFilter, "kenes_save_filter", personal),
        staff_path("proposals/filters/<int:pk>/", inbox.DropFilter, "kenes_drop_filter"),
        staff_path("proposals/enter/", entry.ChooseQuestion, "kenes_choose_question", own_listing),
        staff_path("proposals/<int:pk>/", proposals.ProposalView, "kenes_proposal"),
        staff_path("proposals/<int:pk>/publication/", publication_acts.PublishProposal, "kenes_publish_proposal"),
        staff_path("proposals/<int:pk>/preview/", publication_acts.PreviewPublication, "kenes_preview_publication"),
        staff_path("proposals/<int:pk>/take-out/", publication_acts.TakeOut, "kenes_take_out"),
        staff_path("proposals/<int:pk>/refusal/", publication_acts.RefusePublication, "kenes_refuse_publication"),
        staff_path("proposals/<int:pk>/reason/", publication_acts.InsertReason, "kenes_insert_reason"),
        staff_path("proposals/<int:pk>/clauses/", proposals.ChooseClauses, "kenes_choose_clauses"),
        staff_path("proposals/<int:pk>/files/<int:file_pk>/", proposals.DownloadFile, "kenes_file"),
        staff_path("proposals/<int:pk>/note/", beside_acts.AddNote, "kenes_note"),
        staff_path("proposals/<int:pk>/assignee/", beside_acts.Assign, "kenes_assign"),
        staff_path("proposals/<int:pk>/alike/", beside_acts.GroupAlike, "kenes_group_alike"),
        staff_path("proposals/<int:pk>/leave/", beside_acts.LeaveGroup, "kenes_leave_group"),
        staff_path("proposals/<int:pk>/open/", beside_acts.StillOpen, "kenes_still_open"),
        staff_path("reasons/", reasons.ReasonList, "kenes_reasons", own_listing),
        staff_path("reasons/new/", reasons.NewReason, "kenes_new_reason", own_listing),
        staff_path("reasons/<int:pk>/", reasons.ChangeReason, "kenes_reason"),
        staff_path("reasons/<int:pk>/drop/", reasons.DropReason, "kenes_drop_reason"),
        *(staff_path(*route, host_only) for route in MINISTRY),
        staff_path("consultations/<int:pk>/answers/", answer_sheets.AnswerSheetUpload, "kenes_answer_sheet"),
        staff_path("consultations/<int:pk>/answers/table/", answer_sheets.AnswerSheetFile, "kenes_answer_table"),
        staff_path("answers/<int:pk>/", answer_sheets.CheckAnswers, "kenes_check_answers"),
        staff_path("consultations/<int:pk>/export/", exports.ExportProposals, "kenes_export"),
        staff_path("plugins/<slug:address>/<slug:slug>/tables/", PluginExports, "kenes_plugin_exports"),
        staff_path("groups/<int:pk>/", groups.GroupView, "kenes_group"),
        staff_path("groups/<int:pk>/dissolve/", groups.DissolveGroup, "kenes_dissolve_group"),
        staff_path("consultations/<int:pk>/groups/", groups.GroupList, "kenes_groups"),
        staff_path("consultations/<int:pk>/groups/new/", groups.MakeGroup, "kenes_make_group"),
        staff_path("consultations/<int:pk>/enter/", entry.EnterProposal, "kenes_enter"),
        staff_path("calls/", calls.CallList, "kenes_calls", own_listing),
        staff_path("calls/<int:pk>/recorded/", calls.RecordCall, "kenes_record_call"),
        staff_path("holds/", HoldScreen, "kenes_holds", host_only),
        staff_path("holds/<int:pk>/lift/", LiftHold, "kenes_lift_hold", host_only),
        staff_path("consultations/<int:pk>/form/", builder.DefineForm, "kenes_define_form"),
        staff_path("consultations/<int:pk>/list/", desk.CloseList, "kenes_close_list"),
        *_form_paths(),
    ]


def _form_paths():
    form, template = "forms/<int:pk>/", "form-templates/<int:pk>/"
    ours = form_templates
    return [
        staff_path(form, builder.BuildForm, "kenes_form"),
        staff_path(f"{form}preview/<slug:language>/", builder.PreviewForm, "kenes_preview_form"),
        staff_path(f"{form}copy/", form_copies.CopyFields, "kenes_copy_fields"),
        staff_path(f"{form}results/", results.FormResults, "kenes_form_results"),
        staff_path(f"{form}results/<slug:key>/<slug:act>/", results.TurnResult, "kenes_turn_result"),
        staff_path(f"{form}allow/", ours.AllowField, "kenes_allow_field", host_only),
        staff_path("form-templates/", ours.TemplateList, "kenes_form_templates", host_only),
        staff_path(template, ours.BuildTemplate, "kenes_form_template", host_only),
        staff_path(f"{template}preview/<slug:language>/", ours.PreviewTemplate, "kenes_preview_template", host_only),
        staff_path(f"{template}<slug:act>/", ours.TurnTemplate, "kenes_turn_template", host_only),
    ]


class SecretaryMenuItem(MenuItem):
    """Shown to secretaries and leads."""

    def is_shown(self, request):
        """True for a secretary or a lead of any council, and for a superuser."""
        return request.user.is_superuser or holds(request.user, SEES_REGISTER)


@hooks.register("register_admin_menu_item")
def proposals_menu_item():
    """The way to the list of proposals."""
    return SecretaryMenuItem(
        _("Proposals"), reverse("kenes_proposals"), name="kenes-proposals", icon_name="mail", order=91
    )


@hooks.register("register_admin_menu_item")
def templates_menu_item():
    """The way to the templates of forms."""
    return AdministratorMenuItem(
        form_templates.TITLE,
        reverse("kenes_form_templates"),
        name="kenes-form-templates",
        icon_name="form",
        order=99,
    )


@hooks.register("register_admin_menu_item")
def holds_menu_item():
    """The way to the legal holds."""
    return AdministratorMenuItem(
        _("Legal holds"), reverse("kenes_holds"), name="kenes-holds", icon_name="lock", order=99
    )


@hooks.register("register_admin_menu_item")
def ministry_reasons_menu_item():
    """The way to the templates that every council may use."""
    return AdministratorMenuItem(
        _("Templates of reasons"), reverse("kenes_ministry_reasons"), name="kenes-reasons", icon_name="mail", order=96
    )
