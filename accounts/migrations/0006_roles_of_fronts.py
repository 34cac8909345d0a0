"""The roles get their rights on fronts and on breaking news."""

from django.db import migrations

from accounts.roles import make_groups


def make(apps, schema_editor):
    make_groups(
        apps.get_model("auth", "Group"),
        apps.get_model("auth", "Permission"),
        apps.get_model("contenttypes", "ContentType"),
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_picture_rights"), ("frontpage", "0001_fronts")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
