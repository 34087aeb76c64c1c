"""The groups of voiced questions, their ranks, and the publication of the ranked list."""

from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.regional_meetings import ranking
from plugins.regional_meetings.models import Group
from plugins.regional_meetings.staff.forms import GroupForm, RankForm
from plugins.regional_meetings.staff.questions import OfQuestions
from plugins.regional_meetings.staff.screens import MeetingAct, MeetingFormScreen

EXCERPT = 160


class NewGroup(OfQuestions, MeetingFormScreen):
    """A group of questions that ask the same."""

    form_class = GroupForm
    title = gettext_lazy("New group of questions")
    submit_label = gettext_lazy("Make the group")
    success = gettext_lazy("The group is made.")

    def get_form_kwargs(self):
        """The questions in no group yet."""
        free = self.questions().filter(group=None)
        choices = [(row.number, f"{row.number}. {self.shown_words(row)[:EXCERPT]}") for row in free]
        return {**super().get_form_kwargs(), "choices": choices}

    def get_initial(self):
        """Those that a suggestion names are ticked."""
        return {"numbers": [value for value in self.request.GET.getlist("numbers") if value.isdecimal()]}

    def act(self, form):
        """Make it."""
        facts = dict(form.cleaned_data)
        numbers = facts.pop("numbers", [])
        ranking.make_group(self.meeting, numbers, user=self.request.user, **facts)
        return self.meeting_url("questions")


class ChangeGroup(NewGroup):
    """The words of a group, and further questions for it."""

    submit_label = gettext_lazy("Save")
    success = gettext_lazy("The group is changed.")
    template_name = "regional_meetings/admin/group.html"

    @cached_property
    def group(self):
        """The meeting's group with the number of the address, or 404."""
        return self.own(Group, meeting=self.meeting, pk=self.kwargs["group_pk"])

    def get_page_title(self):
        """Its words."""
        return self.group.text()[:EXCERPT]

    def get_initial(self):
        """As it stands."""
        return {**super().get_initial(), **GroupForm.initial_of(self.group)}

    def get_context_data(self, **kwargs):
        """The way to take it apart."""
        return super().get_context_data(
            dissolve_url=self.address_of("dissolve_group", self.meeting.pk, self.group.pk), **kwargs
        )

    def act(self, form):
        """Change it."""
        facts = dict(form.cleaned_data)
        numbers = facts.pop("numbers", [])
        ranking.change_group(self.group, user=self.request.user, **facts)
        if numbers:
            ranking.move(self.group, numbers, user=self.request.user)
        return self.meeting_url("questions")


class DissolveGroup(MeetingAct):
    """Take a group apart."""

    def act(self, group_pk, **kwargs):
        """Dissolve it."""
        ranking.dissolve(self.own(Group, meeting=self.meeting, pk=group_pk), user=self.request.user)
        return _("The group is dissolved; its questions stand in none again.")

    def back_to(self):
        """The list of questions."""
        return self.meeting_url("questions")


class Ranks(OfQuestions, MeetingFormScreen):
    """A rank for each group, and the method."""

    form_class = RankForm
    title = gettext_lazy("Ranks")
    submit_label = gettext_lazy("Rank the questions")
    success = gettext_lazy("The questions are ranked.")

    def get_form_kwargs(self):
        """The groups in their order."""
        return {**super().get_form_kwargs(), "groups": list(ranking.counted_groups(self.meeting))}

    def get_initial(self):
        """The method as it stands."""
        return {"method_kk": self.meeting.method_kk, "method_ru": self.meeting.method_ru}

    def act(self, form):
        """Rank them."""
        methods = {name: form.cleaned_data[name] for name in ("method_kk", "method_ru")}
        ranking.rank(self.meeting, form.ranks(), user=self.request.user, **methods)
        return self.meeting_url("questions")


class PublishRanking(MeetingAct):
    """Publish the ranked list."""

    def act(self, **kwargs):
        """Publish it."""
        ranking.publish_ranking(self.meeting, user=self.request.user, now=timezone.now())
        return _("The ranked list is public.")

    def back_to(self):
        """The list of questions."""
        return self.meeting_url("questions")


class WithdrawRanking(PublishRanking):
    """Take the ranked list off the site."""

    def act(self, **kwargs):
        """Withdraw it."""
        ranking.withdraw_ranking(self.meeting, user=self.request.user)
        return _("The ranked list is off the site and can be changed.")
