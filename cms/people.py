"""The people of the councils: invited, given roles, moved, switched off and on. Only an administrator may.

An administrator neither strips nor switches off the own account, touches no superuser's and makes none. `user=None` is
the system. A role that is written or taken ends the person's login sessions by itself (`cms.sessions`).
"""

from functools import partial

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from cms.invitations import LIFETIME, find_invitation, hash_of, new_token, send_invitation, void_invitations
from cms.languages import LANGUAGES, RUSSIAN
from cms.models import Invitation, Membership
from cms.roles import COUNCIL_ROLES, Role, languages_of
from cms.tenancy import require_administrator

# The name for signing in is the e-mail address, and Django's names end here.
LONGEST_EMAIL = 150


class DeadInvitation(Exception):
    """The token opens nothing: unknown, used, expired, or the account has been switched on some other way."""


@transaction.atomic
def invite(email, name, memberships, *, user, now, language=RUSSIAN):
    """Make an account that waits for its owner, with these roles, and send the invitation.

    `memberships` are (council, role), or (council, role, language) for a translator; the council is None for a role of
    the ministry. The account cannot sign in before its owner accepts.
    """
    _permit(user)
    memberships = list(memberships)
    if not memberships:
        raise ValidationError({"role": _("Choose at least one role.")})
    person = _new_account(email, name)
    UserProfile.objects.create(user=person, preferred_language=language if language in LANGUAGES else RUSSIAN)
    for held in memberships:
        _add_role(person, *held)
    log(person, "kenes.person_invited", user=user, data={"roles": [_said(*held) for held in memberships]})
    return _new_invitation(person, user, now)


@transaction.atomic
def invite_again(person, *, user, now):
    """Send a new invitation to somebody who has not accepted; the older ones die."""
    person = _permit(user, person)
    if person.is_active:
        raise ValidationError(_("This person has an account already and needs no invitation."))
    if person.has_usable_password():
        raise ValidationError(_("This account has been switched off. Switch it on instead of inviting again."))
    log(person, "kenes.person_invited_again", user=user)
    return _new_invitation(person, user, now)


@transaction.atomic
def accept(token, password, now):
    """The invited person sets the password; the account opens and the invitation is used up. Returns the person.

    Raises `DeadInvitation`, and ValidationError beside "password" where Django's validators refuse it.
    """
    person = _locked({_living(token, now).person_id}).popitem()[1]
    # What was alive before the lock may be over now.
    invitation = _living(token, now)
    try:
        validate_password(password, person)
    except ValidationError as refusal:
        raise ValidationError({"password": refusal.error_list}) from refusal
    person.set_password(password)
    person.is_active = True
    person.save(update_fields=["password", "is_active"])
    invitation.used_at = now
    invitation.save(update_fields=["used_at"])
    log(person, "kenes.invitation_accepted", user=person)
    return person


@transaction.atomic
def give_role(person, council, role, language="", *, user):
    """Give a role in the council; the council is None for a role of the ministry, the language is the translator's."""
    person = _permit(user, person)
    membership = _add_role(person, council, role, language)
    log(person, "kenes.role_given", user=user, data={"roles": [_said(council, role, language)]})
    return membership


@transaction.atomic
def take_role(person, council, role, language="", *, user):
    """Take a role. An administrator does not take the own one: the last would lock everybody out."""
    person = _permit(user, person)
    if person == user and role == Role.ADMINISTRATOR:
        raise ValidationError(_("You cannot take the role of an administrator from yourself. Ask another one."))
    membership = Membership.objects.filter(user=person, council=council, role=role, language=language).first()
    if membership is None:
        raise ValidationError({"role": _("This person does not have this role.")})
    membership.delete()
    log(person, "kenes.role_taken", user=user, data={"roles": [_said(council, role, language)]})


@transaction.atomic
def move(person, old_council, new_council, *, user):
    """Take the person's roles from one council to another; what the person does elsewhere stays."""
    person = _permit(user, person)
    if old_council == new_council:
        raise ValidationError({"new_council": _("Choose another council.")})
    memberships = list(Membership.objects.filter(user=person, council=old_council).order_by("role", "language"))
    if old_council is None or not memberships:
        raise ValidationError({"old_council": _("This person has no role in this council.")})
    held = set(Membership.objects.filter(user=person, council=new_council).values_list("role", "language"))
    for membership in memberships:
        membership.delete()
        if (membership.role, membership.language) not in held:
            _add_role(person, new_council, membership.role, membership.language, field="new_council")
    roles = [_said(new_council, membership.role, membership.language) for membership in memberships]
    log(person, "kenes.person_moved", user=user, data={"roles": roles, "from": old_council.slug})


