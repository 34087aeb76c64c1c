"""What can be found follows what is published: at once, and never at the cost of the act itself."""

import logging
from contextlib import contextmanager
from datetime import date, timedelta
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import F
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from council_pages import holding, planning, recommending, replies
from council_pages.models import AgendaItem, NewsIndexPage, NewsPage, Recommendation
from council_pages.provisioning import section_page
from council_pages.texts import pages_of
from forms import answering, own_data, publication
from forms.form_building import define_form
from forms.models import PublishedProposal
from search import freshness, refreshing
from search.index import writing
from search.models import Entry, EntryText
from tests.council_pages.conftest import make_news, make_outcome, make_question, make_sitting
from tests.factories import make_recommendation, make_superuser
from tests.forms.making import NOW, filled, make_pages, parks, send

DAY = date(2026, 11, 13)


class Index:
    """What the index holds; while it `is_down`, nothing can be written to it."""

    is_down = False

    @property
    def texts(self):
        """{(model, key, language): entry}."""
        rows = Entry.objects.select_related("words", "content_type").annotate(text=F("words__text"))
        return {(row.content_type.model_class(), row.object_id, row.language): row for row in rows}

    def remove(self, model, keys):
        """Take entries away behind its back."""
        writing.remove(model, keys)

    def public(self, model):
        """The titles of what readers find of a model."""
        return sorted(row.words.title for key, row in self.texts.items() if key[0] is model and row.is_public)


