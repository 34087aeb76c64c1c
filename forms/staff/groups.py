"""Groups of proposals to one question: what is alike, what is grouped, and one answer for all of a group."""

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.roles import HANDLES_PROPOSALS
from cms.staff import StaffAct, StaffFormView, StaffView, page_of
from cms.tenancy import is_key
from council_pages.models import Consultation
from forms import group_answers, grouping, suggesting
from forms.models import Proposal, ProposalGroup
from forms.staff.proposal_forms import AnswerForm
from forms.states import OPEN

BACK = (("kenes_proposals", _("Proposals")),)


class GroupList(StaffView):
    """The groups of a question, and the proposals that could be grouped."""

    template_name = "council_forms/admin/groups.html"
    title = _("Groups of similar proposals")
    header_icon = "mail"
    roles = HANDLES_PROPOSALS
    back = BACK

    def get_context_data(self, pk, **kwargs):
        """Groups with their numbers; suggestions with an example."""
        consultation = self.own(Consultation, pk=pk)
        groups = consultation.proposal_groups.annotate(
            size=Count("members"), waiting=Count("members", filter=Q(members__proposal__state__in=OPEN))
        )
        found = suggesting.suggestions(consultation)
        return super().get_context_data(
            consultation=consultation,
            groups=groups.order_by("number"),
            suggestions=[(row, ",".join(map(str, row.keys))) for row in found],
            **kwargs,
        )


class MakeGroup(StaffAct):
    """The button that groups what is suggested: exactly the proposals that stood on the screen."""

    roles = HANDLES_PROPOSALS

    def act(self, pk):
        """Group them, or add them to a group; go on to it."""
        consultation = self.own(Consultation, pk=pk)
        self.address = reverse("kenes_groups", args=[pk])
        asked = self.request.POST.get("into", "")
        into = self.own(ProposalGroup, pk=asked, consultation=consultation) if asked else None
        keys = [int(key) for key in self.request.POST.get("proposals", "").split(",") if is_key(key)]
        title, now = self.request.POST.get("title", ""), timezone.now()
        made = grouping.group(consultation, keys, user=self.request.user, now=now, into=into, title=title)
        self.address = reverse("kenes_group", args=[made.pk])
        return gettext("The proposals are grouped.")


class GroupAnswerForm(AnswerForm):
    """One decision; the reason in each language in which a member waits."""

    def __init__(self, *args, languages, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["reason"]
        labels = {"kk": _("Answer in Kazakh, with the reason"), "ru": _("Answer in Russian, with the reason")}
        for language in languages:
            self.fields[f"reason_{language}"] = forms.CharField(
                label=labels[language], widget=forms.Textarea({"rows": 6, "lang": language})
            )


class GroupView(StaffFormView):
    """One group: its members, and one answer for all who wait for one."""

    form_class = GroupAnswerForm
    template_name = "council_forms/admin/group.html"
    header_icon = "mail"
    roles = HANDLES_PROPOSALS
    back = BACK

    def dispatch(self, request, *args, **kwargs):
        """Find the group."""
        self.group = self.own(ProposalGroup, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """Its number and title."""
        return str(self.group)

    def get_form_kwargs(self):
        """The languages in which an answer is waited for."""
        return {**super().get_form_kwargs(), "languages": group_answers.languages_of(self.group)}

    def get_context_data(self, **kwargs):
        """One page of the members, the oldest first."""
        members = Proposal.objects.filter(group_member__group=self.group).select_related("original", "answer")
        listed = page_of(members.order_by("received_at", "pk"), self.request)
        waiting = group_answers.unanswered_in(self.group).count()
        return super().get_context_data(group=self.group, waiting=waiting, **listed, **kwargs)

    def act(self, form):
        """Answer them."""
        reasons = {language: form.cleaned_data.get(f"reason_{language}", "") for language in ("kk", "ru")}
        state, now = form.cleaned_data["state"], timezone.now()
        given = group_answers.answer_group(self.group, state, reasons, user=self.request.user, now=now)
        words = gettext("Answers saved: %(count)s.")
        if given.is_queued:
            words = gettext("Answers being saved: %(count)s. It takes some minutes; this page shows how many are left.")
        messages.success(self.request, words % {"count": given.number})
        return reverse("kenes_group", args=[self.group.pk])


class DissolveGroup(StaffAct):
    """The button that takes all out of the group. The proposals stay."""

    roles = HANDLES_PROPOSALS

    def act(self, pk):
        """Dissolve it."""
        group = self.own(ProposalGroup, pk=pk)
        self.address = reverse("kenes_groups", args=[group.consultation_id])
        grouping.ungroup(group, user=self.request.user)
        return gettext("The group is dissolved; its proposals stay as they are.")
