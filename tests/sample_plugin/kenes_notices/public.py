"""Addresses for readers."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import escape

from kenes_notices.models import Notice


def notices(request, council):
    """All notices of the council."""
    return HttpResponse(escape("\n".join(notice.title for notice in Notice.objects.for_council(council))))


def notice(request, council, number):
    """One of them."""
    return HttpResponse(escape(get_object_or_404(Notice.objects.for_council(council), pk=number).text))


def everywhere(request):
    """How many there are in the country."""
    return HttpResponse(str(Notice.objects.count()))
