"""What is promised by when, and what changed: to everybody what is public, to the author all of it."""

from datetime import date

import pytest
from django.utils.translation import gettext, override

from council_pages.models import DayOff, Outcome
from forms import answering, own_data, publication, refusing, tracking
from tests.forms.making import CLOSES, NOW, filled, later, send

LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])


def described(result, *, own=False, language="kk", now=NOW):
    with override(language):
        found = tracking.find(result.proposal.number, result.secret if own else "")
        return tracking.describe(found, language, now)


def promises(result, **how):
    """The words of the steps that are ahead, by their labels."""
    return {
        step["label"]: step.get("text") for step in described(result, **how)["timeline"] if step["state"] == "ahead"
    }


@pytest.mark.parametrize(
    ("language", "answer_by", "outcome_by"),
    [
        ("kk", "2026 жылғы 16 желтоқсанға дейін", "2026 жылғы 31 желтоқсанға дейін"),
        ("ru", "до 16 декабря 2026 г.", "до 31 декабря 2026 г."),
    ],
)
def test_answer_and_outcome_are_promised_by_the_terms_after_the_closing(definition, language, answer_by, outcome_by):
    told = promises(send(definition), language=language)
    with override(language):
        words = gettext("Promised: %(until)s")
        assert told[gettext("Answer of the council")] == words % {"until": answer_by}
        assert told[gettext("Outcome of the consultation")] == words % {"until": outcome_by}


@LANGUAGES
def test_a_term_that_has_passed_is_said_to_have_passed(definition, language):
    told = promises(send(definition), language=language, now=CLOSES.replace(day=17))
    with override(language):
        assert (
            gettext("Promised: %(until)s. This term has passed.").partition("%(until)s")[2]
            in told[gettext("Answer of the council")]
        )


def test_a_text_is_published_within_a_working_day_and_only_the_author_reads_of_it(definition):
    DayOff.objects.create(day=date(2026, 11, 24), kind=DayOff.Kind.OFF)
    result = send(definition)
    with override("kk"):
        label = gettext("Publication, once the secretary has checked the text")
    assert "25 қараша" in promises(result, own=True)[label]
    assert label not in promises(result)


@pytest.mark.parametrize("act", ["nothing", "withdrawn", "refused", "frozen", "erased"])
def test_no_publication_is_promised_where_there_will_be_none(definition, act):
    result = send(definition, filled(publication="nothing" if act == "nothing" else "text"))
    if act == "withdrawn":
        own_data.withdraw_publication(result.proposal, now=NOW)
    if act == "refused":
        refusing.refuse_publication(result.proposal, "advertising", user=None, now=NOW)
    if act == "erased":
        own_data.erase(result.proposal, keep_public=False, now=NOW)
    if act == "frozen":
        definition.consultation.list_frozen_at = NOW
        definition.consultation.save()
    with override("kk"):
        assert gettext("Publication, once the secretary has checked the text") not in promises(result, own=True)


def test_a_halted_consultation_promises_nothing(definition):
    result = send(definition)
    definition.consultation.halted = "postponed"
    definition.consultation.save()
    assert set(promises(result).values()) == {None}


def test_once_the_outcome_is_published_it_is_done(definition):
    result = send(definition)
    Outcome.objects.create(consultation=definition.consultation, published_at=later(days=20))
    last = described(result, now=later(days=21))["timeline"][-1]
    assert (last["state"], last["when"]) == ("done", later(days=20))


@LANGUAGES
def test_what_changed_is_told_in_order_and_the_author_s_own_acts_to_the_author_alone(definition, secretary, language):
    result = send(definition)
    proposal = result.proposal
    answering.take_up(proposal, user=secretary, now=NOW)
    publication.publish(proposal, "Мәтін", user=secretary, now=NOW)
    publication.publish(proposal, "Мәтін, түзетілген", user=secretary, now=NOW)
    answering.answer(proposal, "accepted", "Иә.", user=secretary, now=NOW)
    answering.answer(proposal, "rejected", "Жоқ.", user=secretary, now=NOW)
    own_data.withdraw_publication(proposal, now=NOW)
    with override(language):
        public = [
            gettext("The council took the proposal up."),
            gettext("The text was published on the site."),
            gettext("The published text was corrected."),
            gettext("The council answered: %(state)s") % {"state": gettext("Taken into account")},
            gettext("The council corrected its answer: %(state)s") % {"state": gettext("Not taken into account")},
            gettext("The published text was taken off the site."),
        ]
        own = gettext("You withdrew the publication.")
    assert [change["text"] for change in described(result, language=language)["changes"]] == public
    assert [change["text"] for change in described(result, own=True, language=language)["changes"]] == [*public, own]


def test_of_two_proposals_each_has_its_own_course(definition, secretary):
    first, second = send(definition), send(definition)
    answering.take_up(first.proposal, user=secretary, now=NOW)
    assert described(second)["changes"] == []
