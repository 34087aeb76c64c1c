"""Councils that no designer draws: words of forty letters, titles of three lines, nothing, five hundred of a kind.

Run in a process with the product's own settings.
"""

from datetime import timedelta

from django.utils import timezone

from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from council_pages.models import NewsIndexPage, NewsPage
from council_pages.provisioning import section_page
from forms import receipts
from forms.form_building import define_form
from forms.models import Proposal, PublicationLink, PublishedProposal
from tests.council_pages.conftest import make_question
from tests.factories import make_council, make_texts, make_user
from tests.worlds import settle

MANY = 500
LONG_WORD = {
    "kk": "қанағаттандырылмағандықтарыңыздан",
    "ru": "частнопредпринимательскогоэлектрообеспечения",
}
LONG_TITLE = {
    "kk": f"Көпфункционалдықтарыңыздағылардыкіндегі {LONG_WORD['kk']} жолаушылар тасымалының әлеуметтік маңызы бар "
    "бағыттарын, аялдамаларын және қозғалыс кестесін өзгерту туралы ауданның қоғамдық талқылауы",
    "ru": f"{LONG_WORD['ru'].capitalize()} и об изменении социально значимых маршрутов, остановок и расписания "
    "движения пассажирского транспорта района зимой с учётом предложений жителей отдалённых населённых пунктов",
}
EXTREMES, EMPTY = "extremes", "empty"
STAFF = ("everything-council", "everything-ministry")


def plant():
    """The empty council; and the other one, with a crowded question, a closed one and one that nobody has answered."""
    make_council(EMPTY, f"{LONG_WORD['kk'].capitalize()} кеңесі", f"Совет {LONG_WORD['ru']}")
    council = make_council(EXTREMES, f"{LONG_TITLE['kk']} кеңесі", f"Совет по вопросам: {LONG_TITLE['ru']}")
    now = timezone.now()
    subjects = {f"subject_{language}": title for language, title in LONG_TITLE.items()}
    texts = {language: {"summary": f"{LONG_WORD[language]} — {title}"} for language, title in LONG_TITLE.items()}
    for slug, opens, closes in (("crowded", -20, 40), ("closed", -40, -10), ("silent", -2, 45)):
        window = {"opens_at": now + timedelta(days=opens), "closes_at": now + timedelta(days=closes)}
        question = make_question(council, slug, texts=texts, **subjects, **window)
        make_texts(define_form(question, user=None))
        if slug == "crowded":
            crowd(question, now)
    for language, title in LONG_TITLE.items():
        index = section_page(council, language, NewsIndexPage)
        page = NewsPage(title=title, slug="long", locale=index.locale, lead=LONG_WORD[language])
        index.add_child(instance=page).save_revision().publish()


def crowd(question, now):
    """So many published proposals, made past the intake: it is the page that is looked at."""
    said = {"publication": "text", "form_opened_at": now, "received_at": now, "state_changed_at": now}
    proposals = Proposal.objects.bulk_create(
        Proposal(
            consultation=question, number=receipts.new_number(), token_hash=f"{place:064x}", secret_hash="0" * 64,
            body_hash="0" * 64, language="kk", is_published=True, **said,
        )
        for place in range(MANY)
    )  # fmt: skip
    shown = {"language": "kk", "state": "registered", "received_on": now.date(), "published_on": now.date()}
    copies = PublishedProposal.objects.bulk_create(
        PublishedProposal(consultation=question, text=f"{LONG_TITLE['kk']} {LONG_WORD['kk']}", **shown)
        for _proposal in proposals
    )
    PublicationLink.objects.bulk_create(
        PublicationLink(published=copy, proposal=proposal) for copy, proposal in zip(copies, proposals, strict=True)
    )


def plant_staff():
    """A council with one of everything, somebody who may do all in it, and somebody who may do all at the ministry."""
    council = settle("everything", "zq7every").council
    for username, roles, own in ((STAFF[0], COUNCIL_ROLES, council), (STAFF[1], NATIONAL_ROLES, None)):
        first, *others = sorted(roles - {Role.TRANSLATOR})
        person = make_user(first, own, username=username)
        for role in others:
            person.memberships.create(council=own, role=role)
