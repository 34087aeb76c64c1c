"""The demonstration content, loaded once, through the product's own verbs and the citizens' own way in."""

from django.contrib.auth import get_user_model
from django.db import transaction

from cms.models import Council, Demonstration, Operator
from forms.demonstration import accounts, advice, cycle, ministry, sections, voices
from forms.demonstration.content import Content, read
from forms.models import Proposal

# What the samples hold and no model stands for yet.
LATER = (
    ("meeting_year_plans", "year plans of regional meetings"),
    ("regional_meetings", "regional meetings"),
    ("selection_campaigns", "selection campaigns"),
    ("experts", "experts"),
    ("trainings", "trainings"),
    ("initiatives", "initiatives"),
    ("indicators", "indicators"),
    ("topical_issues", "topical issues"),
)


# What plugins load of the samples, after everything else: {keys of the samples: function of the `Content`}.
_further = {}


def also_load(keys, load):
    """Let a plugin load what the samples hold under these keys; called when the app starts."""
    _further[keys] = load


class ForeignDatabase(Exception):
    """The database holds somebody's own content, and no mark of a demonstration."""


def is_loaded():
    """True if the database carries the mark of a demonstration."""
    return Demonstration.objects.exists()


def refuse_foreign():
    """Raise ForeignDatabase where there is anything but what the migrations made."""
    counts = {
        "councils": Council.objects.count(),
        "proposals": Proposal.objects.count(),
        "users": get_user_model().objects.count(),
    }
    if found := [f"{name}: {count}" for name, count in counts.items() if count]:
        raise ForeignDatabase(", ".join(found))


@transaction.atomic
def load(today):
    """Load everything as of `today`, all or nothing, into an empty database. Returns what was left for later issues.

    Raises ForeignDatabase. The pages are not in the search index yet.
    """
    refuse_foreign()
    content = Content.for_day(today)
    samples = content.samples
    sections.load_national_pages(content)
    for sample in samples["councils"]:
        sections.load_council(content, sample)
    _load_cycle(content)
    for sample in samples["news"]:
        sections.load_news(content, sample)
    for load_further in _further.values():
        load_further(content)
    accounts.make_accounts({sample["id"]: content.rows[sample["id"]] for sample in samples["councils"]})
    ministry.load_ministry(content, today)
    # A file of another installation's passwords, left in this folder, is replaced.
    accounts.set_passwords(_addresses(samples))
    _name_operator(content.texts["operator"])
    disclaimer = samples["meta"]["disclaimer"]
    Demonstration.objects.create(disclaimer_kk=disclaimer["kk"], disclaimer_ru=disclaimer["ru"])
    return left_for_later(samples)


def _name_operator(texts):
    names = {f"{part}_{language}": texts[part][language] for part in ("name", "unit") for language in texts[part]}
    Operator.objects.update_or_create(pk=1, defaults=names)


def _load_cycle(content):
    samples = content.samples
    for sample in samples["sessions"]:
        cycle.load_sitting(content, sample)
    for sample in samples["schedules"]:
        cycle.plan_schedule(content, sample)
    for sample in samples["questions"]:
        cycle.plan_question(content, sample)
    for sample in samples["schedules"]:
        cycle.load_schedule(content, sample)
    for sample in samples["questions"]:
        cycle.load_question(content, sample)
        if sample["proposals_from"]:
            voices.load_form(content, sample)
    for number, sample in enumerate(samples["proposals"]):
        voices.load_proposal(content, sample, number)
    for report in samples["outcome_reports"]:
        voices.load_answers(content, report)
    for sample in samples["recommendations"]:
        advice.load_recommendation(content, sample)
    for report in samples["outcome_reports"]:
        cycle.load_outcome(content, report)


def left_for_later(samples):
    """What the samples hold and nothing shows yet: [(words, count), …]."""
    councils, shown = samples["councils"], {key for keys in _further for key in keys}
    return [
        *[(words, len(samples[key])) for key, words in LATER if key not in shown],
        ("terms of office", len(councils)),
        ("commissions", sum(len(council["commissions"]) for council in councils)),
    ]


def _addresses(samples):
    return {sample["id"]: sample["slug"] for sample in samples["councils"]}


def ensure_passwords():
    """Set the passwords of the demonstration accounts anew where they are written down nowhere. True if they were."""
    if accounts.accounts_file().exists():
        return False
    accounts.set_passwords(_addresses(read("samples.yaml")))
    return True
