"""docs/rules.md lists the rules of the code: each once, with its name, its default, its source and its force."""

from pathlib import Path

from django.utils.translation import override

from council_pages import rule_keeping
from council_pages.rules import DEFINITIONS, RuleCode
from council_pages.warned import Warned
from tests.test_documents import table_rows

BASE_DIR = Path(__file__).resolve().parent.parent
DOCUMENT = (BASE_DIR / "docs" / "rules.md").read_text(encoding="utf-8")
HEAD = "| rule | text | source, clause | refused or warned | code | test |"
VALUES, REFUSALS, REFUSED, WARNINGS = (table_rows(DOCUMENT[DOCUMENT.index(heading) :], HEAD) for heading in (
    "## Values with days of validity", "## What is refused when a rule is changed",
    "## What is refused in the cycle", "## What is warned of in the cycle",
))  # fmt: skip
# decisions.md, "Refused or warned": what nobody may.
REFUSED_BY_DECISION = [
    "One schedule for a council and quarter",
    "The closing follows the opening",
    "A closing is not moved into the past",
    "What a citizen sent does not change",
    "A reply is not older than its recommendation",
    "Our own site is no evidence of step 3 or 7",
    "A proposal comes inside its window",
    "An approved schedule changes by a decision only",
]


def test_the_table_has_every_rule_of_the_code_once_and_no_other():
    assert [row[4] for row in VALUES] == [f"`{code.value}`" for code in RuleCode]


def test_every_row_says_the_name_and_the_default_of_its_rule():
    with override("en"):
        expected = [
            (str(code.label), DEFINITIONS[code].in_words(DEFINITIONS[code].default).replace("\N{NO-BREAK SPACE}", " "))
            for code in RuleCode
        ]
    assert [(row[0], row[1]) for row in VALUES] == expected


def test_a_default_without_a_clause_is_called_a_setting_and_no_other_is():
    for code, row in zip(RuleCode, VALUES, strict=True):
        assert row[2].startswith(DEFINITIONS[code].clause or "setting"), code
        assert row[2].startswith("setting") == (not DEFINITIONS[code].clause), code


def test_a_rule_is_refused_in_the_table_only_where_the_code_refuses():
    said = [row[3] for row in VALUES]
    assert said == ["refused" if DEFINITIONS[code].refuses else "warned" for code in RuleCode]


def test_every_row_names_a_test_that_names_its_code():
    for row in [*VALUES, *REFUSALS]:
        tested = (BASE_DIR / row[5].strip("`")).read_text(encoding="utf-8")
        assert row[4].strip("`") in tested, row[4]


def test_what_refuses_a_change_is_a_verb_of_the_rules():
    assert REFUSALS
    assert all(callable(getattr(rule_keeping, row[4].strip("`"))) for row in REFUSALS)


# --- the cycle: refused, and warned of -------------------------------------------------------------------------------


def test_every_warning_has_one_row_with_its_words_and_its_code():
    with override("en"):
        expected = [(str(code.label), f"`{code.value}`", "warned") for code in Warned]
    assert [(row[0], row[1], row[3]) for row in WARNINGS] == expected


def test_everything_that_the_decisions_refuse_is_in_the_table_and_refused():
    said = [row[0] for row in REFUSED]
    assert [rule for rule in REFUSED_BY_DECISION if said.count(rule) != 1] == []
    assert {row[3] for row in REFUSED} == {"refused"}
    for row in REFUSED:
        assert ('"Refused"' in row[2]) == (row[0] in REFUSED_BY_DECISION), row[0]


def test_every_rule_of_the_cycle_has_a_source_and_names_code_and_test_that_exist():
    for row in [*REFUSED, *WARNINGS]:
        assert row[1] and row[2], row[0]
        for cell in row[4:]:
            path, _sign, name = cell.strip("`").partition("::")
            text = (BASE_DIR / path).read_text(encoding="utf-8")
            assert not name or f"def {name}(" in text, cell
        assert "::test_" in row[5], row[0]
