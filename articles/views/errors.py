from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "404.html", status=404)


def gone(request: HttpRequest, notice: str) -> HttpResponse:
    """A story that was removed for good, with the reason that readers may know."""
    return render(request, "410.html", {"notice": notice}, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs nothing that may be what failed: no database, no request, no hashed file names."""
    return HttpResponse(loader.get_template("500.html").render(), status=500)
