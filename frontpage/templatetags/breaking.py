"""Breaking news above readers' pages."""

from datetime import datetime

from django import template
from django.db.models import OuterRef, Subquery
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.models.edition import Edition
from articles.templatetags.paper import moment_of
from frontpage.models.banner import Banner, Importance

register = template.Library()


@register.simple_tag(takes_context=True)
def breaking(context: Context, is_front: bool = False) -> SafeString:
    """The banner of the page's moment, if any; what is minor only on the front page (``is_front``). One query."""
    banner = banner_at(moment_of(context), is_front=is_front)
    return render_to_string("components/breaking.html", {"banner": banner}) if banner else SafeString()


def banner_at(at: datetime, *, is_front: bool) -> Banner | None:
    """What is up at ``at``, with the ``path`` that it leads to: nothing where readers can't open its story then."""
    target = Edition.objects.live(at).not_retracted().filter(article=OuterRef("article"))
    banners = Banner.objects.live(at).annotate(path=Subquery(target.values("path")[:1])).exclude(path=None)
    if not is_front:
        banners = banners.filter(importance=Importance.MAJOR)
    return banners.first()
