"""A proposal that comes by the web, before any page is drawn: origin, machines, the queue, and then the intake."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from wagtail.models import PageViewRestriction

from cms.languages import active_language
from cms.prepared import Prepared
from forms import admission, intake, origin, pace, suspicion, uploads
from forms.models import FormDefinition, FormField, ProposalFormPage
from forms.proposal_form import ProposalForm


@dataclass(frozen=True)
class Foreign:
    """The browser says that another site sent it; nothing was stored."""

    form: ProposalForm


@dataclass(frozen=True)
class Unproven:
    """It looks like a machine's: `judged` says whether a proof is asked for, or when to come again."""

    form: ProposalForm
    judged: pace.Pace


def take(request, definition, now):
    """Take what a POST brings. Returns what `intake.submit` returns, or Foreign, or Unproven."""
    language = active_language()
    uploads.limit(request)
    uploads.refuse_unwritten(request.FILES)
    if not origin.is_own(request.headers, request.get_host()):
        return Foreign(_typed(request, definition, language))
    judged = suspicion.judge(request, definition, now)
    if judged.is_refused or judged.must_prove:
        return Unproven(_typed(request, definition, language), judged)
    token = request.POST.get("token", "")
    with admission.place():
        return intake.submit(definition, language, request.POST, request.FILES, token, now)


def show_typed(request, definition):
    """The form in the active language with what was typed into it, nothing of which is called wrong yet; or Foreign.

    Nothing is stored, and files do not come along: a browser gives each of them once.
    """
    uploads.limit(request)
    language = active_language()
    if not origin.is_own(request.headers, request.get_host()):
        return Foreign(_typed(request, definition, language))
    return ProposalForm(definition, language, request.POST).without_errors()


def _typed(request, definition, language):
    """The form with what was typed, and what would be wrong with it."""
    form = ProposalForm(definition, language, request.POST, request.FILES)
    form.full_clean()
    return form


def open_definition(council, question):
    """The form at the address of this council and question, in one query; None where its page is to be asked.

    A page may be in one language only, or restricted: then the page answers, as it does to every reader.
    """
    return _open.first(council=council, question=question, language=active_language())


@Prepared
def _open():
    live = ProposalFormPage.objects.filter(definition=OuterRef("pk"), live=True)
    rows = FormDefinition.objects.select_related("consultation__council", "consultation__outcome")
    # Most forms have no field of their own: then none is asked for.
    rows = rows.annotate(has_own_fields=Exists(FormField.objects.filter(form=OuterRef("pk"))))
    return rows.filter(
        Exists(live.filter(locale__language_code=":language")),
        ~Exists(PageViewRestriction.objects.all()),
        consultation__slug=":question",
        consultation__council__slug=":council",
    )
