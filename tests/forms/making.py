"""Plain functions that make a consultation with its form, and fill the form in as a browser does."""

import io
import zipfile
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from wagtail.models import Locale

from council_pages.models import QuestionPage
from forms import intake, tokens
from forms.models import FormField, ProposalFormPage
from tests.factories import make_consultation

ALMATY = ZoneInfo("Asia/Almaty")
OPENS = datetime(2026, 11, 16, 9, 0, tzinfo=ALMATY)
CLOSES = datetime(2026, 12, 1, 18, 0, tzinfo=ALMATY)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ALMATY)
KAZAKH = "Саябаққа әткеншек, ғимаратқа қоңырау, өңірге үй, ұя, һәм іс керек. 🎠"
COUNCIL = "almaly"


def parks(council, slug="parks", **facts):
    """A consultation that takes proposals from 16 November to 1 December 2026."""
    given = {"subject_kk": "Саябақтар туралы", "subject_ru": "О парках", "opens_at": OPENS, "closes_at": CLOSES}
    return make_consultation(council, slug, **given | facts)


def make_pages(definition, languages):
    """Live pages of the question and of its form in these languages."""
    made = {}
    for language in languages:
        locale = Locale.objects.get(language_code=language)
        for page_class, row in ((QuestionPage, definition.consultation), (ProposalFormPage, definition)):
            page = page_class(title=row.title_in(language), locale=locale, **{page_class.row_field: row})
            page_class.parent_for(row, language).add_child(instance=page)
        made[language] = page
    return made


def filled(text=KAZAKH, publication="text", **more):
    """What a browser posts."""
    return {"text": text, "publication": publication, **more}


def add_field(definition, kind, **facts):
    """A further field of the form."""
    given = {"label_kk": "Өріс", "label_ru": "Поле", "sort_order": definition.fields.count()}
    return FormField.objects.create(form=definition, kind=kind, **given | facts)


def send(definition, data=None, *, files=None, language="kk", now=NOW, token=None, opened_at=NOW):
    """Submit as the page does; returns intake's result."""
    token = tokens.issue(definition.pk, opened_at) if token is None else token
    return intake.submit(definition, language, data or filled(), MultiValueDict(files or {}), token, now)


def upload(name="plan.txt", content=b"plan"):
    """A file as a browser sends it; the browser's own content type is never believed."""
    return SimpleUploadedFile(name, content, content_type="text/html")


def package(*names, **contents):
    """A zip package with these entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in names:
            target.writestr(name, contents.get(name, "x"))
    return stream.getvalue()


def url(language="kk", *parts):
    """The form's address, and what stands under it."""
    return "/".join(["", language, "councils", COUNCIL, "questions", "parks", "propose", *parts, ""])


def later(**delta):
    """A moment after NOW."""
    return NOW + timedelta(**delta)
