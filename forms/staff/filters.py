"""Filters of the inbox. What tells of a text, a file or a contact is asked only of proposals that the user handles."""

import re

import django_filters
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cms.models import Council, Membership
from cms.roles import HANDLES_PROPOSALS, SEES_REGISTER
from council_pages.models import Consultation
from forms.models import Channel, Contact, OriginalFile, Proposal, ProposalGroup
from forms.staff.beside import PersonField
from forms.states import ProposalState

MOST_WORDS = 10
YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]


def _own_consultations(request):
    return Consultation.objects.for_user(request.user, SEES_REGISTER) if request else Consultation.objects.none()


def _own_groups(request):
    groups = ProposalGroup.objects.select_related("consultation")
    return groups.for_user(request.user, SEES_REGISTER) if request else groups.none()


def _colleagues(request):
    people = get_user_model().objects.order_by("last_name", "first_name", "pk")
    if not request:
        return people.none()
    councils = Council.objects.for_user(request.user, SEES_REGISTER)
    held = Membership.objects.filter(role__in=HANDLES_PROPOSALS, council__in=councils)
    return people.filter(pk__in=held.values("user"))


class PersonFilter(django_filters.ModelChoiceFilter):
    """A choice of people by their names."""

    field_class = type("PersonFilterField", (django_filters.fields.ModelChoiceField, PersonField), {})


class GroupField(django_filters.fields.ModelChoiceField):
    """Groups with their question."""

    def label_from_instance(self, group):
        """The question, and the group in it."""
        return f"{group.consultation}: {group}"


class GroupFilter(django_filters.ModelChoiceFilter):
    """A choice of groups."""

    field_class = GroupField


def _day(label, lookup):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return django_filters.DateFilter("received_at", lookup, label=label, widget=widget)


def _yes_or_no(label):
    return django_filters.ChoiceFilter(label=label, choices=YES_OR_NO, empty_label=_("All"), method="filter_having")


class ProposalFilter(django_filters.FilterSet):
    """Which proposals to show. Each part narrows the others; the tabs stand above them (`forms.inbox`)."""

    q = django_filters.CharFilter(label=_("Number, or words of the text"), method="filter_words")
    consultation = django_filters.ModelChoiceFilter(
        queryset=_own_consultations, label=_("Question"), empty_label=_("All questions")
    )
    state = django_filters.ChoiceFilter(choices=ProposalState, label=_("State"), empty_label=_("All states"))
    channel = django_filters.ChoiceFilter(choices=Channel, label=_("How did it come?"), empty_label=_("All"))
    language = django_filters.ChoiceFilter(choices=settings.LANGUAGES, label=_("Language"), empty_label=_("All"))
    assignee = PersonFilter("assignment__person", queryset=_colleagues, label=_("Assignee"), empty_label=_("All"))
    group = GroupFilter(
        "group_member__group", queryset=_own_groups, label=_("Group of proposals"), empty_label=_("All")
    )
    has_file = _yes_or_no(_("With files"))
    has_contact = _yes_or_no(_("With a name or a contact"))
    received_from = _day(_("Received from"), "date__gte")
    received_until = _day(_("Received until"), "date__lte")

    class Meta:
        model = Proposal
        fields = ["q", "consultation", "state", "channel", "language"]

    @property
    def handled(self):
        """The condition that the user handles the proposal, and may know what it says."""
        return Q(consultation__council__in=Council.objects.for_user(self.request.user, HANDLES_PROPOSALS))

    def filter_words(self, queryset, name, value):
        """Those whose number holds the digits, or whose text every word; of others' texts the public one counts."""
        digits = re.sub(r"[\s-]", "", value)
        if digits.isdecimal():
            return queryset.filter(number__contains=digits)
        for word in value.split()[:MOST_WORDS]:
            own, public = Q(), Q()
            # SQLite knows small and capital letters of the Latin alphabet only.
            for spelling in {word, word.lower(), word.capitalize(), word.upper()}:
                own |= Q(original__text__icontains=spelling)
                public |= Q(publication_link__published__text__icontains=spelling)
            queryset = queryset.filter(public | (self.handled & own))
        return queryset

    def filter_having(self, queryset, name, value):
        """Those with, or without, a file or a contact."""
        rows = {
            "has_file": OriginalFile.objects.filter(original__proposal=OuterRef("pk")),
            "has_contact": Contact.objects.filter(proposal=OuterRef("pk")),
        }[name]
        return queryset.filter(self.handled, Exists(rows) if value == "yes" else ~Exists(rows))


# What a question to the list may hold.
ASKED = frozenset(ProposalFilter.base_filters) | {"tab"}
