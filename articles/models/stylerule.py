from django.db import models


class StyleRule(models.Model):
    """A word or phrase that the house doesn't write so, and what it writes instead."""

    class Severity(models.TextChoices):
        ADVICE = "advice", "Advice"
        STOP = "stop", "Must be mended before it runs"

    words = models.CharField("not this", max_length=120, help_text="Whole words: “adviser” doesn’t find “advisers”.")
    instead = models.CharField("but this", max_length=200, blank=True)
    why = models.CharField(max_length=200, blank=True)
    match_case = models.BooleanField(default=False)
    severity = models.CharField(max_length=10, choices=Severity, default=Severity.ADVICE)

    class Meta:
        ordering = ["words"]
        verbose_name = "style rule"
        constraints = [models.UniqueConstraint(fields=["words", "match_case"], name="one_rule_per_words")]

    def __str__(self):
        return f"{self.words} → {self.instead}" if self.instead else self.words
