"""Texts of a row on the staff's screens: their state in both languages, and the buttons that change it."""

from dataclasses import replace

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
from cms.staff import StaffFormView, StaffView
from cms.tenancy import holds_in, own_or_404, require_role
from council_pages import departures, moderation, texts
from council_pages.checked_texts import findings_in
from council_pages.documents.pages import Downloadable
from council_pages.drafted import drafted_in
from council_pages.models import Consultation, Outcome, Schedule, Sitting
from council_pages.models.moderation import ReturnForm
from council_pages.publishing import newest_text
from council_pages.reviews import reviews_of
from council_pages.staff.forms import DepartureForm

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
    """What the table of texts shows for one row: {"kind", "label", "row", "states", "writes_in", "may_publish"}.

    `writes_in` are the languages that the user writes, `drafted` those in which only the system has written.
    """
    states = _with_findings(_with_reviews(texts.states_of(row)))
    return {
        "kind": kind,
        "label": ROW_LABELS[kind],
        "row": row,
        "states": states,
        "has_text": any(state.page for state in states),
        "publishable": [state.language for state in states if state.may_gain_by_publishing],
        "writes_in": [code for code in LANGUAGES if holds_in(user, row.council, WRITES_TEXTS, code)],
        "drafted": drafted_in([state.page for state in states if state.page]),
        "has_document": issubclass(texts.page_class_of(row), Downloadable),
        "may_publish": holds_in(user, row.council, PUBLISHES_TEXTS),
    }


def _with_reviews(states):
    reviews = reviews_of([state.page for state in states if state.page])
    return [replace(state, review=state.page and reviews.get(state.page.pk)) for state in states]


def _with_findings(states):
    return [_with_findings_of(state) if state.page else state for state in states]


def _with_findings_of(state):
    return replace(state, findings=tuple(findings_in(newest_text(state.page))))


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


class ConfirmDeparture(StaffView):
    """Says in what the act goes another way than the recommendations, and asks for the reason that readers will see."""

    template_name = "council_pages/admin/departure.html"
    title = gettext_lazy("Give the reason")
    header_icon = "warning"

    def post(self, request, *args, **kwargs):
        """Show it: the button that led here posts."""
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """The form, with what was typed and what is wrong with it."""
        typed = self.request.POST if "reason_kk" in self.request.POST else None
        return super().get_context_data(form=DepartureForm(typed), **kwargs)


# Buttons of moderation, by the last part of their addresses: the verb, and what is said when it is done.
MODERATION = {
    "submit": (moderation.submit_text, gettext_lazy("Submitted. The publishers of the council are told.")),
    "take-back": (moderation.take_text_back, gettext_lazy("Taken back. The draft stays.")),
    "approve": (moderation.approve_text, gettext_lazy("Approved and published.")),
}


class ChangeText(View):
    """POST only: write, translate, submit, publish or withdraw a text, and go where the work goes on."""

    http_method_names = ["post"]

    def post(self, request, kind, pk, language, action):
        """Call the verb; a refusal is a message, and nothing has changed."""
        row = _own_row(request.user, kind, pk)
        languages = LANGUAGES if language == "both" else (language,)
        if not set(languages) <= set(LANGUAGES):
            raise Http404
        try:
            return redirect(self._act(row, languages, action) or self._way_back())
        except departures.Unconfirmed as refusal:
            return ConfirmDeparture.as_view()(
                request, kind=kind, row=row, language=language, codes=refusal.codes, back=self._way_back()
            )
        except NotConfirmed:
            return ConfirmWithdrawal.as_view()(request, kind=kind, row=row, language=language, back=self._way_back())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self._way_back())

    def _act(self, row, languages, action):
        user = self.request.user
        if action == "publish":
            given = DepartureForm(self.request.POST)
            reasons = given.cleaned_data if given.is_valid() else {}
            texts.publish_texts(row, languages, user=user, **reasons)
            messages.success(self.request, _("Published."))
            return None
        if len(languages) > 1:
            raise Http404
        if action == "write":
            return self._editor(texts.write_text(row, languages[0], user=user))
        if action == "translate":
            return self._editor(texts.translate_text(row, languages[0], user=user))
        if action in MODERATION:
            verb, words = MODERATION[action]
            verb(row, languages[0], user=user)
            messages.success(self.request, words)
            return None
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
        return _way_back(self.request.POST)


class ReturnText(StaffFormView):
    """A submitted text goes back to its author, with a comment."""

    form_class = ReturnForm
    title = gettext_lazy("Return with a comment")
    submit_label = gettext_lazy("Return with a comment")
    success = gettext_lazy("Returned. Whoever submitted it is told.")
    header_icon = "warning"

    def dispatch(self, request, *args, **kwargs):
        """Find the row, then the role."""
        self.row = _own_row(request.user, kwargs["kind"], kwargs["pk"])
        if kwargs["language"] not in LANGUAGES:
            raise Http404
        require_role(request.user, self.row.council, PUBLISHES_TEXTS)
        return super().dispatch(request, *args, **kwargs)

    def act(self, form):
        """Return it, and go back to where one came from."""
        comment = form.cleaned_data["comment"]
        moderation.return_text(self.row, self.kwargs["language"], comment=comment, user=self.request.user)
        return _way_back(self.request.GET)


def _own_row(user, kind, pk):
    if kind not in ROWS:
        raise Http404
    return own_or_404(ROWS[kind].objects, user, pk=pk)


def _way_back(sent):
    back = sent.get("next", "")
    return back if url_has_allowed_host_and_scheme(back, None) else reverse("wagtailadmin_home")