@transaction.atomic
def disable(person, *, user, now):
    """Switch an account off: its sessions end, and no invitation and no new password brings it back. Roles stay."""
    person = _permit(user, person)
    if person == user:
        raise ValidationError(_("You cannot switch off your own account. Ask another administrator."))
    void_invitations(person, now)
    person.is_active = False
    person.save(update_fields=["is_active"])
    log(person, "kenes.person_disabled", user=user)


@transaction.atomic
def enable(person, *, user):
    """Switch an account on again. Only one that its owner has opened before: the others are invited again."""
    person = _permit(user, person)
    if person.is_active:
        raise ValidationError(_("This account is switched on already."))
    if not person.has_usable_password():
        raise ValidationError(_("This person has not accepted the invitation yet. Invite again."))
    person.is_active = True
    person.save(update_fields=["is_active"])
    log(person, "kenes.person_enabled", user=user)


def _living(token, now):
    invitation = find_invitation(token, now)
    if invitation is None:
        raise DeadInvitation
    return invitation


def _locked(keys):
    """These accounts as the database has them now, locked in one order, so that no two verbs wait for each other."""
    return get_user_model().objects.select_for_update().order_by("pk").in_bulk(keys)


def _permit(user, person=None):
    """Lock both accounts and refuse whoever may not; asked of the database, whatever the request remembers.

    Returns the person as locked. A superuser's account is touched by a superuser only.
    """
    accounts = _locked({account.pk for account in (user, person) if account is not None})
    person = accounts[person.pk] if person is not None else None
    require_administrator(user)
    if user is not None and person is not None and person.is_superuser and not accounts[user.pk].is_superuser:
        raise PermissionDenied
    return person


def _new_account(email, name):
    """An account that cannot sign in; its e-mail address, in small letters, is the name for signing in."""
    email, name = _checked_email(email), " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("Write the name of the person.")})
    people = get_user_model()
    taken = ValidationError({"email": _("Somebody with this e-mail address has an account already.")})
    if people.objects.filter(Q(email__iexact=email) | Q(username__iexact=email)).exists():
        raise taken
    first, _space, rest = name.partition(" ")
    person = people(username=email, email=email, first_name=first, last_name=rest, is_active=False)
    person.set_unusable_password()
    person.clean_fields(exclude=["username", "password"])
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        # Another administrator was faster by a moment.
        raise taken from error
    return person


def _checked_email(email):
    email = email.strip().lower()
    try:
        validate_email(email)
        MaxLengthValidator(LONGEST_EMAIL)(email)
    except ValidationError as refusal:
        raise ValidationError({"email": refusal.error_list}) from refusal
    return email


def _add_role(person, council, role, language="", *, field="council"):
    if role not in Role:
        raise ValidationError({"role": _("There is no such role.")})
    if language not in languages_of(role):
        raise ValidationError({"role": _("A translator writes one language. Choose which.")})
    if role in COUNCIL_ROLES and council is None:
        raise ValidationError({field: _("This role is held in a council. Choose the council.")})
    if role not in COUNCIL_ROLES and council is not None:
        raise ValidationError({field: _("This role belongs to the ministry. Leave the council empty.")})
    if council is not None and council.closed_on and role != Role.SECRETARY:
        words = _("This council is closed. Only a secretary is given a role in it, to answer what came in before.")
        raise ValidationError({field: words})
    membership, is_new = Membership.objects.get_or_create(user=person, council=council, role=role, language=language)
    if not is_new:
        raise ValidationError({"role": _("This person has this role already.")})
    return membership


def _new_invitation(person, user, now):
    void_invitations(person, now)
    token = new_token()
    invitation = Invitation.objects.create(
        person=person, token_hash=hash_of(token), created_at=now, expires_at=now + LIFETIME, invited_by=user
    )
    language = UserProfile.get_for_user(person).preferred_language or RUSSIAN
    transaction.on_commit(partial(send_invitation, invitation, token, language))
    return invitation


def _said(council, role, language=""):
    """A role as the log keeps it: codes, which outlive names."""
    return {"role": str(role), "council": council.slug if council else None} | (
        {"language": language} if language else {}
    )
