"""The demonstration: loaded once into an empty database, refused by any other, whole in both languages."""

import json
import re
from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.translation import gettext, override
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend
from wagtail.models import Page

from cms.languages import LANGUAGES
from cms.models import Council, Demonstration, Membership
from cms.pages import KenesPage
from council_pages.checked_texts import findings_in
from council_pages.lifecycle import State
from council_pages.models import Consultation, NewsPage, Outcome, Recommendation, Schedule, Sitting
from council_pages.provisioning import create_council
from council_pages.publishing import newest_text
from council_pages.recommendations import Status
from council_pages.texts import TextStatus, states_of
from forms.demonstration import loader
from forms.demonstration.accounts import accounts_file
from forms.demonstration.content import Content, at, read
from forms.models import ClauseProposal, Contact, OriginalFile, Proposal, Publication, PublishedProposal
from forms.totals import totals_of
from tests.cms.component_tags.markup import elements

SAMPLES = read("samples.yaml")
# Listings that only provisioning makes: they carry no date of the story.
STANDARD_ADDRESSES = ("schedule", "questions", "outcomes", "sittings", "news")


@pytest.fixture(autouse=True, scope="module")
def tasks_wait():
    """Background tasks wait, as they do for the worker: what the command leaves behind must be usable without them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(task_backends._connections, "default", DummyBackend("default", {}), raising=False)
        yield


# --- a database of somebody's own: these stand before the fixture that fills this module's database ------------------


def test_a_foreign_database_is_refused(db):
    create_council(slug="own", name_kk="Өз кеңесі", name_ru="Свой совет", level="republican")
    with pytest.raises(CommandError, match="councils: 1"):
        call_command("load_demonstration")
    assert not Demonstration.objects.exists() and Council.objects.count() == 1


def test_a_single_user_makes_a_database_foreign(db):
    get_user_model().objects.create_user("somebody")
    with pytest.raises(CommandError, match="users: 1"):
        call_command("load_demonstration")


def test_if_empty_says_one_line_and_goes_on(db):
    get_user_model().objects.create_user("somebody")
    output = StringIO()
    call_command("load_demonstration", "--if-empty", stdout=output)
    assert output.getvalue().count("\n") == 1 and not Demonstration.objects.exists()


def test_the_first_day_of_a_quarter_loads_too(db, settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(date(2027, 1, 1), 12))
    accounts_file().write_text("eco-editor of-another-installation editor ekologiya-ministrligi")
    loader.load(date(2027, 1, 1))
    username, password, *_rest = accounts_file().read_text().split()
    assert get_user_model().objects.get(username=username).check_password(password)
    collecting = Consultation.objects.collecting_at(at(date(2027, 1, 1), 12))
    assert collecting.count() == 2
    assert not Schedule.objects.filter(decision=None).exclude(year=2027, number=1).exists()


# --- the loaded demonstration ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def loaded(kept_database, tmp_path_factory):
    """What the command printed when it filled this module's database; taken back after the module."""
    folder, output = tmp_path_factory.mktemp("demonstration"), StringIO()
    private = storages["private"]
    with pytest.MonkeyPatch.context() as patch, override_settings(MEDIA_ROOT=folder / "media", VAR_DIR=folder):
        patch.setattr(private, "_location", folder / "private")
        # What plugins load besides is tested with them.
        patch.setattr(loader, "_further", {})
        for name in ("base_location", "location"):
            private.__dict__.pop(name, None)
        call_command("load_demonstration", stdout=output)
        yield output.getvalue()


@pytest.fixture
def demonstration(loaded, db):
    """The loaded database, for one test."""


def test_everything_that_has_a_model_is_loaded(demonstration):
    rows = {model: model.objects.count() for model in (Council, Sitting, Schedule, Consultation, Proposal, Outcome)}
    assert list(rows.values()) == [3, 3, 4, 6, 15, 2]
    assert NewsPage.objects.live().count() == 6
    assert PublishedProposal.objects.count() == 14
    assert OriginalFile.objects.count() == 1


def test_the_loader_says_what_it_left_for_later(loaded):
    assert "recommendations" not in loaded and "regional meetings: 1" in loaded and "commissions: 4" in loaded


def test_recommendations_are_traced_to_proposals_and_one_is_answered(demonstration):
    rows = {row.council.slug: row for row in Recommendation.objects.select_related("council", "reply")}
    samples = {sample["council"]: sample for sample in SAMPLES["recommendations"]}
    slugs = {council["id"]: council["slug"] for council in SAMPLES["councils"]}
    today = timezone.localdate()
    for council, sample in samples.items():
        row = rows.pop(slugs[council])
        assert ClauseProposal.objects.filter(clause__recommendation=row).count() == len(sample["based_on_proposals"])
        assert (row.status_on(today) == Status.ANSWERED) is (sample["status"] == "replied")
        assert row.sent_on <= today and (row.due_on - row.sent_on) == (sample["due_on"] - sample["date"])
    assert not rows


