"""Addresses that stories had before, here or elsewhere."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles.models.address import Address
from articles.models.edition import Edition
from articles.views.errors import gone
from newsroom import clock


def forward(request: HttpRequest) -> HttpResponse | None:
    """What an old address answers: the way to the live story, or that it is gone. None if it names neither."""
    address = find(request)
    if address is None:
        return None
    at = clock.now()
    if address.is_gone(at):
        return gone(request, address.notice)
    if only_planned(address, at):
        return None
    paths = Edition.objects.live(at).filter(article=address.article_id).values_list("path", flat=True)
    path = paths.first()
    return HttpResponsePermanentRedirect(path) if path and path != request.path else None


def only_planned(address: Address, at) -> bool:
    """Whether no edition had this path yet, but one is to have it: until then it answers like a made-up one."""
    editions = Edition.objects.filter(article=address.article_id, path=address.path)
    return editions.exists() and not editions.real().filter(live_from__lte=at).exists()


def find(request: HttpRequest) -> Address | None:
    """The address of this request, with its query or without; other systems were not strict about the last slash."""
    path, full = request.path, request.get_full_path()
    if "\0" in path or len(full) > 500:
        return None
    address = Address.objects.for_request(full, path)
    return address or (None if path.endswith("/") else Address.objects.for_request(f"{path}/", f"{path}/"))
