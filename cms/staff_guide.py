"""The staff's guide on a screen of its own."""

from django.utils import translation
from django.utils.translation import pgettext_lazy

from cms import plugin_guide
from cms.guide import chapters_in
from cms.languages import LANGUAGES, active_language, other_language
from cms.staff import StaffView


class Guide(StaffView):
    """The whole guide in the reader's language, or in the other one where that is asked for."""

    template_name = "cms/admin/guide.html"
    title = pgettext_lazy("guide", "Guide")
    header_icon = "help"

    def get_context_data(self, **kwargs):
        """The chapters, those of plugins last; their names are those of the language in which they are written."""
        asked = self.request.GET.get("language")
        language = asked if asked in LANGUAGES else active_language()
        with translation.override(language):
            chapters = [(chapter, str(chapter.label)) for chapter in chapters_in(language)]
            plugin_chapters = plugin_guide.drawn(self.request.user, language)
        return super().get_context_data(
            chapters=chapters,
            plugin_chapters=plugin_chapters,
            language=language,
            other_language=other_language(language),
            **kwargs,
        )
