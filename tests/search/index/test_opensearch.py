"""The cluster through its real client: what it is told, what it is asked, and what happens without it."""

import json
import logging
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import search_quality
from cms.models import Council
from search.asking import Question, ask
from search.documents import Document
from search.index import (
    doubled,
    opensearch,
    opensearch_answers,
    opensearch_documents,
    rebuilding,
    telling,
    writing,
)
from search.index.engine import active, database_engine
from search.index.matching import All, Any, Beginning, Term, every, some
from search.index.scope import NEWEST, OLDEST, Scope
from search.models import Entry, EntryText, Generation, Untold
from tests.factories import make_council
from tests.search.index.conftest import PASSWORD
from tests.search.spying import plant

BASE_DIR = Path(__file__).resolve().parents[3]
CANARY = "zqxcanary"
NOW = timezone.now()


@pytest.fixture
def rested(monkeypatch):
    """A function after which thirty seconds have passed."""
    clock = {"moved": 0.0}
    monkeypatch.setattr(doubled, "time", type("Clock", (), {"monotonic": lambda: time.monotonic() + clock["moved"]}))
    return lambda: clock.update(moved=clock["moved"] + doubled.REST_SECONDS)


def ids(hits):
    return [hit.entry_id for hit in hits]


def found(both, *words, **facts):
    """What both together find now."""
    return ids(both.hits(active(), every(map(Term, words)), Scope(NOW, **facts), 20))


def asked_the_cluster(stand_in):
    return [one for one in stand_in.asked if one.path.endswith(("_search", "_msearch"))]


def report():
    """(what `check_search` prints, whether something is wrong)"""
    out = StringIO()
    try:
        call_command("check_search", stdout=out)
    except CommandError:
        return out.getvalue(), True
    return out.getvalue(), False


# --- what it is told --------------------------------------------------------------------------------------------------


def test_the_index_keeps_terms_and_facts_and_no_text(stand_in, level):
    (body,) = stand_in.bodies(r"PUT /kenes-public-\d+")
    assert body["mappings"]["dynamic"] == "strict"
    assert body["mappings"]["_source"] == {"excludes": ["words", "written"]}
    properties = body["mappings"]["properties"]
    assert {name: properties[name]["type"] for name in ("words", "kind", "twin", "day")} == {
        "words": "text",
        "kind": "keyword",
        "twin": "long",
        "day": "long",
    }
    assert properties["words"]["analyzer"] == properties["written"]["analyzer"] == "whitespace"
    assert body["mappings"]["_meta"]["generation"] == active().pk
    # What a question asks for is there.
    assert set(properties) == set(opensearch_documents.document_of(plant("Су"), writing.row_of(1, "kk", "Су", "")))


def test_a_publication_is_told_after_its_commit_and_can_be_found_at_once(stand_in, level, committed):
    council = make_council("medeu")
    with committed():
        entry = plant("Су тарифі", "Ауыз су", council=council, kind="question", status="open", date=date(2026, 11, 27))
        assert stand_in.bodies("POST /_bulk") == []
    ((action, document),) = stand_in.bodies("POST /_bulk")
    index = f"kenes-public-{active().pk}"
    version = action["index"].pop("version")
    assert action == {"index": {"_index": index, "_id": str(entry.pk), "version_type": "external"}}
    assert version > 0
    assert document == {
        "words": "су тариф су тариф ауыз су",
        "written": "су тарифі тарифи",
        "entry": entry.pk,
        "twin": entry.twin,
        "content_type": entry.content_type_id,
        "language": "kk",
        "council": council.pk,
        "kind": "question",
        "status": "open",
        "next_status": "",
        "changes_at": None,
        "day": 20_261_127,
        "shared": f"{council.pk}|question|open||2026",
    }
    assert stand_in.asked[-1].params["refresh"] == "wait_for"
    assert not Untold.objects.exists()
    assert found(level, "су") == [entry.pk]
    assert asked_the_cluster(stand_in)


