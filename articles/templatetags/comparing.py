"""Two texts as one, for the desk: what was taken out, what was put in, for eyes and for ears."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

HEARD = '<span class="visually-hidden">[{}: </span>{}<span class="visually-hidden">] </span>'
SHAPES = {
    "same": "{}",
    "del": f"<del>{HEARD.replace('{}', 'taken out', 1)}</del>",
    "ins": f"<ins>{HEARD.replace('{}', 'put in', 1)}</ins>",
}


@register.filter
def marked(runs) -> SafeString:
    """Runs of ``articles.compare``."""
    return format_html_join("", "{}", ((format_html(SHAPES[run.kind], run.text),) for run in runs))
