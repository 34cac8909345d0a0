"""A picture's words as a story uses it; the text comes last in its table again, so that lists don't walk it."""

from django.db import migrations, models
from django.db.models import F

ONLY = "Only if it should differ from the picture’s own."


def copy(source, target):
    def run(apps, schema_editor):
        apps.get_model("articles", "article").objects.update(**{target: F(source)})

    return run


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_stages_and_versions")]
    operations = [
        migrations.AddField(
            "article",
            "picture_alt",
            models.CharField(blank=True, help_text=ONLY, max_length=300, verbose_name="description here"),
        ),
        migrations.AlterField(
            "article",
            "picture_caption",
            models.CharField(blank=True, help_text=ONLY, max_length=2000, verbose_name="caption here"),
        ),
        migrations.AlterField("edition", "picture_caption", models.CharField(blank=True, max_length=2000)),
        migrations.AddField("article", "body_moved", models.TextField(blank=True, default="")),
        migrations.RunPython(copy("body", "body_moved"), copy("body_moved", "body")),
        migrations.AlterField("article", "body", models.TextField(blank=True, default="")),
        migrations.RemoveField("article", "body"),
        migrations.RenameField("article", "body_moved", "body"),
        migrations.AlterField("article", "body", models.TextField(blank=True)),
    ]
