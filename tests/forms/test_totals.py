"""Totals that add up, whatever the answers are."""

from hypothesis import given
from hypothesis import strategies as st

from forms import answering, publication, totals
from forms.models import PublicationLink
from forms.refusal_reasons import RefusalReason
from forms.states import ProposalState
from tests.forms.making import KAZAKH, NOW, filled, send

groups = st.lists(
    st.tuples(
        st.sampled_from(ProposalState),
        st.booleans(),
        st.booleans(),
        st.sampled_from([None, *RefusalReason]),
        st.integers(0, 500),
    )
)


@given(groups)
def test_the_parts_add_up_to_the_whole(rows):
    counted = totals.count(rows)
    assert counted.received == sum(number for *_rest, number in rows)
    decided = counted.accepted + counted.partially_accepted + counted.rejected + counted.forwarded
    assert counted.answered == decided
    assert decided + counted.in_review == counted.received
    assert counted.published + counted.not_published == counted.received
    assert counted.grouped == sum(number for _state, _published, is_grouped, _refusal, number in rows if is_grouped)
    assert counted.published + counted.refused + counted.told_in_a_group + counted.unchecked == counted.received
    assert counted.refused == sum(row[4] for row in rows if row[3] and not row[1])


def test_nothing_received_counts_as_nothing(consultation):
    assert totals.totals_of(consultation) == totals.Totals()


def test_a_consultation_is_counted_in_one_query(definition, consultation, django_assert_num_queries):
    states = ["accepted", "accepted", "partially_accepted", "rejected", "forwarded"]
    for state in states:
        answering.answer(send(definition).proposal, state, "Себеп", user=None, now=NOW)
    publication.publish(send(definition).proposal, KAZAKH, user=None, now=NOW)
    send(definition, filled(publication="nothing"))
    with django_assert_num_queries(1):
        counted = totals.totals_of(consultation)
    assert counted == totals.Totals(
        received=7, accepted=2, partially_accepted=1, rejected=1, forwarded=1, in_review=2, published=1,
        refusals=((RefusalReason.AUTHORS_WISH, 1),), unchecked=5,
    )  # fmt: skip


def test_a_published_proposal_counts_as_such_after_its_link_is_erased(definition, consultation):
    publication.publish(send(definition).proposal, KAZAKH, user=None, now=NOW)
    PublicationLink.objects.all().delete()
    assert totals.totals_of(consultation).published == 1
