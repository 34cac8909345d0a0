"""What stands beside a story: the next step, the sign-offs for its text, the comments, and what still stops it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from articles import approval
from articles.admin.desk_verbs import SignOff
from articles.models import Article, LogLine, Remark
from articles.permissions import may, wrote
from articles.preflight import Finding
from articles.workflow.stages import BEFORE, NEXT
from newsroom import clock
from photos import rights

Stage = Article.Stage
WAY = (Stage.IDEA, Stage.DRAFT, Stage.DESK, Stage.COPY, Stage.READY)
HAND_OVERS = ("submit", "send_back", "pitch", "assign", "revive", "spike")
SHOWN = 60  # comments


@dataclass
class Step:
    """Where the work on a story is, who has it, and what comes next."""

    article: Article
    since: LogLine | None = None

    @property
    def way(self) -> list[tuple[str, str]]:
        """The stages in their order: name, and done, here or to come."""
        here = WAY.index(self.article.stage) if self.article.stage in WAY else -1
        return [
            (stage.label, "done" if place < here else "here" if place == here else "later")
            for place, stage in enumerate(WAY)
        ]

    @property
    def onward(self) -> str:
        after = NEXT.get(self.article.stage)
        return Stage(after).label if after else ""

    @property
    def back(self) -> str:
        before = BEFORE.get(self.article.stage)
        return Stage(before).label if before else ""

    @property
    def holder(self):
        """Who has it: a draft that was given to nobody is with whoever began it."""
        return self.article.assignee or (self.article.created_by if self.article.stage == Stage.DRAFT else None)

    @property
    def since_at(self) -> datetime:
        return self.since.done_at if self.since else self.article.created_at

    @property
    def is_late(self) -> bool:
        due, stage = self.article.due_at, self.article.stage
        return due is not None and due <= clock.now() and stage not in (Stage.READY, Stage.SPIKED)


def step_of(article: Article) -> Step:
    return Step(article, article.log.filter(verb__in=HAND_OVERS).select_related("done_by").first())


@dataclass
class Line:
    """One kind of sign-off: how it stands, and what this person can do about it."""

    approval: approval.Approval
    form: SignOff | None = None
    may_take_back: bool = False
    is_own: bool = False

    @property
    def look(self) -> str:
        """ok, warn or open; stop where nothing runs without it."""
        if self.approval.is_valid:
            return "ok"
        if self.approval.lacks:
            return "stop"
        return "warn" if self.approval.state == "fallen" else "open"

    @property
    def dialog(self) -> str:
        return f"sign_off-{self.approval.kind.value}"

    @property
    def says(self) -> str:
        saved = f"For the text of revision {self.form.article.version or 1}."
        return f"{saved} A change to it takes the sign-off back."


def sign_off_lines(user, article: Article, refused: dict) -> list[Line]:
    """All kinds that are asked for, were given, or that this person can give."""
    lines = []
    own = wrote(user, article)
    for known in approval.approvals(article):
        mine = may(user, f"sign_{known.kind.value}", article)
        line = Line(known, may_take_back=mine and known.sign_off is not None)
        if mine and not known.is_valid and article.stage != Stage.SPIKED:
            line.is_own = own and not may(user, "override", article)
            line.form = None if line.is_own else sign_off_form(line, article, refused)
        if mine or known.needed or known.sign_off:
            lines.append(line)
    return lines


def sign_off_form(line: Line, article: Article, refused: dict) -> SignOff:
    note = refused.get("typed", {}).get(f"{line.dialog}-note", "")
    initial = {"version": article.version, "note": note if refused.get("dialog") == line.dialog else ""}
    return SignOff(prefix=line.dialog, article=article, initial=initial)


@dataclass
class Comments:
    open: list[Remark]
    settled: list[Remark]


def comments_on(user, article: Article) -> Comments:
    """Open first. Each knows whether this person may settle it."""
    remarks = article.remarks.select_related("said_by", "to", "link", "resolved_by")
    asked = list(remarks.filter(resolved_at=None)[:SHOWN])
    may_all = may(user, "change", article)
    for remark in asked:
        remark.may_settle = may_all or user.pk in (remark.said_by_id, remark.to_id)
    return Comments(asked, list(remarks.filter(resolved_at__isnull=False).order_by("-resolved_at")[:SHOWN]))


@dataclass
class Lacking:
    """What stops the text from going out: asked only if somebody opens a confirmation that says it."""

    article: Article
    may_override: bool
    may_override_pictures: bool

    @cached_property
    def findings(self) -> list[Finding]:
        return approval.missing(self.article)


def rail_of(user, article: Article, verbs: dict, refused: dict) -> dict:
    """For the templates of a story that has a row."""
    runs = "publish" in verbs or "schedule" in verbs
    return {
        "step": step_of(article),
        "sign_offs": sign_off_lines(user, article, refused),
        "comments": comments_on(user, article),
        "lacking": lacking_of(user, article) if runs else None,
    }


def lacking_of(user, article: Article) -> Lacking:
    passes = may(user, "override", article)
    return Lacking(article, passes, passes and rights.may(user, "override"))
