from django.conf import settings
from django.db import models


class Posting(models.Model):
    """A role that somebody holds in one section and those inside it. Their groups are what they hold everywhere."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="postings")
    role = models.ForeignKey("auth.Group", models.CASCADE, related_name="+")
    section = models.ForeignKey("articles.Section", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "section"],
                name="one_posting_per_place",
                violation_error_message="This role is given in this section already.",
            )
        ]

    def __str__(self):
        return f"{self.role} in {self.section}"
