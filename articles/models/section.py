from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

# First words of addresses that mean something else, now or in a room that is still to come.
RESERVED = frozenset(
    "about account accounts admin api archive as-of authors comments corrections favicon.ico feed feeds front healthz "
    "latest live login logout me media newsletters photos preview privacy readyz robots.txt search series sitemap.xml "
    "sitemaps static topics wp-admin wp-content".split()
)


def not_reserved(slug: str) -> None:
    if slug.lower() in RESERVED:
        raise ValidationError("“%s” is part of other addresses of the site. Choose another word.", params=(slug,))


class SectionQuerySet(models.QuerySet):
    def get_by_path(self, path: str):
        return self.get(path=path)


class Section(models.Model):
    """Where readers find a story; two levels."""

    class Tone(models.TextChoices):
        NEWS = "news", "News"
        OPINION = "opinion", "Opinion"

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=60, validators=[not_reserved])
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=130, unique=True, editable=False)
    about = models.TextField(blank=True, help_text="A sentence or two under the section’s name.")
    tone = models.CharField(max_length=10, choices=Tone, default=Tone.NEWS)
    position = models.PositiveSmallIntegerField(default=0, help_text="Order in the navigation, smallest first.")
    needs_desk = models.BooleanField("desk sign-off", default=False, help_text="Nothing runs here without it.")
    needs_copy = models.BooleanField("copy sign-off", default=False, help_text="Nothing runs here without it.")
    needs_legal = models.BooleanField("legal sign-off", default=False, help_text="Nothing runs here without it.")
    needs_picture = models.BooleanField(
        "picture sign-off", default=False, help_text="Nothing with a picture runs here without it."
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return f"{self.parent.name} · {self.name}" if self.parent_id else self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug.lower()
        self.path = f"{self.parent.slug}/{self.slug}" if self.parent_id else self.slug
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("section", args=[self.path])

    def clean(self):
        if self.parent_id and (self.parent.parent_id or self.parent_id == self.pk):
            raise ValidationError({"parent": "Sections have two levels: choose a section that is not inside another."})
        if self.parent_id and self.pk and self.children.exists():
            raise ValidationError({"parent": "This section has sections of its own, so it can’t go inside another."})
        path = f"{self.parent.slug}/{self.slug}".lower() if self.parent_id else self.slug.lower()
        if Section.objects.filter(path=path).exclude(pk=self.pk).exists():
            raise ValidationError({"slug": "Another section already has this address."})

    @property
    def is_opinion(self) -> bool:
        return self.tone == self.Tone.OPINION

    def needs(self, kind: str) -> bool:
        """Whether nothing runs here without this kind of sign-off."""
        return getattr(self, f"needs_{kind}")

    @property
    def top_slug(self) -> str:
        """The first word of the section's addresses."""
        return self.path.split("/")[0]
