"""Does anything show that should not? For a program of rounds: the exit code is 1 if something does.

Safe on a newspaper in use: what is planted stands in a transaction that is rolled back, on SQLite in a copy of the
file that is thrown away (only a kill -9 leaves its folder, ``leakcheck-…``, beside the file); pictures and cached pages
stay in memory, and no mail is sent. Nothing of it remains.
"""

import sys

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from articles.leaks.check import CannotCheck, check
from articles.leaks.plant import every_state
from articles.leaks.scratch import beside_the_newsroom
from articles.leaks.shown import look_for
from articles.models import Article


class Command(BaseCommand):
    help = (
        "Plant unique words in stories of every state that is not public, and look for them behind every public door."
    )

    def add_arguments(self, parser):
        parser.add_argument("--article", type=int, metavar="PK", help="only look what still shows this story")

    def handle(self, *, article, verbosity, **options):
        if settings.DEBUG:
            raise CommandError("Not checked: with DEBUG on, error pages tell everything. Run it with DEBUG=0.")
        leaks = self.story(article) if article else self.all(verbosity)
        if leaks:
            sys.exit(1)

    def story(self, pk: int) -> bool:
        article = Article.objects.filter(pk=pk).first()
        if article is None:
            raise CommandError(f"There is no story {pk}.")
        found = look_for(article)
        self.stdout.write("\n".join(map(str, [*found.shown, found])))
        return bool(found.shown)

    def all(self, verbosity: int) -> bool:
        try:
            with (
                beside_the_newsroom(),
                tqdm(total=len(every_state()), unit=" states", disable=not shows_progress(verbosity)) as bar,
            ):
                result = check(tick=lambda state: bar.update())
        except CannotCheck as why:
            raise CommandError(str(why)) from None
        for leak in result.leaks:
            self.stdout.write(leak)
        self.stdout.write(
            f"{len(result.doors)} doors, {len(result.states)} states, {result.words} words, "
            f"{result.answers.total()} answers read: {len(result.leaks)} leaks."
        )
        return bool(result.leaks)


def shows_progress(verbosity: int) -> bool:
    return verbosity > 0 and sys.stderr.isatty()
