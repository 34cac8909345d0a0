"""Stories that readers had are ready; each holds its last revision; notices stand since they were published."""

from django.db import migrations
from django.db.models import Exists, F, OuterRef, Subquery


def fill(apps, schema_editor):
    Article, Edition, Revision, Correction = (
        apps.get_model("articles", name) for name in ("Article", "Edition", "Revision", "Correction")
    )
    Article.objects.filter(Exists(Edition.objects.filter(article=OuterRef("pk")))).update(stage="ready")
    last = Revision.objects.filter(article=OuterRef("pk")).order_by("-number").values("number")[:1]
    numbered = Article.objects.filter(Exists(Revision.objects.filter(article=OuterRef("pk"))))
    numbered.update(version=Subquery(last))
    Correction.objects.update(given_at=F("published_at"), approved_by=F("published_by"))


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_body_last")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
