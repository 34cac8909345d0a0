"""A story for one reader outside the newsroom, by a link that ends: no account, no session, no cookie.

Whoever has the address may read, comment and, where the link says so, sign off. What is sent carries a signed form that
names the link and the text that was shown; there is no cookie that another site could make a browser send along.
"""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.models import ReviewLink
from articles.proof import Proof, picture_on, pictures_on, proof_of, proof_of_revision, with_pictures
from articles.views.photo import send
from articles.workflow import Refused
from articles.workflow.sharing import LONGEST_COMMENT, Closed, comment, opened, sign
from newsroom import clock, whence

HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}
SALT = "articles.reviewing"


@csrf_exempt
def review(request: HttpRequest, token: str) -> HttpResponse:
    link = open_link(token)
    if request.method == "POST":
        return answered(request, link)
    if request.method not in ("GET", "HEAD"):
        return private(HttpResponseNotAllowed(["GET", "HEAD", "POST"]))
    if request.method == "GET":
        try:
            opened(link, whence.address())
        except Closed:  # in this very moment
            raise Http404 from None
    return page(request, link, done=request.GET.get("done", ""))


@require_safe
def picture(request: HttpRequest, token: str, photo: str, name: str) -> HttpResponse:
    """A picture that the link's text shows, and no other."""
    link = open_link(token)
    return private(send(picture_on(proof_for(link).edition, photo), name))


def open_link(token: str) -> ReviewLink:
    """The link, if it works. All others, and those that never were, are one and the same to the reader: not found."""
    links = ReviewLink.objects.select_related("article__section__parent", "revision__article")
    link = links.filter(token=token).first()
    if link is None or link.article.is_killed or not link.is_open(clock.now()):
        raise Http404
    return link


def proof_for(link: ReviewLink) -> Proof:
    at = clock.now()
    return proof_of_revision(link.revision, at) if link.revision else proof_of(link.article, at)


def answered(request: HttpRequest, link: ReviewLink) -> HttpResponse:
    """Take a comment or a sign-off. What was refused is shown again with its words."""
    act = request.POST.get("act", "")
    try:
        shown = signing.loads(request.POST.get("form", ""), salt=SALT)
        if shown["link"] != link.pk:
            raise signing.BadSignature
        if act == "sign":
            sign(link, request.POST.get("note", ""), shown=shown["text"])
        else:
            comment(link, request.POST.get("text", ""))
    except signing.BadSignature:
        return page(request, link, wrong="Nothing was sent: this page was too old. Please send it once more.")
    except Closed:
        raise Http404 from None
    except Refused as why:
        return page(request, link, wrong=str(why))
    done = "signed" if act == "sign" else "sent"
    return private(HttpResponseRedirect(f"{reverse('review', args=[link.token])}?done={done}#answer"))


def page(request: HttpRequest, link: ReviewLink, *, wrong: str = "", done: str = "") -> HttpResponse:
    proof = proof_for(link)
    signed = link.article.sign_offs.filter(link=link, taken_back_at=None).first()
    context = proof.context() | {
        "link": link,
        "form": signing.dumps({"link": link.pk, "text": proof.hash}, salt=SALT),
        "remarks": link.remarks.all(),
        "signed": signed,
        "signed_this": signed and signed.hash == proof.hash,
        "typed": request.POST,
        "wrong": wrong,
        "done": done,
        "longest": LONGEST_COMMENT,
    }
    shown = render_to_string("articles/review.html", context, request)
    shown = with_pictures(shown, pictures_on(proof.edition), lambda photo: door(link, photo))
    return private(HttpResponse(shown, status=400 if wrong else 200))


def door(link: ReviewLink, photo) -> str:
    return reverse("review-photo", args=[link.token, photo.token, "1.webp"]).removesuffix("1.webp")


def private(response: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        response[name] = value
    return response
