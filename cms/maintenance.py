"""The site is closed for work while the operator's file stands in the folder of the data.

A file and no setting: it closes and opens a running site at once, and every process of it. The admin stays reachable,
so that the work can be looked at before the site opens. The answer asks the database for nothing: it may be away.
"""

from django.conf import settings

from cms import error_pages
from cms.gate import ADMIN_PREFIX

RETRY_AFTER = 600  # seconds


class Maintenance:
    """Middleware: answers 503 on every public address while the file is there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(ADMIN_PREFIX) or not settings.MAINTENANCE_FILE.exists():
            return self.get_response(request)
        return error_pages.bare(request, error_pages.MAINTENANCE, 503, RETRY_AFTER)
