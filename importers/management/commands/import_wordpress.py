from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from importers import wordpress
from importers.wordpress.filing import Filing, NotAllowed, importer


class Command(BaseCommand):
    help = "Bring in the stories of a WordPress export: what was public becomes public, the rest stays at the desk."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--by", metavar="EMAIL", default="", help="who imports; if not given, the first superuser")
        parser.add_argument("--media", metavar="DIR", help="a copy of wp-content/uploads, for the pictures")
        parser.add_argument(
            "--fetch", metavar="HOST", action="append", help="a host to fetch pictures from; as often as needed"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")

    def handle(self, *, file, by, dry_run, media=None, fetch=None, **options):
        try:
            filing = Filing(wordpress.check(file), by=importer(by), dry_run=dry_run, media=media, fetch=fetch or ())
        except (wordpress.Refused, NotAllowed) as refusal:
            raise CommandError(str(refusal)) from None
        items = wordpress.read(file, zone=timezone.get_default_timezone(), mended=filing.summary.mended)
        for item in tqdm(items, total=filing.summary.items, unit=" items", disable=None):
            filing.take(item)
        filing.finish()
        self.stdout.write("\n".join(filing.report()))
