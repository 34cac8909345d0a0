from io import BytesIO

from django.test import SimpleTestCase
from PIL import Image

from newsroom.testing import NewsroomTestCase
from photos.intake import Unusable, opened, take_in


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    file = BytesIO()
    Image.new("L", (width, height)).save(file, form)
    return file.getvalue()


class OpenedTests(SimpleTestCase):
    def test_refuses_what_is_too_narrow_for_a_page(self):
        with self.assertRaisesMessage(Unusable, "too long and narrow"):
            opened(picture(800, 20_000))
        self.assertEqual(opened(picture(20_000, 800)).size, (20_000, 800))

    def test_refuses_every_kind_of_damage_in_one_sentence(self):
        whole = picture(300, 200, "TIFF")
        for bytes_kept in range(0, len(whole), 997):
            with self.subTest(bytes_kept), self.assertRaisesMessage(Unusable, "or it is damaged"):
                opened(whole[:bytes_kept])


class TakeInTests(NewsroomTestCase):
    def test_a_picture_of_one_pixel_has_an_address(self):
        photo = take_in(BytesIO(picture(1, 1)))

        self.assertEqual(photo.srcset, f"/photos/{photo.token}/1.webp 1w")
