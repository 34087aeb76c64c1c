"""What is found in a text, and what of it refuses."""

import pytest

from council_pages.content_checks import Check, Finding, Part, findings_of, is_shouted, refusing, says_nothing

WORDS = "<p>" + "сөз " * 20 + "</p>"


def found(html, title="Мәселе туралы", under=1):
    return [finding.check for finding in findings_of(title, [Part("body", "Мәтін", html, under)])]


@pytest.mark.parametrize(
    "html, check",
    [
        ('<p><a href="/kk/"></a></p>', Check.EMPTY_LINK),
        ('<p><a href="#">Есеп</a></p>', Check.EMPTY_LINK),
        ("<p><a>Есеп</a></p>", Check.EMPTY_LINK),
        ("<p><img></p>", Check.NO_ALT),
        ("<h2> </h2>", Check.EMPTY_HEADING),
        ("<h3>Бірінші тақырып</h3>", Check.SKIPPED_HEADING),
        ("<h2>Бір</h2><h4>Үш</h4>", Check.SKIPPED_HEADING),
        ('<p><a href="/kk/">осында</a></p>', Check.UNCLEAR_LINK),
        ('<p><a href="/ru/">Нажмите здесь.</a></p>', Check.UNCLEAR_LINK),
        ('<p><a href="https://adilet.zan.kz/x">https://adilet.zan.kz/x</a></p>', Check.UNCLEAR_LINK),
        ('<p><a href="https://gov.kz">gov.kz</a></p>', Check.UNCLEAR_LINK),
        (f"<p>{'сөз ' * 121}</p>", Check.LONG_PARAGRAPH),
        ("<table><tr><td>1</td></tr></table>", Check.NO_HEADER_ROW),
        ('<p><a linktype="document" id="1">Жоба</a></p>', Check.FILE_ALONE),
        ("<h2>ҚОҒАМДЫҚ КОНСУЛЬТАЦИЯ</h2>", Check.CAPITALS),
    ],
)
def test_each_fault_is_found_once_and_alone(html, check):
    assert found(html) == [check]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<h2>Бір</h2><h3>Екі</h3><h2>Үш</h2>",
        '<p><img alt="Алаңның жобасы"><img alt=""></p>',
        '<p><a href="/kk/">Қоғамдық кеңестің есебі</a></p>',
        '<p><a linktype="page" id="3">Кесте</a></p>',
        '<p><a href="mailto:a@kenes.example">a@kenes.example</a></p>',
        f"<p>{'сөз ' * 120}</p>",
        "<table><tr><th>Күні</th></tr><tr><td>1</td></tr></table>",
        f'{WORDS}<p><a linktype="document" id="1">Жоба</a></p>',
        "<h2>ҚР БАҚ туралы</h2>",
    ],
)
def test_what_is_right_is_not_found(html):
    assert found(html) == []


def test_headings_go_on_from_the_one_that_the_template_says_above_the_field():
    assert found("<h3>Бөлім</h3>", under=2) == []
    assert found("<h4>Бөлім</h4>", under=2) == [Check.SKIPPED_HEADING]


def test_a_title_in_capitals_is_found_at_the_title():
    [finding] = findings_of("О РАЗДЕЛЬНОМ СБОРЕ ОТХОДОВ", [])
    assert (finding.check, finding.field, finding.refuses) == (Check.CAPITALS, "title", False)


def test_words_in_another_field_stand_beside_a_file():
    parts = [Part("body", "", WORDS), Part("documents", "", '<a linktype="document" id="1">Жоба</a>')]
    assert findings_of("Тақырып", parts) == []
    assert [finding.check for finding in findings_of("Тақырып", parts[1:])] == [Check.FILE_ALONE]


def test_only_what_is_broken_refuses_and_it_comes_first():
    html = '<p><a href="/kk/">осында</a></p><h3>Бөлім</h3><p><a href="/kk/"></a></p>'
    findings = findings_of("Тақырып", [Part("body", "Мәтін", html)])
    assert [finding.check for finding in findings] == [Check.EMPTY_LINK, Check.SKIPPED_HEADING, Check.UNCLEAR_LINK]
    assert len(refusing(findings)) == 2


def test_a_finding_says_where_it_stands():
    finding = Finding(Check.UNCLEAR_LINK, "body", "Мәтін", "осында")
    assert str(finding) == f"Мәтін («осында»): {Check.UNCLEAR_LINK.label}"
    assert str(Finding(Check.FILE_ALONE)) == Check.FILE_ALONE.label


@pytest.mark.parametrize("words", ["", "БАҚ", "ҚР БАҚ", "Қоғамдық кеңес", "2026 – 2027, 100 000 000 000"])
def test_an_abbreviation_or_a_sentence_does_not_shout(words):
    assert not is_shouted(words)


@pytest.mark.parametrize("words", ["Кесте 2026-q4", "қоғамдық кеңес туралы", "Здесь живут люди", "a@b.kz"])
def test_words_that_name_something_say_enough(words):
    assert not says_nothing(words)
