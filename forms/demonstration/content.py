"""What the loader works with: the samples with their dates moved, the texts added to them, the rows made so far."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

import yaml
from wagtail.models import Page

from cms.dates import ZONE
from cms.languages import LANGUAGES
from council_pages import texts
from forms.demonstration import calendar

# The samples keep to the recommendations; moved to another day they may cross the end of a quarter.
MOVED = {
    "reason_kk": "Үлгі деректердің күндері жүктелген күнге көшірілген.",
    "reason_ru": "Даты примерных данных перенесены ко дню загрузки.",
}
FOLDER = Path(__file__).parent
# YAML 1.1 reads the key "no" of an agenda or a decision as a boolean.
NUMBER = False
# The same in C, where the package came with it: five times as fast.
YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(name):
    """One of the data files of this folder."""
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), YAML_LOADER)  # noqa: S506


@dataclass
class Content:
    """The samples as of `today`, the loader's own texts, and by the samples' ids the rows that stand for them."""

    samples: dict
    texts: dict
    rows: dict = field(default_factory=dict)

    @classmethod
    def for_day(cls, today):
        """Both data files, with every date and mention of one moved to this day."""
        samples, added = read("samples.yaml"), read("texts.yaml")
        story = calendar.Story(samples, today)
        return cls(calendar.moved(samples, today), calendar.with_moved_mentions(added, story))

    def word(self, key, language):
        """A single word or phrase of the loader's own."""
        return self.texts["words"][key][language]


def at(day, hour, minute=0):
    """The moment of the day on the clock of Astana."""
    return datetime.combine(day, time(hour, minute), ZONE)


def workday_after(day):
    """The next day that is neither Saturday nor Sunday."""
    return day + timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))


def workday_before(day):
    """The last day before it that is neither Saturday nor Sunday."""
    return day - timedelta(days={0: 3, 6: 2}.get(day.weekday(), 1))


def in_both(make):
    """`make(language)` for each language: {"kk": …, "ru": …}."""
    return {language: make(language) for language in LANGUAGES}


def publish_pair(row, fields, moment):
    """Write the row's text in each language and publish it, dated to the moment."""
    for language, values in fields.items():
        texts.write_text(row, language, user=None, **values)
    date_pages(texts.publish_texts(row, list(fields), user=None, **MOVED), moment)


def publish_page(page, moment, **fields):
    """Fill a page that belongs to no row, and publish it, dated to the moment."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    date_pages([page], moment)


def date_pages(pages, moment):
    """Let the pages have been published at the moment. Wagtail itself knows only its own clock."""
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(first_published_at=moment, last_published_at=moment)


def paragraph(text):
    """One paragraph of rich text."""
    return f"<p>{text}</p>"
