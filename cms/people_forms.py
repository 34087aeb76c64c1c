"""Forms and filters of the screens for people. They parse; rules stand in the verbs (`cms.people`)."""

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, TextChoices
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from cms.collation import collation_for
from cms.languages import RUSSIAN, active_language
from cms.models import Council, Membership
from cms.people import LONGEST_EMAIL
from cms.roles import SEES_COLLEAGUES, Role, languages_of

# The admin's own order: Russian first, as long as it is the complete one.
ADMIN_LANGUAGES = [("ru", "Русский"), ("kk", "Қазақша")]


class AccountState(TextChoices):
    """What the list can be narrowed to."""

    ACTIVE = "active", _("Switched on")
    WAITING = "waiting", _("Has not accepted the invitation")
    DISABLED = "disabled", _("Switched off")


def in_alphabet(councils):
    """Councils in the alphabet of the staff's language."""
    language = active_language()
    return councils.order_by(Collate(f"name_{language}", collation_for(language)), "pk")


class CouncilField(forms.ModelChoiceField):
    """A choice of a council; one that is closed says so."""

    def label_from_instance(self, council):
        """The name, and whether it is closed."""
        return f"{council} ({_('closed')})" if council.closed_on else str(council)


def _every_council(request):
    return in_alphabet(Council.objects.all())


def _role_choices():
    """Every role, a role of one language once for each: the value is "editor" or "translator:kk"."""
    return [
        (":".join(filter(None, [role.value, language])), Membership(role=role, language=language).title)
        for role in Role
        for language in languages_of(role)
    ]


def role_and_language(value):
    """What a value of the choices stands for: (role, language)."""
    role, _sign, language = value.partition(":")
    return role, language


class RoleForm(forms.Form):
    """One more role."""

    council = CouncilField(
        Council.objects.none(), required=False, label=_("Council"), empty_label=_("The ministry, no council")
    )
    role = forms.ChoiceField(label=_("Role"), choices=lambda: [("", "–"), *_role_choices()])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = in_alphabet(Council.objects.all())


class InvitationForm(RoleForm):
    """A new person: who, in which language, and what for."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=LONGEST_EMAIL, help_text=_("It is also the name for signing in.")
    )
    name = forms.CharField(label=_("First name and surname"), max_length=150)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=ADMIN_LANGUAGES, initial=RUSSIAN)
    role = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=_role_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A role in another council can be added afterwards."),
    )
    field_order = ["email", "name", "language", "council", "role"]


class MoveForm(forms.Form):
    """From one council to another."""

    old_council = forms.ModelChoiceField(Council.objects.none(), label=_("From the council"), empty_label=None)
    new_council = forms.ModelChoiceField(Council.objects.none(), label=_("To the council"))

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        held = Membership.objects.filter(user=person, council__isnull=False)
        self.fields["old_council"].queryset = in_alphabet(Council.objects.filter(pk__in=held.values("council")))
        self.fields["new_council"].queryset = in_alphabet(Council.objects.open())


class PersonFilter(django_filters.FilterSet):
    """Which people to show."""

    q = django_filters.CharFilter(label=_("Name or e-mail address"), method="filter_words")
    council = django_filters.ModelChoiceFilter(
        queryset=_every_council, label=_("Council"), empty_label=_("All councils"), method="filter_council"
    )
    state = django_filters.ChoiceFilter(
        choices=AccountState, label=_("State"), empty_label=_("All states"), method="filter_state"
    )

    class Meta:
        model = get_user_model()
        fields = ["q", "council", "state"]

    def filter_words(self, queryset, name, value):
        """People in whose name or address every word stands."""
        for word in value.split():
            found = Q()
            # SQLite knows small and capital letters of the Latin alphabet only.
            for spelling in {word, word.lower(), word.capitalize(), word.upper()}:
                for field in ("first_name", "last_name", "email", "username"):
                    found |= Q(**{f"{field}__icontains": spelling})
            queryset = queryset.filter(found)
        return queryset

    def filter_council(self, queryset, name, value):
        """People with a role in the council."""
        return queryset.filter(pk__in=Membership.objects.filter(council=value).values("user"))

    def filter_state(self, queryset, name, value):
        """People whose account is in this state."""
        has_no_password = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return queryset.filter(
            {
                AccountState.ACTIVE: Q(is_active=True),
                AccountState.WAITING: Q(is_active=False) & has_no_password,
                AccountState.DISABLED: Q(is_active=False) & ~has_no_password,
            }[value]
        )


def _own_councils(request):
    councils = Council.objects.for_user(request.user, SEES_COLLEAGUES) if request else Council.objects.none()
    return in_alphabet(councils)


class ColleagueFilter(django_filters.FilterSet):
    """Whose colleagues to show, for those who read several councils."""

    council = django_filters.ModelChoiceFilter(
        queryset=_own_councils, label=_("Council"), empty_label=_("All councils")
    )

    class Meta:
        model = Membership
        fields = ["council"]
