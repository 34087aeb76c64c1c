"""Hooks of this floor: names of log entries, guards of the cycle's pages, the staff's screens and menu."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from cms.admin_policies import host_only, own_listing, own_object
from cms.roles import OVERSEES, READS_COUNCIL, Role
from cms.staff import AdministratorMenuItem, staff_path
from cms.tenancy import holds
from council_pages import publishing_guards
from council_pages.kept_pages import is_kept
from council_pages.staff import consultations, councils, oversight, panels, schedules, sittings, texts

ACTIONS = {
    "kenes.council_created": gettext_lazy("Council made"),
    "kenes.staff_added": gettext_lazy("Member of staff added"),
    "kenes.sitting_entered": gettext_lazy("Sitting entered"),
    "kenes.sitting_changed": gettext_lazy("Sitting changed"),
    "kenes.schedule_created": gettext_lazy("Schedule made"),
    "kenes.schedule_approved": gettext_lazy("Schedule approved"),
    "kenes.consultation_planned": gettext_lazy("Consultation planned"),
    "kenes.facts_changed": gettext_lazy("Facts changed"),
    "kenes.consultation_halted": gettext_lazy("Consultation postponed or cancelled"),
    "kenes.consultation_resumed": gettext_lazy("Consultation resumed"),
    "kenes.outcome_opened": gettext_lazy("Outcome opened"),
    "kenes.attendance_changed": gettext_lazy("Attendance changed"),
    "kenes.outcome_published": gettext_lazy("Outcome published"),
    "kenes.outcome_withdrawn": gettext_lazy("Outcome withdrawn"),
    "kenes.emergency_unpublished": gettext_lazy("Taken off the site by the ministry"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """Name the entries that our verbs write into the log."""
    for action, label in ACTIONS.items():
        actions.register_action(action, label, label)


@hooks.register("register_admin_urls")
def register_admin_urls():
    """The screens of this floor, each with its policy."""
    desk = "consultations/<int:pk>/"
    return [
        staff_path("councils/", councils.CouncilList, "kenes_councils", host_only),
        staff_path("councils/new/", councils.NewCouncil, "kenes_new_council", host_only),
        staff_path("sittings/", sittings.SittingList, "kenes_sittings", own_listing),
        staff_path("sittings/new/", sittings.EditSitting, "kenes_new_sitting", own_object),
        staff_path("sittings/<int:pk>/", sittings.EditSitting, "kenes_sitting", own_object),
        staff_path("schedules/", schedules.ScheduleList, "kenes_schedules", own_listing),
        staff_path("schedules/new/", schedules.NewSchedule, "kenes_new_schedule", own_object),
        staff_path("schedules/<int:pk>/", schedules.ScheduleDesk, "kenes_schedule", own_object),
        staff_path("consultations/", consultations.ConsultationList, "kenes_consultations", own_listing),
        staff_path("consultations/new/", consultations.NewConsultation, "kenes_new_consultation", own_object),
        staff_path(desk, consultations.ConsultationDesk, "kenes_consultation", own_object),
        staff_path(f"{desk}facts/", consultations.ChangeFacts, "kenes_facts", own_object),
        staff_path(f"{desk}halt/", consultations.Halt, "kenes_halt", own_object),
        staff_path(f"{desk}resume/", consultations.Resume, "kenes_resume", own_object),
        staff_path(f"{desk}outcome/", consultations.OpenOutcome, "kenes_outcome", own_object),
        staff_path("readings/", oversight.CouncilReadings, "kenes_readings", own_listing),
        staff_path("readings/<slug:slug>/", oversight.CouncilOverview, "kenes_overview", own_object),
        staff_path("drafts/<int:pk>/", oversight.ReadDraft, "kenes_draft", own_object),
        staff_path("emergency/<int:pk>/", oversight.EmergencyUnpublish, "kenes_emergency", own_object),
        # Before the next, whose address it would be as well.
        staff_path("texts/<slug:kind>/<int:pk>/<slug:language>/return/", texts.ReturnText, "kenes_return_text"),
        staff_path(
            "texts/<slug:kind>/<int:pk>/<slug:language>/<slug:action>/", texts.ChangeText, "kenes_text", own_object
        ),
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


MENU = (
    (CouncilMenuItem, "kenes_consultations", gettext_lazy("Consultations"), "comment", 90),
    (CouncilMenuItem, "kenes_schedules", gettext_lazy("Schedules"), "table", 92),
    (CouncilMenuItem, "kenes_sittings", gettext_lazy("Sittings"), "calendar", 93),
    (ReaderMenuItem, "kenes_readings", gettext_lazy("Councils to read"), "view", 94),
    (AdministratorMenuItem, "kenes_councils", gettext_lazy("Councils"), "group", 95),
)


def _menu_item(item_class, name, label, icon, order):
    return lambda: item_class(label, reverse(name), name=name.replace("_", "-"), icon_name=icon, order=order)


for entry in MENU:
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


hooks.register("construct_homepage_panels", panels.show_own_submissions)
hooks.register("construct_page_action_menu", panels.name_submission)


@hooks.register("insert_global_admin_css")
def admin_css():
    """Our few lines of style for the staff's screens."""
    from django.templatetags.static import static
    from django.utils.html import format_html

    return format_html('<link rel="stylesheet" href="{}">', static("staff/screens.css"))
