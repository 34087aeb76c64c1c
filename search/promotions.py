"""What the ministry wants to be found first for certain words (`wagtail.contrib.search_promotions`)."""

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page
from wagtail.search.utils import normalise_query_string

from search.kinds import in_the_language


def promoted_results(text, language):
    """The pages promoted for these words as items for `search_result`: live and public ones, each in one language.

    Two queries more than none; links that leave the site are not shown.
    """
    promotions = SearchPromotion.objects.filter(query__query_string=normalise_query_string(text))
    wanted = {promotion.page_id: promotion.description for promotion in promotions}
    if not wanted:
        return []
    pages = Page.objects.live().public().filter(pk__in=wanted).select_related("locale").in_bulk()
    once = {}
    for page in (pages[key] for key in wanted if key in pages):
        known = once.get(page.translation_key)
        if known is None or page.locale.language_code == language:
            once[page.translation_key] = page
    return [_item(page, wanted[page.pk], language) for page in once.values()]


def _item(page, description, language):
    own = page.locale.language_code
    return {
        "title": page.title,
        "url": page.url_path,
        "snippet": description,
        "badge": in_the_language(own, language),
        "lang": "" if own == language else own,
    }
