"""The staff's screens cost the same queries however many councils there are, and show only the own one.

The councils are those of `python -m benchmarks tenancy`.
"""

import re
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse

from benchmarks import tenancy
from cms.audit import differences
from cms.models import Council
from cms.tenancy import CouncilPagePolicy
from cms.wagtail_hooks import choosable_pages

pytestmark = pytest.mark.django_db
# The most queries that a screen may ask; six of home's are for the duties. Wagtail's own explorer asks 74, several for
# each of the eight pages it lists; so does its chooser, which opens in the same section.
BUDGET = {"home": 29, "explorer": 80, "chooser": 45, "chooser_search": 34, "document_chooser": 15,
          "image_chooser": 15, "history": 40, "consultations": 15, "proposals": 20}  # fmt: skip


def councils_named(client, screen):
    """The numbers of the councils whose names stand on the screen."""
    page = client.get(tenancy.addresses()[screen])
    return set(re.findall(r"№ (\d+)\b", page.content.decode()))


@pytest.fixture(scope="module")
def sizes(full_size):
    """Few councils and many."""
    return 3, 263 if full_size else 12


@pytest.fixture(scope="module")
def measured(sizes, django_db_setup, django_db_blocker):
    """The ministry at its larger size, and the figures; taken back after the module."""
    with django_db_blocker.unblock(), mock.patch.object(tenancy, "SIZES", sizes), transaction.atomic():
        with tenancy.data() as ministry:
            yield ministry, {figure.id.removeprefix("tenancy."): figure for figure in tenancy.counts(ministry)}
        transaction.set_rollback(True)


def test_the_cost_does_not_depend_on_the_number_of_councils(measured, sizes):
    ministry, figures = measured
    assert ministry.size == Council.objects.count() == sizes[1]
    assert get_user_model().objects.count() == len(tenancy.ROLES) * sizes[1]
    grown = {name: figures[f"{name}_queries_growth"].value for name in tenancy.SCREENS}
    assert grown == dict.fromkeys(tenancy.SCREENS, 0)


def test_every_screen_keeps_its_budget(measured, sizes):
    _ministry, figures = measured
    spent = {name: figures[f"{name}_queries_{sizes[1]}"].value for name in tenancy.SCREENS}
    assert {name: asked for name, asked in spent.items() if asked > BUDGET[name]} == {}


def test_a_screen_that_asked_for_each_council_would_be_noticed(measured):
    ministry, _figures = measured
    costs = []
    for names in (["council-1"], ["council-1", "council-2"]):

        def each(user, pages, names=names, **options):
            return [Council.objects.get(slug=name) for name in names] and choosable_pages(user, pages, **options)

        with mock.patch("cms.wagtail_hooks.choosable_pages", each):
            costs.append(tenancy.count_queries(ministry.clients["editor"], tenancy.addresses()["chooser_search"]))
    assert costs[1] == costs[0] + 1


@pytest.mark.parametrize("screen", ["explorer", "consultations"])
def test_the_screens_that_are_measured_show_the_own_council_and_no_other(screen, measured):
    ministry, _figures = measured
    assert councils_named(ministry.clients[tenancy.SCREENS[screen]], screen) == {"1"}


def test_the_secretary_is_shown_all_proposals_of_the_own_council_and_no_other(measured):
    ministry, _figures = measured
    shown = ministry.clients["secretary"].get(tenancy.addresses()["proposals"]).context["page_obj"]
    assert {row.consultation.council.slug for row in shown} == {tenancy.COUNCIL}
    assert len(shown) == tenancy.QUESTIONS * tenancy.PROPOSALS


def test_the_staff_made_in_bulk_is_as_the_product_would_have_made_it(measured):
    assert differences() == []


@pytest.mark.parametrize("screen", sorted(set(tenancy.SCREENS) - tenancy.OUR_OWN))
def test_the_baseline_asks_none_of_our_rules(screen, measured):
    ministry, _figures = measured
    client, path = ministry.stock[tenancy.SCREENS[screen]], tenancy.addresses()[tenancy.BESIDE.get(screen, screen)]
    ours = mock.Mock(side_effect=AssertionError("the baseline is not stock"))
    with (
        tenancy.stock_wagtail(),
        mock.patch.object(CouncilPagePolicy, "get_all_permissions_for_user", ours),
        mock.patch.object(CouncilPagePolicy, "reaches", ours),
        mock.patch("cms.wagtail_hooks.choosable_pages", ours),
        mock.patch("cms.page_choosers.sections_of", ours),
        mock.patch("cms.page_choosers.owns_page", ours),
        mock.patch("cms.gate.is_council_staff", ours),
    ):
        assert client.get(path).status_code == 200


def test_after_the_baseline_our_rules_hold_again(measured):
    ministry, _figures = measured
    closed = reverse("wagtailadmin_reports:page_types_usage")
    with tenancy.stock_wagtail():
        assert ministry.stock["editor"].get(closed).status_code != 404
    assert ministry.clients["editor"].get(closed).status_code == 404
