"""What somebody may do, for templates."""

from django import template

from articles import permissions

register = template.Library()


@register.filter
def may(user, verb: str) -> bool:
    """``{% if user|may:"add" %}``: with any story at all."""
    return permissions.may(user, verb)
