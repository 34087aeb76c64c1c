"""The style guide at `/<language>/styleguide/`, for the house alone: a local copy, or staff of the ministry.

Each example is a document of its own, shown in a frame: so it has the width of its frame, and its ids and landmarks
meet no other example's. For everybody else none of these addresses exists.
"""

import re

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.clickjacking import xframe_options_sameorigin

from cms import style_guide
from cms.languages import active_language
from cms.roles import NATIONAL_ROLES
from cms.tenancy import holds

HEADING = re.compile(r"<h([1-6])\b")


def may_see(user):
    """True on a developer's copy, and for those who work at the ministry."""
    if settings.LOCAL:
        return True
    return user.is_authenticated and user.is_active and (user.is_superuser or holds(user, NATIONAL_ROLES))


class StyleGuideView(View):
    """A page of the guide. Nobody keeps it, no search engine finds it, no sitemap names it."""

    http_method_names = ["get", "head"]

    def dispatch(self, request, *args, **kwargs):
        """404 for everybody but the house."""
        if not may_see(request.user):
            raise Http404
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex"
        return response

    def chapter(self):
        """The chapter that the address names."""
        found = style_guide.find(self.kwargs["chapter"])
        if found is None:
            raise Http404
        return found


class Contents(StyleGuideView):
    """GET: every chapter with its templates."""

    def get(self, request):
        """The list."""
        context = {"chapters": style_guide.chapters(), "trail": [_home()], **_unlisted()}
        return render(request, "cms/style_guide/contents.html", context)


class ChapterPage(StyleGuideView):
    """GET: the examples of a chapter, each in a frame."""

    def get(self, request, chapter):
        """The frames, under the name of their template."""
        found = self.chapter()
        context = {
            "chapter": found,
            "templates": found.by_template(),
            "trail": [_home(), {"label": _("Style guide"), "url": f"/{active_language()}/styleguide/"}],
            **_unlisted(),
        }
        return render(request, "cms/style_guide/chapter.html", context)


@method_decorator(xframe_options_sameorigin, name="dispatch")
class Stage(StyleGuideView):
    """GET: one example, alone in its document."""

    def get(self, request, chapter, number):
        """The example; a whole page as it is."""
        found = self.chapter()
        if not 1 <= number <= len(found.examples):
            raise Http404
        example = found.examples[number - 1]
        markup = example.draw(request)
        if isinstance(example, style_guide.WholePage):
            response = HttpResponse(markup)
        else:
            context = {"example": example, "markup": markup, "above": range(1, _first_level(markup))}
            response = render(request, "cms/style_guide/stage.html", context)
        # A mail brings its styles along: mail programs load none.
        styles = {"style-src": [SELF, UNSAFE_INLINE]} if found.has_styles else {}
        response._csp_replace = {"frame-ancestors": [SELF], **styles}
        return response


def _first_level(markup):
    """The level of the first heading in the markup. Those above it are said unseen, as a page would have them."""
    found = HEADING.search(markup)
    return int(found[1]) if found else 2


def _home():
    return {"label": _("Home page"), "url": f"/{active_language()}/"}


def _unlisted():
    return {"noindex": True, "canonical_url": "", "hreflang_links": []}