def test_nothing_is_told_of_what_is_rolled_back(stand_in, level, committed):
    with committed(), pytest.raises(RuntimeError), telling.transaction.atomic():
        plant("Су")
        raise RuntimeError
    assert not stand_in.bodies("POST /_bulk")
    assert not Untold.objects.exists()


def test_other_facts_and_a_withdrawal_reach_the_cluster(stand_in, level, committed):
    with committed():
        entry = plant("Су", kind="question", status="open")
    document = Document(EntryText, entry.object_id, "kk", "Су", "", True, kind="question", status="closed")
    with committed():
        writing.write([document])
    assert found(level, "су", statuses=("closed",)) == [entry.pk]
    assert found(level, "су", statuses=("open",)) == []
    with committed():
        writing.write([replace(document, is_public=False)])
    assert found(level, "су") == []
    assert [list(line) for line in stand_in.bodies("POST /_bulk")[-1]] == [["delete"]]
    with committed():
        writing.write([document])
        writing.remove(EntryText, [entry.object_id])
    assert stand_in.indexes[f"kenes-public-{active().pk}"].stored == {}
    assert level.failures == 0


def test_what_comes_late_undoes_nothing(stand_in, level, committed):
    """A process that stood still between reading and telling."""
    with committed():
        entry = plant("Су")
    generation = active()
    late = opensearch_documents.Change(
        entry.pk, 0, opensearch_documents.document_of(entry, writing.row_of(entry.pk, "kk", "Газ", ""))
    )
    with committed():
        writing.remove(EntryText, [entry.object_id])
    level.cluster.write(generation, [late, late], is_waiting=True)
    assert found(level, "газ") == []
    assert level.failures == 0


def test_what_is_reserved_never_leaves_the_database(stand_in, level, committed):
    with committed():
        plant(f"{CANARY} жоба", f"{CANARY} мәтін", is_public=False, status=CANARY[:9])
        plant("Су", "Өзен")
    list(level.catch_up())
    for _step in rebuilding.steps(walks_sources=False):
        pass
    assert stand_in.bodies("POST /_bulk")
    assert not [one for one in stand_in.asked if CANARY in str(one.body)]
    scope = Scope(NOW, is_public=False)
    before = len(stand_in.asked)
    assert len(level.hits(active(), Term(CANARY), scope, 10)) == 1
    assert len(level.tallies(active(), Term(CANARY), scope)) == 1
    assert len(stand_in.asked) == before


def test_a_reserved_entry_is_not_told_even_where_it_is_noted(stand_in, level):
    entry = plant(f"{CANARY} жоба", is_public=False)
    telling.note(level.cluster, active(), [entry.pk])
    list(telling.tell(level.cluster, active()))
    (lines,) = stand_in.bodies("POST /_bulk")
    assert [list(line) for line in lines] == [["delete"]]


# --- generations -----------------------------------------------------------------------------------------------------


def test_a_rebuilt_index_takes_the_place_of_the_old_one_in_one_request(stand_in, real_commits):
    entry, old = plant("Су"), active().pk
    list(real_commits.catch_up())
    stand_in.asked.clear()
    list(rebuilding.steps(walks_sources=False))
    new = active().pk
    (swapped,) = stand_in.bodies("POST /_aliases")
    assert swapped == {
        "actions": [
            {"remove": {"index": f"kenes-public-{old}", "alias": "kenes-public"}},
            {"add": {"index": f"kenes-public-{new}", "alias": "kenes-public"}},
        ]
    }
    assert list(stand_in.indexes) == [f"kenes-public-{new}"]
    assert stand_in.lines.index("POST /_aliases") < stand_in.lines.index(f"DELETE /kenes-public-{old}")
    assert found(real_commits, "су") == [entry.pk]
    # All of it can be found before it answers.
    assert stand_in.lines.index(f"POST /kenes-public-{new}/_refresh") < stand_in.lines.index("POST /_aliases")


