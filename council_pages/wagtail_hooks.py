"""Hooks of this floor: names of log entries, guards of the cycle's pages, the staff's screens and menu."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from cms import guide
from cms.admin_policies import host_only, own_listing, own_object
from cms.roles import KEEPS_IDENTITY, OVERSEES, READS_COUNCIL, Role
from cms.staff import AdministratorMenuItem, staff_path
from cms.tenancy import holds
from council_pages import preview_checks, publishing_guards
from council_pages.kept_pages import is_kept
from council_pages.staff import (
    compliance,
    consultations,
    councils,
    decisions_taken,
    documents,
    evidence,
    explained,
    holding,
    identity,
    ministry,
    next_schedules,
    oversight,
    panels,
    recommendation_acts,
    recommendations,
    rules,
    schedules,
    sittings,
    texts,
)

ACTIONS = {
    "kenes.council_created": gettext_lazy("Council made"),
    "kenes.schedule_amended": gettext_lazy("Approved schedule amended"),
    "kenes.told_outside": gettext_lazy("Publication outside the site recorded"),
    "kenes.telling_withdrawn": gettext_lazy("Publication outside the site taken back"),
    "kenes.departure_confirmed": gettext_lazy("Reason given for another way than recommended"),
    "kenes.identity_changed": gettext_lazy("Emblem or colour changed"),
    "kenes.list_closed": gettext_lazy("List of proposals closed"),
    "kenes.council_closed": gettext_lazy("Council closed"),
    "kenes.staff_added": gettext_lazy("Member of staff added"),
    "kenes.sitting_entered": gettext_lazy("Sitting entered"),
    "kenes.sitting_changed": gettext_lazy("Sitting changed"),
    "kenes.schedule_created": gettext_lazy("Schedule made"),
    "kenes.schedule_approved": gettext_lazy("Schedule approved"),
    "kenes.approval_taken_back": gettext_lazy("Approval of the schedule taken back"),
    "kenes.consultation_planned": gettext_lazy("Consultation planned"),
    "kenes.facts_changed": gettext_lazy("Facts changed"),
    "kenes.consultation_halted": gettext_lazy("Consultation postponed or cancelled"),
    "kenes.consultation_resumed": gettext_lazy("Consultation resumed"),
    "kenes.event_planned": gettext_lazy("Event entered"),
    "kenes.event_changed": gettext_lazy("Event changed"),
    "kenes.event_held": gettext_lazy("Event recorded as held"),
    "kenes.event_cancelled": gettext_lazy("Event called off"),
    "kenes.update_published": gettext_lazy("News of the consultation published"),
    "kenes.update_withdrawn": gettext_lazy("News of the consultation withdrawn"),
    "kenes.text_drafted": gettext_lazy("First draft made by the system"),
    "kenes.outcome_opened": gettext_lazy("Outcome opened"),
    "kenes.attendance_changed": gettext_lazy("Attendance changed"),
    "kenes.outcome_published": gettext_lazy("Outcome published"),
    "kenes.outcome_withdrawn": gettext_lazy("Outcome withdrawn"),
    "kenes.recommendation_drafted": gettext_lazy("Recommendation drafted"),
    "kenes.recommendation_changed": gettext_lazy("Recommendation changed"),
    "kenes.recommendation_discarded": gettext_lazy("Draft of a recommendation discarded"),
    "kenes.recommendation_sent": gettext_lazy("Recommendation sent"),
    "kenes.recommendation_withdrawn": gettext_lazy("Recommendation withdrawn"),
    "kenes.reply_recorded": gettext_lazy("Reply of the state body recorded"),
    "kenes.reply_corrected": gettext_lazy("Reply of the state body corrected"),
    "kenes.emergency_unpublished": gettext_lazy("Taken off the site by the ministry"),
    "kenes.day_off_added": gettext_lazy("Day entered in the calendar of days off"),
    "kenes.day_off_removed": gettext_lazy("Day taken out of the calendar of days off"),
}

recommendations.install()
guide.explain(explained.SCREENS)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """Name the entries that our verbs write into the log."""
    for action, label in (ACTIONS | ministry.ACTIONS).items():
        actions.register_action(action, label, label)
    for action, label in rules.LOG_ACTIONS.items():
        actions.register_action(action)(type("_RuleLogFormatter", (rules.RuleLogFormatter,), {"label": label}))


@hooks.register("register_admin_urls")
def register_admin_urls():
    """The screens of this floor, each with its policy."""
    desk = "consultations/<int:pk>/"
    return [
        staff_path("councils/", councils.CouncilList, "kenes_councils", host_only),
        staff_path("councils/new/", councils.NewCouncil, "kenes_new_council", host_only),
        staff_path("councils/<int:pk>/close/", councils.CloseCouncil, "kenes_close_council", host_only),
        staff_path("identity/", identity.Identities, "kenes_identities", own_listing),
        staff_path("identity/<slug:slug>/", identity.Identity, "kenes_identity", own_object),
        staff_path("sittings/", sittings.SittingList, "kenes_sittings", own_listing),
        staff_path("sittings/new/", sittings.EditSitting, "kenes_new_sitting", own_object),
        staff_path("sittings/<int:pk>/", sittings.EditSitting, "kenes_sitting", own_object),
        staff_path("schedules/", schedules.ScheduleList, "kenes_schedules", own_listing),
        staff_path("schedules/new/", schedules.NewSchedule, "kenes_new_schedule", own_object),
        staff_path("schedules/<int:pk>/", schedules.ScheduleDesk, "kenes_schedule", own_object),
        staff_path("schedules/<int:pk>/next/", next_schedules.NextSchedule, "kenes_next_schedule", own_object),
        staff_path("consultations/", consultations.ConsultationList, "kenes_consultations", own_listing),
        staff_path("consultations/new/", consultations.NewConsultation, "kenes_new_consultation", own_object),
        staff_path(desk, consultations.ConsultationDesk, "kenes_consultation", own_object),
        staff_path(f"{desk}facts/", consultations.ChangeFacts, "kenes_facts", own_object),
        staff_path(f"{desk}halt/", consultations.Halt, "kenes_halt", own_object),
        staff_path(f"{desk}resume/", consultations.Resume, "kenes_resume", own_object),
        staff_path(f"{desk}outcome/", consultations.OpenOutcome, "kenes_outcome", own_object),
        *_recommendation_paths(),
        staff_path("publications/<slug:kind>/<int:pk>/new/", evidence.NewPublication, "kenes_new_publication"),
        staff_path("publications/<int:pk>/withdraw/", evidence.WithdrawPublication, "kenes_withdraw_publication"),
        staff_path(f"{desk}events/new/", holding.NewEvent, "kenes_new_event", own_object),
        staff_path("events/<int:pk>/", holding.ChangeEvent, "kenes_event", own_object),
        staff_path("events/<int:pk>/held/", holding.HoldEvent, "kenes_hold_event", own_object),
        staff_path("events/<int:pk>/cancel/", holding.CancelEvent, "kenes_cancel_event", own_object),
        staff_path(f"{desk}updates/new/", holding.NewUpdate, "kenes_new_update", own_object),
        staff_path("updates/<int:pk>/withdraw/", holding.WithdrawUpdate, "kenes_withdraw_update", own_object),
        staff_path("compliance/", compliance.ComplianceList, "kenes_compliance", own_listing),
        staff_path("compliance/<slug:slug>/", compliance.CouncilCompliance, "kenes_council_compliance", own_object),
        *ministry.paths(),
        staff_path("readings/", oversight.CouncilReadings, "kenes_readings", own_listing),
        staff_path("readings/<slug:slug>/", oversight.CouncilOverview, "kenes_overview", own_object),
        staff_path("drafts/<int:pk>/", oversight.ReadDraft, "kenes_draft", own_object),
        staff_path("emergency/<int:pk>/", oversight.EmergencyUnpublish, "kenes_emergency", own_object),
        staff_path("rules/", rules.RuleList, "kenes_rules", host_only),
        staff_path("rules/<int:pk>/take-back/", rules.TakeBackRule, "kenes_take_back_rule", host_only),
        staff_path("rules/<slug:code>/", rules.RuleScreen, "kenes_rule", host_only),
        staff_path("rules/<slug:code>/end/", rules.EndRule, "kenes_end_rule", host_only),
        staff_path("days-off/", rules.DaysOff, "kenes_days_off", host_only),
        staff_path("days-off/<int:pk>/remove/", rules.RemoveDayOff, "kenes_remove_day_off", host_only),
        staff_path(
            "documents/<slug:record>/<int:pk>/<slug:language>/<slug:end>/", documents.DownloadDocument, "kenes_document"
        ),
        # Before the next, whose address it would be as well.
        staff_path("texts/<slug:kind>/<int:pk>/<slug:language>/return/", texts.ReturnText, "kenes_return_text"),
        staff_path(
            "texts/<slug:kind>/<int:pk>/<slug:language>/<slug:action>/", texts.ChangeText, "kenes_text", own_object
        ),
    ]


def _recommendation_paths():
    row, decisions = "recommendations/<int:pk>/", "recommendations/decisions/<slug:slug>/"
    acts = recommendation_acts
    return [
        staff_path("recommendations/", recommendations.RecommendationList, "kenes_recommendations", own_listing),
        staff_path("recommendations/new/", recommendations.NewRecommendation, "kenes_new_recommendation"),
        staff_path(row, recommendations.RecommendationDesk, "kenes_recommendation"),
        staff_path(f"{row}words/", recommendations.ChangeRecommendation, "kenes_change_recommendation"),
        staff_path(f"{row}send/", acts.SendRecommendation, "kenes_send_recommendation"),
        staff_path(f"{row}withdraw/", acts.WithdrawRecommendation, "kenes_withdraw_recommendation"),
        staff_path(f"{row}discard/", acts.DiscardRecommendation, "kenes_discard_recommendation"),
        staff_path(f"{row}reply/", acts.RecordReply, "kenes_record_reply"),
        staff_path(f"{row}reply/correct/", acts.CorrectReply, "kenes_correct_reply"),
        staff_path(decisions, decisions_taken.DecisionsTaken, "kenes_decisions"),
        staff_path(f"{decisions}csv/", decisions_taken.DecisionsTakenFile, "kenes_decisions_csv"),
    ]


class CouncilMenuItem(MenuItem):
    """Shown to those who serve a council."""

    def is_shown(self, request):
        """True for the staff of councils, and for a superuser."""
        return request.user.is_superuser or holds(request.user, READS_COUNCIL)


class ReaderMenuItem(MenuItem):
    """Shown to those who read a council as a whole."""

    def is_shown(self, request):
        """True for a lead and for the overseer, and for a superuser."""
        return request.user.is_superuser or holds(request.user, OVERSEES | {Role.LEAD})


class IdentityMenuItem(MenuItem):
    """Shown to those who choose a council's emblem and colour."""

    def is_shown(self, request):
        """True for publishers and leads, and for a superuser."""
        return request.user.is_superuser or holds(request.user, KEEPS_IDENTITY)


