from django.db import models


class Reading(models.Model):
    """How often a story's page was asked for in an hour. Nobody who asked is known."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+", db_index=False)
    hour = models.DateTimeField(help_text="Its beginning.")
    times = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hour", "article"], name="one_count_per_hour")]

    def __str__(self):
        return f"{self.article_id}: {self.times}"
