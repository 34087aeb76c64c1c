"""What tenancy costs in the admin: queries with 3 and with 263 councils and their staff, and time beside stock Wagtail.

Counts: each screen is asked for twice and the second answer is counted, so that what Django reads once for a process
is not. The council that is measured stays as it is; the others come beside it.

Time: the same account asks for the same address twice in turn, of Kenes and of stock Wagtail, in the larger database.
Stock is this very process with what makes the difference taken out: the question of the gate, the page policy, the
permission tester of our pages, the ground floor's hooks, what its page chooser adds. Its user is stock too: a derived
group is an ordinary group of Wagtail's with rights on the section. Stock does less and shows more: its chooser finds
drafts of every council, and its home counts the pages of the site. Left in on both sides: language and headers of the
admin, the hooks of the upper floors, Wagtail's filters narrowed to colleagues. Kenes opens the chooser in the own
section; stock is asked for that section by its address. The two lists of ours have no counterpart in stock; they stand
beside its home.
"""

import statistics
import time
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from unittest import mock

from benchmarks.pages import ask, count_queries, make_council
from benchmarks.runner import Benchmark, Figure

SIZES = (3, 263)
ROLES = ("editor", "publisher", "translator", "secretary")
QUESTIONS, PROPOSALS = 2, 5  # in each council; for each question
ROUNDS = 25
# Whose council is measured, and the title of a standard page that each council has: the hits are of one type.
COUNCIL, WORD = "council-1", "Отырыстар"
NARROWS = "cms.wagtail_hooks"  # each of its hooks
# The screen and who asks for it.
SCREENS = {
    "home": "editor",
    "explorer": "editor",
    "chooser": "editor",
    "chooser_search": "editor",
    "document_chooser": "editor",
    "image_chooser": "editor",
    # Of Wagtail's reports the one that is open to councils; those of the whole site are closed to them.
    "history": "editor",
    "consultations": "editor",
    "proposals": "secretary",
}
# What stock is asked for where it is not the same address.
BESIDE = {"chooser": "chooser_by_address", "consultations": "home", "proposals": "home"}
OUR_OWN = {"consultations", "proposals"}


class Ministry:
    """Councils with their staff, questions and proposals, and the browsers of two members of staff."""

    def __init__(self):
        self.size = 0
        self.clients, self.stock = {}, {}

    def grow_to(self, size):
        """Add councils until there are `size`, and index what they hold."""
        from django.core.management import call_command

        while self.size < size:
            self.size += 1
            council = make_council(self.size)
            hire(council)
            consult(council)
        call_command("update_index", verbosity=0)

    def log_in(self):
        """Open a browser for each role that is measured, and one beside it whose gate stands open."""
        from django.contrib.auth import get_user_model
        from django.test import Client

        for role in set(SCREENS.values()):
            for clients in (self.clients, self.stock):
                clients[role] = Client(SERVER_NAME="localhost")
                clients[role].force_login(get_user_model().objects.get(username=f"{role}-{COUNCIL}"))


