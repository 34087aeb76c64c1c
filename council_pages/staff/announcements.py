"""The ready texts on a consultation's desk, with which its council invites citizens outside this site."""

from django.conf import settings
from django.utils.translation import gettext as _

from cms.languages import LANGUAGES
from council_pages.announcements import announcement
from council_pages.lifecycle import State, StepState, steps_of
from council_pages.models import QuestionPage

TELLING_STEP = 3


def announcements_for(record, state, now):
    """For each language in which the question is public: {language, label, text}; one query.

    Nothing once citizens have been invited, and nothing when it is too late to invite them.
    """
    row = record.consultation
    stands = {step.number: step.state for step in steps_of(record.evidence, now)}
    if stands[TELLING_STEP] == StepState.DONE or state not in {State.PLANNED, State.COLLECTING}:
        return []
    pages = QuestionPage.objects.live().filter(consultation=row).values_list("url_path", "title", "summary")
    live = {path.split("/")[1]: (path, title, summary) for path, title, summary in pages}
    return [
        {
            "language": language,
            "label": _("Text in the language: %(language)s") % {"language": dict(settings.LANGUAGES)[language]},
            "text": announcement(
                row, record.events, language, title, summary, f"{settings.SITE_URL.rstrip('/')}{path}", now
            ),
        }
        for language in LANGUAGES
        if language in live
        for path, title, summary in [live[language]]
    ]
