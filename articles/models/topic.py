from django.db import models
from django.urls import reverse


class Topic(models.Model):
    """What stories are about."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    about = models.TextField(blank=True, help_text="A sentence or two under the topic’s name.")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])