def test_a_second_run_changes_nothing_and_says_so(demonstration):
    pages, passwords, output = Page.objects.count(), accounts_file().read_text(), StringIO()
    call_command("load_demonstration", stdout=output)
    assert "nothing was changed" in output.getvalue()
    assert (Page.objects.count(), Proposal.objects.count()) == (pages, 15)
    assert accounts_file().read_text() == passwords


def test_states_are_those_of_the_samples(demonstration):
    states = Counter(consultation.state_at(timezone.now()) for consultation in Consultation.objects.all())
    assert states == {State.PUBLISHED: 2, State.COLLECTING: 2, State.REVIEWING: 1, State.PLANNED: 1}


@pytest.mark.parametrize("report", SAMPLES["outcome_reports"], ids=lambda report: report["id"])
def test_totals_counted_from_the_answers_are_those_of_the_samples(demonstration, report):
    slug = read("texts.yaml")["questions"][report["question"]]["slug"]
    consultation = Consultation.objects.get(slug=slug)
    counted, said = totals_of(consultation), report["totals"]
    assert (counted.received, counted.in_review) == (said["proposals"], said["under_review"])
    for state in ("accepted", "partially_accepted", "rejected", "forwarded"):
        assert getattr(counted, state) == said[state]
    assert consultation.outcome.attended_offline == said["attended_offline"]


def test_outcomes_and_pages_carry_the_days_of_the_story(demonstration):
    content = Content.for_day(timezone.localdate())
    days = {timezone.localdate(outcome.published_at) for outcome in Outcome.objects.all()}
    assert days == {report["published_on"] for report in content.samples["outcome_reports"]}
    recently = timezone.now() - timedelta(hours=1)
    filled = Page.objects.live().exclude(depth=1).exclude(slug__in=STANDARD_ADDRESSES)
    assert filled.exists() and not filled.exclude(first_published_at__lt=recently).exists()
    assert all(proposal.received_at < proposal.state_changed_at for proposal in Proposal.objects.all())


def test_only_who_is_named_publicly_left_a_name(demonstration):
    named = Proposal.objects.filter(publication=Publication.TEXT_AND_NAME)
    assert named.count() == Contact.objects.count() == 14
    assert not Contact.objects.exclude(email="", phone="").exists()
    assert PublishedProposal.objects.filter(name="").count() == 1


def test_texts_are_live_in_both_languages_but_for_a_draft_and_a_beginning(demonstration):
    statuses = {
        row: {state.language: state.status for state in states_of(row)}
        for row in [
            *Consultation.objects.all(),
            *Schedule.objects.all(),
            *Sitting.objects.all(),
            *Outcome.objects.all(),
        ]
    }
    both_live = {"kk": TextStatus.LIVE, "ru": TextStatus.LIVE}
    others = [row for row, status in statuses.items() if status != both_live]
    begun, draft = Consultation.objects.get(slug="mektep-avtobusy"), Schedule.objects.get(decision=None)
    assert set(others) == {begun, draft}
    russian = states_of(begun)[1]
    assert russian.status == TextStatus.DRAFT and 0 < russian.translated < russian.to_translate
    assert set(statuses[draft].values()) == {TextStatus.DRAFT}


def test_every_page_answers_in_both_languages_with_the_disclaimer(demonstration, client):
    disclaimers = SAMPLES["meta"]["disclaimer"]
    paths = {page.url_path.split("/", 2)[2] for page in Page.objects.live().filter(depth__gt=1)}
    assert len(paths) > 40
    for path in sorted(paths):
        for language, disclaimer in disclaimers.items():
            response = client.get(f"/{language}/{path}")
            assert response.status_code == 200, (language, path)
            assert disclaimer in response.content.decode(), (language, path)


def test_every_type_of_page_is_shown(demonstration):
    shown = {page.specific_class for page in Page.objects.live().filter(depth__gt=1)}
    assert shown == set(concrete_types(KenesPage))


def concrete_types(page_class):
    """The page types below the class that a page may have."""
    for subclass in page_class.__subclasses__():
        yield from concrete_types(subclass) if subclass._meta.abstract else [subclass]


def test_nothing_is_to_be_mended_or_bettered_in_its_texts(demonstration):
    pages = [page for page in Page.objects.specific() if isinstance(page, KenesPage)]
    assert len(pages) > 50
    assert {str(page): findings for page in pages if (findings := [*map(str, findings_in(newest_text(page)))])} == {}


def test_each_account_has_its_role_and_a_password_that_is_written_down(demonstration):
    lines = [line.split() for line in accounts_file().read_text().splitlines()]
    assert len(lines) == 18 == get_user_model().objects.count()
    assert accounts_file().stat().st_mode & 0o777 == 0o600
    for username, password, role, slug in lines:
        user = get_user_model().objects.get(username=username)
        assert user.check_password(password) and user.wagtail_userprofile.preferred_language == "ru"
        membership = Membership.objects.get(user=user)
        assert (membership.role, membership.council and membership.council.slug) == (
            role,
            None if slug == "-" else slug,
        )


