"""What citizens and staff keep to themselves stands nowhere in public: 10,000 canaries, and everything that speaks.

A small town of councils is planted full of private words (`tests/canaries.py`) and its site is crawled twice: when all
is published and answered, and after authors have withdrawn, corrected and erased. The second crawl meets whatever the
first has left in memory. `make proof` plants 10,000 private values, the small size a few hundred.
"""

import io
import logging
import logging.config
from dataclasses import dataclass, field
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.files.storage import storages
from django.db import DataError
from django.test import Client, TestCase, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.offline import HEADER
from cms.roles import Role
from forms import erasure, exporting, holds, own_data, tokens
from forms.models import Contact, PublishedProposal
from forms.sending import send_letters
from tests.canaries import OWN_FIELDS, PUBLIC, Planted, plant, post
from tests.crawler import crawl, is_public, opened, public_routes, route, words
from tests.dumps import dump, spellings
from tests.factories import make_user

# Routes that no link leads to, and why nothing of anybody's can stand there for who has no secret.
BY_SECRET = "asks for number and secret in a POST, and leads to `track` otherwise (tests/forms/test_own_views.py)"
UNLINKED = {
    **dict.fromkeys(["own_receipt", "own_copy", "own_contact", "own_publication", "own_erasure"], BY_SECRET),
    **dict.fromkeys(["style_guide", "style_guide_chapter", "style_guide_stage"], "shows invented words and no row"),
    "wagtailcore_authenticate_with_password": "no page is restricted",
    "wagtailcore_login": "no page is restricted",
    "wagtaildocs_authenticate_with_password": "no collection is restricted",
}
# Of pages their types are counted.
BY_TYPE = {"wagtail_serve", "document", "propose"}
# Where a private word of a citizen may lie at all; every other table, also one that is new, holds none.
CITIZENS_TABLES = {
    "council_forms_contact", "council_forms_original", "council_forms_originalfile", "council_forms_note",
}  # fmt: skip


@dataclass
class Story:
    """What was planted, and what the site, the mail server and the log said before and after the taking back."""

    planted: Planted = None
    crawls: dict = field(default_factory=dict)
    leaks: dict = field(default_factory=dict)
    dumps: dict = field(default_factory=dict)
    letters: list = field(default_factory=list)
    log: str = ""
    files: str = ""

    @property
    def say(self):
        """The canaries."""
        return self.planted.canaries


@pytest.fixture(scope="module")
def story(kept_database, tmp_path_factory, full_size):
    """Everything that happens, once for the module; files lie in a folder of it."""
    folder, told, lines = tmp_path_factory.mktemp("canaries"), Story(), io.StringIO()
    handler = logging.StreamHandler(lines)
    line = dict(settings.LOGGING["formatters"]["line"])
    handler.setFormatter(logging.config.DictConfigurator(settings.LOGGING).configure_formatter(line))
    private, root = storages["private"], logging.getLogger()
    before, level = private._location, root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    journal = folder / "erasures.jsonl"
    with override_settings(MEDIA_ROOT=folder / "media", PRIVATE_ROOT=folder / "private", ERASURE_JOURNAL=journal):
        private._location = folder / "private"
        private._clear_cached_properties("MEDIA_ROOT")
        try:
            tell(told, full_size)
        finally:
            private._location = before
            private._clear_cached_properties("MEDIA_ROOT")
            root.removeHandler(handler)
            root.setLevel(level)
    told.log = lines.getvalue()
    told.files = "\n".join(path.read_bytes().decode(errors="replace") for path in folder.rglob("*") if path.is_file())
    assert journal.is_file()
    return told


