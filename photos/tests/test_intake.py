from io import BytesIO
from unittest.mock import patch

from django.core.files.storage import default_storage
from django.test import SimpleTestCase
from PIL import Image, ImageCms

from newsroom.testing import NewsroomTestCase
from photos import renditions
from photos.intake import Unusable, opened, take_in
from photos.models import Photo


def saved(image: Image.Image, form: str = "PNG", **options) -> BytesIO:
    file = BytesIO()
    image.save(file, form, **options)
    return file


def picture(width: int, height: int, form: str = "PNG") -> BytesIO:
    return saved(Image.new("L", (width, height)), form)


def two_halves(mode: str = "RGB", left="black", right="white", size=(400, 200)) -> Image.Image:
    image = Image.new(mode, size, right)
    image.paste(left, (0, 0, size[0] // 2, size[1]))
    return image


def corners(image: Image.Image) -> list:
    """The colours near the four corners, to the nearest 32: top left, top right, bottom left, bottom right."""
    across, down = image.size
    places = [(2, 2), (across - 3, 2), (2, down - 3), (across - 3, down - 3)]
    return [tuple(min(255, round(part / 32) * 32) for part in image.getpixel(place)) for place in places]


BLACK, WHITE, RED = (0, 0, 0), (255, 255, 255), (255, 0, 0)


class OpenedTests(SimpleTestCase):
    def test_refuses_what_is_too_narrow_for_a_page(self):
        with self.assertRaisesMessage(Unusable, "too long and narrow"):
            opened(picture(800, 20_000))
        self.assertEqual(opened(picture(20_000, 800)).size, (20_000, 800))

    def test_refuses_every_kind_of_damage_in_one_sentence(self):
        whole = picture(300, 200, "TIFF").getvalue()
        for bytes_kept in range(997, len(whole), 997):
            with self.subTest(bytes_kept), self.assertRaisesMessage(Unusable, "This"):
                opened(BytesIO(whole[:bytes_kept]))

    def test_is_upright_however_the_camera_was_held(self):
        for turn in range(1, 9):
            exif = Image.Exif()
            exif[0x0112] = turn
            for form in ("JPEG", "TIFF", "WEBP"):
                image = opened(saved(two_halves(), form, exif=exif))
                self.assertEqual(image.size, (200, 400) if turn > 4 else (400, 200))
                dark = [index for index, colour in enumerate(corners(image)) if colour == BLACK]
                expected = {1: [0, 2], 2: [1, 3], 3: [1, 3], 4: [0, 2], 5: [0, 1], 6: [0, 1], 7: [2, 3], 8: [2, 3]}
                self.assertEqual((form, turn, dark), (form, turn, expected[turn]))

    def test_lies_on_white_where_it_lets_light_through(self):
        clear, red = (0, 0, 0, 0), (255, 0, 0, 255)
        image = two_halves("RGBA", clear, red)
        for file in (saved(image), saved(image.quantize()), saved(image, "WEBP", lossless=True), saved(image, "GIF")):
            self.assertEqual(corners(opened(file)), [WHITE, RED, WHITE, RED])

    def test_has_three_colours_whatever_it_had(self):
        for mode, right in [("1", 1), ("L", 255), ("P", 0), ("I;16", 65535), ("CMYK", (0, 0, 0, 0)), ("F", 1.0)]:
            black = (0, 0, 0, 255) if mode == "CMYK" else 0
            form = "PNG" if mode in ("1", "L", "I;16") else "TIFF"
            image = two_halves("L").convert("P") if mode == "P" else two_halves(mode, black, right)
            image = opened(saved(image, form))
            self.assertEqual((mode, image.mode, corners(image)), (mode, "RGB", [BLACK, WHITE, BLACK, WHITE]))

    def test_is_the_same_in_one_piece_or_in_bands(self):
        for mode in ("I;16", "F", "LA", "RGBA", "P"):
            image = Image.linear_gradient("L").resize((403, 299)).convert(mode)
            form = "PNG" if mode in ("I;16", "LA") else "TIFF"
            whole = opened(saved(image, form), 57)
            with patch("photos.decoding.BAND", 403 * 20):
                self.assertEqual((mode, opened(saved(image, form), 57).tobytes()), (mode, whole.tobytes()))
            self.assertEqual(whole.size, (58, 43))

    def test_keeps_its_colours_in_another_profile(self):
        swapped = Image.merge("RGB", two_halves("RGB", "red", "lime").split())
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
        for profile in (lab, b"no profile", b""):  # of another kind of picture, broken, none
            self.assertEqual(corners(opened(saved(swapped, icc_profile=profile)))[0], RED)

    def test_a_profile_is_reckoned_with(self):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        title = "sRGB".encode("utf-16-be")
        for name, other in [(b"rXYZ", b"----"), (b"gXYZ", b"rXYZ"), (b"----", b"gXYZ"), (title, title[::-1])]:
            profile = profile.replace(name, other, 1)  # red is green in it

        for form in ("PNG", "JPEG", "WEBP", "AVIF", "TIFF"):
            image = opened(saved(Image.new("RGB", (99, 99), "red"), form, icc_profile=profile))
            self.assertEqual((form, corners(image)[0]), (form, (0, 255, 0)))

    def test_is_the_first_of_several(self):
        several = {"save_all": True, "append_images": [Image.new("RGB", (99, 99), "red")]}
        for form in ("GIF", "TIFF", "WEBP", "AVIF", "PNG", "MPO"):
            image = opened(saved(Image.new("RGB", (99, 99), "white"), form, **several))
            self.assertEqual((form, corners(image)[0]), (form, WHITE))

    def test_is_made_smaller_but_not_too_small(self):
        for form in ("JPEG", "PNG", "WEBP"):
            file = saved(Image.new("RGB", (1000, 500)), form)
            for width in (99, 499, 500, 501, 1000, 9999):
                self.assertGreaterEqual(opened(file, width).width, min(width, 1000))
            self.assertLess(opened(file, 320).width, 640)

    def test_brings_nothing_of_the_file_along(self):
        self.assertEqual(opened(saved(two_halves(), "JPEG", comment=b"secret", icc_profile=b"x")).info, {})


class TakeInTests(NewsroomTestCase):
    def test_a_picture_of_one_pixel_has_an_address(self):
        photo = take_in(picture(1, 1))

        self.assertEqual(photo.srcset(), f"/photos/{photo.token}/1.webp 1w")

    def test_keeps_the_file_and_what_it_is_known_by(self):
        file = saved(two_halves(), "JPEG")

        photo = Photo.objects.get(pk=take_in(file, by=self.pia).pk)

        self.assertEqual((photo.form, photo.width, photo.height), ("JPEG", 400, 200))
        self.assertEqual((photo.size, len(photo.sha256), photo.added_by), (len(file.getvalue()), 64, self.pia))
        with photo.original.open() as original:
            self.assertEqual(original.read(), file.getvalue())
        self.assertEqual(photo.status, Photo.Status.NEW)

    def test_is_measured_upright(self):
        exif = Image.Exif()
        exif[0x0112] = 6
        for form in ("JPEG", "TIFF"):
            photo = take_in(saved(Image.new("RGB", (700, 350)), form, exif=exif))
            self.assertEqual((photo.width, photo.height), (350, 700))

    def test_the_editors_words_win(self):
        exif = Image.Exif()
        exif.update({0x010E: "A bridge", 0x013B: "Zoë Brandt".encode(), 0x8298: "The Packet"})

        photo = take_in(saved(two_halves(), "JPEG", exif=exif), caption="Dusk", creator="", name="DSC 1.jpg")

        self.assertEqual((photo.caption, photo.creator, photo.copyright), ("Dusk", "Zoë Brandt", "The Packet"))
        self.assertEqual(photo.found["caption"], "A bridge")
        self.assertQuerySetEqual(Photo.objects.matching("bridge DSC zoë"), [photo])

    def test_what_is_too_long_is_cut_at_a_word(self):
        exif = Image.Exif()
        exif[0x013B] = "Pia " * 80

        photo = take_in(saved(two_halves(), "JPEG", exif=exif))

        self.assertEqual((len(photo.creator), photo.creator[-5:]), (200, " Pia…"))

    def test_the_other_sizes_are_left_to_the_worker_once_it_is_certain(self):
        with patch("photos.intake.tasks") as tasks:
            with self.captureOnCommitCallbacks(execute=True):
                photo = take_in(picture(40, 30))
                tasks.make_renditions.enqueue.assert_not_called()
            tasks.make_renditions.enqueue.assert_called_once_with(photo.pk)

    def test_leaves_nothing_behind_where_something_breaks(self):
        for what in ("photos.renditions.make_first", "photos.models.Photo.save", "photos.twins.look"):
            token = f"broken-{what}"
            with patch(what, side_effect=OSError("disk full")), self.assertRaises(OSError):
                take_in(saved(two_halves(), "JPEG"), token=token)
            self.assertFalse(default_storage.exists(f"originals/br/{token}"))
            self.assertEqual(files_in(f"renditions/br/{token}"), [])
        self.assertQuerySetEqual(Photo.objects.all(), [])

    def test_makes_the_smallest_sizes_at_once(self):
        photo = take_in(saved(two_halves(size=(1000, 500)), "JPEG"))

        self.assertTrue(renditions.find(photo, "640.webp").is_exact)
        self.assertTrue(photo.blur.startswith("data:image/"))


def files_in(folder: str) -> list[str]:
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return []