def test_lost_passwords_are_set_anew_for_the_demonstration_accounts_only(demonstration):
    other = get_user_model().objects.create_user("somebody", password="a-password-of-their-own")
    before, passwords = get_user_model().objects.get(username="eco-editor").password, accounts_file().read_text()
    accounts_file().unlink()
    try:
        call_command("load_demonstration", stdout=StringIO())
        assert get_user_model().objects.get(username="eco-editor").password != before
        assert get_user_model().objects.get(pk=other.pk).check_password("a-password-of-their-own")
        assert "somebody" not in accounts_file().read_text()
    finally:
        accounts_file().write_text(passwords)


def test_the_search_finds_a_question_at_once(demonstration):
    found = Page.objects.live().search("маршрутов", operator="and")
    assert "avtobus-marshruttary" in {page.slug for page in found}


def test_the_log_tells_the_standing_of_every_consultation(demonstration):
    output = StringIO()
    call_command("audit_cycle", stdout=output)
    assert output.getvalue() == "Consultations: 6, differences: 0\n"


# --- what search engines and messengers are told of its pages --------------------------------------------------------


@pytest.fixture(scope="module")
def heads(loaded, django_db_blocker):
    """{address: its page} of every address in the sitemaps of the demonstration."""
    client, found = Client(), re.compile(r"<loc>https?://[^/<]+([^<]+)</loc>")
    with django_db_blocker.unblock():
        sitemaps = found.findall(client.get("/sitemap.xml").content.decode())
        addresses = [page for sitemap in sitemaps for page in found.findall(client.get(sitemap).content.decode())]
        return {address: client.get(address).content.decode() for address in addresses}


def metas(page):
    """{name or property: content}."""
    named = [meta for meta in elements(page, "meta") if "content" in meta]
    return {meta.get("name") or meta.get("property"): meta["content"] for meta in named}


def in_language(heads, language):
    """The pages of one language: a citizen's words stand in both as they were written."""
    return {address: page for address, page in heads.items() if address.startswith(f"/{language}/")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_and_a_description_of_its_own(heads, language):
    pages = in_language(heads, language)
    assert len(pages) > 70
    with override(language):
        default = gettext("Learn what the public councils are discussing, make a proposal and follow its answer.")
    descriptions = {address: metas(page)["description"] for address, page in pages.items()}
    titles = {address: re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1] for address, page in pages.items()}
    assert [address for address, said in descriptions.items() if said == default] == []
    assert [address for address, said in descriptions.items() if not 40 <= len(said) <= 160] == []
    for said in (descriptions, titles):
        assert [words for words, times in Counter(said.values()).items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_names_itself_its_twin_and_its_picture(heads, language):
    for address, page in in_language(heads, language).items():
        links = {(link["rel"], link.get("hreflang")): link["href"] for link in elements(page, "link")}
        said, own = metas(page), f"http://testserver{address}"
        own_base = own.partition("?")[0]
        assert links["canonical", None].partition("?")[0] == said["og:url"].partition("?")[0] == own_base
        assert links["alternate", language].partition("?")[0] == own_base
        twins = {f"/{code}/{address[4:]}" for code in LANGUAGES} <= heads.keys()
        wanted = {*LANGUAGES, "x-default"} if twins else {language}
        assert {code for rel, code in links if rel == "alternate" and code} == wanted, address
        assert said["og:locale"] == {"kk": "kk_KZ", "ru": "ru_RU"}[language]
        assert said["og:image"].startswith(f"http://testserver/{language}/share/")
        assert said["og:description"] == said["description"]


def test_every_page_says_what_it_is_to_machines(heads):
    kinds = {}
    for address, page in heads.items():
        (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        said = json.loads(block)
        assert said["@context"] == "https://schema.org"
        assert len(block.encode()) < 9_000, address
        for each in said["@graph"]:
            kinds.setdefault(each["@type"], []).append(address)
    assert kinds.keys() == {
        "WebSite", "BreadcrumbList", "GovernmentOrganization", "Event", "Report", "NewsArticle", "QAPage",
    }  # fmt: skip
    assert {address.strip("/") for address in kinds["WebSite"]} == set(LANGUAGES)
    assert len(kinds["BreadcrumbList"]) == len(heads) - 2


def test_every_picture_is_drawn_and_light(demonstration, heads, client):
    pictures = {metas(page)["og:image"].removeprefix("http://testserver") for page in heads.values()}
    assert len(pictures) > 100
    drawn = {}
    # Each kind of page once; the others differ in their words only.
    for address in sorted(pictures):
        kind = re.sub(r"/(councils|questions|outcomes|schedule|sittings|news|quarters|recommendations)/[^/]+", r"/\1/*",
                      address.partition("?")[0])  # fmt: skip
        if kind not in drawn:
            drawn[kind] = client.get(address)
    assert {answer.status_code for answer in drawn.values()} == {200}
    assert max(len(answer.content) for answer in drawn.values()) <= 60_000
