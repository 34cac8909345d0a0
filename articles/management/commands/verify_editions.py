import sys

from django.core.management import BaseCommand
from tqdm import tqdm

from articles import chain
from articles.models import Edition


class Command(BaseCommand):
    help = "Check that no edition was changed after it was published: hashes, their chain and the row of numbers."

    def handle(self, *, verbosity, **options):
        count = Edition.objects.count()
        rows = tqdm(chain.editions(), total=count, unit=" editions", disable=not verbosity or not sys.stderr.isatty())
        broken = 0
        for found in chain.breaks(rows):
            broken += 1
            self.stdout.write(str(found))
        self.stdout.write(f"{count} editions checked, {broken or 'no'} break{'' if broken == 1 else 's'} in the chain.")
        if broken:
            sys.exit(1)
