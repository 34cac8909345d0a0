from django.apps import AppConfig

from newsroom.tasks import every


class PhotosConfig(AppConfig):
    name = "photos"
    verbose_name = "Pictures"

    def ready(self):
        from photos import leftovers, signals, tasks, uploads

        signals.changed.connect(tasks.hear, dispatch_uid="photos.tasks.hear")
        every(3, tasks.sweep)
        every(24 * 60, tasks.look_over)
        every(60, uploads.sweep)
        every(24 * 60, leftovers.sweep)
