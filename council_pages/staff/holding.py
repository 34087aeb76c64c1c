"""Events and news of a consultation: two panels on its desk, and a screen for each act."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import components
from cms.components import Component, Place
from cms.roles import PLANS_CONSULTATIONS
from cms.staff import StaffFormView
from cms.tenancy import holds_in
from council_pages import holding
from council_pages.models import Event, Update
from council_pages.staff.consultations import ConsultationFormView, Resume
from council_pages.staff.holding_forms import CancelEventForm, EventForm, HeldForm, UpdateForm


class NewEvent(ConsultationFormView):
    """A new event of the consultation."""

    form_class = EventForm
    title = _("New event")
    submit_label = _("Plan the event")
    success = _("The event is planned.")

    def act(self, form):
        """Plan it."""
        holding.plan_event(self.consultation, user=self.request.user, **form.cleaned_data)
        return self.desk()


class NewUpdate(ConsultationFormView):
    """News of the consultation."""

    form_class = UpdateForm
    title = _("News of the consultation")
    submit_label = _("Publish the news")
    success = _("The news is on the question's page.")

    def act(self, form):
        """Publish it."""
        holding.publish_update(self.consultation, user=self.request.user, now=timezone.now(), **form.cleaned_data)
        return self.desk()


class OwnRowFormView(ConsultationFormView):
    """A form about one row of a consultation, named in the address by the row's own number."""

    model = None

    def dispatch(self, request, *args, **kwargs):
        """Find the row, and with it the consultation."""
        self.row = self.own(self.model, pk=kwargs["pk"])
        self.consultation = self.row.consultation
        return StaffFormView.dispatch(self, request, *args, **kwargs)


class ChangeEvent(OwnRowFormView):
    """The facts of an event."""

    model = Event
    form_class = EventForm
    title = _("Facts of the event")
    success = _("The event is changed in both languages.")

    def get_form_kwargs(self):
        """The row as it stands."""
        return {**super().get_form_kwargs(), "instance": self.row}

    def act(self, form):
        """Change them."""
        holding.change_event(self.row, user=self.request.user, now=timezone.now(), **form.cleaned_data)
        return self.desk()


class HoldEvent(OwnRowFormView):
    """Record that the event was held."""

    model = Event
    form_class = HeldForm
    title = _("The event was held")
    submit_label = _("Record the event")
    success = _("The event is recorded as held.")

    def get_initial(self):
        """The record as it stands."""
        row = self.row
        return {"participants": row.participants, "notes_kk": row.notes_kk, "notes_ru": row.notes_ru}

    def act(self, form):
        """Record it."""
        holding.record_held(self.row, user=self.request.user, now=timezone.now(), **form.cleaned_data)
        return self.desk()


class CancelEvent(OwnRowFormView):
    """Cancel the event, with a reason for the public."""

    model = Event
    form_class = CancelEventForm
    title = _("Cancel the event")
    submit_label = _("Cancel the event for good")
    success = _("The reason now stands on the question's page.")

    def act(self, form):
        """Cancel it."""
        holding.cancel_event(self.row, user=self.request.user, **form.cleaned_data)
        return self.desk()


class WithdrawUpdate(OwnRowFormView):
    """Take news off the site, after a second look at it."""

    model = Update
    form_class = Resume.form_class
    template_name = "council_pages/admin/withdraw_update.html"
    title = _("Take the news off the site")
    submit_label = _("Take off the site")
    success = _("The news is off the site.")

    def get_context_data(self, **kwargs):
        """The news itself."""
        return super().get_context_data(update=self.row, **kwargs)

    def act(self, form):
        """Withdraw it."""
        holding.withdraw_update(self.row, user=self.request.user, now=timezone.now())
        return self.desk()


def _panel(consultation, user, **more):
    """What both panels need; `may_add` while the record is open, `may_plan` for who plans."""
    may_plan = holds_in(user, consultation.council, PLANS_CONSULTATIONS)
    is_open = may_plan and not consultation.is_final
    return {"consultation": consultation, "may_plan": may_plan, "may_add": is_open, **more}


def events_panel(consultation, user, now):
    """The events with what can be done with each."""
    rows = [
        {"event": event, "may_record": event.starts_at <= now, "may_cancel": not event.is_held}
        for event in consultation.events.all()
    ]
    return _panel(consultation, user, rows=rows)


def updates_panel(consultation, user, now):
    """The news, the withdrawn too, newest first."""
    return _panel(consultation, user, updates=consultation.updates.select_related("author"))


def install():
    """Hang both panels into the desk. Called once, when Wagtail loads this floor's hooks."""
    folder = "council_pages/admin/includes"
    for order, (name, build) in enumerate([("events", events_panel), ("updates", updates_panel)], start=-2):
        components.register(Component(f"{name}-panel", Place.DESK_PANEL, f"{folder}/{name}.html", build, order))