@pytest.fixture
def index(monkeypatch):
    """The index that the signals write to: empty, whatever the test's council has brought already."""
    made = Index()

    def unless_down(verb):
        def act(*args):
            if made.is_down:
                raise DatabaseError("zqxcanary")
            return verb(*args)

        return act

    for entry in Entry.objects.select_related("content_type"):
        writing.remove(entry.content_type.model_class(), [entry.object_id])
    for name in ("write", "remove"):
        monkeypatch.setattr(writing, name, unless_down(getattr(writing, name)))
    return made


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A block that is committed at its end."""

    @contextmanager
    def commit():
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return commit


def make_file(title="есеп"):
    return get_document_model().objects.create(title=title, file=ContentFile("Жол".encode(), f"{title}.txt"))


# --- pages -----------------------------------------------------------------------------------------------------------


def test_a_page_is_found_from_its_publication_to_its_withdrawal(council, index, committed):
    with committed():
        page = make_news(council, "kk", "Жаңалық")
    assert index.public(Page) == ["Жаңалық"]
    with committed():
        page.title = "Жаңа атау"
        page.save_revision()
    assert index.public(Page) == ["Жаңалық"]
    with committed():
        page.get_latest_revision().publish()
    assert index.public(Page) == ["Жаңа атау"]
    with committed():
        Page.objects.get(pk=page.pk).unpublish()
    assert index.public(Page) == []
    assert (Page, page.pk, "kk") in index.texts
    with committed():
        Page.objects.get(pk=page.pk).delete()
    assert index.texts == {}


def test_nothing_is_written_of_what_is_rolled_back(council, index, committed):
    with committed(), pytest.raises(RuntimeError), transaction.atomic():
        make_news(council, "kk", "Жаңалық")
        raise RuntimeError
    assert index.texts == {}


def test_pages_that_are_moved_or_get_another_address_keep_their_own(council, index, committed):
    """With everything below them."""
    with committed():
        page = make_news(council, "kk", "Жаңалық")
    below = section_page(council, "kk", NewsIndexPage)
    with committed():
        below.slug = "habarlar"
        below.save()
    assert index.texts[Page, page.pk, "kk"].url.endswith(f"/habarlar/{page.slug}/")
    target = section_page(council, "ru", NewsIndexPage)
    with committed():
        NewsPage.objects.get(pk=page.pk).move(target, pos="last-child")
    assert index.texts[Page, page.pk, "kk"].url.startswith("/ru/")


def test_a_restriction_closes_all_below_it_until_it_goes(council, index, committed):
    file = make_file()
    with committed():
        make_news(council, "kk", "Жаңалық", documents=[("document", file)])
    with committed():
        restriction = PageViewRestriction.objects.create(
            page=section_page(council, "kk", NewsIndexPage), restriction_type="login"
        )
    assert index.public(Page) == index.public(get_document_model()) == []
    with committed():
        restriction.delete()
    assert index.public(Page) == ["Жаңалық"]
    assert index.public(get_document_model()) == ["есеп"]


def test_a_row_brings_its_pages_along(council, index, committed, past):
    """The state of a question, its events and news; the agenda of a sitting; the name of a council."""
    with committed():
        row = make_question(council, languages=["kk"], **past)
        decision = make_sitting(council, languages=["kk"])
    page, now = pages_of(row)["kk"], timezone.now()
    assert index.texts[Page, page.pk, "kk"].status == "reviewing"
    with committed():
        holding.publish_update(row, text_kk="Хабар", text_ru="", user=None, now=now)
        holding.plan_event(row, user=None, kind="hearing", starts_at=now, place_kk="Мектеп")
        AgendaItem.objects.create(sitting=decision.sitting, title_kk="Су")
        council.name_kk = "Жаңа атау"
        council.save()
    said = {one.kind: one.text for one in index.texts.values() if one.language == "kk"}
    assert {"Хабар", "Мектеп"} <= set(said["question"].splitlines())
    assert "Су" in said["sitting"].splitlines()
    assert "Жаңа атау" in said["council"].splitlines()
    with committed():
        planning.halt(row, "postponed", reason_kk="Боран", reason_ru="Буран", user=None)
    assert index.texts[Page, page.pk, "kk"].status == "postponed"


def test_an_outcome_changes_the_state_of_its_question(council, index, committed, past):
    with committed():
        row = make_question(council, languages=["kk"], **past)
    with committed():
        outcome = make_outcome(row, languages=["kk"])
    assert index.texts[Page, pages_of(row)["kk"].pk, "kk"].status == "published"
    assert index.texts[Page, pages_of(outcome)["kk"].pk, "kk"].date == timezone.localdate()


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_file_is_found_while_a_page_shows_it(council, index, committed):
    model = get_document_model()
    with committed():
        file = make_file()
    assert index.public(model) == []
    with committed():
        page = make_news(council, "kk", "Жаңалық", documents=[("document", file)])
    assert index.texts[model, file.pk, "kk"].text == "Жол"
    with committed():
        page.documents = []
        page.save_revision().publish()
    assert index.public(model) == []
    with committed():
        page.documents = [("document", file)]
        page.save_revision().publish()
        file.title = "Жаңа атау"
        file.save()
    assert index.public(model) == ["Жаңа атау"]
    with committed():
        Page.objects.get(pk=page.pk).delete()
    assert index.public(model) == []


def test_a_file_is_found_before_wagtails_worker_has_noted_who_shows_it(council, index, committed, monkeypatch):
    """And is not found any more, once it is taken off its page."""
    asleep = SimpleNamespace(enqueue=lambda *args: None)
    monkeypatch.setattr("wagtail.signal_handlers.update_reference_index_task", asleep)
    file = make_file()
    with committed():
        page = make_news(council, "kk", "Жаңалық", documents=[("document", file)])
    assert index.public(get_document_model()) == ["есеп"]
    with committed():
        page.documents = []
        page.save()
    assert index.public(get_document_model()) == []


def test_a_file_of_both_languages_stands_in_the_index_once(council, index, committed):
    """It changes its language from Kazakh to none, and leaves nothing behind."""
    file = make_file()
    for language in ("kk", "ru"):
        with committed():
            make_news(council, language, "Жаңалық", documents=[("document", file)])
    assert [key[2] for key in index.texts if key[0] is get_document_model()] == [""]


def test_a_closed_collection_and_a_deleted_file_are_not_found(council, index, committed):
    file = make_file()
    with committed():
        make_news(council, "kk", "Жаңалық", documents=[("document", file)])
    with committed():
        closed = CollectionViewRestriction.objects.create(
            collection=Collection.get_first_root_node(), restriction_type="login"
        )
    assert index.public(get_document_model()) == []
    with committed():
        closed.delete()
    assert index.public(get_document_model()) == ["есеп"]
    with committed():
        file.delete()
    assert index.public(get_document_model()) == []


def test_files_that_go_into_a_closed_collection_are_not_found(council, index, committed, client):
    """One by one, several at once by Wagtail's own screen, and with the collection itself."""
    root, open_one = Collection.get_first_root_node(), Collection(name="Ашық")
    root.add_child(instance=open_one)
    closed = root.add_child(name="Жабық")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    files = [make_file(f"есеп {number}") for number in range(4)]
    type(files[0]).objects.filter(pk=files[3].pk).update(collection=open_one)
    with committed():
        make_news(council, "kk", "Жаңалық", documents=[("document", file) for file in files])
    assert len(index.public(get_document_model())) == 4
    with committed():
        files[0].collection = closed
        files[0].save()
    client.force_login(make_superuser())
    address = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "add_to_collection"])
    with committed():
        query = urlencode({"id": [files[1].pk, files[2].pk]}, doseq=True)
        client.post(f"{address}?{query}", {"collection": closed.pk})
    assert index.public(get_document_model()) == ["есеп 3"]
    address = reverse("wagtailadmin_collections:edit", args=[open_one.pk])
    with committed():
        client.post(address, {"name": open_one.name, "parent": closed.pk})
    assert index.public(get_document_model()) == []


