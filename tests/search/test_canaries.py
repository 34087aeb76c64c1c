"""What is not public comes out of the search nowhere: hits, counts, suggestions, passages, promotions, the log.

Each private word is written once, where only some may read it, in letters that a slip would be mended to; beside it
stands a public one, so that a search that finds nothing at all is noticed.
"""

import random
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from cms.languages import LANGUAGES
from cms.roles import Role
from council_pages.models import NewsIndexPage, NewsPage
from council_pages.provisioning import section_page
from forms import answering, erasure, notes, own_data, publication
from forms.form_building import define_form
from search.analysis import analyze_query
from search.asking import Question, ask
from search.index import rebuilding
from search.index.matching import Beginning, Term
from search.models import AskedDay, Entry, EntryText
from search.models import Term as Counted
from search.query_log import line_of
from search.suggesting import similar, titles
from tests.council_pages.conftest import make_news
from tests.factories import make_council, make_recommendation, make_user
from tests.forms.making import NOW, filled, make_pages, parks, send, upload
from tests.search.index.truth import found
from tests.search.spying import promote

# No word of any language begins so.
SIGN = "фщц"


@dataclass
class Words:
    """Words that nobody else has: {word: where it was written}."""

    chance: random.Random = field(default_factory=lambda: random.Random(6))
    private: dict = field(default_factory=dict)
    public: dict = field(default_factory=dict)
    # Of these not even the part of the index that only the admin asks may know.
    personal: set = field(default_factory=set)

    def secret(self, where, *, is_personal=False, is_latin=False):
        """A new private word."""
        word = self._new(self.private, where, is_latin)
        if is_personal:
            self.personal.add(word)
        return word

    def open(self, where):
        """A new public one."""
        return self._new(self.public, where)

    def _new(self, kept, where, is_latin=False):
        sign, letters = ("zqx", "bvgzkprf") if is_latin else (SIGN, "бвгзкпрф")
        word = sign + "".join(self.chance.choices(letters, k=8))
        kept[word] = where
        return word


@pytest.fixture
def words(council, django_capture_on_commit_callbacks, monkeypatch):
    """Everything that is private and can be near the search, planted through the product's own verbs."""
    monkeypatch.setattr("forms.suspicion.LEAST_TIME", timedelta())
    monkeypatch.setattr(rebuilding, "PATIENCE", 0)
    said, other = Words(), make_council("almaly")
    for plant in (plant_pages, plant_files, plant_proposals, plant_recommendations, plant_promotions):
        with django_capture_on_commit_callbacks(execute=True):
            finish = plant(said, council, other)
        # What is taken back was known to the index before.
        with django_capture_on_commit_callbacks(execute=True):
            finish()
    return said


def plant_pages(said, council, other):
    def news(where, **facts):
        return make_news(facts.pop("of", council), facts.pop("language", "kk"), said.secret(f"{where}, title"),
                         lead=said.secret(f"{where}, text"), **facts)  # fmt: skip

    news("draft", live=False)
    news("draft of another council", of=other, live=False)
    news("draft in Russian", language="ru", live=False)
    live = make_news(council, "kk", said.open("live page, title"), lead=f"Ашық {said.open('live page, text')}")
    live.title, live.lead = said.secret("draft of a live page, title"), said.secret("draft of a live page, text")
    live.save_revision(user=make_user(Role.EDITOR, council))
    unpublished, deleted, expired, below = news("unpublished"), news("deleted"), news("expired"), news("restricted")
    behind = news("below a restricted page", of=other)

    def finish():
        Page.objects.get(pk=unpublished.pk).unpublish()
        NewsPage.objects.get(pk=deleted.pk).delete()
        expired.expired, expired.live = True, False
        expired.save()
        PageViewRestriction.objects.create(page=below, restriction_type="login")
        PageViewRestriction.objects.create(
            page=section_page(other, "kk", NewsIndexPage), restriction_type="password", password="x"
        )
        assert behind.live

    return finish