MENU = (
    (CouncilMenuItem, "kenes_consultations", gettext_lazy("Consultations"), "comment", 90),
    (CouncilMenuItem, "kenes_schedules", gettext_lazy("Schedules"), "table", 92),
    (CouncilMenuItem, "kenes_sittings", gettext_lazy("Sittings"), "calendar", 93),
    (CouncilMenuItem, "kenes_recommendations", gettext_lazy("Recommendations"), "mail", 93),
    (CouncilMenuItem, "kenes_compliance", pgettext_lazy("menu", "Compliance"), "check", 94),
    (ReaderMenuItem, "kenes_readings", gettext_lazy("Councils to read"), "view", 94),
    (IdentityMenuItem, "kenes_identities", gettext_lazy("Emblem and colour"), "image", 95),
    (AdministratorMenuItem, "kenes_councils", gettext_lazy("Councils"), "group", 95),
    (AdministratorMenuItem, "kenes_rules", gettext_lazy("Rules and terms"), "list-ul", 98),
)


def _menu_item(item_class, name, label, icon, order):
    return lambda: item_class(label, reverse(name), name=name.replace("_", "-"), icon_name=icon, order=order)


for entry in (*MENU, *ministry.MENU):
    hooks.register("register_admin_menu_item", _menu_item(*entry))


