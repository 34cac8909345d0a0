"""What is in work at the demo's desk: hand-overs, a comment, a sign-off, an embargo, the house's style."""

from datetime import timedelta

from accounts.models import User
from articles import workflow
from articles.demo import cast
from articles.models import Article, Section, StyleRule
from newsroom import clock


def fill(staff: dict[str, User]) -> None:
    editor, reporter, copy = (staff[f"{name}@wennock.example"] for name in ("editor", "reporter", "copy"))
    rates = Article.objects.get(slugline="ferry street rates")
    workflow.submit(rates, by=reporter, note="Half done: the treasurer rings tomorrow.")
    workflow.assign(rates, by=editor, to=editor, due_at=clock.now() + timedelta(days=1))
    workflow.remark(
        rates, by=copy, to=reporter, text="Eleven shops or twelve? The second paragraph says both.", must_fix=True
    )
    waits = Article.objects.get(note__startswith="Embargoed by the club")
    workflow.embargo(waits, by=editor, until=waits.editions.get().live_from, note="The club asked for it.")
    for words, instead, why in cast.STYLE:
        StyleRule.objects.create(words=words, instead=instead, why=why)
    words, why = cast.NEVER
    StyleRule.objects.create(words=words, why=why, severity=StyleRule.Severity.STOP)
    Section.objects.filter(path="courts").update(needs_copy=True, needs_legal=True)
