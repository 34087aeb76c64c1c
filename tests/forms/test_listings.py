"""Published proposals and the register as plain items."""

import pytest
from django.utils.translation import override

from cms.dates import local, long_date
from forms import answering, listings, publication, receipts
from tests.forms.making import KAZAKH, NOW, filled, later, send


@pytest.mark.parametrize(("language", "lang"), [("kk", ""), ("ru", "kk")])
def test_a_published_proposal_keeps_its_own_language(definition, consultation, language, lang):
    publication.publish(send(definition).proposal, KAZAKH, user=None, now=NOW)
    with override(language):
        (item,) = listings.published_items(consultation, language)
    assert (item["text"], item["lang"], item["author"]) == (KAZAKH, lang, "")
    assert item["url"].startswith(f"/{language}/councils/almaly/questions/parks/propose/proposals/")


def test_the_register_holds_number_state_and_answer_of_what_is_not_public(definition, consultation):
    publication.publish(send(definition).proposal, KAZAKH, user=None, now=NOW)
    silent = send(definition, filled(publication="nothing")).proposal
    answering.answer(silent, "rejected", "Себебі бар.", user=None, now=later(days=1))
    waiting = send(definition, now=later(days=2)).proposal
    rows = listings.register_rows(consultation, "ru")
    assert [row[0]["text"] for row in rows] == [receipts.format_number(p.number) for p in (silent, waiting)]
    assert rows[0][2] == {
        "text": "Себебі бар.",
        "note": long_date(local(later(days=1)).date(), "ru"),
        "lang": "kk",
        "more": [],
    }
    assert rows[1][2] == {"text": "—"}
    assert KAZAKH not in str(rows)
