"""Pages that were found, as items for the component `search_result`: five queries, however many there are."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.models import Council
from council_pages.models import (
    CouncilPage,
    NewsPage,
    OutcomePage,
    QuestionPage,
    SchedulePage,
    SittingPage,
    TextPage,
)
from search.query import language_of

SNIPPET_SIGNS = 240
KINDS = {
    CouncilPage: gettext_lazy("Public council"),
    QuestionPage: gettext_lazy("Question"),
    OutcomePage: gettext_lazy("Outcome"),
    SchedulePage: gettext_lazy("Schedule"),
    SittingPage: gettext_lazy("Sitting"),
    NewsPage: gettext_lazy("News"),
    TextPage: gettext_lazy("Page of a council"),
}
# Where a page type says in plain words what it is about.
SUMMARIES = {CouncilPage: "introduction", OutcomePage: "summary", NewsPage: "lead"}


def results_of(pages, language, now):
    """The pages as items in their order: title, address, kind, council, snippet, state of a question."""
    types = {page.pk: ContentType.objects.get_for_id(page.content_type_id).model_class() for page in pages}
    councils = Council.objects.in_bulk({_council_slug(page) for page in pages} - {""}, field_name="slug")
    summaries, states = _summaries(types), _states(types, now)
    results = []
    for page in pages:
        council = councils.get(_council_slug(page))
        state = states.get(page.pk)
        own = language_of(page)
        results.append(
            {
                "title": page.title,
                "url": page.url_path,
                "type": KINDS.get(types[page.pk], ""),
                "status": state,
                "status_label": state.label if state else "",
                "badge": "" if own == language else _in_language(own),
                "lang": "" if own == language else own,
                "snippet": _shortened(summaries.get(page.pk) or page.search_description),
                "meta": [council.name(language)] if council and types[page.pk] is not CouncilPage else [],
            }
        )
    return results


def _council_slug(page):
    """The council in whose section the page stands, read from its address; empty for a national page."""
    parts = page.url_path.strip("/").split("/")
    return parts[2] if len(parts) > 2 and parts[1] == "councils" else ""


def _summaries(types):
    found = {}
    for model, field in {**SUMMARIES, QuestionPage: "summary"}.items():
        if wanted := [pk for pk, page_type in types.items() if page_type is model]:
            found |= dict(model.objects.filter(pk__in=wanted).values_list("pk", field))
    return found


def _states(types, now):
    wanted = [pk for pk, page_type in types.items() if page_type is QuestionPage]
    if not wanted:
        return {}
    pages = QuestionPage.objects.filter(pk__in=wanted).select_related("consultation__outcome")
    return {page.pk: page.consultation.state_at(now) for page in pages}


def _shortened(text):
    if len(text) <= SNIPPET_SIGNS:
        return text
    whole_words, _space, _rest = text[:SNIPPET_SIGNS].rpartition(" ")
    return f"{whole_words or text[:SNIPPET_SIGNS]}…"


def _in_language(language):
    return {"kk": _("In Kazakh"), "ru": _("In Russian")}[language]
