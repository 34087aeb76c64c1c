"""The buttons of what stands beside a proposal. Whatever is typed elsewhere on the screen stays typed."""

from django import forms
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from cms.roles import HANDLES_PROPOSALS
from cms.staff import StaffMixin
from forms import assigning, grouping, notes, presence
from forms.models import Proposal, ProposalGroup
from forms.staff import beside
from forms.staff.proposal_forms import AnswerForm
from forms.staff.proposals import ProposalView


class BesideAct(ProposalView):
    """A button with its own form, named `form_name` on the screen."""

    form_name = ""

    def get(self, request, *args, **kwargs):
        """The address of the button, opened by itself, leads to the proposal."""
        return redirect("kenes_proposal", self.proposal.pk)

    def form_invalid(self, form):
        """Show the proposal again with what was typed."""
        self.say_refused(form)
        answers = AnswerForm(initial=self.get_initial())
        return self.render_to_response(self.get_context_data(form=answers, **{self.form_name: form}))

    def act(self, form):
        """Call the verb, and lead back to the proposal."""
        self.do(form)
        return reverse("kenes_proposal", args=[self.proposal.pk])


class AddNote(BesideAct):
    """Add a private note."""

    form_class = beside.NoteForm
    form_name = "note_form"
    success = _("The note is saved.")

    def do(self, form):
        """Write it."""
        notes.write_note(self.proposal, form.cleaned_data["note"], user=self.request.user, now=timezone.now())
        self.note_is_saved = True


class Assign(BesideAct):
    """Say who answers for the proposal."""

    form_class = beside.AssigneeForm
    form_name = "assignee_form"
    success = _("The assignee is saved.")

    def get_form_kwargs(self):
        """The proposal, whose council's people are offered."""
        return {**super().get_form_kwargs(), "proposal": self.proposal}

    def do(self, form):
        """Assign it."""
        assigning.assign(self.proposal, form.cleaned_data["assignee"], user=self.request.user, now=timezone.now())


class GroupAlike(BesideAct):
    """Group the proposal with similar ones; if one of them is in a group, in that."""

    form_class = beside.AlikeForm
    form_name = "alike_form"
    success = _("The proposals are grouped.")

    def get_form_kwargs(self):
        """The proposal, to which the others are similar."""
        return {**super().get_form_kwargs(), "proposal": self.proposal}

    def do(self, form):
        """Group them."""
        keys = [self.proposal.pk, *form.cleaned_data["alike"]]
        into = ProposalGroup.objects.filter(members__proposal__in=keys).order_by("number").first()
        grouping.group(self.proposal.consultation, keys, user=self.request.user, now=timezone.now(), into=into)


class LeaveGroup(BesideAct):
    """Take the proposal out of its group."""

    form_class = forms.Form
    form_name = "leave_form"
    success = _("The proposal is taken out of the group.")

    def do(self, form):
        """Take it out."""
        group = ProposalGroup.objects.filter(members__proposal=self.proposal).first()
        if group is not None:
            grouping.ungroup(group, [self.proposal.pk], user=self.request.user)


class StillOpen(StaffMixin, View):
    """POST: the page says that it is still open, and is told who else has it open."""

    http_method_names = ["post"]
    roles = HANDLES_PROPOSALS

    def post(self, request, pk):
        """The words of the hint; empty for nobody."""
        others = presence.look(self.own(Proposal, pk=pk), user=request.user, now=timezone.now())
        return JsonResponse({"words": beside.also_open(others)})
