"""The words of pictures inside the text are frozen with the edition; those from before go on with the library's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_words_per_picture")]
    operations = [
        migrations.AddField(
            "edition",
            "picture_words",
            models.JSONField(default=dict, help_text="Photo → caption, credit, description, of the text."),
        )
    ]
