"""The addresses of this floor that are views and no pages: calendar, quarters, archives, recommendations."""

from django.utils import timezone

from cms import plugin_asking
from cms.dates import beginning_of
from cms.models import Council
from cms.sitemaps import Addresses, Place
from council_pages.models import Consultation, Recommendation, Schedule
from council_pages.quarters import Quarter


class Views(Addresses):
    """Those that have something to show; both languages always have them. Five queries."""

    def rows(self):
        """National ones first, then those of councils, then each recommendation."""
        live = Council.objects.filter(sections__page__live=True)
        public = Consultation.objects.public_in(self.language)
        sent = Recommendation.objects.sent().filter(council__in=live).order_by("pk")
        quarters = Schedule.objects.public_in(self.language).order_by("year", "number")
        yield from (Place("calendar/"), Place("recommendations/"), Place("indicators/"), Place("search/"))
        for year, number in quarters.values_list("year", "number").distinct():
            yield Place(f"quarters/{Quarter(year, number).slug}/")
        answerable = live.open().filter(created_at__lt=beginning_of(Quarter.of(timezone.localdate()).first_day))
        for slug in answerable.order_by("slug").values_list("slug", flat=True).distinct():
            yield Place(f"councils/{slug}/compliance/")
        with_questions = live.filter(consultations__in=public).order_by("slug")
        for slug in with_questions.values_list("slug", flat=True).distinct():
            yield from (Place(f"councils/{slug}/archive/"), Place(f"councils/{slug}/calendar/"))
        recommendations = list(sent.values_list("council__slug", "slug", "sent_on").distinct())
        for slug in dict.fromkeys(slug for slug, _address, _sent_on in recommendations):
            yield Place(f"councils/{slug}/recommendations/")
        for slug, address, sent_on in recommendations:
            yield Place(f"councils/{slug}/recommendations/{address}/", sent_on)
        yield from plugin_places(live)


def plugin_places(councils):
    """The addresses of plugins that need nothing but a council, or nothing at all. One query for each plugin."""
    for plugin in plugin_asking.plugins():
        routes = [one for one in plugin_asking.routes_of(plugin, "public_routes") if "<" not in one.route]
        slugs = list(councils.with_plugin(plugin.label).order_by("slug").values_list("slug", flat=True).distinct())
        for route in routes if slugs else ():
            for beginning in ("",) if route.national else (f"councils/{slug}/" for slug in slugs):
                yield Place(f"{beginning}{plugin.address}/{route.route}")
