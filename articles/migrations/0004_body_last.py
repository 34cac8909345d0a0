"""The text comes last in its table again, so that lists don't walk it."""

from django.db import migrations, models
from django.db.models import F


def copy(source, target):
    def run(apps, schema_editor):
        for name in ("article", "edition"):
            apps.get_model("articles", name).objects.update(**{target: F(source)})

    return run


def moved(name, **options):
    return [
        migrations.AddField(name, "body_moved", models.TextField(default="", **options)),
    ], [
        migrations.RemoveField(name, "body"),
        migrations.RenameField(name, "body_moved", "body"),
        migrations.AlterField(name, "body", models.TextField(**options)),
    ]


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_the_desk")]
    operations = [
        migrations.AlterField("edition", "body", models.TextField(default="")),
        *moved("article", blank=True)[0],
        *moved("edition")[0],
        migrations.RunPython(copy("body", "body_moved"), copy("body_moved", "body")),
        *moved("article", blank=True)[1],
        *moved("edition")[1],
    ]