def hire(council):
    """One account for each role, in its group, as saving a membership would leave it. In bulk: there are many."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    from cms.groups import group_of
    from cms.models import Membership
    from cms.roles import Role, languages_of

    model = get_user_model()
    people = model.objects.bulk_create(model(username=f"{role}-{council.slug}", password="!") for role in ROLES)
    held = list(zip(people, map(Role, ROLES), strict=True))
    held = [Membership(user=user, council=council, role=role, language=languages_of(role)[0]) for user, role in held]
    Membership.objects.bulk_create(held)
    groups = {group.name: group for group in Group.objects.filter(name__in=map(group_of, held))}
    through = model.groups.through
    through.objects.bulk_create(through(user=row.user, group=groups[group_of(row)]) for row in held)


def consult(council):
    """Open questions of the council with proposals, without texts: the lists show rows."""
    from django.utils import timezone

    from council_pages.planning import plan_consultation

    now = timezone.now()
    for number in range(1, QUESTIONS + 1):
        row = plan_consultation(
            council=council,
            user=None,
            slug=f"question-{number}",
            subject_kk=f"{number}-мәселе: аула жарығы",
            subject_ru=f"Вопрос {number}: освещение дворов",
            opens_at=now - timedelta(days=number),
            closes_at=now + timedelta(days=number),
        )
        receive(row, now)


def receive(consultation, now):
    """Proposals with their originals, as the intake leaves them."""
    from forms.models import Original, Proposal

    keys = [f"{consultation.pk:07d}{number:05d}" for number in range(PROPOSALS)]
    facts = {"language": "kk", "publication": "text", "form_opened_at": now, "received_at": now}
    proposals = Proposal.objects.bulk_create(
        Proposal(consultation=consultation, number=key, token_hash=key, state_changed_at=now, **facts) for key in keys
    )
    Original.objects.bulk_create(
        Original(proposal=proposal, text="Аулаға шам орнату керек.", kept_until=now.date()) for proposal in proposals
    )


def addresses():
    """The address of each screen, of the council that is measured, and of what stands beside."""
    from django.urls import reverse

    from cms.models import CouncilSection

    sections = dict(CouncilSection.objects.filter(council__slug=COUNCIL).values_list("language", "page"))
    return {
        "home": reverse("wagtailadmin_home"),
        "explorer": reverse("wagtailadmin_explore", args=[sections["kk"]]),
        "chooser": reverse("wagtailadmin_choose_page"),
        # The admin speaks Russian, and so the chooser opens there.
        "chooser_by_address": reverse("wagtailadmin_choose_page_child", args=[sections["ru"]]),
        "document_chooser": reverse("wagtaildocs_chooser:choose"),
        "image_chooser": reverse("wagtailimages_chooser:choose"),
        "history": reverse("wagtailadmin_pages:history", args=[sections["kk"]]),
        "chooser_search": f"{reverse('wagtailadmin_choose_page_search')}?q={WORD}",
        "consultations": reverse("kenes_consultations"),
        "proposals": reverse("kenes_proposals"),
    }


@contextmanager
def stock_wagtail():
    """Everything inside answers as Wagtail would without our tenancy. Somebody must have asked for a page before."""
    from django.conf import settings
    from django.test.utils import override_settings
    from wagtail import hooks
    from wagtail.models import AbstractPage, Page
    from wagtail.permission_policies.pages import PagePermissionPolicy
    from wagtail.permissions import policy_registry

    from cms.pages import KenesPage

    open_gate = ["benchmarks.bare.OpenGate" if name == "cms.gate.AdminGate" else name for name in settings.MIDDLEWARE]
    theirs = {
        name: [entry for entry in entries if entry[0].__module__ != NARROWS] for name, entries in hooks._hooks.items()
    }
    with ExitStack() as stack:
        # A client loads its middleware with its first request and keeps it.
        stack.enter_context(override_settings(MIDDLEWARE=open_gate))
        stack.enter_context(mock.patch.dict(policy_registry.values_by_class, {AbstractPage: PagePermissionPolicy()}))
        stack.enter_context(mock.patch.dict(hooks._hooks, theirs))
        stack.enter_context(mock.patch.object(KenesPage, "permissions_for_user", Page.permissions_for_user))
        stack.enter_context(mock.patch("cms.page_choosers.is_council_staff", lambda user: False))
        stack.enter_context(mock.patch("cms.page_choosers._remember_what_the_table_asks", lambda pages: None))
        yield


@contextmanager
def data():
    """A ministry of the smaller size, with its browsers."""
    ministry = Ministry()
    ministry.grow_to(SIZES[0])
    ministry.log_in()
    yield ministry


def counts(ministry):
    """Queries of each screen at each size, by how much they grew, and what stock Wagtail asks at the larger size."""
    found, paths = {}, addresses()
    for size in SIZES:
        ministry.grow_to(size)
        found[size] = {name: count_queries(ministry.clients[role], paths[name]) for name, role in SCREENS.items()}
    with stock_wagtail():
        stock = {
            name: count_queries(ministry.stock[role], paths[BESIDE.get(name, name)])
            for name, role in SCREENS.items()
            if name not in OUR_OWN
        }
    for name in SCREENS:
        for size in SIZES:
            yield Figure(f"tenancy.{name}_queries_{size}", found[size][name], "queries")
        growth = found[SIZES[-1]][name] - found[SIZES[0]][name]
        yield Figure(f"tenancy.{name}_queries_growth", growth, "queries", "== 0")
        if name in stock:
            yield Figure(f"tenancy.{name}_queries_stock", stock[name], "queries")


def times(ministry):
    """Warm time of each screen, and its ratio to stock Wagtail's, in interleaved rounds."""
    spent = {name: ([], []) for name in SCREENS}
    paths = addresses()
    for _ in range(ROUNDS):
        for name, role in SCREENS.items():
            spent[name][0].append(seconds(ministry.clients[role], paths[name]))
            with stock_wagtail():
                spent[name][1].append(seconds(ministry.stock[role], paths[BESIDE.get(name, name)]))
    for name, (ours, stock) in spent.items():
        medians = statistics.median(ours), statistics.median(stock)
        yield Figure(f"tenancy.{name}_ms", round(medians[0] * 1000, 1), "ms")
        yield Figure(f"tenancy.{name}_stock_ms", round(medians[1] * 1000, 1), "ms")
        yield Figure(f"tenancy.{name}_ratio", round(medians[0] / medians[1], 2), "ratio")


def seconds(client, address):
    """How long one answer takes."""
    start = time.perf_counter()
    ask(client, address)
    return time.perf_counter() - start


BENCHMARK = Benchmark(
    name="tenancy",
    summary=f"queries of the admin with {SIZES[0]} and {SIZES[1]} councils and their staff; time beside stock Wagtail",
    data=data,
    counts=counts,
    times=times,
)
