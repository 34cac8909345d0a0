from django.test import SimpleTestCase

from photos.crops import CROPS, Box, around, drawn, fitted
from photos.models import Photo


class AroundTests(SimpleTestCase):
    def test_is_the_largest_part_of_the_shape_around_the_focus(self):
        self.assertEqual(around(1600, 900, (1, 1), (0.5, 0.5)), Box(0.21875, 0, 0.78125, 1))
        self.assertEqual(around(900, 1600, (1, 1), (0.5, 0.5)), Box(0, 0.21875, 1, 0.78125))

    def test_stays_inside_where_the_focus_is_at_the_edge(self):
        self.assertEqual(around(1600, 900, (1, 1), (0.9, 0)), Box(0.4375, 0, 1, 1))
        self.assertEqual(around(1600, 900, (1, 1), (0, 1)), Box(0, 0, 0.5625, 1))

    def test_is_all_of_a_picture_that_has_the_shape(self):
        self.assertEqual(around(1600, 900, (16, 9), (0.1, 0.9)), Box(0, 0, 1, 1))


class DrawnTests(SimpleTestCase):
    def test_takes_numbers_however_they_are_written(self):
        for value in ([0.1, 0.2, 0.9, 0.8], ("0.1", "0.2", "0.9", "0.8")):
            self.assertEqual(drawn(value), Box(0.1, 0.2, 0.9, 0.8))

    def test_ends_at_the_edges_of_the_picture(self):
        self.assertEqual(drawn([-1, 0, 7, 1]), Box(0, 0, 1, 1))

    def test_knows_what_is_no_box(self):
        odd = [None, [], [0, 0, 1], [0, 0, 1, 1, 1], ["a", 0, 1, 1], [None, 0, 1, 1], 7, {}]
        turned = [[0.9, 0, 0.1, 1], [0, 0.9, 1, 0.1], [0.5, 0, 0.505, 1], [2, 0, 3, 1]]
        self.assertEqual([value for value in (*odd, *turned) if drawn(value)], [])

    def test_no_number_is_no_side(self):
        for side in (float("nan"), float("inf"), "nan"):
            box = drawn([side, 0, 1, 1])
            self.assertFalse(box and not 0 <= box.left < box.right <= 1, box)


class FittedTests(SimpleTestCase):
    def test_has_exactly_the_shape_inside_and_around_the_middle(self):
        self.assertEqual(fitted(Box(0, 0, 0.5, 1), 1000, 1000, (1, 1)), Box(0, 0.25, 0.5, 0.75))
        self.assertEqual(fitted(Box(0.2, 0, 1, 0.5), 1000, 1000, (4, 5)), Box(0.4, 0, 0.8, 0.5))

    def test_leaves_alone_what_fits(self):
        self.assertEqual(fitted(Box(0.1, 0.1, 0.5, 0.5), 1000, 1000, (1, 1)), Box(0.1, 0.1, 0.5, 0.5))

    def test_of_every_crop_comes_out_in_its_shape(self):
        for crop, (across, down) in CROPS.items():
            left, top, right, bottom = fitted(Box(0.13, 0.07, 0.81, 0.93), 6000, 4000, (across, down)).pixels(
                6000, 4000
            )
            self.assertAlmostEqual((right - left) / (bottom - top), across / down, places=2, msg=crop)


class PhotoBoxTests(SimpleTestCase):
    def test_is_what_was_drawn_or_else_around_the_focus(self):
        photo = Photo(width=1000, height=1000, focus_x=1, crops={"square": [0.1, 0.1, 0.5, 0.5]})

        self.assertEqual(photo.box("square"), Box(0.1, 0.1, 0.5, 0.5))
        self.assertEqual(photo.box("portrait"), Box(0.2, 0, 1, 1))

    def test_forgets_what_is_no_box(self):
        photo = Photo(width=1000, height=500, crops={"square": ["x"], "hero": None})

        self.assertEqual(photo.box("square"), Box(0.25, 0, 0.75, 1))

    def test_has_an_extent_in_pixels(self):
        photo = Photo(width=1600, height=900, crops={"square": [0, 0, 0.5, 0.5]})

        self.assertEqual(
            (photo.extent(), photo.extent("square"), photo.extent("hero")), ((1600, 900), (450, 450), (1600, 900))
        )