def tell(told, full_size):
    """Plant, look, take back, look again."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        told.planted = plant(Client(), *((4, 640) if full_size else (2, 20)))
        look(told, "before")
    with TestCase.captureOnCommitCallbacks(execute=True):
        take_back(told.planted)
        fail(told.planted, 1_000 if full_size else 10)
    look(told, "after")


def look(told, when):
    """Send the letters, crawl, search, dump."""
    mail.outbox.clear()
    send_letters(timezone.now)
    told.letters += mail.outbox
    # The first walk warms what is kept in memory: one language of it is enough.
    told.crawls[when] = crawled = crawl(Client(), follow=is_public if when == "after" else is_kazakh)
    told.leaks[when] = leaks(told.say, crawled)
    told.dumps[when] = dump()


def take_back(planted):
    """What authors and the ministry take back: texts, names, contacts, everything."""
    now, say = timezone.now(), planted.canaries
    for said in planted.done["withdrawn"]:
        own_data.withdraw_publication(said["proposal"], now=now)
        say.hide(said["public"])
    for said in planted.done["erased"]:
        erasure.erase(said["proposal"], say.word(("reason", "erasure")), user=None, now=now)
        say.hide(said["public"])
    for said in planted.done["left"]:
        own_data.erase(said["proposal"], keep_public=True, now=now)
    for said in planted.done["name"]:
        own_data.correct_contact(
            said["proposal"], name=say.word(("new", "name")), email="", phone="", consented=True, language="kk", now=now
        )
        say.hide(said["name"])
    for row, _form in planted.questions:
        holds.place_hold(row, say.word(("reason", "hold")), user=None, now=now)


def is_kazakh(link):
    return link.startswith("/kk/")


def fail(planted, number):
    """So many proposals at which the database fails, with the row in its words."""
    client, say = Client(raise_request_exception=False), planted.canaries

    def refuse(proposal, now):
        raise DataError(f"Failing row contains {Contact.objects.filter(proposal=proposal).values()}")

    with patch("forms.letters.tell_of_registration", refuse):
        for place in range(number):
            _row, form = planted.questions[0]
            typed = {"text": say.word((place, "text")), "email": f"{say.word((place, 'email'))}@example.kz"}
            typed |= {"publication": "text", "consent": "on"}
            token = tokens.issue(form.pk, timezone.now() - timedelta(minutes=1))
            assert post(client, form, "ru", typed | {"token": token}).status_code == 500


def leaks(say, crawled):
    """{address: private values in it}."""
    return {address: found for address, words in crawled.words.items() if (found := say.found_in(words))}


# --- the public site --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("when", ["before", "after"])
def test_no_public_address_says_a_private_word(when, story, full_size):
    assert len(story.say) >= (10_000 if full_size else 200)
    crawled = story.crawls[when]
    print(f"{len(story.say)} canaries, {len(crawled.words)} addresses")
    assert story.leaks[when] == {}


def test_the_crawl_meets_everything_that_is_public(story):
    crawled = story.crawls["after"]
    taken_back = {word for word in story.say.private if PUBLIC.fullmatch(word)}
    assert len(taken_back) >= 3
    seen_before = set(PUBLIC.findall("\n".join(story.crawls["before"].words.values()).lower()))
    assert taken_back <= seen_before
    said = set(PUBLIC.findall("\n".join(crawled.words.values()).lower()))
    assert story.say.public.keys() - said == set()
    addresses = {page.url_path for page in Page.objects.live().filter(depth__gt=1)}
    assert addresses - {address.split("?")[0] for address in crawled.words} == set()
    single = {address.rstrip("/").split("/")[-1] for address in crawled.words}
    assert set(PublishedProposal.objects.values_list("public_id", flat=True)) - single == set()


def test_every_public_route_and_every_type_of_page_is_met(story):
    met = {route for route, statuses in story.crawls["after"].routes.items() if statuses & {200, 302}}
    assert public_routes() - met - BY_TYPE == UNLINKED.keys()
    types = {model.__name__ for model in apps.get_models() if issubclass(model, Page) and model is not Page}
    assert types - met == set()
    assert {"ProposalFormPage/proposals", "ProposalFormPage/proposals/*"} <= met
    for name in ("SchedulePage", "SittingPage", "OutcomePage", "ProposalFormPage/proposals"):
        assert {f"{name}/document.pdf", f"{name}/document.docx"} & met or f"{name}/*" in met, name
    failed = {route for route, statuses in story.crawls["after"].routes.items() if max(statuses) >= 500}
    assert failed == set()


def test_nothing_that_is_kept_on_a_readers_device_says_a_word_of_a_citizen(story, client):
    for language in ("kk", "ru"):
        listed = client.get(f"/{language}/offline/questions.json")
        kept = [question["url"] for question in listed.json()["questions"]]
        assert kept
        for said in [words(listed), *(words(client.get(url, headers={HEADER: "1"})) for url in kept)]:
            assert story.say.found_in(said) == {}
            # Not even what is public: its author may take it back.
            assert PUBLIC.findall(said) == []


# --- the search -------------------------------------------------------------------------------------------------------
def test_no_search_answers_a_private_word(story, client, full_size):
    for word in list(story.say.private)[:: 100 if full_size else 20]:
        for language in ("kk", "ru"):
            # All but its last letter, so that the echo of the question is no canary.
            answer = client.get(f"/{language}/search/", {"q": word[:-1]})
            assert answer.status_code == 200
            assert story.say.found_in(words(answer)) == {}


# --- letters and the log ----------------------------------------------------------------------------------------------
def test_no_letter_says_a_private_word_but_to_whom_it_goes(story):
    assert len(story.letters) > 10
    for letter in story.letters:
        message = letter.message()
        del message["To"]
        assert story.say.found_in(str(message) + letter.subject + letter.body) == {}


def test_no_line_of_the_log_says_a_private_word(story, full_size):
    assert "Not Found: /favicon.ico" in story.log
    assert story.log.count("django.db.utils.DataError") >= (1_000 if full_size else 10)
    # At INFO, which the product does not write, Wagtail says the titles of the drafts of editors.
    found = story.say.found_in(story.log)
    assert {word: said for word, said in found.items() if said[0] != "draft"} == {}


# --- the database -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_dump_holds_no_secret_and_no_token_in_any_spelling(when, story):
    everything = "\n".join(story.dumps[when].values())
    assert len(story.say.secrets) >= 20
    found = story.say.found_in(everything)
    assert not found.keys() & (story.say.secrets.keys() | story.say.nonces.keys())
    for secret in story.say.secrets:
        for spelt in spellings(secret):
            assert spelt not in everything
    # So that a dump that lies, or is searched in vain, is noticed.
    assert any(kind == "text" for _number, kind in found.values())


@pytest.mark.parametrize("when", ["before", "after"])
def test_words_of_citizens_lie_in_their_own_tables_only(when, story):
    # The index of the search, revisions, entries of the log, sessions and tasks are tables, too.
    found = {table: words_of_citizens(story, text) for table, text in story.dumps[when].items()}
    assert {table for table, words in found.items() if words} <= CITIZENS_TABLES


def words_of_citizens(story, text, also=()):
    """The private values that a citizen has typed, in this text."""
    found = story.say.found_in(text)
    kinds = {"text", "subject", *OWN_FIELDS, "file", "content", "name", "email", "phone", "secret", "token", *also}
    return {word for word, said in found.items() if said[1] in kinds and said[0] != "staff"}


def test_of_what_was_erased_nothing_is_left_anywhere(story):
    everything = "\n".join(story.dumps["after"].values()).lower() + story.files
    erased = [said for deed in ("erased", "left") for said in story.planted.done[deed]]
    assert len(erased) >= 4
    for said in erased:
        gone = {"text", "subject", *OWN_FIELDS, "file", "content", "email", "note"} & said.keys()
        assert [word for kind in gone for word in [said[kind]] if word in everything] == []
    assert all(said["content"] in story.files for said in story.planted.done["untouched"])


# --- exports ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", [Role.LEAD, Role.EDITOR])
def test_what_others_than_the_secretary_take_holds_no_private_word(role, story):
    for row, _form in story.planted.questions:
        for form in exporting.Format:
            for language in ("kk", "ru"):
                user = story.planted.staff[row.council_id][role]
                file = exporting.export(row, form, "public", user=user, now=timezone.now(), language=language)
                said = opened(file.content)
                assert story.say.found_in(said) == {}
                assert PUBLIC.search(said)


# --- colleagues who handle no proposals -------------------------------------------------------------------------------
def is_nothing(link):
    return False


def is_ours(link):
    """The house's own screens; Wagtail's know nothing of what citizens send."""
    return link.startswith("/admin/") and (route(link).startswith("kenes_") or link == "/admin/")


def test_only_who_handles_proposals_reads_on_the_staff_screens_what_citizens_sent(story, db, full_size):
    row, _form = story.planted.questions[0]
    for role in [Role.SECRETARY, Role.LEAD, *([Role.EDITOR, Role.OVERSEER] if full_size else [])]:
        # The files of the story lie in its own folder: a download fails here.
        client = Client(raise_request_exception=False)
        client.force_login(story.planted.staff[row.council_id].get(role) or make_user(role))
        inbox = reverse("kenes_proposals")
        seeds = ["/admin/", inbox, f"{inbox}?tab=all", *map(reverse, ("kenes_calls", "kenes_consultations"))]
        # Of the secretary one look is enough: the words are there to be found.
        crawled = crawl(client, seeds, follow=is_ours if role != Role.SECRETARY else is_nothing)
        found = {address: words_of_citizens(story, said, ["note"]) for address, said in crawled.words.items()}
        read = {address: said for address, said in found.items() if said}
        assert len(crawled.words) >= len(seeds)
        assert bool(read) == (role == Role.SECRETARY), (role, read)
