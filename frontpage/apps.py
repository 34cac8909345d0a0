from django.apps import AppConfig

from newsroom.tasks import every


class FrontpageConfig(AppConfig):
    name = "frontpage"
    verbose_name = "Fronts"

    def ready(self):
        from articles import signals, whereabouts
        from frontpage import picture_uses, places, reading
        from photos import uses

        uses.register(picture_uses)
        whereabouts.register(places.places_of)
        signals.story_read.connect(reading.hear, dispatch_uid="frontpage.reading.hear")
        signals.demo_played.connect(play_demo, dispatch_uid="frontpage.demo")
        every(24 * 60, reading.sweep)


def play_demo(**said):
    from frontpage import demo

    demo.fill(**said)
