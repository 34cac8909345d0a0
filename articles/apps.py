from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Stories"

    def ready(self):
        from articles import picture_news, picture_uses
        from photos import signals, uses

        uses.register(picture_uses)
        signals.changed.connect(picture_news.hear)
