"""Texts of a row on the staff's screens: their state in both languages, and the buttons that change it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from cms.languages import LANGUAGES, other_language
from cms.roles import PUBLISHES_TEXTS, WRITES_TEXTS
from cms.staff import StaffView
from cms.tenancy import holds_in, own_or_404, require_role
from council_pages import texts
from council_pages.models import Consultation, Outcome, Schedule, Sitting

# The rows that have texts, by the name they bear in addresses. A floor above adds its own.
ROWS = {"schedule": Schedule, "question": Consultation, "outcome": Outcome, "sitting": Sitting}
ROW_LABELS = {
    "schedule": gettext_lazy("Schedule"),
    "question": gettext_lazy("Question"),
    "outcome": gettext_lazy("Outcome report"),
    "sitting": gettext_lazy("Sitting"),
}


def add_row_kind(name, model, label):
    """Let a floor above show its own rows in the table of texts."""
    ROWS[name], ROW_LABELS[name] = model, label


def text_table(kind, row, user):
    """What the table of texts shows for one row: {"kind", "label", "row", "states", "may_write", "may_publish"}."""
    states = texts.states_of(row)
    return {
        "kind": kind,
        "label": ROW_LABELS[kind],
        "row": row,
        "states": states,
        "has_text": any(state.page for state in states),
        "publishable": [state.language for state in states if state.may_gain_by_publishing],
        "may_write": holds_in(user, row.council, WRITES_TEXTS),
        "may_publish": holds_in(user, row.council, PUBLISHES_TEXTS),
    }


class NotConfirmed(Exception):
    """A text is taken off the site only after a second look."""


class ConfirmWithdrawal(StaffView):
    """Asks whether the text shall really go off the site, and says what readers will find then."""

    template_name = "council_pages/admin/withdraw.html"
    title = gettext_lazy("Take off the site")
    header_icon = "warning"

    def post(self, request, *args, **kwargs):
        """Show it: the button that led here posts."""
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """The text, and whether the other language stays."""
        states = {state.language: state for state in texts.states_of(kwargs["row"])}
        other = states[other_language(kwargs["language"])].page
        stays = other is not None and other.live
        page = states[kwargs["language"]].page
        return super().get_context_data(page=page, label=ROW_LABELS[kwargs["kind"]], other_stays=stays, **kwargs)


class ChangeText(View):
    """POST only: write, translate, publish or withdraw a text, and go where the work goes on."""

    http_method_names = ["post"]

    def post(self, request, kind, pk, language, action):
        """Call the verb; a refusal is a message, and nothing has changed."""
        row = self._row(kind, pk)
        languages = LANGUAGES if language == "both" else (language,)
        if not set(languages) <= set(LANGUAGES):
            raise Http404
        try:
            return redirect(self._act(row, languages, action) or self._way_back())
        except NotConfirmed:
            return ConfirmWithdrawal.as_view()(request, kind=kind, row=row, language=language, back=self._way_back())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self._way_back())

    def _row(self, kind, pk):
        if kind not in ROWS:
            raise Http404
        return own_or_404(ROWS[kind].objects, self.request.user, pk=pk)

    def _act(self, row, languages, action):
        user = self.request.user
        if action == "publish":
            texts.publish_texts(row, languages, user=user)
            messages.success(self.request, _("Published."))
            return None
        if len(languages) > 1:
            raise Http404
        if action == "write":
            return self._editor(texts.write_text(row, languages[0], user=user))
        if action == "translate":
            return self._editor(texts.translate_text(row, languages[0], user=user))
        if action == "withdraw":
            if "confirmed" not in self.request.POST:
                require_role(user, row.council, PUBLISHES_TEXTS)
                texts.existing_text(texts.pages_of(row), languages[0])
                raise NotConfirmed
            texts.withdraw_text(row, languages[0], user=user)
            messages.success(self.request, _("Taken off the site. The draft stays."))
            return None
        raise Http404

    def _editor(self, page):
        return reverse("wagtailadmin_pages:edit", args=[page.pk])

    def _way_back(self):
        back = self.request.POST.get("next", "")
        return back if url_has_allowed_host_and_scheme(back, None) else reverse("wagtailadmin_home")