# --- proposals and recommendations -----------------------------------------------------------------------------------


@pytest.fixture
def form(council, monkeypatch):
    """A form with its live pages; it may be filled in at once."""
    monkeypatch.setattr("forms.suspicion.LEAST_TIME", timedelta())
    definition = define_form(parks(council), user=None)
    return definition, make_pages(definition, ["kk"])["kk"]


def test_a_proposal_is_found_from_its_publication_to_its_withdrawal(form, index, committed):
    definition, page = form
    with committed():
        proposal = send(definition, filled()).proposal
    assert index.texts == {}
    with committed():
        public = publication.publish(proposal, "Әткеншек керек", user=None, now=NOW)
    key = (PublishedProposal, public.pk, "kk")
    assert index.texts[key].status == "registered"
    with committed():
        answering.answer(proposal, "rejected", "Жауап", user=None, now=NOW)
    assert (index.texts[key].status, index.texts[key].text) == ("rejected", "Әткеншек керек\nЖауап")
    with committed():
        answering.answer(proposal, "rejected", "Түзетілген", user=None, now=NOW)
    assert index.texts[key].text == "Әткеншек керек\nТүзетілген\nЖауап"
    with committed():
        page.unpublish()
    assert index.public(PublishedProposal) == []
    with committed():
        page.save_revision().publish()
    assert index.public(PublishedProposal) == ["Әткеншек керек"]
    with committed():
        own_data.withdraw_publication(proposal, now=NOW)
    assert index.public(PublishedProposal) == []


def test_a_closed_question_closes_its_proposals(form, index, committed):
    definition, page = form
    with committed():
        publication.publish(send(definition, filled()).proposal, "Әткеншек керек", user=None, now=NOW)
    assert index.public(PublishedProposal)
    with committed():
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert index.public(PublishedProposal) == []


def test_a_recommendation_is_found_once_it_is_sent(council, index, committed):
    with committed():
        draft = make_recommendation(council)
    assert index.texts == {}
    with committed():
        recommending.send(draft, user=None, sent_on=DAY, due_on=DAY + timedelta(days=14), today=DAY)
    file = make_file()
    type(file).objects.update(collection=council.collection)
    with committed():
        given = {"text_kk": "Қаралды", "text_ru": "Рассмотрено", "file": type(file).objects.get()}
        replies.record_reply(draft, received_on=DAY, user=None, today=DAY, **given)
    assert index.texts[Recommendation, draft.pk, "kk"].text.endswith("Қаралды")
    assert index.public(get_document_model()) == ["есеп"]
    other = make_file("дұрыс")
    type(file).objects.update(collection=council.collection)
    with committed():
        file = type(file).objects.get(pk=other.pk)
        replies.correct_reply(Recommendation.objects.get(), user=None, today=DAY, file=file)
    assert index.public(get_document_model()) == ["дұрыс"]


