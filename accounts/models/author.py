from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.urls import reverse


def validate_links(text: str) -> None:
    check = URLValidator(schemes=["https"])
    for line in text.split():
        check(line)


class Author(models.Model):
    """A public name that stories are signed with, with or without an account."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True, help_text="The last part of the author page's address.")
    role = models.CharField(max_length=120, blank=True, help_text="As readers see it: “Reporter, Town Hall”.")
    bio = models.TextField(blank=True, help_text="Plain text, a paragraph or two.")
    portrait = models.ForeignKey("photos.Photo", models.SET_NULL, null=True, blank=True, related_name="+")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="author", verbose_name="account"
    )
    public_email = models.EmailField("public e-mail address", blank=True)
    links = models.TextField(
        "profiles elsewhere", blank=True, validators=[validate_links], help_text="One https address a line."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("author", args=[self.slug])

    @property
    def profiles(self) -> list[str]:
        return self.links.split()
