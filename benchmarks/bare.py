"""The product's addresses and one view that does nothing, to measure beside."""

from django.http import HttpResponse
from django.urls import path

from cms import urls

handler404, handler500 = urls.handler404, urls.handler500


def nothing(request):
    """The least that an answer through the same middleware costs."""
    return HttpResponse("bare", content_type="text/plain")


urlpatterns = [path("bare/", nothing), *urls.urlpatterns]
