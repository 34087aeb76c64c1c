"""Questions of an address that no page could read: the sign of number nought, which PostgreSQL takes in no text."""

from django.core.exceptions import BadRequest


class DamagedAddresses:
    """Middleware: answers 400 where the part of an address behind the question mark holds that sign."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked or "\0" in asked:
            raise BadRequest("The address holds the sign of number nought.")
        return self.get_response(request)
