"""Two people who write into one place or block: the second is told what the first wrote before it is replaced."""

from collections.abc import Callable

from articles.workflow import Refused
from frontpage.admin.typed import TIMES, ChangedForm
from frontpage.content import Content
from frontpage.models import Front, Step
from frontpage.moves.finding import Gone

KEPT = "What you typed is still here: keep it again to put it in the place of theirs."


def check_nobody_wrote(front: Front, form: ChangedForm, content: Content, form_of: Callable, user) -> None:
    """Refuse what would replace words that weren't there when the form was opened; the next time they were seen.

    ``form_of`` makes the form of a content, for comparing.
    """
    now = form_of(content)
    names = form.overtaken(now)
    if not names:
        return
    who = who_changed(front, names, now, form_of)
    raise Refused(f"{who if who and who != user else 'Somebody'} changed {told(form, names, now)} meanwhile. {KEPT}")


def told(form: ChangedForm, names: list[str], now: ChangedForm) -> str:
    """““Headline” to “It is open””."""
    values = {}
    for name in names:
        label = TIMES[name.rpartition("_")[0]][0] if name.endswith(("_day", "_time")) else form[name].label
        value = now.initial.get(name)
        values[label] = f" to “{value}”" if isinstance(value, str) and value else ""
    return " and ".join(f"“{label}”{value}" for label, value in values.items())


def who_changed(front: Front, names: list[str], now: ChangedForm, form_of: Callable):
    """Whoever made these what they are ``now``, if their step is kept."""
    for step in Step.objects.filter(draft__front=front).select_related("by").iterator():
        try:
            before = form_of(Content.read(step.before)).initial
        except Gone:
            return step.by
        if any(before.get(name) != now.initial.get(name) for name in names):
            return step.by
    return None
