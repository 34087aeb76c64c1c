"""Addresses that no page could read: with NUL in their question, which no text holds and PostgreSQL refuses."""

from django.core.exceptions import BadRequest


class DamagedAddresses:
    """Middleware: answers 400 where the part of an address behind the question mark holds NUL."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked or "\0" in asked:
            raise BadRequest("NUL in the address")
        return self.get_response(request)
