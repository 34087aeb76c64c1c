"""What the screens of this plugin share: the way back, and the meeting of the address."""

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from cms.plugin_staff import PluginAct, PluginFormView, PluginView
from cms.tenancy import holds_in
from council_pages.months import FIRST_YEAR, LAST_YEAR
from council_pages.quarters import Quarter
from plugins.regional_meetings.models import Body, Meeting

TITLE = _("Regional meetings")


class InPlugin:
    """A screen under the desk of the council's meetings."""

    header_icon = "group"

    def above(self):
        """The screens above this one: pairs (address, label)."""
        return [(self.address_of("desk"), TITLE)]

    def get_breadcrumbs_items(self):
        """Home, the screens above, this screen."""
        *before, last = super().get_breadcrumbs_items()
        return [*before, *({"url": url, "label": label} for url, label in self.above()), last]

    @cached_property
    def body(self):
        """The body at which the council is; None where the ministry has not entered it."""
        return Body.objects.filter(council=self.council).select_related("council").first()

    def body_or_404(self):
        """The body, for an act that needs it."""
        if self.body is None:
            raise Http404
        return self.body

    def may(self, roles):
        """True if the user may act in one of the roles, and the council is not closed."""
        return self.council.closed_on is None and holds_in(self.request.user, self.council, roles)


class OfMeeting(InPlugin):
    """A screen of one meeting."""

    @cached_property
    def meeting(self):
        """The council's meeting with the number of the address, or 404."""
        self.own(Meeting, pk=self.kwargs["pk"])
        return self.rows(Meeting).with_facts().get(pk=self.kwargs["pk"])

    def meeting_url(self, name="meeting"):
        """The address of a screen of this meeting."""
        return self.address_of(name, self.meeting.pk)

    def above(self):
        """The desk and the meeting."""
        return [*super().above(), (self.meeting_url(), self.meeting.title())]


class Screen(InPlugin, PluginView):
    """A screen that shows."""


class FormScreen(InPlugin, PluginFormView):
    """A screen that changes something."""


class Act(InPlugin, PluginAct):
    """A button; `back_to()` is the address of the screen that shows what came of it."""

    def post(self, request, **kwargs):
        """Call the verb and go back to the screen."""
        try:
            words = self.act(**kwargs)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, words)
        return redirect(self.back_to())

    def back_to(self):
        """Where the user goes on."""
        return self.address_of("desk")


class MeetingScreen(OfMeeting, PluginView):
    """A screen of one meeting that shows."""


class MeetingFormScreen(OfMeeting, PluginFormView):
    """A screen of one meeting that changes something, and leads back to it."""


class MeetingAct(OfMeeting, Act):
    """A button of a meeting."""

    def back_to(self):
        """The meeting."""
        return self.meeting_url()


def quarter_or_404(slug):
    """The quarter of the address; 404 for anything else."""
    try:
        quarter = Quarter.parse(slug)
    except ValueError as error:
        raise Http404 from error
    if not FIRST_YEAR <= quarter.year <= LAST_YEAR:
        raise Http404
    return quarter