# --- errors and repair -----------------------------------------------------------------------------------------------


def test_an_index_that_is_down_stops_nobody(council, index, committed, caplog):
    """The page is published, the log says which act the index has missed, and the chore makes up for it."""
    with committed():
        old, kept = make_news(council, "kk", "Ескі"), make_news(council, "kk", "Қате атау")
    index.is_down = True
    with caplog.at_level(logging.ERROR), committed():
        new = make_news(council, "kk", "Жаңа")
        Page.objects.get(pk=old.pk).unpublish()
        kept.title = "Дұрыс атау"
        kept.save()
    assert {record.name for record in caplog.records} == {"search.freshness"}
    assert NewsPage.objects.get(pk=new.pk).live
    assert index.public(Page) == ["Ескі", "Қате атау"]
    index.is_down = False
    refreshing.repair(timezone.now())
    assert {"Жаңа", "Дұрыс атау"} <= set(index.public(Page))
    assert not {"Ескі", "Қате атау"} & set(index.public(Page))


def test_what_changes_by_the_clock_is_refreshed_when_it_is_due(council, index, committed, monkeypatch):
    with committed():
        row = make_question(council, languages=["kk"])
    key = (Page, pages_of(row)["kk"].pk, "kk")
    refreshing.repair(timezone.now())
    assert index.texts[key].status == "collecting"
    monkeypatch.setattr("django.utils.timezone.now", lambda: row.closes_at)
    assert refreshing.repair(row.closes_at) == {"pages": 1}
    assert (index.texts[key].status, index.texts[key].changes_at) == ("reviewing", None)
    assert refreshing.repair(row.closes_at) == {}


def test_what_differs_is_repaired(council, index, committed):
    """What came, went or was withdrawn without a signal, as by a restored backup."""
    with committed():
        page, withdrawn = make_news(council, "kk", "Бар"), make_news(council, "kk", "Алынды")
    refreshing.repair(timezone.now())
    index.remove(Page, [page.pk])
    of_page = ContentType.objects.get_for_model(Page)
    gone = Entry.objects.create(content_type=of_page, object_id=10**6, is_public=True, twin=0, length=0)
    EntryText.objects.create(entry=gone)
    Page.objects.filter(pk=withdrawn.pk).update(live=False)
    assert refreshing.repair(timezone.now()) == {"pages": 3}
    assert "Бар" in index.public(Page)
    assert "Алынды" not in index.public(Page)
    assert not Entry.objects.filter(pk=gone.pk).exists()


def test_the_chore_says_what_it_did(council, index, capsys):
    call_command("rebuild_search", verbosity=0)
    gone = Entry.objects.filter(kind="council").first()
    index.remove(Page, [gone.object_id])
    call_command("refresh_search", verbosity=0)
    assert "Refreshed: pages 1" in capsys.readouterr().out
    call_command("refresh_search", verbosity=0)
    assert capsys.readouterr().out == ""
    assert index.texts.keys() >= {(Page, gone.object_id, gone.language)}


def test_an_empty_index_is_made_by_the_chore(council, index):
    call_command("refresh_search", verbosity=0)
    assert council.name_kk in index.public(Page)


def test_a_plug_in_keeps_its_own_source_fresh(monkeypatch, django_capture_on_commit_callbacks, db):
    """Whatever its keys are made of."""
    for signal in (post_save, post_delete):
        monkeypatch.setattr(signal, "receivers", [*signal.receivers])
        monkeypatch.setattr(signal, "sender_receivers_cache", type(signal.sender_receivers_cache)())
    asked = []
    monkeypatch.setattr(refreshing, "refresh", lambda name, keys: asked.append((name, keys)))
    freshness.follow("collections", Collection, keys=lambda row: (row.pk, row.depth))
    with django_capture_on_commit_callbacks(execute=True):
        made = Collection.get_first_root_node().add_child(name="Бюджет")
    assert ("collections", (made.pk, 2)) in asked
