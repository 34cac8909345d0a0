from django.core.management import BaseCommand, CommandError

from accounts.models import User
from articles.demo import generate, play
from articles.models import Article


class Command(BaseCommand):
    help = "Fill an empty newsroom with the demo newspaper; with --articles N, add N generated stories for scale work."

    def add_arguments(self, parser):
        parser.add_argument("--articles", type=int, default=0, metavar="N", help="generated stories to add")
        parser.add_argument("--if-empty", action="store_true", help="say nothing if there is a newspaper already")
        parser.add_argument("--sign-ins", action="store_true", help="only print the demo's sign-ins")

    def handle(self, *, articles, if_empty, sign_ins, verbosity, **options):
        if not (sign_ins or Article.objects.exists() or (if_empty and User.objects.exists())):
            if User.objects.exists():
                raise CommandError("There are people here already: the demo is for an empty newsroom.")
            count = play.play(progress=verbosity > 0)
            self.stdout.write(f"The demo newspaper is printed: {count} stories.")
        elif not (sign_ins or if_empty or articles):
            raise CommandError("There are stories here already: the demo is for an empty newsroom.")
        if articles:
            seconds = generate.add(articles, progress=verbosity > 0)
            self.stdout.write(f"{articles} stories added in {seconds:.1f} s, {articles / seconds:.0f} a second.")
        self.print_sign_ins()

    def print_sign_ins(self):
        file = play.sign_ins_file()
        if file.exists():
            self.stdout.write(
                "Sign in at /admin/ with\n" + "".join(f"  {line}\n" for line in file.read_text().splitlines())
            )
