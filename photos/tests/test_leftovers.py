from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from newsroom.testing import NewsroomTestCase, travel
from photos import leftovers, rights, shelf
from photos.models import Photo
from photos.tests.test_admin import a_photo

LOST = "AAlostlostlostlostlostlo"


class LeftoversTests(NewsroomTestCase):
    def left(self, *paths) -> list[bool]:
        return [default_storage.exists(path) for path in paths]

    def later(self, path: str, **passed):
        return travel(default_storage.get_modified_time(path) + timedelta(**passed))

    def test_files_without_a_row_go_after_a_week(self):
        paths = f"originals/AA/{LOST}", f"renditions/AA/{LOST}/640-abcdef.webp"
        for path in paths:
            default_storage.save(path, ContentFile(b"x"))

        with self.later(paths[0], days=6):
            leftovers.sweep()
        self.assertEqual(self.left(*paths), [True, True])
        with self.later(paths[1], days=8), self.assertLogs("photos.leftovers", "INFO"):
            leftovers.sweep()
        self.assertEqual(self.left(*paths), [False, False])

    def test_what_has_a_row_stays_wherever_its_original_lies(self):
        photo = a_photo()
        old = [shelf.path_of(photo, name) for name in shelf.names(photo)]
        with self.later(photo.original.name, days=8):
            leftovers.sweep()
        self.assertEqual(self.left(photo.original.name, *old), [True] * (1 + len(old)))

        Photo.objects.filter(pk=photo.pk).update(token=rights.new_token())  # as putting it back does
        with self.later(photo.original.name, days=8):
            leftovers.sweep()

        self.assertEqual(self.left(photo.original.name, *old), [True] + [False] * len(old))
