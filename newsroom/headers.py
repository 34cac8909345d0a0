"""Response headers that every page carries; Django and django-csp add the rest."""

from django.utils.cache import patch_cache_control

PERSONAL = ("/admin/", "/preview/", "/account/", "/me/", "/as-of/")
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class HeadersMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        # Pictures may be shown by feed readers and other papers; pages are nobody else's to load.
        response.setdefault(
            "Cross-Origin-Resource-Policy", "cross-origin" if request.path.startswith("/photos/") else "same-origin"
        )
        keep(request, response)
        return response


def keep(request, response) -> None:
    """Say who may keep the answer: nobody what is personal, anybody a reader's page if they ask again each time."""
    may_stay = response.get("Cache-Control", "").startswith("private, max-age=")  # in this one person's browser
    if may_stay and not response.cookies and response.status_code < 400:
        return
    if request.path.startswith(PERSONAL) or response.cookies or response.status_code >= 500:
        response["Cache-Control"] = "private, no-store"
    elif "cookie" in response.get("Vary", "").lower():
        patch_cache_control(response, private=True, no_cache=True)
    else:
        response.setdefault("Cache-Control", "public, no-cache")
