"""What stands above the fields of a text in its editor: what was found in it, its other language, the way to the guide.

The same for Wagtail's editor, as a panel, and for wagtail-localize's, by a template tag.
"""

from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.models import Locale

from cms.guide import help_link
from cms.languages import other_language
from cms.tenancy import holds_in
from council_pages.checked_texts import findings_in
from council_pages.content_checks import Check, Finding
from council_pages.drafted import drafted_in
from council_pages.publishing import newest_text, translation_into

TEMPLATE = "council_pages/admin/includes/text_panel.html"


def about_text(page, user, chapter):
    """The context of the template: the way back to the desk, findings in the newest words, the other language."""
    if page.pk is None:
        return {"help": help_link(chapter)}
    twin = page.get_translation_or_none(Locale.objects.get(language_code=other_language(page.language)))
    return {
        "help": help_link(chapter),
        "desk": desk_of(page, user),
        "is_drafted": page.language in drafted_in([page]),
        "findings": [*findings_in(newest_text(page)), *twin_findings(page, twin)],
        "twin": twin,
        "may_preview_twin": twin is not None and twin.permissions_for_user(user).can_edit(),
    }


def desk_of(page, user):
    """The address of the desk from which the text is published, for those who may open it; else nothing."""
    council = getattr(page, "council", None)
    if not getattr(page, "desk_route", "") or not holds_in(user, council, page.desk_roles):
        return ""
    return reverse(page.desk_route, args=[page.desk_row.pk])


def twin_findings(page, twin):
    """What is to be said of the other language: it is missing, or the translation is older than its original."""
    if twin is None:
        return [Finding(Check.NO_TWIN)]
    for target, original in ((page, twin), (twin, page)):
        translation, newest = translation_into(target), original.latest_revision
        if translation and newest and newest.created_at > translation.source.last_updated_at:
            return [Finding(Check.TWIN_BEHIND)]
    return []


class TextPanel(Panel):
    """The panel of Wagtail's editor. `chapter` is that of the guide which explains this kind of page."""

    def __init__(self, chapter="text", **kwargs):
        super().__init__(**kwargs)
        self.chapter = chapter

    def clone_kwargs(self):
        """Keep the chapter."""
        return super().clone_kwargs() | {"chapter": self.chapter}

    class BoundPanel(Panel.BoundPanel):
        """The panel over one page."""

        template_name = TEMPLATE

        def get_context_data(self, parent_context=None):
            """As above."""
            about = about_text(self.instance, self.request.user, self.panel.chapter)
            return super().get_context_data(parent_context) | about
