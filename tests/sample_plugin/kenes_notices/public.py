"""Addresses for readers."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import escape

from cms.portraits import card_of
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


def card_of_notices(council):
    """What a messenger shows with the address of all of them."""
    return card_of("Notices", council)


def card_of_notice(council, number):
    """The same of one."""
    return card_of(get_object_or_404(Notice.objects.for_council(council), pk=number).title, council)
