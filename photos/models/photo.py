import hashlib
import json
import secrets
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from newsroom import clock
from photos.crops import CROPS, Box, around, drawn, fitted
from photos.querysets import PhotoQuerySet

LADDER = (320, 640, 960, 1440, 2048)
AVIF_UP_TO = 1280  # pixels across: above, making one takes longer than it saves readers
SOCIAL = 1200
MARKED = ("credit", "creator", "copyright", "licence_url", "usage_terms", "kind")


def new_token() -> str:
    return secrets.token_urlsafe(18)


def original_path(photo: "Photo", name: str) -> str:
    """Originals keep nothing of the name they came with: it may tell what is not public yet."""
    return f"originals/{photo.token[:2]}/{photo.token}"


@lru_cache(maxsize=4096)  # a page names some hundred addresses
def folder_of(token: str) -> str:
    return reverse("photo", args=[token, "1.jpg"]).removesuffix("1.jpg")


class Photo(models.Model):
    """A picture with what readers are told about it, and what the paper may do with it."""

    class Kind(models.TextChoices):
        PHOTOGRAPH = "photograph", "Photograph"
        GRAPHIC = "graphic", "Graphic"
        ILLUSTRATION = "illustration", "Illustration"
        GENERATED = "generated", "Made by a program"

    class Status(models.TextChoices):
        NEW = "new", "Not cleared yet"
        CLEARED = "cleared", "Cleared"
        LIMITED = "limited", "Cleared with limits"
        RESTRICTED = "restricted", "Restricted"
        FORBIDDEN = "forbidden", "Do not use"

    USABLE = (Status.CLEARED, Status.LIMITED)

    # The file.
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    original = models.FileField("picture", upload_to=original_path, max_length=200)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    form = models.CharField(max_length=10, blank=True, editable=False)  # JPEG, PNG ...
    size = models.PositiveBigIntegerField(null=True, editable=False)  # bytes
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    look = models.CharField(max_length=16, blank=True, editable=False, db_index=True)  # see photos.twins
    blur = models.CharField(max_length=600, blank=True, editable=False)  # a tiny picture as a data: address
    made = models.CharField(max_length=16, blank=True, editable=False)  # the recipe that all sizes were made by
    tries = models.PositiveSmallIntegerField(default=0, editable=False)  # of making them

    # What readers are told.
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PHOTOGRAPH)
    headline = models.CharField("title", max_length=200, blank=True, help_text="For finding it again; not printed.")
    caption = models.CharField(
        max_length=2000, blank=True, help_text="What it shows, where and when, as readers see it."
    )
    credit = models.CharField(max_length=200, blank=True, help_text="Who made it, as the contract asks for it.")
    alt = models.CharField(
        "description", max_length=300, blank=True, help_text="For readers who can’t see it: what is in the picture."
    )

    # What it is and where it comes from.
    creator = models.CharField("made by", max_length=200, blank=True)
    copyright = models.CharField("copyright notice", max_length=300, blank=True)
    people = models.CharField(max_length=500, blank=True, help_text="Who is in it.")
    place = models.CharField(max_length=200, blank=True)
    keywords = models.CharField(max_length=1000, blank=True)
    taken_at = models.DateTimeField("taken", null=True, blank=True)

    # What the paper may do with it.
    source = models.ForeignKey("photos.Source", models.PROTECT, null=True, blank=True, related_name="photos")
    licence = models.CharField(max_length=120, blank=True, help_text="“CC BY 4.0”, “Reuters contract 2026”")
    licence_url = models.URLField("statement of rights", max_length=500, blank=True)
    usage_terms = models.CharField(max_length=1000, blank=True, help_text="As the maker or agency put them.")
    cost = models.CharField(max_length=60, blank=True, help_text="“€45 a use”")
    restrictions = models.CharField(max_length=500, blank=True, help_text="In words: “not for sport”, “no cropping”")
    territory = models.CharField(
        "territory and channels", max_length=200, blank=True, help_text="“UK only”, “not in newsletters”"
    )
    shows_minors = models.BooleanField("shows children", default=False)
    consent = models.CharField(max_length=300, blank=True, help_text="Who agreed, when, and where that is kept.")
    status = models.CharField("rights", max_length=10, choices=Status, default=Status.NEW)
    usable_from = models.DateTimeField("may be used from", null=True, blank=True)
    usable_until = models.DateTimeField("may be used until", null=True, blank=True)
    overridden_from = models.DateTimeField(null=True, blank=True, editable=False)
    overridden_until = models.DateTimeField(null=True, blank=True, editable=False)
    taken_down_at = models.DateTimeField(null=True, blank=True, editable=False)

    # How it is cut.
    focus_x = models.FloatField(
        "focus across",
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="0 left, 1 right.",
    )
    focus_y = models.FloatField(
        "focus down", default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)], help_text="0 top, 1 bottom."
    )
    crops = models.JSONField(default=dict, blank=True)  # name: [left, top, right, bottom], shares of 0 to 1

    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    added_at = models.DateTimeField(default=clock.now, editable=False)
    found = models.JSONField(default=dict, blank=True, editable=False)  # what the file itself says, by field
    words = models.TextField(blank=True, editable=False)  # all of it, for search

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = "picture"
        indexes = [
            models.Index(fields=["-added_at", "-id"], name="photo_newest"),
            *(
                models.Index(fields=[name], name=f"photo_{name}", condition=Q(**{f"{name}__isnull": False}))
                for name in ("usable_until", "overridden_until", "taken_down_at")
            ),
        ]
        permissions = [
            ("clear_photo", "Can set the rights of pictures"),
            ("take_down_photo", "Can take pictures off the site for good"),
            ("override_photo", "Can let an uncleared picture run for 24 hours"),
        ]

    def __str__(self):
        return self.headline or self.caption or self.alt or f"Picture {self.pk}"

    def credited(self, credit: str) -> str:
        """The line for readers that says who made it, and what it is if it is no photograph."""
        mark = "" if self.kind == self.Kind.PHOTOGRAPH else self.get_kind_display()
        return ": ".join(filter(None, [mark, credit]))

    # ---- Rights ----

    def is_cleared(self, at: datetime) -> bool:
        """Whether its rights allow it at ``at``, with nobody's help."""
        begun = self.usable_from is None or self.usable_from <= at
        return self.status in self.USABLE and begun and (self.usable_until is None or at < self.usable_until)

    def is_overridden(self, at: datetime) -> bool:
        """Whether somebody answers for it at ``at``, for a day."""
        if self.overridden_until is None or self.status == self.Status.FORBIDDEN:
            return False
        return self.overridden_from <= at < self.overridden_until

    def is_shown(self, at: datetime) -> bool:
        """Whether readers may see it at ``at``, if something live shows it. ``PhotoQuerySet.shown`` asks the same."""
        return self.taken_down_at is None and (self.is_cleared(at) or self.is_overridden(at))

    def shown_until(self, at: datetime) -> datetime | None:
        """When it will vanish by itself, of one that is shown at ``at``; None: never, as things stand."""
        ends = []
        while self.is_shown(at):
            cleared, overridden = self.is_cleared(at), self.is_overridden(at)
            if cleared and self.usable_until is None:
                return None
            ends = [end for end, holds in ((self.usable_until, cleared), (self.overridden_until, overridden)) if holds]
            at = max(ends)
        return max(ends, default=None)

    # ---- Sizes ----

    def box(self, crop: str) -> Box:
        """The part that a named crop shows: as somebody drew it, or around the focus."""
        if box := drawn(self.crops.get(crop)):
            return fitted(box, self.width, self.height, CROPS[crop])
        return around(self.width, self.height, CROPS[crop], (self.focus_x, self.focus_y))

    def extent(self, crop: str = "") -> tuple[int, int]:
        """Width and height in pixels of the original's part that ``crop`` shows; of all of it, if none is named."""
        if not crop:
            return self.width, self.height
        left, top, right, bottom = self.box(crop).pixels(self.width, self.height)
        return right - left, bottom - top

    def widths(self, crop: str = "") -> list[int]:
        """Widths in pixels of the renditions, smallest first; never larger than the original."""
        largest = self.extent(crop)[0]
        if crop == "social":
            return [min(largest, SOCIAL)]
        largest = min(largest, LADDER[-1])
        return [width for width in LADDER if width < largest] + [largest]

    def height_at(self, width: int, crop: str = "") -> int:
        across, down = CROPS[crop] if crop else (self.width, self.height)
        return max(1, round(down * width / across))

    def address(self, width: int, form: str = "webp", crop: str = "") -> str:
        return folder_of(self.token) + (f"{crop}-{width}.{form}" if crop else f"{width}.{form}")

    def srcset(self, form: str = "webp", crop: str = "") -> str:
        widths = [width for width in self.widths(crop) if form != "avif" or width <= AVIF_UP_TO]
        return ", ".join(f"{self.address(width, form, crop)} {width}w" for width in dict.fromkeys(widths))

    @property
    def social(self) -> str:
        """The JPEG that chat and search programs are shown."""
        return self.address(self.social_width, "jpg", "social")

    @property
    def social_width(self) -> int:
        return self.widths("social")[0]

    @property
    def focus(self) -> str:
        """Which ninth must stay in sight when it is cropped, as a CSS class: ``focus-1-1`` is the middle."""
        return f"focus-{min(int(self.focus_x * 3), 2)}-{min(int(self.focus_y * 3), 2)}"

    @property
    def recipe(self) -> str:
        """What all sizes depend on, as a short hash: once ``made`` is the same, every size is there and right."""
        boxes = [self.box(crop) for crop in CROPS]
        content = [self.token, boxes, [getattr(self, name) for name in MARKED]]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]

    @property
    def is_made(self) -> bool:
        return self.made == self.recipe
