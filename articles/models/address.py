from django.db import models


class AddressQuerySet(models.QuerySet):
    def for_request(self, full_path: str, path: str):
        """The address that an old link names: with its query (``/?p=12``) before the path alone."""
        return self.filter(path__in={full_path, path}).order_by("-path").first()


class Address(models.Model):
    """A path that belongs to one story for ever: its present one, an earlier one, or one from another system.

    Once a story was killed, ``gone_from`` and ``notice`` are what its addresses say (410).
    """

    path = models.CharField(max_length=500, unique=True)
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="addresses")
    gone_from = models.DateTimeField(null=True, blank=True)
    notice = models.CharField(max_length=300, blank=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "addresses"

    def __str__(self):
        return self.path

    def is_gone(self, at) -> bool:
        return self.gone_from is not None and self.gone_from <= at
