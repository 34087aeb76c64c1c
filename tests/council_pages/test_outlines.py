"""What stands in a piece of HTML, stored or imported."""

from council_pages.outlines import Outline


def test_headings_and_paragraphs_keep_their_words_and_order():
    outline = Outline.of("<h2>Ұсыныс <b>мәтіні</b></h2><p>Бірінші<br>жол</p><ul><li>екінші</li></ul><h3></h3>")
    assert outline.headings == [(2, "Ұсыныс мәтіні"), (3, "")]
    assert outline.paragraphs == ["Бірінші жол", "екінші"]


def test_a_paragraph_does_not_count_the_words_of_a_list_inside_it():
    outline = Outline.of("<ul><li>outer <ul><li>inner one</li><li>inner two</li></ul></li></ul>")
    assert outline.paragraphs == ["inner one", "inner two", "outer"]


def test_links_lead_to_an_address_or_to_a_chosen_page():
    outline = Outline.of(
        '<p><a href="https://kenes.example/">Kenes</a> <a linktype="page" id="3">page</a> <a id="x">anchor</a></p>'
    )
    assert [(link.address, link.words, link.is_empty) for link in outline.links] == [
        ("https://kenes.example/", "Kenes", False),
        ("3", "page", False),
        ("", "anchor", True),
    ]


def test_the_description_of_a_picture_is_the_words_of_its_link():
    [link] = Outline.of('<a href="/kk/"><img alt="Елтаңба"></a>').links
    assert (link.words, link.is_empty) == ("Елтаңба", False)
    assert Outline.of('<a href="/kk/"><img alt=""></a>').links[0].is_empty


def test_pictures_say_whether_they_are_described():
    html = '<img alt="a"><img alt=""><img><embed embedtype="image" id="1"><embed embedtype="media" url="x">'
    assert Outline.of(html).pictures == ["a", "", None, None]


def test_tables_say_whether_they_have_a_header():
    html = "<table><tr><th>a</th></tr></table><table><tr><td>b</td></tr></table>"
    assert Outline.of(html).tables == [True, False]


def test_the_names_of_files_are_not_counted_as_words():
    outline = Outline.of('<p>Two words <a linktype="document" id="1">a file of five words</a></p>')
    assert outline.words == 2
    assert outline.links[0].is_file


def test_what_is_never_closed_does_no_harm():
    assert Outline.of("</p><p>open <a href='/x'>link").paragraphs == []
