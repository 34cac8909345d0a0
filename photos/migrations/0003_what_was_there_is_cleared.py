"""Clears every picture that the library held before rights were noted, used or not: live stories keep theirs.

Nobody looked at these rights. Who wants to know which they are: they are cleared and have no line of history.
"""

from django.db import migrations


def clear(apps, schema_editor):
    apps.get_model("photos", "photo").objects.filter(status="new").update(status="cleared")


class Migration(migrations.Migration):
    dependencies = [("photos", "0002_photo_desk")]
    operations = [migrations.RunPython(clear, migrations.RunPython.noop)]
