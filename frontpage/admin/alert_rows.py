"""Where alerts stand, and what of them somebody may read, for many at once in the same number of queries."""

from dataclasses import dataclass, field

from django.utils import timezone

from articles.models import Article, Edition
from frontpage.models import Alert, Banner
from newsroom import clock
from newsroom.templatetags.desk import when

UNSEEN = "A story that you may not see"
WITH = ("article", "drafted_by", "approved_by", "dropped_by", "corrects", "banner__ended_by")


@dataclass
class Row:
    """An alert as its page and the list tell it. ``mark``: kind and words of its state."""

    alert: Alert
    words: str
    story: str
    is_known: bool  # whether this person may read it
    path: str  # where readers have the story now
    mark: tuple[str, str]
    facts: list[str] = field(default_factory=list)

    @property
    def is_up(self) -> bool:
        return self.alert.banner is not None and self.alert.banner.live_until > clock.now()


class Rows:
    def __init__(self, alerts: list[Alert], user):
        self.now = clock.now()
        self.alerts = alerts
        banners = [alert.banner for alert in alerts if alert.banner]
        self.corrected = {}
        for banner in Banner.objects.filter(corrects__in=banners):
            self.corrected.setdefault(banner.corrects_id, banner)
        ends = [banner.ended_at for banner in banners if banner.ended_at]
        self.begun = set(Banner.objects.filter(live_from__in=ends).values_list("live_from", "pk"))
        related = [alert.corrects for alert in alerts if alert.corrects]
        stories = {one.article_id for one in (*alerts, *self.corrected.values(), *related)}
        live = (
            Edition.objects.live(self.now).filter(article__in=stories).only("article_id", "headline", "path", "change")
        )
        self.live = {edition.article_id: edition for edition in live}
        seen = Article.objects.visible_to(user).filter(pk__in=stories)
        self.known = {*self.live, *seen.values_list("pk", flat=True)}

    def __iter__(self):
        return (self.row_of(alert) for alert in self.alerts)

    def row_of(self, alert: Alert) -> Row:
        live = self.live.get(alert.article_id)
        return Row(
            alert,
            self.said(alert),
            live.headline if live else str(alert.article) if alert.article_id in self.known else UNSEEN,
            alert.article_id in self.known,
            live.path if live and not live.is_retracted else "",
            self.mark_of(alert),
            list(self.facts_of(alert)),
        )

    def said(self, one: Alert | Banner) -> str:
        return one.text if one.article_id in self.known else UNSEEN

    def is_open(self, alert: Alert) -> bool:
        live = self.live.get(alert.article_id)
        return live is not None and not live.is_retracted

    def mark_of(self, alert: Alert) -> tuple[str, str]:
        banner = alert.banner
        if alert.is_waiting:
            return "changes", "Waits for approval"
        if banner is None:
            return "withdrawn", "Dropped"
        if banner.live_until <= self.now:
            return "desk", "Over"
        return ("public", f"Up until {when(banner.live_until)}") if self.is_open(alert) else ("stop", "Not shown")

    def facts_of(self, alert: Alert):
        """Sentences, first to last."""
        if alert.corrects:
            yield f"Corrects “{self.said(alert.corrects)}” of {when(alert.corrects.live_from)}."
        yield f"Written by {alert.drafted_by or 'somebody'}, {when(alert.drafted_at)}."
        if alert.dropped_at:
            yield f"Dropped by {alert.dropped_by or 'somebody'}, {when(alert.dropped_at)}."
        if alert.night_reason:
            yield f"Sent by {alert.approved_by or 'somebody'} alone, {when(alert.approved_at)}: “{alert.night_reason}”"
        elif alert.approved_at:
            yield f"Approved by {alert.approved_by or 'somebody'}, {when(alert.approved_at)}."
        if alert.banner:
            yield from self.of_banner(alert, alert.banner)

    def of_banner(self, alert: Alert, banner: Banner):
        if banner.live_until > self.now and not self.is_open(alert):
            yield "Readers don’t get it: they can’t open its story."
        if banner.live_until <= self.now:
            yield f"Was up {when(banner.live_from)} to {until(banner)}{self.how_it_ended(banner)}."
        if corrected := self.corrected.get(banner.pk):
            yield f"Corrected by “{self.said(corrected)}”, {when(corrected.live_from)}."

    def how_it_ended(self, banner: Banner) -> str:
        if banner.ended_at is None:
            return ""
        if any(begun == banner.ended_at and pk != banner.pk for begun, pk in self.begun):
            return ", when another took its place"
        return f", taken down by {banner.ended_by or 'somebody'}"


def until(banner: Banner) -> str:
    """The end, without its day where that is the day on which it began."""
    start, stop = (timezone.localtime(moment) for moment in (banner.live_from, banner.live_until))
    return f"{stop:%H:%M}" if start.date() == stop.date() else when(stop)


def with_people(alerts):
    return alerts.select_related(*WITH).defer("article__body", "article__note")
