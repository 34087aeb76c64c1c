"""The verbs of templates of reasons: words that a council, or the ministry for all councils, keeps for its answers.

A template is copied into an answer and never linked to it: changing or removing one changes no answer.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.languages import LANGUAGES, in_language
from cms.roles import HANDLES_PROPOSALS
from cms.tenancy import require_administrator, require_role
from forms.form_fields import normalise
from forms.models import ReasonTemplate
from forms.states import FINAL

TEXT_LIMIT = 4_000


@transaction.atomic
def save_template(council, state, texts, *, user, template=None):
    """Keep a template of the council (None: of the ministry), or change one. `texts` are {language: words}.

    Raises ValidationError, in words, for a decision that is none, for two empty texts, and for one that is too long.
    """
    _require(user, council)
    if state not in FINAL:
        raise ValidationError({"state": _("Choose for which decision the words are.")})
    texts = {language: normalise(texts.get(language, "")).strip() for language in LANGUAGES}
    if not any(texts.values()):
        raise ValidationError({"text_kk": _("Write the words in one of the languages at least.")})
    for language, text in texts.items():
        if len(text) > TEXT_LIMIT:
            words = _("The text is too long. Characters at most: %(limit)s") % {"limit": TEXT_LIMIT}
            raise ValidationError({f"text_{language}": words})
    row = template or ReasonTemplate(council=council)
    row.state, row.text_kk, row.text_ru = state, texts["kk"], texts["ru"]
    row.save()
    log(row, "kenes.reason_template_saved", user=user)
    return row


@transaction.atomic
def drop_template(template, *, user):
    """Remove a template. Answers that were written with it stay."""
    _require(user, template.council)
    log(template, "kenes.reason_template_dropped", user=user)
    template.delete()


def inserted(template, reason, language):
    """The reason as typed, with the template's words in the language of the answer after it."""
    return "\n\n".join(filter(None, [reason.strip(), in_language(template, "text", language)]))


def _require(user, council):
    if council is None:
        require_administrator(user)
    elif user is not None:
        require_role(user, council, HANDLES_PROPOSALS)
