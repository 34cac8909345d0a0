from django.db import models


class Source(models.Model):
    """Where pictures come from: an agency, our own photographers, readers; what was agreed with them."""

    class Kind(models.TextChoices):
        STAFF = "staff", "Our own"
        AGENCY = "agency", "Agency"
        FREELANCE = "freelance", "Freelance"
        HANDOUT = "handout", "Handout"
        READER = "reader", "Reader"
        ARCHIVE = "archive", "Archive"

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.AGENCY)
    credit = models.CharField(
        max_length=200, blank=True, help_text="How the contract wants it printed; “{creator}” stands for the maker."
    )
    terms = models.CharField(max_length=500, blank=True, help_text="What the contract allows, in words.")
    quota = models.PositiveIntegerField(
        "pictures a month", null=True, blank=True, help_text="How many the contract covers in a calendar month."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
