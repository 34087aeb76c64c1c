"""The national pages and the councils' sections: introductions, about, members, contacts, news."""

from datetime import timedelta

from cms.languages import LANGUAGES
from cms.models import Council, Region
from council_pages.models import CouncilDirectoryPage, CouncilPage, HomePage, NewsIndexPage, NewsPage, TextPage
from council_pages.provisioning import create_council, ensure_national_pages, section_page
from forms.demonstration.content import at, paragraph, publish_page

DAYS_BEFORE = 400


def load_national_pages(content):
    """Both homes and both registers, with their introductions."""
    ensure_national_pages()
    moment = at(content.samples["sessions"][0]["date"], 9)
    for page_class, key in ((HomePage, "home"), (CouncilDirectoryPage, "directory")):
        for page in page_class.objects.select_related("locale"):
            publish_page(page, moment, introduction=content.texts["national"][key][page.language])


def load_council(content, sample):
    """One council with its standard pages filled."""
    council = create_council(
        slug=sample["slug"],
        name_kk=sample["name"]["kk"],
        name_ru=sample["name"]["ru"],
        level=sample["level"],
        region=Region.objects.get(iso=sample["region"]) if sample["region"] else None,
        host_body_kk=sample["host_body"]["kk"],
        host_body_ru=sample["host_body"]["ru"],
    ).council
    content.rows[sample["id"]] = council
    sitting = next(row for row in content.samples["sessions"] if row["council"] == sample["id"])
    moment = at(sitting["date"], 9)
    # As if it had been here for more than a year: its quarters count.
    Council.objects.filter(pk=council.pk).update(created_at=moment - timedelta(days=DAYS_BEFORE))
    for language in LANGUAGES:
        home = CouncilPage.objects.get(council_row=council, locale__language_code=language)
        publish_page(home, moment, introduction=sample["about"][language])
        bodies = {"about": _about, "members": _members, "contacts": _contacts}
        for slug, body in bodies.items():
            page = section_page(council, language, TextPage, slug)
            publish_page(page, moment, body=body(content, sample, language))


def _fact(label, value):
    return ("fact", {"label": label, "value": value})


def _about(content, sample, language):
    return [
        ("paragraph", paragraph(sample["about"][language])),
        _fact(content.word("host_body", language), sample["host_body"][language]),
        _fact(content.word("convocation", language), str(sample["term"]["convocation_no"])),
    ]


def _members(content, sample, language):
    return [
        (
            "person",
            {
                "name": member["name"][language],
                "role": ", ".join(content.word(key, language) for key in (member["role"], member["seat_kind"])),
                "position": member["position"][language],
                "about": member["cv"][language],
            },
        )
        for member in sample["members"]
    ]


def _contacts(content, sample, language):
    contacts = sample["contacts"]
    values = {
        "address": contacts["address"][language],
        "phone": contacts["phone"],
        "email": contacts["email"],
        "reception": contacts["reception"][language],
    }
    return [_fact(content.word(key, language), value) for key, value in values.items()]


def load_news(content, sample):
    """One piece of news in both languages."""
    council, key = content.rows[sample["council"]], None
    for language in LANGUAGES:
        page = NewsPage(
            title=sample["title"][language],
            slug=content.texts["news"][sample["id"]]["slug"],
            date=sample["date"],
            lead=sample["lead"][language],
            body=paragraph(sample["body"][language]),
            live=False,
        )
        parent = section_page(council, language, NewsIndexPage)
        page.locale = parent.locale
        if key is not None:
            page.translation_key = key
        parent.add_child(instance=page)
        key = page.translation_key
        publish_page(page, at(sample["date"], 12))