def plant_files(said, council, other):
    root = Collection.get_first_root_node()

    def document(where, word=said.secret, collection=None, titled=None):
        content = ContentFile(f"Файл {word(f'{where}, content')}".encode(), "x.txt")
        named = (titled or word)(f"{where}, title")
        return get_document_model().objects.create(title=named, file=content, collection=collection or root)

    def shown(document, **facts):
        return make_news(council, "kk", "Жаңалық", documents=[("document", document)], **facts)

    shown(document("file of a public page", said.open))
    document("file that no page shows", collection=council.collection)
    shown(document("file of a draft"), live=False)
    closed = root.add_child(name="Жабық")
    closing = root.add_child(name="Жабылады")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    # Its title stands on the page itself, for every reader.
    shown(document("file of a closed collection", collection=closed, titled=said.open))
    shown(document("file of a collection that is closed later", collection=closing, titled=said.open))
    taken_off = shown(document("file taken off its page"))
    picture = said.secret("picture, title")
    get_image_model().objects.create(title=picture, file="x.png", width=1, height=1, collection=other.collection)

    def finish():
        CollectionViewRestriction.objects.create(collection=closing, restriction_type="login")
        taken_off.documents = []
        taken_off.save_revision().publish()

    return finish


def plant_proposals(said, council, other):
    definition = define_form(parks(council), user=None)
    make_pages(definition, LANGUAGES)
    secretary = make_user(Role.SECRETARY, council)

    def sent(deed, **facts):
        def own(kind):
            return said.secret(f"{deed} proposal, {kind}", is_personal=True, is_latin=kind == "email")

        typed = filled(
            text=f"Түпнұсқа {own('original')}",
            name=own("name"),
            email=f"{own('email')}@example.kz",
            consent="on",
            **facts,
        )
        proposal = send(
            definition, typed, files={"files": [upload(f"{own('file')}.txt", own("content").encode())]}
        ).proposal
        notes.write_note(proposal, own("note"), user=secretary, now=NOW)
        return proposal

    def published(deed, word):
        proposal = sent(deed)
        publication.publish(proposal, f"Ашық {word(f'{deed} proposal, public text')}", user=secretary, now=NOW)
        answering.answer(proposal, "accepted", word(f"{deed} proposal, answer"), user=secretary, now=NOW)
        return proposal

    answered = sent("unpublished", publication="nothing")
    answering.answer(answered, "rejected", said.secret("unpublished proposal, answer"), user=secretary, now=NOW)
    published("published", said.open)
    publication.publish(sent("named", publication="text_and_name"), "Атымен", user=secretary, now=NOW)
    withdrawn, erased = published("withdrawn", said.secret), published("erased", said.secret)

    def finish():
        own_data.withdraw_publication(withdrawn, now=NOW)
        erasure.erase(erased, "Себебі бар", user=None, now=NOW)

    return finish


def plant_recommendations(said, council, other):
    for word, day in ((said.secret, None), (said.open, timezone.localdate())):
        facts = {f"{name}_{code}": word(f"recommendation, {name} {code}") for name in ("title", "addressee")
                 for code in LANGUAGES}  # fmt: skip
        make_recommendation(council, sent_on=day, **facts)
    return lambda: None


def plant_promotions(said, council, other):
    for where, facts in (("draft", {"live": False}), ("restricted", {})):
        page = make_news(council, "kk", said.secret(f"promoted {where} page, title"), **facts)
        promote("сенбілік", page, description=said.secret(f"promotion of a {where} page"))
        if where == "restricted":
            PageViewRestriction.objects.create(page=page, restriction_type="login")
    link = said.secret("promoted link")
    promote("сенбілік", external_link_url=f"https://example.org/{link}", external_link_text=link)
    live = make_news(council, "kk", said.open("promoted page, title"))
    promote("сенбілік", live, description=said.open("promotion of a page"))
    return lambda: None


# --- what comes out --------------------------------------------------------------------------------------------------


def leaks(said, text):
    """{private word in this text: where it was written}."""
    low = text.lower()
    return {word: where for word, where in said.private.items() if word in low}


def near(word):
    """What somebody types who slips, or is not done yet: never the word itself."""
    return [word[:-1], f"{word[:5]}м{word[6:]}", word[:6]]


