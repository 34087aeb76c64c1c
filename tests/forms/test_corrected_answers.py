"""A correction leaves both answers to be read: by the author, beside the public text, on the register and in files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from forms import answering, publication, totals, tracking
from forms.form_building import define_form
from forms.models import Answer, EarlierAnswer, PublicationLink, PublishedEarlierAnswer
from forms.states import FINAL
from tests.factories import make_council
from tests.forms.making import KAZAKH, NOW, filled, later, parks, send, url

FIRST, SECOND = "Бірінші жауап: қаражат жоқ.", "Түзетілген жауап: қаражат бөлінді."


def corrected(definition, allowed="text", *, published_first=True):
    """A proposal whose answer was corrected, and its receipt."""
    receipt = send(definition, filled(publication=allowed))
    proposal = receipt.proposal
    if allowed != "nothing" and published_first:
        publication.publish(proposal, KAZAKH, user=None, now=NOW)
    answering.answer(proposal, "rejected", FIRST, user=None, now=later(days=1))
    answering.answer(proposal, "accepted", SECOND, user=None, now=later(days=3))
    if allowed != "nothing" and not published_first:
        proposal.refresh_from_db()
        publication.publish(proposal, KAZAKH, user=None, now=later(days=4))
    return receipt


@pytest.mark.parametrize("language, words", [("kk", "Бұрынғы жауап"), ("ru", "Прежний ответ")])
@pytest.mark.parametrize("published_first", [True, False])
def test_the_public_page_shows_both_with_their_days(client, open_form, definition, language, words, published_first):
    corrected(definition, published_first=published_first)
    page = client.get(url(language, "proposals")).content.decode()
    assert page.index(SECOND) < page.index(words) < page.index(FIRST)
    assert "2026-11-24" in page and "2026-11-26" in page


def test_both_stay_when_nothing_leads_to_the_proposal_any_more(client, open_form, definition):
    corrected(definition)
    PublicationLink.objects.all().delete()
    assert FIRST in client.get(url("kk", "proposals")).content.decode()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_author_reads_both(client, open_form, definition, language):
    receipt = corrected(definition, "nothing")
    data = {"number": receipt.proposal.number, "secret": receipt.secret}
    page = client.post(f"/{language}/track/", data).content.decode()
    assert page.index(SECOND) < page.index(FIRST)
    assert FIRST not in client.post(f"/{language}/track/", {"number": receipt.proposal.number}).content.decode()


def test_by_number_alone_both_are_read_where_they_are_public(definition):
    found = tracking.describe(tracking.find(corrected(definition).proposal.number), "kk", later(days=5))
    assert (found["answer"], [earlier["text"] for earlier in found["earlier"]]) == (SECOND, [FIRST])


def test_the_register_of_what_is_not_public_shows_both(client, open_form, definition):
    corrected(definition, "nothing")
    publication.publish(send(definition).proposal, KAZAKH, user=None, now=NOW)
    from tests.office import words_of

    words = words_of(client.get(url("kk", "proposals") + "document.docx"))
    assert words.index(SECOND) < words.index(FIRST)


def test_the_same_answer_again_changes_nothing(definition):
    proposal = corrected(definition).proposal
    before = Answer.objects.get().answered_at
    answering.answer(proposal, "accepted", f" {SECOND}\n", user=None, now=later(days=9))
    assert Answer.objects.get().answered_at == before
    assert EarlierAnswer.objects.count() == PublishedEarlierAnswer.objects.count() == 1


def test_an_answer_was_given_when_it_was_given_first(definition, consultation):
    corrected(definition)
    [(_key, _received, answered)] = totals.answer_times(type(consultation).objects.filter(pk=consultation.pk))
    assert answered == later(days=1)


class NothingIsLost(TestCase):
    """Whatever is answered, published, withdrawn and published again."""

    @given(
        st.lists(
            st.one_of(
                st.tuples(st.sampled_from(sorted(FINAL)), st.sampled_from(["А", "Б", "В"])),
                st.sampled_from(["publish", "withdraw"]),
            ),
            max_size=8,
        )
    )
    def test_no_answer_that_was_ever_shown_disappears(self, acts):
        definition = define_form(parks(make_council("almaly")), user=None)
        receipt, shown = send(definition), []
        proposal = receipt.proposal
        for day, act in enumerate(acts):
            if act == "publish":
                publication.publish(proposal, KAZAKH, user=None, now=later(days=day))
            elif act == "withdraw":
                publication.withdraw(proposal, user=None, now=later(days=day))
            else:
                answering.answer(proposal, *act, user=None, now=later(days=day))
                shown += [act] if shown[-1:] != [act] else []
            proposal = type(proposal).objects.get(pk=proposal.pk)
        own = tracking.describe(tracking.find(proposal.number, receipt.secret), "kk", later(days=9))
        told = [(proposal.state, own["answer"])] + [(each["status"], each["text"]) for each in own["earlier"]]
        assert told == list(reversed(shown)) or (not shown and own["answer"] == "")
        if proposal.is_published:
            public = tracking.describe(tracking.find(proposal.number), "kk", later(days=9))
            assert [(each["status"], each["text"]) for each in public["earlier"]] == told[1:]
