from django.core.management import BaseCommand

from newsroom import worker


class Command(BaseCommand):
    help = "Do the tasks that no reader waits for, until told to stop (serve starts it)."

    def handle(self, **options):
        worker.run()
