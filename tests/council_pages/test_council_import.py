"""What a table of councils says, and why a row of it may not be written."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.regions import REGIONS
from cms.roles import COUNCIL_ROLES, Role, languages_of
from council_pages.council_import import COLUMNS, CouncilFacts, Member, Parsed, differing, parse, quoted, read_councils

ROW = {
    "slug": "medeu",
    "name_kk": "Медеу ауданының қоғамдық кеңесі",
    "name_ru": "Общественный совет Медеуского района",
    "level": "district",
    "region": "KZ-75",
    "host_body_kk": "Әкімдік",
    "host_body_ru": "Акимат",
    "staff_email": "",
    "staff_name": "",
    "staff_role": "",
}
STAFF = {"staff_email": "aigul@example.kz", "staff_name": "Айгүл Серік", "staff_role": "editor"}
STAFF_ONLY = dict.fromkeys(ROW, "") | {"slug": "medeu"} | STAFF


def table(*rows, header=tuple(ROW), delimiter=","):
    """A CSV text: the header and below it one line for each row, over `ROW`."""
    lines = [header, *([(ROW | row)[name] for name in header] for row in rows)]
    return "\n".join(delimiter.join(cells) for cells in lines)


def only_row(text):
    """The one row of a table without refusals."""
    parsed = parse(text)
    assert (parsed.unreadable, parsed.refusals) == ("", ())
    [row] = parsed.rows
    return row


def only_reason(text, line=2):
    """The reason of the one refusal of a table."""
    parsed = parse(text)
    assert parsed.unreadable == ""
    [refusal] = parsed.refusals
    assert refusal.line == line
    return refusal.reason


# --- rows that may be written ----------------------------------------------------------------------------------------
def test_a_row_becomes_the_facts_of_a_council():
    row = only_row(table({}))
    facts = {name: cell for name, cell in ROW.items() if not name.startswith("staff_")}
    assert (row.line, row.slug, row.member) == (2, "medeu", None)
    assert row.facts == CouncilFacts(**facts)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_stand_in_any_order_with_any_delimiter(delimiter):
    header = tuple(reversed(ROW))
    assert only_row(table({}, header=header, delimiter=delimiter)) == only_row(table({}))


def test_a_byte_order_mark_is_no_part_of_the_first_column():
    parsed = read_councils(codecs.BOM_UTF8 + table({}).encode())
    assert parsed == parse("\ufeff" + table({})) == parse(table({}))
    assert len(parsed.rows) == 1


def test_latin_look_alikes_become_kazakh_letters():
    row = only_row(table({"name_kk": "Жет\u0069су ж\u0259не кеңес\u0069", "host_body_kk": "\u018fк\u0069мд\u0069к"}))
    assert (row.facts.name_kk, row.facts.host_body_kk) == ("Жетісу және кеңесі", "Әкімдік")


def test_blanks_around_and_between_words_are_trimmed():
    row = only_row(table({"slug": " medeu ", "name_ru": '"\u00a0Совет \n района "', "level": " district"}))
    assert (row.slug, row.facts.name_ru, row.facts.level) == ("medeu", "Совет района", "district")


@pytest.mark.parametrize("level", ["oblast", "Oblast", "Областной", "областной", "Облыстық", "ОБЛЫСТЫҚ", "Облыстык"])
def test_a_level_is_named_by_code_or_label(level):
    assert only_row(table({"level": level})).facts.level == "oblast"


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.code)
def test_a_region_is_named_by_code_or_by_either_name(region):
    for name in (region.iso, region.iso.lower(), region.kk.nominative, region.ru.nominative.upper()):
        assert only_row(table({"region": name})).facts.region == region.iso


def test_what_the_file_has_no_column_for_is_not_stated():
    header = ("slug", "name_kk", "name_ru", "level", "region")
    facts = only_row(table({}, header=header)).facts
    assert (facts.host_body_kk, facts.host_body_ru) == (None, None)
    assert differing(facts, only_row(table({})).facts) == []


def test_a_row_may_bring_a_member_of_the_staff_and_further_rows_more():
    parsed = parse(table(STAFF | {"staff_email": "Aigul@Example.kz"}, STAFF_ONLY | {"staff_role": "Хатшы"}))
    assert parsed.refusals == ()
    first, second = parsed.rows
    assert first.member == Member("aigul@example.kz", "Айгүл Серік", Role.EDITOR)
    assert first.facts.slug == "medeu"
    assert (second.facts, second.member.role) == (None, Role.SECRETARY)


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_every_role_of_a_council_can_be_given(role):
    for language in languages_of(role):
        member = only_row(table(STAFF | {"staff_role": f"{role} {language}".strip()})).member
        assert (member.role, member.language) == (role, language)


def test_a_translator_is_one_in_the_words_of_either_language():
    for words in ("Аудармашы KK", "Переводчик kk"):
        member = only_row(table(STAFF | {"staff_role": words})).member
        assert (member.role, member.language) == (Role.TRANSLATOR, "kk")


def test_empty_lines_and_empty_cells_at_the_end_say_nothing():
    header, line = table({}).split("\n")
    plain, filled = only_row(f"{header}\n\n\n{line}"), only_row(f"{header},,\n\n,,,\n{line},,")
    assert plain == filled
    assert plain.line == 4


def test_a_council_may_be_repeated_with_the_same_facts():
    assert len(parse(table({}, STAFF)).rows) == 2


# --- rows that may not -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"region": "Алматинская"}, ["region “Алматинская” is unknown", "Алматинская область"]),
        ({"region": "город Алма-Ата"}, ["is unknown", "город Алматы"]),
        ({"region": "KZ-99"}, ["is unknown", "KZ-"]),
        ({"region": "Wonderland"}, ["region “Wonderland” is unknown"]),
        ({"region": ""}, ["region is missing"]),
        ({"level": "republican"}, ["region is given"]),
        ({"level": "republican", "region": "Wonderland"}, ["region is given", "is unknown"]),
        ({"level": "village"}, ["level “village” is unknown", "district"]),
        ({"level": ""}, ["level is missing"]),
        ({"name_kk": ""}, ["name_kk is missing"]),
        ({"name_ru": " "}, ["name_ru is missing"]),
        ({"name_kk": "", "level": "village"}, ["name_kk is missing", "level “village”"]),
        ({"name_kk": "Қ" * 301}, ["name_kk is longer than 300"]),
        ({"name_kk": "Қ" * 1001}, ["longer than 1000"]),
        ({"name_ru": "Сов\x00ет"}, ["name_ru has a sign that is no letter", "Сов?ет"]),
        ({"name_ru": "Сов\ufffdет"}, ["name_ru has a sign that is no letter"]),
        ({"slug": ""}, ["slug is missing"]),
        ({"slug": "медеу"}, ["slug “медеу” may have only Latin letters"]),
        ({"slug": "me deu"}, ["slug “me deu” may"]),
        ({"slug": "m" * 81}, ["slug is longer than 80"]),
        (STAFF | {"staff_email": "aigul"}, ["staff_email “aigul” is no e-mail"]),
        (STAFF | {"staff_email": ""}, ["staff_email is missing"]),
        (STAFF | {"staff_email": f"a@{'a' * 60}.{'b' * 60}.{'c' * 60}.kz"}, ["staff_email is longer than 150"]),
        (STAFF | {"staff_role": "boss"}, ["staff_role “boss” is unknown", "secretary"]),
        (STAFF | {"staff_role": "administrator"}, ["staff_role “administrator” is unknown"]),
        (STAFF | {"staff_role": ""}, ["staff_role is missing"]),
        (STAFF | {"staff_role": "translator"}, ["a translator, and nobody else, has a language"]),
        (STAFF | {"staff_role": "editor ru"}, ["a translator, and nobody else, has a language"]),
        (dict.fromkeys(ROW, "") | {"slug": "medeu"}, ["name_kk is missing", "name_ru is missing", "level is missing"]),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_by_line_and_reason(wrong, words):
    reason = only_reason(table(wrong))
    assert not [word for word in words if word not in reason]


@pytest.mark.parametrize(("extra", "word"), [(",x", "too many"), (None, "too few")])
def test_a_row_with_too_few_or_too_many_cells_is_refused(extra, word):
    text = table({"staff_role": ""})
    assert word in only_reason(text + extra if extra else text.rsplit(",", 1)[0])


def test_the_line_is_the_one_that_an_editor_shows():
    good = table({"name_ru": '"Совет\nрайона\nМедеу"'})
    assert "slug is missing" in only_reason(good + "\n\n" + table({"slug": ""}).split("\n")[1], line=6)


def test_quotation_marks_that_do_not_match_cost_one_row():
    parsed = parse(table({}, {"slug": "b", "name_ru": '"Нур" совет'}, {"slug": "c"}))
    assert [row.slug for row in parsed.rows] == ["medeu", "c"]
    assert [(refusal.line, "quotation marks" in refusal.reason) for refusal in parsed.refusals] == [(3, True)]


def test_good_rows_around_a_bad_one_are_kept():
    parsed = parse(table({"slug": "a"}, {"slug": "b", "level": "?"}, {"slug": "c"}))
    assert [(row.line, row.slug) for row in parsed.rows] == [(2, "a"), (4, "c")]
    assert [refusal.line for refusal in parsed.refusals] == [3]


def test_rows_that_contradict_each_other_are_refused_together():
    parsed = parse(table({}, {"name_ru": "Другой совет", "region": "KZ-71"}, {"slug": "other"}))
    assert [row.slug for row in parsed.rows] == ["other"]
    first, second = parsed.refusals
    assert (first.line, second.line) == (2, 3)
    assert "line 3 too" in first.reason
    assert "line 2 too" in second.reason
    assert first.reason.endswith("name_ru, region")


# --- files that are refused as a whole -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        (" \n\n,,\n", "empty"),
        ("\ufeff", "empty"),
        (table(), "no row below"),
        (table({}).replace("host_body_kk", "host"), "There is no column “host”. Known: slug"),
        (table({}).replace("name_ru,", "name_kk,", 1).replace("staff_role", "name_ru"), "names name_kk twice"),
        (table({}, header=("slug", "name_kk")), "The header lacks name_ru, level, region"),
        ('"slug" x,"', "quotation marks in the header"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused_as_a_whole(text, words):
    parsed = parse(text)
    assert words in parsed.unreadable
    assert (parsed.rows, parsed.refusals) == ((), ())


def test_bytes_that_are_no_text_are_refused_as_a_whole():
    assert "encoding" in read_councils(b"\x98\xff").unreadable


# --- whatever comes --------------------------------------------------------------------------------------------------
CELLS = st.sampled_from(
    [*COLUMNS, *ROW.values(), *STAFF.values(), '"', "KZ-", "republican", "\x00", "\r", "\u2028", ""]
)
LINES = st.lists(st.lists(CELLS | st.text(max_size=8), max_size=11).map(",".join), max_size=5)
UNDER_A_HEADER = LINES.map(lambda lines: "\n".join([",".join(COLUMNS), *lines]))


@given(st.text() | UNDER_A_HEADER | LINES.map("\n".join))
def test_no_text_makes_parsing_raise(text):
    parsed = parse(text)
    assert isinstance(parsed, Parsed)
    assert bool(parsed.unreadable) != bool(parsed.rows or parsed.refusals)
    lines = [entry.line for entry in (*parsed.rows, *parsed.refusals)]
    assert len(set(lines)) == len(lines)


@given(st.binary())
def test_no_bytes_make_reading_raise(data):
    assert isinstance(read_councils(data), Parsed)


@given(st.text())
def test_what_a_message_repeats_is_short_and_harmless(text):
    assert quoted(text).isprintable()
    assert len(quoted(text)) <= 63
