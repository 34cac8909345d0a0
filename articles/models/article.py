from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from newsroom import clock
from photos.models import new_token


class ArticleQuerySet(models.QuerySet):
    """Questions about the desk. None of them is asked by public code."""

    def search(self, words: str):
        """Stories in which every word stands somewhere: headline, working name, standfirst or text."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(headline__icontains=word)
                | Q(slugline__icontains=word)
                | Q(standfirst__icontains=word)
                | Q(body__icontains=word)
            )
        return found


class Article(models.Model):
    """The working copy of a story, at the desk. Staff only: readers see its editions."""

    kicker = models.CharField(max_length=60, blank=True)
    headline = models.CharField(max_length=200, blank=True)
    standfirst = models.TextField(blank=True)
    dateline = models.CharField(max_length=60, blank=True, help_text="Where it was reported from: “Wennock”.")
    section = models.ForeignKey("articles.Section", models.PROTECT, null=True, blank=True, related_name="+")
    topics = models.ManyToManyField("articles.Topic", blank=True, related_name="+")
    series = models.ForeignKey("articles.Series", models.PROTECT, null=True, blank=True, related_name="+")
    series_part = models.PositiveSmallIntegerField("part", null=True, blank=True)
    authors = models.ManyToManyField("accounts.Author", through="articles.Byline", related_name="+")
    picture = models.ForeignKey("photos.Photo", models.PROTECT, null=True, blank=True, related_name="+")
    picture_caption = models.CharField(
        "caption here", max_length=400, blank=True, help_text="Only if it should differ from the picture’s own."
    )
    slug = models.SlugField(
        "address",
        max_length=120,
        blank=True,
        help_text="The last part of the address. Made from the headline if empty.",
    )
    slugline = models.CharField("working name", max_length=80, blank=True, help_text="What the desk calls it.")
    search_title = models.CharField(
        "headline in search", max_length=120, blank=True, help_text="For search and sharing; the headline if empty."
    )
    search_description = models.CharField(
        "description in search", max_length=300, blank=True, help_text="The standfirst if empty."
    )
    note = models.TextField(blank=True, help_text="Never public.")

    preview_token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    source_id = models.CharField(max_length=200, unique=True, null=True, blank=True, editable=False)
    killed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    body = models.TextField(blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        verbose_name = "story"
        verbose_name_plural = "stories"
        indexes = [
            models.Index(fields=["-saved_at", "-id"], name="article_saved"),
            models.Index(fields=["section", "-saved_at", "-id"], name="article_section_saved"),
            models.Index(fields=["-killed_at"], condition=Q(killed_at__isnull=False), name="article_killed"),
        ]
        permissions = [
            ("publish_article", "Can publish stories, now or at a set time"),
            ("withdraw_article", "Can take stories off the site"),
            ("kill_article", "Can remove stories for good"),
            ("correct_article", "Can publish corrections"),
            ("import_article", "Can bring in stories from other systems"),
        ]

    def __str__(self):
        return self.headline or self.slugline or "Story without a headline"

    def get_preview_url(self):
        return reverse("preview", args=[self.preview_token])

    @property
    def is_killed(self) -> bool:
        return self.killed_at is not None


class Byline(models.Model):
    """An author's place in a story's credit line."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    author = models.ForeignKey("accounts.Author", models.PROTECT, related_name="+")
    role = models.CharField("place or role", max_length=60, blank=True, help_text="“in Harrowmere”, “photographs”")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author"],
                name="one_byline_per_author",
                violation_error_message="This author is already in the byline.",
            )
        ]

    def __str__(self):
        return f"{self.author.name}, {self.role}" if self.role else self.author.name
