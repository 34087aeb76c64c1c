"""Every address of the site."""

from functools import partial

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from cms import views
from cms.languages import LANGUAGES
from cms.offline import worker
from cms.page_choosers import OwnBrowse, OwnSearch
from cms.picture_serving import picture
from cms.plugin_routes import public_patterns
from cms.serving import serve
from cms.sitemaps import Pages
from cms.style_guide_views import ChapterPage, Contents, Stage
from council_pages import recommendation_views
from council_pages.public import (
    archive,
    calendars,
    compliance,
    feeds,
    indicators,
    offline,
    plugin_feeds,
    quarters,
    share,
)
from council_pages.public.cards import CARDS
from council_pages.public.sitemaps import Views
from forms import own_views
from forms import views as form_views
from forms.public_views import propose
from forms.sitemaps import Proposals
from search import views as search_views

# By language: {"pages-kk": …}. Made anew for each request, for each remembers what it has found.
SITEMAPS = {
    f"{name}-{language}": partial(kind, language)
    for language in LANGUAGES
    for name, kind in {"pages": Pages, "views": Views, "proposals": Proposals}.items()
}

# What the pictures of views that are no pages show, by the name of their routes.
PICTURED = {**CARDS, "search": search_views.search_card}

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    # Before Wagtail's own, under the same names: `register_admin_urls` comes after them.
    path("admin/choose-page/", require_admin_access(OwnBrowse.as_view()), name="wagtailadmin_choose_page"),
    path(
        "admin/choose-page/search/", require_admin_access(OwnSearch.as_view()), name="wagtailadmin_choose_page_search"
    ),
    path("admin/invitation/<slug:token>/", views.AcceptInvitation.as_view(), name="accept_invitation"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/images/<str:name>", picture, name="picture"),
    path("robots.txt", views.robots, name="robots"),
    path("service-worker.js", worker, name="service_worker"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_of"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap_of"),
    path("emblems/<str:name>", views.emblem, name="emblem"),
]

# A council's standard pages are served below; none of them has one of these addresses.
COUNCIL = "councils/<slug:slug>/"

urlpatterns += i18n_patterns(
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar.ics", calendars.calendar_ics, name="calendar_ics"),
    path("feed.xml", feeds.feed, name="feed"),
    path("quarters/<slug:slug>/", quarters.quarter, name="quarter"),
    path("offline/", offline.offline, name="offline"),
    path("offline/questions.json", offline.questions, name="offline_questions"),
    path("indicators/", indicators.indicators, name="indicators"),
    path(f"{COUNCIL}compliance/", compliance.council_compliance, name="council_compliance"),
    path(f"{COUNCIL}calendar/", calendars.calendar, name="council_calendar"),
    path(f"{COUNCIL}calendar.ics", calendars.calendar_ics, name="council_calendar_ics"),
    path(f"{COUNCIL}feed.xml", feeds.feed, name="council_feed"),
    path(f"{COUNCIL}archive/", archive.archive, name="council_archive"),
    re_path(r"^share/((?:[-\w]+/)*)picture\.png$", share.picture, {"views": PICTURED}, name="share_picture"),
    # For the house alone; for everybody else there is nothing there.
    path("styleguide/", Contents.as_view(), name="style_guide"),
    path("styleguide/<slug:chapter>/", ChapterPage.as_view(), name="style_guide_chapter"),
    path("styleguide/<slug:chapter>/<int:number>/", Stage.as_view(), name="style_guide_stage"),
    path("search/", search_views.search, name="search"),
    path("search/suggest/", search_views.suggest, name="search_suggest"),
    path("search/opensearch.xml", search_views.description, name="search_description"),
    path("track/", form_views.track, name="track"),
    path("track/receipt.txt", own_views.receipt_text, name="own_receipt"),
    path("track/copy/", own_views.copy, name="own_copy"),
    path("track/contact/", own_views.contact, name="own_contact"),
    path("track/publication/", own_views.publication, name="own_publication"),
    path("track/erasure/", own_views.erasure, name="own_erasure"),
    path("recommendations/", recommendation_views.national_register, name="recommendations"),
    path(
        "councils/<slug:slug>/recommendations/", recommendation_views.council_register, name="council_recommendations"
    ),
    path(
        "councils/<slug:slug>/recommendations/<slug:address>/",
        recommendation_views.recommendation_page,
        name="recommendation",
    ),
    # Before the pages, whose catch-all takes every address.
    *public_patterns(),
    path(f"{COUNCIL}<slug:address>/<slug:name>.xml", plugin_feeds.feed, name="plugin_feed"),
    # The name is its own: a page's file, below, goes by `document`.
    re_path(
        r"^councils/(?P<slug>[-\w]+)/recommendations/(?P<address>[-\w]+)/(?P<name>document\.(?:pdf|docx))$",
        recommendation_views.recommendation_file,
        name="recommendation_file",
    ),
    # The form is anonymous and sets no cookie, so Django's token cannot guard it: forms.intake checks the request's
    # origin and a signed submit token instead.
    re_path(r"^(councils/[-\w]+/questions/[-\w]+/propose/)$", csrf_exempt(propose), name="propose"),
    re_path(r"^((?:[-\w]+/)+document\.(?:pdf|docx))$", serve, name="document"),
    re_path(r"^((?:[-\w]+/)*)$", serve, name="wagtail_serve"),
    # Wagtail's own form for a page behind a password; its catch-all is never reached.
    path("", include(wagtail_urls)),
)

handler400 = "cms.error_pages.bad_request"
handler403 = "cms.error_pages.forbidden"
handler404 = "cms.error_pages.not_found"
handler500 = "cms.error_pages.server_error"
