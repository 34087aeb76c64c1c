"""What is measured beside the product: a view that does nothing, and a gate that stands open."""

from django.http import HttpResponse
from django.urls import path

from cms import urls
from cms.gate import AdminGate

handler404, handler500 = urls.handler404, urls.handler500


def nothing(request):
    """The least that an answer through the same middleware costs."""
    return HttpResponse("bare", content_type="text/plain")


urlpatterns = [path("bare/", nothing), *urls.urlpatterns]


class OpenGate(AdminGate):
    """The gate without its question: language and headers of the admin are the same, and nobody is asked anything."""

    def process_view(self, request, view, args, kwargs):
        """Let everybody pass."""
        return None
