"""Search no longer finds a story by the captions in its text: they go when their picture goes."""

from django.db import migrations

from articles import search

BATCH = 500


def index_again(apps, schema_editor):
    editions = apps.get_model("articles", "edition").objects.order_by("pk").filter(body__contains="<figure")
    keys = list(editions.values_list("pk", flat=True))
    read = editions.only("first_published_at", "headline", "standfirst", "byline", "body")
    for start in range(0, len(keys), BATCH):
        search.renew(read.filter(pk__in=keys[start : start + BATCH]))


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_words_of_pictures_in_the_text")]
    operations = [migrations.RunPython(index_again, migrations.RunPython.noop)]
