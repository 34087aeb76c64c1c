"""Which published proposals can be found, and that nothing else of a proposal can."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from forms import answering, own_data, publication
from forms.form_building import define_form
from forms.models import PublishedProposal
from search.documents import Document
from search.sources.proposals import ProposalSource, title_of
from tests.factories import make_council
from tests.forms.making import COUNCIL, KAZAKH, NOW, filled, later, make_pages, parks, send, url

NAMED = {"publication": "text_and_name", "name": "Канарейка Аты", "email": "canary@example.kz", "consent": "on"}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def council(kept_database):
    """A council with its section in both languages, made once for the module."""
    return make_council(COUNCIL)


@pytest.fixture(autouse=True)
def quick_hands(monkeypatch):
    """A test fills a form in at once."""
    monkeypatch.setattr("forms.suspicion.LEAST_TIME", later() - NOW)


@pytest.fixture
def definition(council, db):
    """The form of a question about parks."""
    return define_form(parks(council), user=None)


@pytest.fixture
def pages(definition):
    """The live pages of the question and its form."""
    return make_pages(definition, ("kk", "ru"))


def published(definition, text=KAZAKH, language="kk", **data):
    """A proposal and its public copy."""
    proposal = send(definition, filled(text=f"Түпнұсқа: {text}", **data), language=language).proposal
    return proposal, publication.publish(proposal, text, user=None, now=NOW)


def texts(documents):
    return [(document.title, document.text) for document in documents]


def test_the_text_the_answer_and_the_corrected_answer_are_found(definition, pages, documents_of, council, client):
    proposal, public = published(definition)
    answering.answer(proposal, "rejected", "Бірінші жауап", user=None, now=later(days=1))
    answering.answer(proposal, "accepted", "Түзетілген жауап", user=None, now=later(days=2))
    (found,) = documents_of("proposals")
    assert found == Document(
        model=PublishedProposal,
        pk=public.pk,
        language="kk",
        title=KAZAKH,
        text=f"{KAZAKH}\nТүзетілген жауап\nБірінші жауап",
        is_public=True,
        url=url("kk", "proposals", public.public_id),
        kind="proposal",
        council_id=council.pk,
        status="accepted",
        date=public.published_on,
    )
    assert client.get(found.url).status_code == 200


def test_nothing_personal_is_found(definition, pages, documents_of):
    """Not the name, even where it may be shown; not the contact, nor the original, nor the number of the receipt."""
    proposal, _public = published(definition, **NAMED)
    said = str(documents_of("proposals"))
    assert _public.name == NAMED["name"]
    for private in ("Канарейка", "canary", "Түпнұсқа", proposal.number):
        assert private not in said


def test_what_is_withdrawn_or_not_published_is_not_found(definition, pages, documents_of):
    proposal, _public = published(definition)
    send(definition, filled(text="жарияланбасын", publication="nothing"))
    own_data.withdraw_publication(proposal, now=later(days=1))
    assert documents_of("proposals") == []


def test_it_is_found_while_a_reader_can_open_it(definition, pages, documents_of, client):
    """One live page of the form is enough, in whichever language; without one nothing is found."""
    _proposal, public = published(definition)
    address = url("kk", "proposals", public.public_id)
    for language, is_found in (("kk", True), ("ru", False)):
        pages[language].unpublish()
        assert (client.get(address).status_code == 200) == is_found
        assert bool(documents_of("proposals")) == is_found


def test_a_closed_page_hides_its_proposals(definition, pages, documents_of):
    """The open page in the other language does not stand in for one that is there but closed."""
    published(definition)
    published(definition, "Орысша емес", language="ru")
    PageViewRestriction.objects.create(page=pages["kk"].get_parent(), restriction_type="login")
    assert [found.language for found in documents_of("proposals")] == ["ru"]
    pages["kk"].unpublish()
    assert sorted(found.language for found in documents_of("proposals")) == ["kk", "ru"]


def test_a_long_proposal_is_titled_by_its_beginning():
    title = title_of("Біздің  көшеде\n" + "жарық жоқ " * 50)
    assert title.startswith("Біздің көшеде жарық жоқ")
    assert title.endswith(("жарық…", "жоқ…"))
    assert len(title) <= 91
    assert len(title_of("ә" * 500)) == 91


def test_a_batch_costs_the_same_whatever_it_holds(definition, pages):
    keys = [published(definition, f"Ұсыныс {number}")[1].pk for number in range(6)]
    counts = []
    for size in (2, 6):
        with CaptureQueriesContext(connection) as queries:
            assert len(ProposalSource().documents(keys[:size])) == size
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 3
