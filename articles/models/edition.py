import hashlib
import json
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from articles.querysets import EditionQuerySet

FROZEN = (
    "number change live_from first_published_at updated_at path kicker headline standfirst dateline slug byline "
    "section_id series_id series_part picture_id picture_caption picture_credit picture_alt search_title "
    "search_description body"
).split()


class Edition(models.Model):
    """One published version of a story, live in ``[live_from, live_until)``: a complete copy that never changes.

    Only ``articles.workflow`` makes editions and sets their end. An edition whose end equals its beginning was taken
    out before its time and never was or will be live.
    """

    class Change(models.TextChoices):
        FIRST = "first", "First published"
        SILENT = "silent", "Silent fix"
        UPDATE = "update", "Update"
        CORRECTION = "correction", "Correction"
        RETRACTION = "retraction", "Retraction"

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True, blank=True)
    first_published_at = models.DateTimeField()
    updated_at = models.DateTimeField(null=True, blank=True, help_text="Of the last substantive change.")
    change = models.CharField(max_length=10, choices=Change)
    path = models.CharField(max_length=500)

    kicker = models.CharField(max_length=60, blank=True)
    headline = models.CharField(max_length=200)
    standfirst = models.TextField(blank=True)
    dateline = models.CharField(max_length=60, blank=True)
    byline = models.CharField(max_length=500, blank=True, help_text="The names as printed.")
    section = models.ForeignKey("articles.Section", models.PROTECT, related_name="+")
    top_section = models.ForeignKey("articles.Section", models.PROTECT, related_name="+")
    topics = models.ManyToManyField("articles.Topic", through="articles.EditionTopic", related_name="+")
    authors = models.ManyToManyField("accounts.Author", through="articles.EditionByline", related_name="+")
    series = models.ForeignKey("articles.Series", models.PROTECT, null=True, blank=True, related_name="+")
    series_part = models.PositiveSmallIntegerField(null=True, blank=True)
    picture = models.ForeignKey("photos.Photo", models.PROTECT, null=True, blank=True, related_name="+")
    picture_caption = models.CharField(max_length=2000, blank=True)
    picture_credit = models.CharField(max_length=200, blank=True)
    picture_alt = models.CharField(max_length=300, blank=True)
    photos = models.ManyToManyField("photos.Photo", related_name="+")
    slug = models.SlugField(max_length=120, db_index=False)
    search_title = models.CharField(max_length=120, blank=True)
    search_description = models.CharField(max_length=300, blank=True)
    words = models.PositiveIntegerField(default=0)

    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(help_text="When somebody decided it; live_from is when readers get it.")
    note = models.CharField(max_length=300, blank=True, help_text="Never public.")
    show_changes = models.BooleanField(default=False)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    body = models.TextField()
    picture_words = models.JSONField(default=dict, help_text="Photo → caption, credit, description, of the text.")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-first_published_at", "-pk"]
        get_latest_by = "number"
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_edition_per_number"),
            models.UniqueConstraint(fields=["article"], condition=Q(live_until=None), name="one_open_edition"),
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gte=F("live_from")), name="edition_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["-first_published_at", "-id"], name="edition_newest"),
            models.Index(fields=["top_section", "-first_published_at", "-id"], name="edition_top_section"),
            models.Index(fields=["section", "-first_published_at", "-id"], name="edition_section"),
            models.Index(fields=["series", "series_part"], name="edition_series"),
            models.Index(fields=["article", "live_from", "live_until"], name="edition_article"),
            # None on live_from alone: planners would take it for every question of what is live, and sort the past.
            models.Index(fields=["path"], name="edition_path"),
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        return self.path

    def get_web_url(self) -> str:
        """The address with its host, for feeds, sitemaps and other sites."""
        return settings.SITE_URL + self.path

    @property
    def title(self) -> str:
        """The headline that search and sharing show."""
        return self.marked(self.search_title or self.headline)

    @property
    def shown_headline(self) -> str:
        """The headline as readers see it, wherever the story is named."""
        return self.marked(self.headline)

    @property
    def is_retracted(self) -> bool:
        """Taken back by the paper: it stays where it is, under its notice, and is recommended nowhere."""
        return self.change == self.Change.RETRACTION

    def marked(self, headline: str) -> str:
        return f"Retracted: {headline}" if self.is_retracted else headline

    @property
    def description(self) -> str:
        return self.search_description or self.standfirst

    def picture_at(self, at: datetime):
        """Its lead picture, if its rights let readers see it at ``at``."""
        return self.picture if self.picture_id and self.picture.is_shown(at) else None

    def words_under(self, photo) -> tuple[str, str, str]:
        """Caption, credit and description of a picture in its text; the library's in editions that froze none."""
        return tuple(self.picture_words.get(str(photo.pk), (photo.caption, photo.credit, photo.alt)))

    @property
    def has_public_changes(self) -> bool:
        """Whether the paper lets readers see how this text came about, and there was one before it."""
        return self.show_changes and self.pk is not None and self.number > 1

    def get_changes_url(self) -> str:
        return f"{self.path}changes/"

    @property
    def label(self) -> str:
        return self.kicker or self.section.name

    @property
    def is_opinion(self) -> bool:
        return self.section.is_opinion

    @property
    def changed_at(self):
        """When readers last got something new."""
        return self.updated_at or self.first_published_at

    def fingerprint(self) -> str:
        """SHA-256 over the previous edition's hash and all that this one froze, as canonical JSON."""
        content = {name: getattr(self, name) for name in FROZEN} | {"previous": self.previous_hash}
        if self.picture_words:  # without them an edition has the hash that it had before there were any
            content["picture_words"] = self.picture_words
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=lambda moment: moment.isoformat())
        return hashlib.sha256(text.encode()).hexdigest()


class EditionByline(models.Model):
    """A credit as it was printed; its link follows the author."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="credits", db_index=False)
    author = models.ForeignKey("accounts.Author", models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField()
    first_published_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "position"], name="one_credit_per_place")]
        indexes = [models.Index(fields=["author", "-first_published_at", "-edition"], name="credit_of_author")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("author", args=[self.author.slug])


class EditionTopic(models.Model):
    """What an edition is about."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="subjects", db_index=False)
    topic = models.ForeignKey("articles.Topic", models.PROTECT, related_name="+", db_index=False)
    first_published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "topic"], name="one_subject_per_topic")]
        indexes = [models.Index(fields=["topic", "-first_published_at", "-edition"], name="subject_of_topic")]

    def __str__(self):
        return str(self.topic)
