"""What the address of the results says is understood, or chooses all; what is counted can be chosen."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from search import asking
from search.asking import Question, Tally
from search.facets import LARGEST_COUNCILS, chips_of, counts_of, facets_of, has_whole_years, years_of
from search.filters import NO_COUNCIL, CouncilFacts, SearchFilter, read_councils
from tests.council_pages.conftest import make_council

COUNCILS = {
    1: CouncilFacts(1, "a", "oblast", "abai", "Абай облысының кеңесі", "Совет области Абай"),
    2: CouncilFacts(2, "b", "city", "abai", "Семей кеңесі", "Совет Семея"),
    3: CouncilFacts(3, "c", "republican", None, "Республикалық кеңес", "Республиканский совет"),
}


def asked(query="", councils=COUNCILS):
    """The filters of an address."""
    return SearchFilter(QueryDict(query), "су", councils)


def question(query=""):
    return asked(query).question("kk")


def test_nothing_chosen_chooses_everything():
    assert question() == Question("су", "kk")
    assert not asked("order=oldest&exact=1").is_narrowed
    assert asked("since=2026-01-01").is_narrowed


def test_everything_can_be_chosen_at_once():
    everything = (
        "kind=news&kind=question&status=collecting&language=ru&since=2025-03-01&until=2026-04-05"
        "&order=newest&exact=1&council=a"
    )
    assert question(everything) == Question(
        "су", "kk", (1,), ("question", "news"), ("collecting",), ("ru",), date(2025, 3, 1), date(2026, 4, 5),
        asking.NEWEST, is_exact=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("level=city", (2,)), ("level=city&level=oblast", (1, 2)), ("region=abai", (1, 2)),
        ("region=abai&level=oblast", (1,)), ("council=c", (3,)), ("council=c&council=b&region=abai", (2,)),
        ("council=c&level=city", (NO_COUNCIL,)), ("level=moon", ()), ("council=moon&region=moon", ()),
    ],
)  # fmt: skip
def test_levels_and_regions_become_councils(query, keys):
    """What fits no council finds nothing, and not everything."""
    assert question(query).councils == keys


@pytest.mark.parametrize(
    "query",
    ["kind=moon", "kind=&status=", "since=yesterday", "until=2026-13-01", "order=moon", "exact=yes", "kind=%00",
     "since=%00", "moon=1", "kind=%ff", "language=en", "since=99999-01-01", "order=newest%20"],
)  # fmt: skip
def test_what_is_not_understood_chooses_all(query):
    assert question(query) == Question("су", "kk")


def test_of_several_values_the_known_ones_count():
    assert question("kind=moon&kind=news&kind=news").kinds == ("news",)
    assert question("since=moon&until=2026-01-01").until == date(2026, 1, 1)


def test_days_the_wrong_way_round_are_turned():
    turned = question("since=2026-05-01&until=2025-05-01")
    assert (turned.since, turned.until) == (date(2025, 5, 1), date(2026, 5, 1))


NAMES = st.sampled_from(
    ["kind", "status", "level", "region", "council", "language", "since", "until", "order", "exact"]
)


@given(
    st.lists(st.tuples(NAMES, st.one_of(st.text(max_size=12), st.sampled_from(["news", "a", "abai", "2026-01-01"]))))
)
def test_no_address_is_an_error_and_each_leads_back_to_itself(pairs):
    """The address that the filters write asks the same question."""
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    filters = SearchFilter(query, "су", COUNCILS)
    again = asked(filters.address().removeprefix("?"))
    assert again.question("ru") == filters.question("ru")
    assert again.address() == filters.address()


def test_an_address_keeps_what_is_chosen_and_drops_what_nobody_asked():
    filters = asked("kind=news&kind=question&utm=1&page=4&order=relevance")
    assert filters.address() == "?q=%D1%81%D1%83&kind=question&kind=news"
    assert filters.address_without("kind", "news") == "?q=%D1%81%D1%83&kind=question"
    assert filters.address(exact="1").endswith("&exact=1")
    assert filters.address_without_all == filters.address_of_words("су") == "?q=%D1%81%D1%83"


KK, RU, BOTH = frozenset({"kk"}), frozenset({"ru"}), frozenset({"kk", "ru"})
TALLIES = [
    Tally(1, "question", "collecting", 2026, BOTH, 4),
    Tally(2, "question", "published", 2025, KK, 2),
    Tally(2, "news", "", 2026, RU, 3),
    Tally(3, "news", "", None, KK, 5),
    Tally(None, "text", "", 2025, BOTH, 1),
]


def counted(query, name):
    counts = counts_of(asked(query), TALLIES)[name]
    return {value: count for value, count in counts.items() if count}


def test_a_facet_counts_under_the_others_but_not_under_itself():
    assert counted("", "kind") == {"question": 6, "news": 8, "text": 1}
    assert counted("kind=news", "kind") == {"question": 6, "news": 8, "text": 1}
    assert counted("kind=news", "level") == {"city": 3, "republican": 5}
    assert counted("kind=news&level=city", "kind") == {"question": 2, "news": 3}
    assert counted("kind=news&level=city", "level") == {"city": 3, "republican": 5}
    assert counted("kind=news&level=city&language=kk", "kind") == {"question": 2}


def test_what_stands_in_both_languages_counts_in_both():
    assert counted("", "language") == {"kk": 12, "ru": 8}
    assert counted("language=ru", "kind") == {"question": 4, "news": 3, "text": 1}


def test_years_count_and_what_has_no_day_is_in_none():
    assert counted("since=2026-01-01&until=2026-12-31", "kind") == {"question": 4, "news": 3}
    assert counted("since=2026-01-01&until=2026-12-31", "year") == {2025: 3, 2026: 7}
    assert counted("since=1999-01-01&until=1999-12-31", "kind") == {}
    links = years_of(asked("since=2026-01-01&until=2026-12-31"), counts_of(asked(""), TALLIES))
    assert [(link["label"], link["count"], link["current"]) for link in links] == [
        ("2026", 7, True),
        ("2025", 3, False),
    ]
    assert "since=2025-01-01&until=2025-12-31" in links[1]["url"]


@given(
    st.lists(st.sampled_from(["kind=news", "kind=question", "level=city", "council=a", "language=ru", "region=abai",
                              "status=collecting", "since=2026-01-01", "until=2025-12-31"])),
    st.sampled_from(["kind", "level", "council", "status", "region", "language"]),
)  # fmt: skip
def test_a_count_is_what_its_choice_would_leave(chosen, name):
    """Chosen alone in its facet, an option leaves as many things as it says."""
    rest = [one for one in chosen if not one.startswith(f"{name}=")]
    for value, count in counted("&".join(chosen), name).items():
        left = asked("&".join([*rest, f"{name}={value}"]))
        total = sum(tally.count for tally in TALLIES if leaves(left, tally))
        assert count == total, value


def leaves(filters, tally):
    """Whether a thing of this tally fits all that is chosen; said once more, and another way."""
    asks = filters.question("kk")
    year = tally.year
    return (
        (not asks.councils or tally.council_id in asks.councils)
        and (not asks.kinds or tally.kind in asks.kinds)
        and (not asks.statuses or tally.status in asks.statuses)
        and (not asks.languages or bool(tally.languages & set(asks.languages)))
        and (asks.since is None or (year is not None and year >= asks.since.year))
        and (asks.until is None or (year is not None and year <= asks.until.year))
    )


def options(query, tallies=TALLIES, councils=COUNCILS, language="ru"):
    filters = asked(query, councils)
    facets = facets_of(filters, counts_of(filters, tallies), language)
    return {facet.name: [(one.value, one.count, one.is_chosen) for one in facet.options] for facet in facets}


def test_only_options_that_lead_somewhere_are_shown_and_those_that_are_chosen():
    found = options("kind=sitting")
    assert found["kind"] == [("question", 6, False), ("sitting", 0, True), ("news", 8, False), ("text", 1, False)]
    assert "status" not in found
    assert options("")["status"] == [("collecting", 4, False), ("published", 2, False)]


def test_within_a_year_options_have_no_number():
    """Tallies know years only; a number that is wrong would be worse than none."""
    assert has_whole_years(asked("since=2026-01-01"))
    assert not has_whole_years(asked("since=2026-01-02"))
    assert options("since=2026-03-01")["kind"] == [("question", None, False), ("news", None, False)]


def test_the_largest_councils_are_shown_and_those_that_are_chosen():
    councils = {
        key: CouncilFacts(key, f"c{key}", "city", "abai", f"Кеңес {key}", f"Совет {key}") for key in range(1, 31)
    }
    tallies = [Tally(key, "news", "", 2026, KK, key) for key in range(2, 31)]
    found = options("council=c3&council=c1", tallies, councils)["council"]
    assert [value for value, _count, _chosen in found] == [*(f"c{key}" for key in range(30, 20, -1)), "c3", "c1"]
    assert len(found) == LARGEST_COUNCILS + 2


def test_each_choice_is_a_chip_that_takes_itself_away():
    with translation.override("ru"):
        chips = chips_of(asked("kind=news&region=abai&since=2026-01-01&until=2026-03-31&order=newest"), "ru")
        assert [str(chip["label"]) for chip in chips] == ["Новость", "область Абай", "1 января – 31 марта 2026 г."]
    assert "kind=" not in chips[0]["url"]
    assert "region=abai" in chips[0]["url"]
    assert "since" not in chips[2]["url"]
    assert "until" not in chips[2]["url"]
    assert all("order=newest" in chip["url"] for chip in chips)


@pytest.mark.django_db
def test_councils_are_read_at_once(council, django_assert_num_queries):
    make_council("bozaral", name_kk="Бозарал кеңесі", name_ru="Совет Бозарала")
    with django_assert_num_queries(1):
        councils = read_councils()
    assert {row.slug: (row.level, row.region) for row in councils.values()}["bozaral"] == ("city", "karaganda")
    assert councils[council.pk].name("ru") == "Общественный совет города Кокжиде"