def _refuse(request, page, words):
    messages.error(request, words)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_delete_page")
def refuse_deletion(request, page):
    """What citizens' records hang on is not deleted, by nobody; the words say what to do instead."""
    if is_kept(page):
        words = _(
            "This page is part of the public record and is not deleted. Take it off the site instead: unpublish it."
        )
        return _refuse(request, page, words)
    return None


@hooks.register("before_move_page")
def refuse_move(request, page, destination):
    """An address on citizens' receipts does not move."""
    if is_kept(page):
        return _refuse(request, page, _("This page is not moved: its address is on citizens' receipts."))
    return None


@hooks.register("before_copy_page")
def refuse_copy(request, page):
    """A copy would be a third page on the same row."""
    if is_kept(page):
        return _refuse(request, page, _("This page is not copied. Plan a new consultation instead."))
    return None


@hooks.register("before_bulk_action")
def refuse_bulk(request, action, pages, view):
    """The same by the bulk path: one such page refuses the whole action."""
    if action in {"delete", "move"} and any(isinstance(page, Page) and is_kept(page) for page in pages):
        messages.error(request, _("Some of these pages are part of the public record. Nothing was changed."))
        return redirect(request.META.get("HTTP_REFERER") or "wagtailadmin_home")
    return None


# Before wagtail-localize's own hook, which shows its editor.
hooks.register("before_edit_page", publishing_guards.publish_translation, order=-10)
hooks.register("before_publish_page", publishing_guards.refuse_unready)
hooks.register("before_unpublish_page", publishing_guards.refuse_to_take_down)
hooks.register("before_bulk_action", publishing_guards.refuse_bulk)


holding.install()
hooks.register("construct_homepage_panels", panels.show_own_submissions)
hooks.register("construct_homepage_panels", ministry.messages.show_messages)
hooks.register("construct_homepage_panels", panels.show_duties)
hooks.register("construct_homepage_panels", panels.show_beginning)
hooks.register("construct_page_action_menu", panels.name_submission)
hooks.register("construct_page_action_menu", panels.offer_no_alias)
hooks.register("construct_wagtail_userbar", preview_checks.put_in)


@hooks.register("insert_global_admin_css")
def admin_css():
    """Our few lines of style for the staff's screens."""
    from django.templatetags.static import static
    from django.utils.html import format_html

    return format_html('<link rel="stylesheet" href="{}">', static("staff/screens.css"))
