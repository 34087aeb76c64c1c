"""What is done with one recommendation: sent, discarded, withdrawn; and the state body's reply."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.roles import PLANS_CONSULTATIONS
from cms.staff import StaffFormView
from council_pages import recommendations, recommending, replies
from council_pages.models import Recommendation
from council_pages.recommendations import Act
from council_pages.staff.recommendation_forms import ConfirmationForm, ReplyForm, SendForm, WithdrawalForm

BACK = (("kenes_recommendations", _("Recommendations")),)


class RecommendationFormView(StaffFormView):
    """A form about one recommendation; every success leads back to its desk."""

    roles = PLANS_CONSULTATIONS
    header_icon = "mail"
    back = BACK
    name_of_act: Act

    def dispatch(self, request, *args, **kwargs):
        """Find the recommendation. What may not be done now is said before anything is typed."""
        self.recommendation = self.own(Recommendation, pk=kwargs["pk"])
        status = self.recommendation.status_on(timezone.localdate())
        words = recommendations.refusal(self.name_of_act, status)
        if words and request.method == "GET":
            messages.error(request, words)
            return redirect(self.desk())
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """The list, the desk, this screen."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": self.desk(), "label": str(self.recommendation)}, items[-1]]

    def desk(self):
        """The address of the recommendation's desk."""
        return reverse("kenes_recommendation", args=[self.recommendation.pk])

    def by_whom(self):
        """Who calls the verb, and on which day."""
        return {"user": self.request.user, "today": timezone.localdate()}


class SendRecommendation(RecommendationFormView):
    """Record that it was sent."""

    form_class = SendForm
    name_of_act = Act.SEND
    title = _("Record the sending")
    submit_label = _("It has been sent")
    success = _("The recommendation is public now, and waits for its reply.")

    def get_initial(self):
        """Today, as a rule."""
        return {"sent_on": timezone.localdate()}

    def act(self, form):
        """Send it."""
        recommending.send(self.recommendation, **self.by_whom(), **form.cleaned_data)
        return self.desk()


class WithdrawRecommendation(RecommendationFormView):
    """Withdraw it, with a reason for the public."""

    form_class = WithdrawalForm
    name_of_act = Act.WITHDRAW
    title = _("Withdraw the recommendation")
    submit_label = _("Withdraw the recommendation")
    success = _("The recommendation is withdrawn; the reason stands on its page.")

    def act(self, form):
        """Withdraw it."""
        recommending.withdraw(self.recommendation, **self.by_whom(), **form.cleaned_data)
        return self.desk()


class DiscardRecommendation(RecommendationFormView):
    """Throw a draft away."""

    form_class = ConfirmationForm
    name_of_act = Act.DISCARD
    title = _("Discard the draft")
    submit_label = _("Discard the draft with its clauses")
    success = _("The draft is discarded.")

    def act(self, form):
        """Discard it, and go back to the list."""
        recommending.discard(self.recommendation, **self.by_whom())
        return reverse("kenes_recommendations")


class RecordReply(RecommendationFormView):
    """The state body's reply."""

    form_class = ReplyForm
    name_of_act = Act.REPLY
    title = _("Reply of the state body")
    submit_label = _("Record the reply")
    success = _("The reply stands on the recommendation's page.")

    def get_form_kwargs(self):
        """The council whose files may be chosen, and the reply as it stands."""
        reply = getattr(self.recommendation, "reply", None)
        return {**super().get_form_kwargs(), "council": self.recommendation.council, "instance": reply}

    def act(self, form):
        """Record it."""
        replies.record_reply(self.recommendation, **self.by_whom(), **form.cleaned_data)
        return self.desk()


class CorrectReply(RecordReply):
    """A correction of the reply on record."""

    name_of_act = Act.CORRECT
    title = _("Correct the reply")
    submit_label = _("Correct the reply")
    success = _("The reply is corrected; readers see the day of the correction.")

    def act(self, form):
        """Correct it."""
        replies.correct_reply(self.recommendation, **self.by_whom(), **form.cleaned_data)
        return self.desk()