def test_what_is_private_comes_out_nowhere(words, client, full_size):
    """Neither of the index as it has followed what happened, nor of one that is made anew."""
    assert len(words.private) > 60
    check_index(words)
    check_public_words(words, client)
    check_private_words(words)
    check_pages(words, client, 1 if full_size else 6)
    check_log(words)
    call_command("rebuild_search", verbosity=0)
    check_index(words)
    check_public_words(words, client)
    if full_size:
        check_private_words(words)
        check_pages(words, client, 1)


def check_index(words):
    """The public part does not hold it, and of what is personal no part does."""
    public = EntryText.objects.filter(entry__is_public=True)
    assert leaks(words, written(public.values_list("title", "text"))) == {}
    assert leaks(words, written(Entry.objects.filter(is_public=True).values_list("url"))) == {}
    assert leaks(words, written(Counted.objects.values_list("word"))) == {}
    assert leaks(words, written(Counted.objects.filter(entries__gt=0).values_list("term"))) == {}
    for word, where in words.private.items():
        [asked] = analyze_query(word)
        assert [key for term in asked.terms for key in found(Term(term))] == [], where
        assert found(Beginning(word)) == [], where
    everything = leaks(words, written(EntryText.objects.values_list("title", "text")))
    assert not words.personal & everything.keys()
    # Drafts are there for those who write them.
    assert {"draft, title", "draft, text", "unpublished, title"} <= set(everything.values())


def written(rows):
    return "\n".join(value for row in rows for value in row)


def check_private_words(words):
    """Asked for as they are, begun, or with a slip."""
    for word, where in words.private.items():
        for language in LANGUAGES:
            answer = ask(Question(word, language, is_exact=True), NOW)
            assert (answer.hits, answer.total, answer.tallies) == ([], 0, []), where
            said = [titles(typed, language) for typed in (*near(word), word)]
            assert leaks(words, str(said)) == {}, where
        for typed in near(word):
            assert leaks(words, str(similar(typed, "kk"))) == {}, where
            assert leaks(words, str(ask(Question(typed, "ru"), NOW).mended)) == {}, where


def check_pages(words, client, step):
    """The pages that readers get for it, and for words beside it: passages, counts, promotions, suggestions."""
    for word, where in list(words.private.items())[::step]:
        # The page echoes what was typed.
        assert leaks(words, shown(client, "/kk/search/", word[:-1])) == {}, where
        assert leaks(words, shown(client, "/ru/search/suggest/", word[:6])) == {}, where
    beside = ["ашық", "файл", "түпнұсқа", "жаңалық", "сенбілік", "атымен", SIGN, *list(words.public)[::step]]
    for place, query in enumerate(beside):
        for language in LANGUAGES:
            for more in CHOICES if step == 1 else ({}, CHOICES[1 + place % 4]):
                assert leaks(words, shown(client, f"/{language}/search/", query, **more)) == {}, query
        assert leaks(words, shown(client, "/kk/search/suggest/", query)) == {}, query


CHOICES = [{}, {"order": "newest"}, {"kind": "proposal"}, {"council": "kokzhide"}, {"language": "kk"}]


def check_public_words(words, client):
    """What is public beside it does come out."""
    promoted = shown(client, "/kk/search/", "сенбілік")
    for word, where in words.public.items():
        if where == "promotion of a page":
            assert word in promoted
            continue
        assert f"<mark>{word}</mark>" in shown(client, "/kk/search/", word).lower(), where
        assert word in ask(Question(f"{word}м", "kk"), NOW).mended.values(), where


def check_log(words):
    """It keeps none of it, whoever asks for it."""
    for word in words.private:
        assert leaks(words, line_of(f"{word} сенбілік {word[:-1]} {word}")) == {}
    kept = written(AskedDay.objects.values_list("words"))
    assert kept
    assert leaks(words, kept) == {}


def shown(client, address, query, **more):
    answer = client.get(address, {"q": query, **more})
    assert answer.status_code == 200
    return answer.content.decode()
