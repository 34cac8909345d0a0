"""The roles get their rights on pictures: clearing, taking down, letting one run for a day."""

from django.db import migrations

from accounts.roles import make_groups


def make(apps, schema_editor):
    make_groups(
        apps.get_model("auth", "Group"),
        apps.get_model("auth", "Permission"),
        apps.get_model("contenttypes", "ContentType"),
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_roles"), ("photos", "0002_photo_desk")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
