"""A new council in one action: its row, its section in both languages, standard pages, groups and collection."""

from dataclasses import dataclass

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Collection, Locale, Page, Site

from cms.groups import NATIONAL_COLLECTION, make_council_groups, make_national_groups
from cms.languages import LANGUAGES
from cms.models import Council, CouncilSection
from council_pages.models import (
    CouncilDirectoryPage,
    CouncilPage,
    HomePage,
    NewsIndexPage,
    OutcomeIndexPage,
    QuestionIndexPage,
    ScheduleIndexPage,
    SittingIndexPage,
    TextPage,
)
from council_pages.moderation import ensure_workflow

# (page type, address, titles). The titles are content: an editor may change them, the address stays.
STANDARD_PAGES = (
    (ScheduleIndexPage, "schedule", {"kk": "Консультациялар кестесі", "ru": "График консультаций"}),
    (QuestionIndexPage, "questions", {"kk": "Талқыланатын мәселелер", "ru": "Вопросы для обсуждения"}),
    (OutcomeIndexPage, "outcomes", {"kk": "Қорытындылар", "ru": "Итоги"}),
    (SittingIndexPage, "sittings", {"kk": "Отырыстар", "ru": "Заседания"}),
    (NewsIndexPage, "news", {"kk": "Жаңалықтар", "ru": "Новости"}),
    (TextPage, "about", {"kk": "Кеңес туралы", "ru": "О совете"}),
    (TextPage, "members", {"kk": "Кеңес мүшелері", "ru": "Члены совета"}),
    (TextPage, "contacts", {"kk": "Байланыс", "ru": "Контакты"}),
)
NATIONAL_TITLES = {"kk": "Кеңес: қоғамдық кеңестердің порталы", "ru": "Кенес: портал общественных советов"}
DIRECTORY_TITLES = {"kk": "Қоғамдық кеңестер тізілімі", "ru": "Реестр общественных советов"}


@dataclass(frozen=True)
class Provisioned:
    """What `create_council` did: the council, and whether this call made it."""

    council: Council
    created: bool


def _page_in(parent, page_class, language, key, **fields):
    page = page_class(locale=Locale.objects.get(language_code=language), **fields)
    if key is not None:
        page.translation_key = key
    parent.add_child(instance=page)
    return page


@transaction.atomic
def ensure_national_pages():
    """Make the national home and the register of councils in both languages where they are missing. Idempotent.

    The homes' slugs are the language codes, so that a page's `url_path` is its public address (`cms.serving`).
    Returns the homes by language.
    """
    for language in LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    if len(homes) == len(LANGUAGES):
        ensure_workflow(homes.values())
        return homes
    root = Page.objects.get(depth=1)
    for language in LANGUAGES:
        key = next((home.translation_key for home in homes.values()), None)
        homes[language] = _page_in(root, HomePage, language, key, title=NATIONAL_TITLES[language], slug=language)
        root.refresh_from_db()
    key = None
    for language in LANGUAGES:
        directory = _page_in(
            homes[language], CouncilDirectoryPage, language, key, title=DIRECTORY_TITLES[language], slug="councils"
        )
        key = directory.translation_key
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": homes["kk"], "site_name": "Kenes"}
    )
    # Wagtail's own "Welcome" page has no place here.
    Page.objects.filter(depth=2).exclude(pk__in=[home.pk for home in homes.values()]).delete()
    Site.clear_site_root_paths_cache()
    # Not the root: rights on it would run down into the councils' collections.
    make_national_groups(list(homes.values()), Collection.get_first_root_node().add_child(name=NATIONAL_COLLECTION))
    ensure_workflow(homes.values())
    return homes


@transaction.atomic
def create_council(*, slug, name_kk, name_ru, level, region=None, host_body_kk="", host_body_ru="", user=None):
    """Make a council with everything it needs, live in both languages at once. Idempotent by slug.

    `region` is a `Region` or None (republican councils). A second call with the slug changes nothing and says so in
    the answer. Raises ValidationError where the facts contradict each other; then nothing is written.
    """
    ensure_national_pages()
    if existing := Council.objects.filter(slug=slug).first():
        return Provisioned(existing, created=False)
    council = Council(
        slug=slug,
        name_kk=name_kk,
        name_ru=name_ru,
        level=level,
        region=region,
        host_body_kk=host_body_kk,
        host_body_ru=host_body_ru,
    )
    council.full_clean()
    council.collection = Collection.get_first_root_node().add_child(name=slug)
    council.save()
    key, keys = None, {}
    for language in LANGUAGES:
        directory = CouncilDirectoryPage.objects.get(locale__language_code=language)
        title = council.name(language)[:255]
        section = _page_in(directory, CouncilPage, language, key, title=title, slug=slug, council_row=council)
        key = section.translation_key
        for page_class, address, titles in STANDARD_PAGES:
            page = _page_in(section, page_class, language, keys.get(address), title=titles[language], slug=address)
            keys[address] = page.translation_key
    make_council_groups(council)
    log(council, "kenes.council_created", user=user)
    return Provisioned(council, created=True)


def section_page(council, language, page_class, slug=None):
    """The council's standard page of this class (and address) in the language."""
    section = CouncilSection.objects.get(council=council, language=language).page
    pages = page_class.objects.child_of(section)
    return (pages.filter(slug=slug) if slug else pages).get()
