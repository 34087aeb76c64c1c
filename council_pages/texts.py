"""The verbs of writing: the texts of a row in both languages, their state, and how they become public.

A text is written first in either language; the other comes through wagtail-localize, side by side. Nothing here
publishes but `publish_texts`, and it publishes only what it is asked for.
"""

from dataclasses import dataclass
from html import escape

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from cms.dates import local
from cms.languages import LANGUAGES, in_words, other_language
from cms.roles import PUBLISHES_TEXTS, WRITES_TEXTS
from cms.tenancy import require_role
from council_pages import departures
from council_pages.content_checks import Finding
from council_pages.drafted import DRAFTED
from council_pages.models.pairs import PagePair, PairedPage
from council_pages.publishing import refusal, translation_into
from council_pages.reviews import Review, publish_newest


class TextStatus(TextChoices):
    """How a row's text in one language stands."""

    MISSING = "missing", gettext_lazy("Missing")
    DRAFT = "draft", gettext_lazy("Draft")
    LIVE = "live", pgettext_lazy("text", "Live")
    OUT_OF_DATE = "out_of_date", gettext_lazy("Out of date")


@dataclass(frozen=True)
class TextState:
    """A row's text in one language. `page` is None while it is missing."""

    language: str
    status: TextStatus
    page: PairedPage | None = None
    translated: int = 0
    to_translate: int = 0
    has_newer_draft: bool = False
    is_behind: bool = False
    has_new_words: bool = False
    review: Review | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def may_gain_by_publishing(self):
        """True unless the newest text is live already."""
        return self.page is not None and (not self.page.live or self.has_newer_draft or self.has_new_words)


def page_class_of(row):
    """The page type that carries this row's text."""
    return next(
        page_class
        for page_class in PairedPage.__subclasses__()
        if page_class._meta.get_field(page_class.row_field).related_model is type(row)
    )


def pages_of(row):
    """The row's pages by language: {"kk": page, ...}, only those that exist."""
    row_type = ContentType.objects.get_for_model(type(row))
    pairs = PagePair.objects.filter(row_type=row_type, row_id=row.pk).values_list("page_id", "language")
    languages = dict(pairs)
    pages = (
        page_class_of(row).objects.filter(pk__in=languages).select_related("locale", "latest_revision", "live_revision")
    )
    return {languages[page.pk]: page for page in pages}


def states_of(row):
    """How the row's text stands in each language: missing, draft, live, or out of date behind its source."""
    pages = pages_of(row)
    return [_state(language, pages) for language in LANGUAGES]


def state_in(row, language):
    """How the row's text stands in this language."""
    return _state(language, pages_of(row))


def _state(language, pages):
    page = pages.get(language)
    if page is None:
        return TextState(language, TextStatus.MISSING)
    status = TextStatus.LIVE if page.live else TextStatus.DRAFT
    has_newer_draft = page.live and page.has_unpublished_changes
    translation = translation_into(page)
    if translation is None:
        return TextState(language, status, page, has_newer_draft=has_newer_draft)
    total, translated = translation.get_progress()
    source_page = pages.get(other_language(language))
    behind = source_page is not None and _revised_since(source_page, translation.source.last_updated_at)
    if page.live and (behind or translated < total):
        status = TextStatus.OUT_OF_DATE
    # Not the moment of publishing: what was approved may be older than words that have come since.
    new_words = _translated_since(translation, page.live_revision and page.live_revision.created_at)
    return TextState(language, status, page, translated, total, has_newer_draft, behind, new_words)


def _translated_since(translation, moment):
    """True if the original's words, or their translation, have changed since then."""
    if moment is None or translation.source.last_updated_at > moment:
        return True
    source, locale = translation.source, translation.target_locale
    return (
        source.stringsegment_set.get_translations(locale).filter(updated_at__gt=moment).exists()
        or source.overridablesegment_set.get_overrides(locale).filter(updated_at__gt=moment).exists()
    )


def _revised_since(page, moment):
    return page.latest_revision is not None and page.latest_revision.created_at > moment


