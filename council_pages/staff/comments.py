"""The lead's screen: what the council says publicly of its own numbers."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.models import Council
from cms.roles import COMMENTS_ON_NUMBERS, READS_COUNCIL
from cms.staff import StaffAct, StaffFormView
from cms.tenancy import require_role
from council_pages.models import NumbersComment
from council_pages.models.numbers import LONGEST_COMMENT
from council_pages.overview import commenting


class CommentForm(forms.Form):
    """The comment in both languages; one of them is enough."""

    text_kk = forms.CharField(
        label=_("comment in Kazakh"), required=False, max_length=LONGEST_COMMENT, widget=forms.Textarea({"rows": 5})
    )
    text_ru = forms.CharField(
        label=_("comment in Russian"), required=False, max_length=LONGEST_COMMENT, widget=forms.Textarea({"rows": 5})
    )


class CouncilMixin:
    """The council of the address: 404 for a stranger, a refusal in words for a colleague without the role."""

    def dispatch(self, request, *args, **kwargs):
        """Find the council, and refuse before anything is typed."""
        councils = Council.objects.for_user(request.user, READS_COUNCIL)
        self.council = get_object_or_404(councils, slug=kwargs["slug"])
        require_role(request.user, self.council, COMMENTS_ON_NUMBERS)
        return super().dispatch(request, *args, **kwargs)

    @property
    def address(self):
        """The council's numbers."""
        return reverse("kenes_council_compliance", args=[self.council.slug])


class CommentOnNumbers(CouncilMixin, StaffFormView):
    """Write the comment, or another in its place."""

    form_class = CommentForm
    template_name = "council_pages/admin/comment.html"
    title = _("Comment on the council's numbers")
    header_icon = "comment"
    back = (("kenes_compliance", _("Compliance")),)
    submit_label = _("Publish the comment")
    success = _("The comment stands beside the council's numbers.")

    @cached_property
    def standing(self):
        """The comment that readers see, or None."""
        return NumbersComment.objects.for_council(self.council).standing().first()

    def get_initial(self):
        """The words that stand there now."""
        return {"text_kk": self.standing.text_kk, "text_ru": self.standing.text_ru} if self.standing else {}

    def get_context_data(self, **kwargs):
        """The council, and whether there is anything to take back."""
        return super().get_context_data(council=self.council, standing=self.standing, **kwargs)

    def act(self, form):
        """Publish it."""
        commenting.publish_comment(self.council, user=self.request.user, now=timezone.now(), **form.cleaned_data)
        return self.address


class WithdrawComment(CouncilMixin, StaffAct):
    """Take the comment back."""

    def act(self, **kwargs):
        """Take it back."""
        commenting.withdraw_comment(self.council, user=self.request.user, now=timezone.now())
        return _("The comment is taken back.")
