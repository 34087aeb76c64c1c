"""A council with a question and its form in both languages, and helpers that fill the form in."""

import io
import zipfile
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from wagtail.models import Locale

from cms.models import Level, Membership
from cms.roles import Role
from council_pages.models import Consultation, QuestionPage
from council_pages.provisioning import create_council
from forms import intake, tokens
from forms.form_building import define_form
from forms.models import FormField, ProposalFormPage

ALMATY = ZoneInfo("Asia/Almaty")
OPENS = datetime(2026, 11, 16, 9, 0, tzinfo=ALMATY)
CLOSES = datetime(2026, 12, 1, 18, 0, tzinfo=ALMATY)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ALMATY)
KAZAKH = "Саябаққа әткеншек, ғимаратқа қоңырау, өңірге үй, ұя, һәм іс керек. 🎠"


@pytest.fixture
def now():
    """A moment while the form is open."""
    return NOW


@pytest.fixture
def council(db):
    """A council with its section in both languages."""
    return make_council("test-council")


def make_council(slug):
    """A republican council: it needs no region."""
    return create_council(slug=slug, name_kk="Сынақ кеңесі", name_ru="Тестовый совет", level=Level.REPUBLICAN).council


@pytest.fixture
def consultation(council):
    """A consultation that takes proposals from 16 November to 1 December 2026."""
    return make_consultation(council)


def make_consultation(council, slug="parks", **facts):
    """A consultation of the council."""
    given = {"subject_kk": "Саябақтар туралы", "subject_ru": "О парках", "opens_at": OPENS, "closes_at": CLOSES}
    return Consultation.objects.create(council=council, slug=slug, **given | facts)


@pytest.fixture
def definition(consultation):
    """Its form, without a field of its own."""
    return define_form(consultation, user=None)


@pytest.fixture
def pages(definition):
    """The live pages of question and form: {"kk": form page, "ru": form page}."""
    return make_pages(definition, ("kk", "ru"))


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


@pytest.fixture
def at(monkeypatch):
    """A function that sets the clock of the pages."""

    def set_clock(moment):
        for module in ("forms.public_views", "forms.views", "council_pages.models.consultations"):
            monkeypatch.setattr(f"{module}.timezone.now", lambda: moment)

    return set_clock


@pytest.fixture
def open_form(pages, at):
    """The form's pages while the form is open."""
    at(NOW)
    return pages


@pytest.fixture
def secretary(council):
    """The council's secretary."""
    return make_user("secretary", council, Role.SECRETARY)


def make_user(name, council, role):
    """A member of staff."""
    user = get_user_model().objects.create_user(name)
    Membership.objects.create(user=user, council=council, role=role)
    return user


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


def upload(name="plan.txt", content="жоспар".encode()):
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
    return "/".join(["", language, "councils", "test-council", "questions", "parks", "propose", *parts, ""])


def later(**delta):
    """A moment after NOW."""
    return NOW + timedelta(**delta)