@transaction.atomic
def write_text(row, language, *, user, **fields):
    """A first draft of the row's text in the language. Refused where there is one already.

    Without a title the row's own words are the title; without any other field the system's words stand in it, where it
    has some (`PairedPage.first_words`). Returns the page, never live.
    """
    if user is not None:
        require_role(user, row.council, WRITES_TEXTS, language)
    pages = pages_of(row)
    if language in pages:
        raise ValidationError(_("There is a text in this language already. Open it from the desk."))
    page_class = page_class_of(row)
    title = fields.pop("title", "") or row.title_in(language)[:255]
    drafted = {} if fields else page_class.first_words(row, language)
    page = page_class(
        locale=Locale.objects.get(language_code=language),
        live=False,
        owner=user,
        has_unpublished_changes=True,
        **{page_class.row_field: row, "title": title, **fields, **drafted},
    )
    if twin := pages.get(other_language(language)):
        page.translation_key = twin.translation_key
    page_class.parent_for(row, language).add_child(instance=page)
    revision = page.save_revision(user=user)
    if drafted:
        log(page, DRAFTED, user=user, revision=revision)
    return page


@transaction.atomic
def translate_text(row, language, *, user):
    """The twin in the language as a draft under translation: localize's editor then shows both side by side.

    A second call brings the twin's segments up to the source's newest text and publishes nothing. A title in the row's
    own words is translated by the row's words in the other language.
    """
    if user is not None:
        require_role(user, row.council, WRITES_TEXTS, language)
    source = pages_of(row).get(other_language(language))
    if source is None:
        raise ValidationError(_("Write the text in the other language first."))
    page_class_of(row).parent_for(row, language)
    newest = source.get_latest_revision_as_object()
    TranslationSource.update_or_create_from_instance(newest)
    # A twin that is there already is left alone until it is published: `save_target` writes into a live page.
    if language not in pages_of(row):
        TranslationCreator(user, [Locale.objects.get(language_code=language)]).create_translations(newest)
    page = pages_of(row).get(language)
    if page is None:
        raise ValidationError(_("The translation could not be started. Check that the first text has a title."))
    if newest.title == row.title_in(other_language(language))[:255]:
        _translate_title(page, row.title_in(language)[:255], user)
    return page


def _translate_title(page, title, user):
    """Put the known words under the title of the original, unless somebody has translated it or written the twin."""
    translation = translation_into(page)
    segment = translation and translation.source.stringsegment_set.filter(context__path="title").first()
    if segment and title:
        StringTranslation.objects.get_or_create(
            translation_of_id=segment.string_id,
            locale=page.locale,
            context_id=segment.context_id,
            defaults={"data": escape(title, quote=False), "last_translated_by": user},
        )


@transaction.atomic
def publish_texts(row, languages, *, user, reason_kk="", reason_ru=""):
    """Publish the row's newest text in these languages, all or none.

    Refused with words: a missing text, and one that is not translated to the end (its reader would find the other
    language in the middle of it). What goes another way than the recommendations raises `departures.Unconfirmed`,
    unless a reason is given. Returns the pages.
    """
    if user is not None:
        require_role(user, row.council, PUBLISHES_TEXTS)
    pages = pages_of(row)
    wanted = [existing_text(pages, language) for language in languages]
    now = timezone.now()
    if codes := departures.unconfirmed(page_class_of(row), row, local(now).date()):
        if not (reason_kk or reason_ru):
            raise departures.Unconfirmed(codes)
        departures.confirm(row, codes, reason_kk, reason_ru, user=user, now=now)
    return [_publish(page, user) for page in wanted]


def existing_text(pages, language):
    """The row's page in the language, of `pages_of`; a missing one is refused in words."""
    if language not in pages:
        raise ValidationError(
            _("There is no text in this language yet: %(language)s") % {"language": in_words(language)}
        )
    return pages[language]


def _publish(page, user):
    if words := refusal(page):
        raise ValidationError(words)
    if translation := translation_into(page):
        translation.save_target(user=user, publish=False)
        page.refresh_from_db()
    publish_newest(page, user)
    page.refresh_from_db()
    return page


def withdraw_text(row, language, *, user):
    """Take the row's text in the language off the site; the draft stays."""
    if user is not None:
        require_role(user, row.council, PUBLISHES_TEXTS)
    page = existing_text(pages_of(row), language)
    page.unpublish(user=user)
    return page
