"""What every producer needs: the frame of a document around its blocks."""

from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from cms.dates import local
from cms.models import Demonstration
from council_pages.documents import content
from council_pages.listings import only_in


def make(page, language, now, blocks, *, title="", address=""):
    """The document of a page in the language, which is active. Without a title of its own it bears the page's."""
    foreign = page.language if page.language != language else ""
    document = frame(
        page.council,
        language,
        now,
        blocks,
        title=title or page.title,
        address=address or page.address_in(language),
        title_lang=foreign,
    )
    return replace(document, title_lang="") if title else document


def frame(council, language, now, blocks, *, title, address, title_lang=""):
    """The document of a council around the blocks, in the language, which is active.

    Where the text stands only in the other language, `title_lang`, or where all is invented, the document says so, as
    the page does.
    """
    demonstration = Demonstration.objects.first()
    said = [demonstration.disclaimer(language) if demonstration else "", only_in(title_lang)]
    notices = (content.paragraph(notice, kind="note") for notice in said if notice)
    return content.Document(
        title=content.plain(title),
        title_lang=title_lang,
        language=language,
        council=content.plain(council.name(language)),
        source=f"{settings.SITE_URL}{address}",
        made_on=local(now).date(),
        blocks=(*notices, *blocks),
    )


def draft_notice():
    """Stands first in the document of a text that is not published."""
    return content.Paragraph(content.words(_("Draft. This text is not published."), strong=True), kind="lead")
