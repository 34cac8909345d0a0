import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from newsroom import clock

LADDER = (320, 640, 960, 1440, 2048)


def new_token() -> str:
    return secrets.token_urlsafe(18)


def original_path(photo: "Photo", name: str) -> str:
    """Originals keep nothing of the name they came with: it may tell what is not public yet."""
    return f"originals/{photo.token[:2]}/{photo.token}"


class Photo(models.Model):
    """A picture with what readers are told about it."""

    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    original = models.FileField("picture", upload_to=original_path, max_length=200)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    caption = models.CharField(
        max_length=400, blank=True, help_text="What it shows, where and when, as readers see it."
    )
    credit = models.CharField(max_length=200, blank=True, help_text="Who made it, as the contract asks for it.")
    alt = models.CharField(
        "description", max_length=300, blank=True, help_text="For readers who can’t see it: what is in the picture."
    )
    focus_x = models.FloatField(
        "focus across",
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="0 left, 1 right.",
    )
    focus_y = models.FloatField(
        "focus down", default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)], help_text="0 top, 1 bottom."
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    added_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = "picture"

    def __str__(self):
        return self.caption or self.alt or f"Picture {self.pk}"

    @property
    def widths(self) -> list[int]:
        """Widths in pixels that exist as files, smallest first; never larger than the original."""
        return [width for width in LADDER if width < self.width] + [min(self.width, LADDER[-1])]

    @property
    def focus(self) -> str:
        """Which ninth must stay in sight when it is cropped, as a CSS class: ``focus-1-1`` is the middle."""
        return f"focus-{min(int(self.focus_x * 3), 2)}-{min(int(self.focus_y * 3), 2)}"

    def height_at(self, width: int) -> int:
        return max(1, round(self.height * width / self.width))

    def address(self, width: int, form: str = "webp") -> str:
        return reverse("photo", args=[self.token, f"{width}.{form}"])

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self.address(width)} {width}w" for width in dict.fromkeys(self.widths))

    @property
    def largest(self) -> str:
        return self.address(self.widths[-1])

    @property
    def social(self) -> str:
        """The JPEG that chat and search programs are shown."""
        return self.address(self.social_width, "jpg")

    @property
    def social_width(self) -> int:
        return min(self.width, 1440)
