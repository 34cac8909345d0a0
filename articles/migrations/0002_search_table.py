from django.db import migrations

from articles import search


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_first_edition")]
    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: search.create_table(schema_editor),
            lambda apps, schema_editor: search.drop_table(schema_editor),
        )
    ]