def test_a_retired_index_is_told_nothing_more(stand_in, real_commits, monkeypatch):
    entry = plant("Су")
    list(rebuilding.steps(walks_sources=False))
    old = active().pk
    monkeypatch.setattr(writing, "drop_retired", lambda: None)
    list(rebuilding.steps(walks_sources=False))
    stand_in.asked.clear()
    writing.remove(EntryText, [entry.object_id])
    assert [one["delete"]["_index"] for (one,) in stand_in.bodies("POST /_bulk")] == [f"kenes-public-{active().pk}"]
    assert Generation.objects.filter(pk=old).exists()
    assert "in the making   nothing" in report()[0]


def test_a_rebuild_tells_the_cluster_portion_by_portion(real_commits, stand_in, monkeypatch):
    monkeypatch.setattr(writing, "REBUILT_AT_ONCE", 2)
    entries = [plant(f"Су {number}") for number in range(5)]
    steps = list(rebuilding.steps(walks_sources=False))
    assert steps[-1][0] == "index"
    bulks = [one for one in stand_in.asked if one.path == "/_bulk"]
    assert [len(one.body) // 2 for one in bulks] == [2, 2, 1]
    assert not [one for one in bulks if "refresh" in one.params]
    assert active().is_told
    assert sorted(found(real_commits, "су")) == [entry.pk for entry in entries]
    assert asked_the_cluster(stand_in)


def test_a_rebuild_without_the_cluster_is_told_to_it_later(real_commits, stand_in, caplog):
    entries = [plant(f"Су {number}") for number in range(3)]
    list(real_commits.catch_up())
    stand_in.stop()
    list(rebuilding.steps(walks_sources=False))
    assert not active().is_told
    assert len(found(real_commits, "су")) == 3
    stand_in.start()
    call_command("refresh_search", verbosity=0)
    assert active().is_told
    assert list(stand_in.indexes) == [f"kenes-public-{active().pk}"]
    assert sorted(found(real_commits, "су")) == [entry.pk for entry in entries]


@pytest.mark.parametrize("harm", ["gone", "without a mapping", "short of an entry"])
def test_an_index_that_somebody_has_spoilt_is_made_anew(stand_in, level, committed, harm):
    with committed():
        entry = plant("Су")
    name = f"kenes-public-{active().pk}"
    match harm:
        case "gone":
            del stand_in.indexes[name]
            stand_in.aliases.clear()
        case "without a mapping":
            stand_in.indexes[name].mapping = {}
        case "short of an entry":
            stand_in.indexes[name].stored.clear()
    assert report()[1] is (harm != "short of an entry")
    list(level.catch_up())
    assert active().is_told
    assert report()[1] is False
    assert found(level, "су") == [entry.pk]
    assert level.failures == 0


def test_another_cluster_is_asked_only_when_it_knows_everything(stand_in, level):
    plant("Су")
    Generation.objects.update(cluster="elsewhere:9200/kenes")
    stand_in.asked.clear()
    assert len(found(level, "су")) == 1
    assert not stand_in.asked
    assert not telling.note(level.cluster, active(), [1])


def test_a_cluster_that_was_left_is_not_believed_any_more(settings, stand_in, level, committed):
    with committed():
        plant("Су")
    url, settings.KENES_SEARCH_URL = settings.KENES_SEARCH_URL, ""
    call_command("refresh_search", verbosity=0)
    assert (active().cluster, active().is_told) == ("", False)
    settings.KENES_SEARCH_URL = url
    call_command("refresh_search", verbosity=0)
    assert active().is_told


# --- what it is asked ------------------------------------------------------------------------------------------------


def test_a_question_is_two_searches_in_one_request(stand_in, level):
    tree = every([some([Term("су"), Term("вода")]), Beginning("қал")])
    moment = int(NOW.timestamp() * 1000)
    scope = Scope(
        NOW, reader="kk", councils=(7,), kinds=("question",), statuses=("open",), since=date(2026, 1, 2), order=NEWEST
    )
    level.hits(active(), tree, scope, 30)
    (lines,) = stand_in.bodies("(POST|GET) /_msearch")
    assert lines[0] == lines[2] == {"index": "kenes-public"}
    words = [{"term": {"words": "су"}}, {"term": {"words": "вода"}}]
    beginning = {"constant_score": {"filter": {"prefix": {"written": "қал"}}, "boost": 0}}
    has_changed = {"range": {"changes_at": {"lte": moment}}}
    own = {"term": {"language": "kk"}}
    conditions = [
        {"terms": {"council": [7]}},
        {"terms": {"kind": ["question"]}},
        {
            "bool": {
                "should": [
                    {"bool": {"filter": [has_changed, {"terms": {"next_status": ["open"]}}]}},
                    {"bool": {"filter": [{"terms": {"status": ["open"]}}], "must_not": [has_changed]}},
                ],
                "minimum_should_match": 1,
            }
        },
        {"range": {"day": {"gte": 20_260_102}}},
    ]
    assert lines[1] == {
        "size": 30,
        "track_total_hits": False,
        "query": {
            "bool": {
                "must": [{"bool": {"must": [{"bool": {"should": words, "minimum_should_match": 1}}, beginning]}}],
                "filter": [*conditions, own],
            }
        },
        "sort": [
            {"day": {"order": "desc", "missing": "_last"}},
            {"_score": {"order": "desc"}},
            {"entry": {"order": "desc"}},
        ],
        "stored_fields": "_none_",
        "docvalue_fields": ["entry", "language", "twin"],
    }
    assert lines[3]["query"]["bool"]["filter"] == [*conditions, {"bool": {"must_not": [own]}}]


WORDS = ("су", "газ", "жол", "вода", "дорога")
DAYS = (None, date(2024, 5, 1), date(2025, 5, 1), date(2026, 5, 1))
MOMENTS = (None, NOW - timedelta(hours=1), NOW, NOW + timedelta(hours=1))


@pytest.fixture
def library(level, committed):
    """Things in one language and in two, with facts of every kind."""
    councils = [make_council(slug) for slug in ("medeu", "zhetisu")]
    with committed():
        for number in range(48):
            words = [WORDS[(number * step) % len(WORDS)] for step in range(1, 2 + number % 4)]
            facts = {
                "council": [*councils, None][number % 3],
                "kind": ("question", "news")[number % 2],
                "status": "open",
                "next_status": "closed",
                "changes_at": MOMENTS[number % 4],
                "date": DAYS[(number // 3) % 4],
                "twin": number,
            }
            languages = (("kk", "ru"), ("kk",), ("ru",), ("",))[number % 4]
            for language in languages:
                plant(words[0], " ".join(words), language, **facts)
    return level


TERMS = st.sampled_from(WORDS).map(Term)
TREES = st.recursive(
    st.one_of(TERMS, st.sampled_from(("с", "су", "жо", "во")).map(Beginning)),
    lambda parts: st.builds(
        lambda join, held: join(tuple(held)), st.sampled_from((All, Any)), st.lists(parts, min_size=1, max_size=3)
    ),
    max_leaves=5,
)


def scopes():
    """Every filter, alone and together."""
    councils = st.lists(st.integers(0, 2), max_size=2)
    return st.builds(
        lambda councils, **facts: (councils, Scope(NOW, **facts)),
        councils,
        reader=st.sampled_from(("", "kk", "ru")),
        kinds=st.sampled_from(((), ("question",), ("news", "text"))),
        statuses=st.sampled_from(((), ("open",), ("closed",))),
        languages=st.sampled_from(((), ("kk",), ("ru", ""))),
        since=st.sampled_from(DAYS),
        until=st.sampled_from(DAYS),
        order=st.sampled_from((NEWEST, OLDEST)),
    )


@given(tree=TREES, chosen=scopes())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_cluster_and_the_database_agree(library, tree, chosen):
    """What is found, the reader's language first, the order by day, and every count."""
    councils, scope = chosen
    keys = [None, *Council.objects.filter(slug__in=("medeu", "zhetisu")).values_list("pk", flat=True)]
    scope = replace(scope, councils=tuple(filter(None, (keys[number] for number in councils))))
    generation = active()
    ours, theirs = (one.hits(generation, tree, scope, 200) for one in (database_engine(), library))
    assert sorted(ids(ours)) == sorted(ids(theirs))
    days = dict(Entry.objects.values_list("pk", "date"))
    own = [scope.reader] if scope.reader else []
    told = [[(hit.language in own, days[hit.entry_id]) for hit in hits] for hits in (ours, theirs)]
    assert told[0] == told[1]
    counted = [set(one.tallies(generation, tree, scope)) for one in (database_engine(), library)]
    assert counted[0] == counted[1]
    assert library.failures == 0


def test_words_weigh_as_in_the_database(library):
    """BM25 on both sides; only how a rare word is reckoned differs a little."""
    for words in (("су",), ("газ", "жол"), ("су", "вода", "дорога")):
        tree = some(map(Term, words))
        ours, theirs = (
            {hit.entry_id: hit.score for hit in one.hits(active(), tree, Scope(NOW), 200)}
            for one in (database_engine(), library)
        )
        best = {max(scores, key=lambda key: (scores[key], key)) for scores in (ours, theirs)}
        titles = set(EntryText.objects.filter(pk__in=best).values_list("title", "text"))
        assert len(titles) == 1


def test_very_many_things_are_estimated_and_their_sum_is_right(library, monkeypatch, stand_in):
    """Where both languages of every thing match, the estimate is exact, too."""
    tree, generation = some(map(Term, WORDS)), active()
    exact = set(database_engine().tallies(generation, tree, Scope(NOW)))
    monkeypatch.setattr(opensearch, "MOST_COUNTED", 30)
    stand_in.asked.clear()
    assert set(library.tallies(generation, tree, Scope(NOW))) == exact
    assert len(asked_the_cluster(stand_in)) == 1
    assert library.failures == 0


def test_an_estimate_shares_out_the_things_that_both_languages_hold():
    def bucket(shared, **languages):
        held = [{"key": language.strip("_"), "doc_count": count} for language, count in languages.items()]
        return {"key": shared, "languages": {"buckets": held}}

    buckets = [bucket("7|news|||2026", kk=100, ru=80, _=5), bucket("|text|||", kk=20)]
    aggregations = {
        "clock": {"buckets": {"unchanged": {"shared": {"sum_other_doc_count": 0, "buckets": buckets}}}},
        "things": {"value": 165},
    }
    counts = {
        (tally.council_id, tally.kind, tally.year, "".join(sorted(tally.languages))): tally.count
        for tally in opensearch_answers.estimated(aggregations)
    }
    assert counts == {
        (7, "news", 2026, "kkru"): 40,
        (7, "news", 2026, "kk"): 60,
        (7, "news", 2026, "ru"): 40,
        (7, "news", 2026, ""): 5,
        (None, "text", None, "kk"): 20,
    }
    aggregations["clock"]["buckets"]["unchanged"]["shared"]["sum_other_doc_count"] = 1
    with pytest.raises(ValueError, match="more kinds"):
        opensearch_answers.estimated(aggregations)


def test_a_reader_is_answered_by_the_cluster(stand_in, library):
    stand_in.asked.clear()
    answer = ask(Question("газ", "ru", kinds=("question",)), NOW)
    assert answer.total == sum(1 for _hit in answer.hits)
    assert {hit.language for hit in answer.hits} >= {"ru"}
    assert len(asked_the_cluster(stand_in)) >= 2
    assert library.failures == 0


# --- when it fails ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0.3])
@pytest.mark.parametrize("mood", ["slow", "busy", "garbled", "partial", "refuses"])
def test_a_cluster_that_fails_is_left_alone_and_the_database_answers(
    stand_in, level, committed, caplog, rested, mood, monkeypatch
):
    with committed():
        entry = plant("Жұмбақсөз", "Су")
    if mood == "refuses":
        stand_in.stop()
    stand_in.mood = mood
    before = len(stand_in.asked)
    with caplog.at_level(logging.INFO, logger="search"):
        begun = time.monotonic()
        assert found(level, "су") == [entry.pk]
        assert time.monotonic() - begun < 0.9
        tried = len(stand_in.asked) - before
        assert found(level, "су") == [entry.pk]
        assert level.tallies(active(), Term("су"), Scope(NOW))[0].count == 1
    assert tried <= 1
    assert len(stand_in.asked) - before == tried
    assert [record.levelname for record in caplog.records if record.name.startswith("search")] == ["ERROR"]
    # Reading wrong has no effect on what the cluster knows; when it is well again, it is asked again.
    if mood == "refuses":
        stand_in.start()
    stand_in.mood = "well"
    rested()
    before = len(stand_in.asked)
    assert found(level, "су") == [entry.pk]
    assert len(stand_in.asked) == before + 1


def test_an_editor_publishes_while_the_cluster_is_away(stand_in, level, committed, caplog, rested):
    with committed():
        gone = plant("Су ескі")
    stand_in.stop()
    with committed():
        entry = plant("Су жаңа")
        writing.remove(EntryText, [gone.object_id])
    assert not active().is_told
    # one line, though two things were to be told
    assert len([record for record in caplog.records if record.name == "search.index.doubled"]) == 1
    assert found(level, "су") == [entry.pk]
    assert level.tallies(active(), Term("су"), Scope(NOW))[0].count == 1
    assert "— the database answers in its place: ConnectionError N/A" in report()[0]
    assert report()[1]
    stand_in.start()
    # It is back, but was not told something: it is not believed before it has caught up.
    rested()
    stand_in.asked.clear()
    assert found(level, "су") == [entry.pk]
    assert not asked_the_cluster(stand_in)
    said, is_wrong = report()
    assert is_wrong
    assert "1, 2 wait — manage.py refresh_search brings it level" in said
    call_command("refresh_search", verbosity=0)
    assert report()[1] is False
    assert found(level, "су") == [entry.pk]
    assert asked_the_cluster(stand_in)
    assert not stand_in.bodies(r"PUT /.*")


def test_what_is_written_while_the_cluster_rests_waits(stand_in, level, committed, rested):
    """It rests because a reader had no answer; what it is not told meanwhile, it must not hide."""
    stand_in.mood = "busy"
    assert found(level, "су") == []
    assert active().is_told
    stand_in.mood = "well"
    stand_in.asked.clear()
    with committed():
        entry = plant("Су")
    assert not stand_in.asked
    assert Untold.objects.count() == 1
    rested()
    assert found(level, "су") == [entry.pk]
    assert not stand_in.asked


def test_an_entry_that_is_refused_is_not_forgotten(stand_in, level, committed):
    stand_in.indexes[f"kenes-public-{active().pk}"].mapping = {"properties": {"entry": {"type": "long"}}}
    with committed():
        plant("Су")
    assert Untold.objects.count() == 1
    assert not active().is_told


@pytest.mark.parametrize("seconds", [0.3])
def test_password_and_words_stand_nowhere(stand_in, level, committed, caplog, capfd):
    with committed():
        plant("Құпиясөз")
    assert {one.user for one in stand_in.asked} == {f"kenes:{PASSWORD}"}
    with caplog.at_level(logging.WARNING):
        for mood in ("busy", "slow", "garbled", "partial"):
            stand_in.mood, level.rests_until = mood, 0
            found(level, "құпиясөз")
            level.rests_until = 0
            with committed():
                plant("Құпиясөз")
            list(level.catch_up())
        stand_in.stop()
        level.rests_until = 0
        found(level, "құпиясөз")
        said = report()[0]
    logged = "".join(logging.Formatter("%(message)s").format(record) for record in caplog.records)
    assert "The search cluster does not answer" in logged
    for text in (logged, said, capfd.readouterr().err, active().cluster, repr(level.cluster.client)):
        assert PASSWORD not in text
        assert "құпиясөз" not in text.casefold()
    assert active().cluster == f"127.0.0.1:{stand_in.port}/kenes"


# --- the settings ----------------------------------------------------------------------------------------------------


def settings_with(**said):
    """What becomes of the settings of a process: (its exit code, what it says)."""
    told = {"SECRET_KEY": "s" * 60, "KENES_LOCAL": "1", "PATH": os.environ["PATH"], **said}
    told["PYTHONPATH"] = os.pathsep.join(filter(None, [str(BASE_DIR), os.environ.get("PYTHONPATH", "")]))
    run = "import cms.settings, sys; sys.exit('opensearchpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", run], env=told, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("url", "name", "is_right"),
    [
        ("https://kenes:p%40ss@search.example:9200/path", "kenes", True),
        ("http://127.0.0.1:9200", "", True),
        ("", "A wrong name", True),
        (f"search.example:9200/{PASSWORD}", "", False),
        (f"https://kenes:{PASSWORD}@1@search.example", "", False),
        (f"https://{PASSWORD}@search.example", "", False),
        ("https://search.example", "Kenes*", False),
    ],
)
def test_a_wrong_setting_stops_the_process_without_telling_the_password(url, name, is_right):
    code, said = settings_with(KENES_SEARCH_URL=url, KENES_SEARCH_NAME=name)
    assert (code == 0) is is_right
    assert is_right or "ImproperlyConfigured: KENES_SEARCH_" in said
    assert PASSWORD not in said


def test_the_client_is_loaded_only_where_a_cluster_is(tmp_path):
    run = "import django, sys; django.setup(); import search.asking, search.index.writing, search.refreshing; "
    run += "from search.index.engine import engine; engine(); sys.exit('opensearchpy' in sys.modules)"
    told = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "KENES_SEARCH_URL": "",
        "KENES_VAR": str(tmp_path),
    }
    assert subprocess.run([sys.executable, "-c", run], env=told, cwd=BASE_DIR, check=False).returncode == 0


