"""What a page's head tells search programs."""

from django import template

from articles import jsonld
from articles.templatetags.paper import moment_of

register = template.Library()


@register.simple_tag(takes_context=True)
def story_facts(context):
    """The page's story as JSON-LD."""
    lists = {name: context.get(name) or () for name in ("credits", "topics", "corrections")}
    return jsonld.script(jsonld.news_article(context["edition"], at=moment_of(context), **lists))


@register.simple_tag
def section_facts(section):
    """The way to a section as JSON-LD."""
    return jsonld.script(jsonld.breadcrumbs(section))


@register.filter
def social_height(photo):
    return photo.height_at(photo.social_width, "social")
