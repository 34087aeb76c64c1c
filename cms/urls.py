"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from cms import views
from cms.page_choosers import OwnBrowse, OwnSearch
from cms.serving import serve
from forms import views as form_views
from search import views as search_views

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
]

urlpatterns += i18n_patterns(
    path("search/", search_views.search, name="search"),
    path("track/", form_views.track, name="track"),
    # The form is anonymous and sets no cookie, so Django's token cannot guard it: forms.intake checks the request's
    # origin and a signed submit token instead.
    re_path(r"^(councils/[-\w]+/questions/[-\w]+/propose/)$", csrf_exempt(serve), name="propose"),
    re_path(r"^((?:[-\w]+/)*)$", serve, name="wagtail_serve"),
    # Wagtail's own form for a page behind a password; its catch-all is never reached.
    path("", include(wagtail_urls)),
)

handler404 = "cms.views.not_found"
handler500 = "cms.views.server_error"
