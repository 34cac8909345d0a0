from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from articles import permissions
from newsroom import clock
from photos.models import new_token


class ArticleQuerySet(models.QuerySet):
    """Questions about the desk. None of them is asked by public code."""

    def visible_to(self, user):
        """The stories that somebody may see at all."""
        return self.filter(permissions.visible_to(user, clock.now()))

    def search(self, words: str):
        """Stories in which every word stands somewhere: headline, text, working name, byline or section."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(headline__icontains=word)
                | Q(slugline__icontains=word)
                | Q(standfirst__icontains=word)
                | Q(body__icontains=word)
                | Q(section__name__icontains=word)
                | Q(pk__in=Byline.objects.naming(word).values("article"))
            )
        return found


class Article(models.Model):
    """The working copy of a story, at the desk. Staff only: readers see its editions."""

    class Stage(models.TextChoices):
        """Where the work is. Whether the public sees it is never a stage."""

        IDEA = "idea", "Idea"
        DRAFT = "draft", "Draft"
        DESK = "desk", "Desk"
        COPY = "copy", "Copy"
        READY = "ready", "Ready"
        SPIKED = "spiked", "Spiked"

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
        "caption here", max_length=2000, blank=True, help_text="Only if it should differ from the picture’s own."
    )
    picture_alt = models.CharField(
        "description here", max_length=300, blank=True, help_text="Only if it should differ from the picture’s own."
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
    show_changes = models.BooleanField(
        "readers may compare its versions",
        default=False,
        help_text="Puts a page with what changed since it was first published beside the story.",
    )

    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT, editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    due_at = models.DateTimeField(null=True, blank=True, editable=False)
    needs_legal = models.BooleanField("must be read for law", default=False, editable=False)
    embargoed_until = models.DateTimeField(null=True, blank=True, editable=False)
    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    held_why = models.CharField(max_length=300, blank=True, editable=False)

    preview_token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    source_id = models.CharField(max_length=200, unique=True, null=True, blank=True, editable=False)
    killed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)  # the number of the revision that it holds
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
            models.Index(fields=["stage", "-saved_at", "-id"], name="article_stage"),
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="article_due"),
            models.Index(
                fields=["embargoed_until"], condition=Q(embargoed_until__isnull=False), name="article_embargo"
            ),
            models.Index(fields=["held_at"], condition=Q(held_at__isnull=False), name="article_held"),
        ]
        permissions = [
            ("submit_article", "Can hand stories on to the next stage"),
            ("edit_others_article", "Can edit stories of others"),
            ("send_back_article", "Can send stories back"),
            ("assign_article", "Can give stories to people"),
            ("spike_article", "Can spike and revive stories"),
            ("sign_desk_article", "Can sign off for the desk"),
            ("sign_copy_article", "Can sign off copy"),
            ("sign_legal_article", "Can sign off for law"),
            ("sign_picture_article", "Can sign off pictures"),
            ("override_article", "Can publish without a sign-off"),
            ("publish_article", "Can publish stories"),
            ("schedule_article", "Can schedule stories"),
            ("withdraw_article", "Can take stories off the site"),
            ("kill_article", "Can remove stories for good"),
            ("correct_article", "Can publish corrections"),
            ("restore_article", "Can take earlier texts to the desk"),
            ("hold_article", "Can set a hold or an embargo"),
            ("lift_hold_article", "Can lift a hold"),
            ("lift_embargo_article", "Can lift an embargo"),
            ("see_embargoed_article", "Can see held and embargoed stories of others"),
            ("see_killed_article", "Can see killed stories"),
            ("share_article", "Can make links for outside readers"),
            ("travel_article", "Can see the site at another time"),
            ("read_log_article", "Can read and export the log"),
            ("import_article", "Can bring in stories from other systems"),
        ]

    def __str__(self):
        return self.headline or self.slugline or "Story without a headline"

    def get_preview_url(self):
        return reverse("preview", args=[self.preview_token])

    @property
    def is_killed(self) -> bool:
        return self.killed_at is not None

    @property
    def is_held(self) -> bool:
        return self.held_at is not None

    def is_embargoed(self, at=None) -> bool:
        """Whether it may not run at ``at`` (now, if not told)."""
        return self.embargoed_until is not None and self.embargoed_until > (at or clock.now())

    @property
    def is_secret(self) -> bool:
        """Its words go to nobody without the right, in no message, mail or list."""
        return self.is_held or self.is_embargoed() or self.is_killed


class BylineQuerySet(models.QuerySet):
    def naming(self, word: str):
        """Those with the word in the author's name, or in the place or role."""
        return self.filter(Q(author__name__icontains=word) | Q(role__icontains=word))


class Byline(models.Model):
    """An author's place in a story's credit line."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    author = models.ForeignKey("accounts.Author", models.PROTECT, related_name="+")
    role = models.CharField("place or role", max_length=60, blank=True, help_text="“in Harrowmere”, “photographs”")
    position = models.PositiveSmallIntegerField(default=0)

    objects = BylineQuerySet.as_manager()

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