# --- how it is -------------------------------------------------------------------------------------------------------


def test_the_check_says_how_the_index_is(stand_in, level, committed):
    with committed():
        plant("Су")
        plant("Газ", is_public=False)
    said, is_wrong = report()
    assert not is_wrong
    assert "1 public, 1 reserved" in said
    assert f"127.0.0.1:{stand_in.port}/kenes" in said
    Generation.objects.update(version="another")
    said, is_wrong = report()
    assert is_wrong
    assert "the analysis has changed" in said


def test_the_check_without_a_cluster(db):
    plant("Су")
    assert report() == (report()[0], False)
    assert "none is set" in report()[0]
    Entry.objects.all().delete()
    said, is_wrong = report()
    assert is_wrong
    assert "the index holds 1 and 0" in said


# --- the benchmark ---------------------------------------------------------------------------------------------------


def test_the_quality_is_measured_on_the_cluster(real_commits, stand_in, tmp_path):
    lines = {
        "corpus": [{"id": "a", "lang": "kk", "title": "Су тарифі", "text": "Ауыз су"}],
        "queries": [{"id": "1", "cls": "kk", "text": "ауыз су", "lang": "kk"}],
        "qrels": [{"query_id": "1", "rels": {"a": 1}}],
    }
    for name, rows in lines.items():
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with search_quality.data(tmp_path, "opensearch") as bench:
        figures = {figure.id: figure.value for figure in search_quality.counts(bench)}
        assert asked_the_cluster(stand_in)
    assert (figures["search_quality.ndcg10"], figures["search_quality.cluster_failures"]) == (1.0, 0)
    assert stand_in.indexes == {}


def test_the_quality_of_a_cluster_that_does_not_answer_is_not_measured(real_commits, stand_in, tmp_path):
    for name in ("corpus", "queries", "qrels"):
        (tmp_path / f"{name}.jsonl").write_text("", encoding="utf-8")
    stand_in.mood = "busy"
    with pytest.raises(SystemExit, match="has not taken"), search_quality.data(tmp_path, "opensearch"):
        pass
