"""People, for the administrator: the list, one person, an invitation, a move; and a council's staff for its lead."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Prefetch, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from cms import people
from cms.models import Council, Invitation, Membership
from cms.people_forms import ColleagueFilter, InvitationForm, MoveForm, PersonFilter, RoleForm, role_and_language
from cms.roles import SEES_COLLEAGUES
from cms.staff import AdministratorMixin, StaffAct, StaffFormView, StaffView, page_of
from cms.tenancy import holds

HISTORY_SIZE = 30
PEOPLE = (("kenes_people", _("People")),)


def people_with_state(now):
    """Accounts with their roles and the invitation that can still be accepted, in a fixed number of queries."""
    invitations = Invitation.objects.open(now).filter(person=OuterRef("pk")).order_by("-expires_at")
    roles = Membership.objects.select_related("council").order_by("council__slug", "role")
    accounts = get_user_model().objects.prefetch_related(Prefetch("memberships", roles))
    return accounts.annotate(
        invited_until=Subquery(invitations.values("expires_at")[:1]),
        letter_sent_at=Subquery(invitations.values("sent_at")[:1]),
    )


class PersonList(AdministratorMixin, StaffView):
    """Everybody who has an account or has been invited to one."""

    template_name = "cms/admin/people.html"
    title = _("People")
    header_icon = "user"

    def get_context_data(self, **kwargs):
        """One page of the filtered list, by surname."""
        accounts = people_with_state(timezone.now()).order_by("last_name", "first_name", "pk")
        found = PersonFilter(self.request.GET, queryset=accounts, request=self.request)
        return super().get_context_data(filter=found, **page_of(found.qs, self.request), **kwargs)


class InvitePerson(AdministratorMixin, StaffFormView):
    """A new account, which its owner opens."""

    form_class = InvitationForm
    title = _("Invite a person")
    header_icon = "user"
    back = PEOPLE
    submit_label = _("Send the invitation")
    success = _("The person is invited. The address in the letter works for 72 hours.")

    def act(self, form):
        """Invite."""
        typed = form.cleaned_data
        invitation = people.invite(
            typed["email"],
            typed["name"],
            [(typed["council"], *role_and_language(role)) for role in typed["role"]],
            user=self.request.user,
            now=timezone.now(),
            language=typed["language"],
        )
        return reverse("kenes_person", args=[invitation.person_id])


class PersonMixin:
    """A screen about one person."""

    header_icon = "user"
    back = PEOPLE

    def dispatch(self, request, *args, **kwargs):
        """Find the person."""
        self.person = get_object_or_404(people_with_state(timezone.now()), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """The name, or where there is none the name for signing in."""
        return self.person.get_full_name() or self.person.get_username()

    @property
    def address(self):
        """The person's own screen."""
        return reverse("kenes_person", args=[self.person.pk])


class PersonScreen(AdministratorMixin, PersonMixin, StaffFormView):
    """Roles, state and history of one person; the form gives one more role."""

    form_class = RoleForm
    template_name = "cms/admin/person.html"
    submit_label = _("Give the role")
    success = _("The role is given. The person has to sign in again.")

    def get_context_data(self, **kwargs):
        """What can be done, and what has been done so far."""
        history = ModelLogEntry.objects.for_instance(self.person).filter(action__startswith="kenes.")
        return super().get_context_data(
            person=self.person,
            roles=self.person.memberships.all(),
            may_change=self.request.user.is_superuser or not self.person.is_superuser,
            is_self=self.person == self.request.user,
            history=history.select_related("user")[:HISTORY_SIZE],
            **kwargs,
        )

    def act(self, form):
        """Give."""
        typed = form.cleaned_data
        people.give_role(self.person, typed["council"], *role_and_language(typed["role"]), user=self.request.user)
        return self.address


class MovePerson(AdministratorMixin, PersonMixin, StaffFormView):
    """From one council to another, with all roles held there."""

    form_class = MoveForm
    submit_label = _("Move the person")
    success = _("The person is moved, and has to sign in again.")

    def get_form_kwargs(self):
        """The councils in which the person serves."""
        return {**super().get_form_kwargs(), "person": self.person}

    def act(self, form):
        """Move."""
        typed = form.cleaned_data
        people.move(self.person, typed["old_council"], typed["new_council"], user=self.request.user)
        return self.address


class PersonAct(AdministratorMixin, PersonMixin, StaffAct):
    """A button on the person's screen."""


class TakeRole(PersonAct):
    """Take one role."""

    def act(self, pk, membership_pk):
        """Take."""
        held = get_object_or_404(Membership, pk=membership_pk, user=self.person)
        people.take_role(self.person, held.council, held.role, held.language, user=self.request.user)
        return _("The role is taken. The person has to sign in again.")


class SwitchAccount(PersonAct):
    """Switch the account off or on, or invite again."""

    def act(self, pk, act):
        """The verb that the address names."""
        user, now = self.request.user, timezone.now()
        if act == "off":
            people.disable(self.person, user=user, now=now)
            return _("The account is switched off.")
        if act == "on":
            people.enable(self.person, user=user)
            return _("The account is switched on.")
        if act == "invite":
            people.invite_again(self.person, user=user, now=now)
            return _("A new invitation is made. The older ones no longer work.")
        raise Http404


class ColleagueList(StaffView):
    """Who serves the council and in which role: to read, and nothing to press."""

    template_name = "cms/admin/colleagues.html"
    title = _("Who serves the council")
    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        """For leads and the overseer."""
        if not request.user.is_superuser and not holds(request.user, SEES_COLLEAGUES):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Those whose account is switched on, council by council."""
        councils = Council.objects.for_user(self.request.user, SEES_COLLEAGUES)
        serving = (
            Membership.objects.filter(council__in=councils, user__is_active=True)
            .select_related("user", "council")
            .order_by("council__slug", "user__last_name", "user__first_name", "user", "role")
        )
        found = ColleagueFilter(self.request.GET, queryset=serving, request=self.request)
        page = page_of(found.qs, self.request)
        return super().get_context_data(filter=found, has_choice=councils.count() > 1, **page, **kwargs)
