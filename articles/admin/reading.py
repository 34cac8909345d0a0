from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from newsroom import html


def reading(body: str) -> SafeString:
    """A story's text for somebody at the desk who may read it and no more."""
    return html.render(body, figure=figure)


def figure(figure: html.Figure) -> str:
    address = reverse("admin:photos_photo_preview", args=[figure.photo])
    shown = '<figure><img src="{}" alt="{}"><figcaption>{}</figcaption></figure>'
    return format_html(shown, address, figure.alt or "", figure.caption)
