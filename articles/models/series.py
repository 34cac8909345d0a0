from django.db import models
from django.urls import reverse


class Series(models.Model):
    """A numbered run of stories."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    about = models.TextField(blank=True, help_text="A sentence or two under the series’ name.")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "series"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("series", args=[self.slug])
