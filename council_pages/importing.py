"""Rows of a table become councils and their staff, each row in a transaction of its own."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from wagtail.log_actions import log

from cms import people
from cms.models import Council, Invitation, Membership, Region
from council_pages.council_import import CouncilFacts, Member, Refusal, Row, differing, quoted, tidy
from council_pages.provisioning import create_council


@dataclass(frozen=True)
class Written:
    """What one row did: made a council, found it already there, added a member of its staff."""

    slug: str
    made: bool = False
    found: bool = False
    staff_added: bool = False


@dataclass
class Report:
    """What the rows did, and those that were refused."""

    written: list[Written] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def created(self) -> int:
        """How many councils were made."""
        return len({row.slug for row in self.written if row.made})

    @property
    def already_there(self) -> int:
        """How many councils of the file had been there before, with the same facts."""
        return len({row.slug for row in self.written if row.found} - {row.slug for row in self.written if row.made})

    @property
    def staff_added(self) -> int:
        """How many people got a role that they had not had."""
        return sum(row.staff_added for row in self.written)


def import_rows(
    rows: Iterable[Row], *, dry_run=False, invited_at=None, after_row: Callable[[], None] = lambda: None, user=None
) -> Report:
    """Write the rows that can be written and report on each; with `dry_run` the same report, and nothing stays.

    `invited_at`, a moment, sends an invitation to everybody of the rows who has not opened the account yet.
    `after_row` is called after every row. What is no ValidationError goes through: rows before it stay, and a second
    run goes on from there.
    """
    report = Report()
    by_council: dict[str, list[Row]] = {}
    for row in rows:
        by_council.setdefault(row.slug, []).append(row)
    for group in by_council.values():
        # A rehearsal ends after each council: one over the whole file would keep SQLite closed to citizens for minutes.
        with _rehearsal() if dry_run else nullcontext():
            for row in group:
                _attempt(row, report, user, invited_at)
                after_row()
    return report


@transaction.atomic
def import_row(row: Row, *, user=None, invited_at=None) -> Written:
    """Make the row's council unless it is there, and give its member the role. Idempotent.

    Raises ValidationError where the address belongs to a council with other facts, where a row with staff only names
    no council, or where the facts contradict each other; then nothing is written.
    """
    made = _make_or_compare(row.facts, user) if row.facts else False
    council = Council.objects.filter(slug=row.slug).first()
    if council is None:
        raise ValidationError(f"there is no council {quoted(row.slug)}, neither in the database nor in a row above")
    added = bool(row.member) and add_staff(council, row.member, user=user, invited_at=invited_at)
    return Written(row.slug, made=made, found=bool(row.facts) and not made, staff_added=added)


@transaction.atomic
def add_staff(council: Council, member: Member, *, user=None, invited_at=None) -> bool:
    """Give the person the role in the council and say whether it is new; without an account they get one.

    The account cannot be used before its owner is invited: it is not active and has no password. With `invited_at`
    whoever has no living invitation gets one. An account that is there stays as it is. Raises ValidationError where
    the e-mail cannot be the name of an account.
    """
    person = _account_of(member)
    waits = not person.is_active and not person.has_usable_password()
    if invited_at and waits and not Invitation.objects.open(invited_at).filter(person=person).exists():
        people.invite_again(person, user=user, now=invited_at)
    held = {"user": person, "council": council, "role": member.role, "language": member.language}
    if Membership.objects.filter(**held).exists():
        return False
    membership = Membership(**held)
    membership.full_clean()
    membership.save()
    log(council, "kenes.staff_added", user=user, data={"account": person.pk, "role": str(member.role)})
    return True


def _account_of(member: Member):
    accounts = get_user_model().objects
    # People made by hand may have a short name for the login, and this e-mail.
    same = Q(username__iexact=member.email) | Q(email__iexact=member.email)
    found = sorted(accounts.filter(same), key=lambda person: person.username.lower() != member.email)
    if len(found) > 1 and found[0].username.lower() != member.email:
        raise ValidationError(f"several accounts have the e-mail {quoted(member.email)}")
    if found:
        return found[0]
    # Cut so that both parts together read as the name was written: surnames stand first as often as last.
    first, _space, last = member.name.partition(" ")
    person = get_user_model()(
        username=member.email, email=member.email, first_name=first, last_name=last, is_active=False
    )
    person.set_unusable_password()
    person.full_clean()
    person.save()
    return person


def _make_or_compare(facts: CouncilFacts, user) -> bool:
    """Whether the council was made by this call. Raises ValidationError where it is there with other facts."""
    done = create_council(
        slug=facts.slug,
        name_kk=facts.name_kk,
        name_ru=facts.name_ru,
        level=facts.level,
        region=Region.objects.get(iso=facts.region) if facts.region else None,
        host_body_kk=facts.host_body_kk or "",
        host_body_ru=facts.host_body_ru or "",
        user=user,
    )
    there = _facts_of(done.council)
    if names := differing(facts, there):
        found = ", ".join(f"{name} is {quoted(getattr(there, name))}" for name in names)
        raise ValidationError(f"slug {quoted(facts.slug)} belongs to a council with other facts: {found}")
    return done.created


def _facts_of(council: Council) -> CouncilFacts:
    return CouncilFacts(
        slug=council.slug,
        name_kk=tidy(council.name_kk),
        name_ru=tidy(council.name_ru),
        level=council.level,
        region=council.region_id or "",
        host_body_kk=tidy(council.host_body_kk),
        host_body_ru=tidy(council.host_body_ru),
    )


def _attempt(row: Row, report: Report, user, invited_at) -> None:
    try:
        report.written.append(import_row(row, user=user, invited_at=invited_at))
    except ValidationError as error:
        report.refusals.append(Refusal(row.line, _in_words(error)))


def _in_words(error: ValidationError) -> str:
    """The error in English, as all that commands print: the models' own messages follow the active language."""
    with translation.override("en"):
        if not hasattr(error, "error_dict"):
            return "; ".join(error.messages)
        return "; ".join(
            message if name == "__all__" else f"{name}: {message}"
            for name, messages in error.message_dict.items()
            for message in messages
        )


@contextmanager
def _rehearsal():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
