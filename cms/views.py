"""Views of the ground floor: the choice of language at `/`, and the pages for what went wrong."""

from django.http import HttpResponseRedirect, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.cache import cache_control
from django.views.decorators.vary import vary_on_headers

from cms.languages import preferred_language


@cache_control(public=True, max_age=300)
@vary_on_headers("Accept-Language")
def choose_language(request):
    """Lead a visitor of `/` to the language the browser prefers; no cookie is set."""
    return HttpResponseRedirect(f"/{preferred_language(request.headers.get('Accept-Language', ''))}/")


def not_found(request, exception):
    """The page for a missing address; the same for a foreign object in the admin, whatever was asked for."""
    return render(request, "cms/404.html", status=404)


def server_error(request):
    """The page for our own fault. It asks the database for nothing: the database may be the fault."""
    return HttpResponseServerError(get_template("cms/500.html").render())
