import pytest

from council_pages.documents.content import Heading, Listing, Paragraph, Run
from council_pages.documents.rich_text import blocks_of


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", ()),
        (None, ()),
        ("<p></p><p> </p>", ()),
        ("<h2>Бірінші</h2><h3>Екінші</h3>", (Heading("Бірінші", 3), Heading("Екінші", 3))),
        (
            "<p>Кесте <b>бекітілсін</b>,\n <i>дұрыс</i>.</p>",
            (Paragraph((Run("Кесте "), Run("бекітілсін", True), Run(", "), Run("дұрыс", True), Run("."))),),
        ),
        ("<ul><li>бір</li><li>екі</li></ul>", (Listing(((Run("бір"),), (Run("екі"),))),)),
        ("<ol><li>бір<ul><li>ішкі</li></ul></li></ol>", (Listing(((Run("бір"),), (Run("ішкі"),)), ordered=True),)),
        ("<p>бір<br/>екі</p>", (Paragraph((Run("бір"), Run("\n"), Run("екі"))),)),
        ("жалаң мәтін", (Paragraph((Run("жалаң мәтін"),)),)),
        ("<p>&lt;b&gt; &amp; 5&nbsp;₸</p>", (Paragraph((Run("<b> & 5\u00a0₸"),)),)),
    ],
)
def test_rich_text_becomes_blocks(html, blocks):
    assert blocks_of(html) == blocks


def test_a_link_to_another_site_is_followed_by_its_address_and_one_within_is_not():
    links = (
        '<a href="https://adilet.zan.kz/x">Заң</a>',
        '<a linktype="page" id="3">бет</a>',
        '<a href="mailto:x">хат</a>',
    )
    [said] = blocks_of(f"<p>{', '.join(links)}</p>")
    assert "".join(run.text for run in said.runs) == "Заң (https://adilet.zan.kz/x), бет, хат"


def test_an_address_that_is_the_link_s_own_words_is_not_said_twice():
    [said] = blocks_of('<p><a href="https://adilet.zan.kz/x">https://adilet.zan.kz/x</a></p>')
    assert "".join(run.text for run in said.runs) == "https://adilet.zan.kz/x"


def test_the_language_of_the_text_stays_with_it():
    assert [block.lang for block in blocks_of("<p>бір</p><ul><li>екі</li></ul>", "kk")] == ["kk", "kk"]
