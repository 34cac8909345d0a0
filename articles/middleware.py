from articles.views.address import forward


class AddressMiddleware:
    """Where nothing is found, ask whether it is an address that a story had."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 404 and request.method in ("GET", "HEAD"):
            return forward(request) or response
        return response
