from unittest import TestCase

from articles.demo import pictures

SMALL = (144, 96)


class SceneTests(TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.drawn = {scene: pictures.draw(scene, *SMALL) for scene in pictures.SCENES}

    def test_is_drawn_at_the_size_asked_for(self):
        for scene, picture in self.drawn.items():
            with self.subTest(scene=scene):
                self.assertEqual(picture.size, SMALL)

    def test_is_cut_to_another_shape(self):
        self.assertEqual(pictures.draw("harbour", 60, 90).size, (60, 90))

    def test_is_a_newspaper_picture_of_1440_by_960_unless_told(self):
        picture = pictures.draw("bridge")

        self.assertEqual((picture.size, picture.mode), ((1440, 960), "RGB"))

    def test_has_the_same_bytes_every_time(self):
        for scene, picture in self.drawn.items():
            with self.subTest(scene=scene):
                self.assertEqual(pictures.draw(scene, *SMALL).tobytes(), picture.tobytes())

    def test_covers_the_whole_sheet(self):
        for scene, picture in self.drawn.items():
            with self.subTest(scene=scene):
                bare = sum(shade < 3 for shade in picture.convert("L").tobytes())

                self.assertEqual(bare, 0)

    def test_is_described_in_one_sentence_of_its_own(self):
        for scene in pictures.SCENES:
            with self.subTest(scene=scene):
                self.assertRegex(pictures.alt(scene), r"^[A-Z][^.]{30,}\.$")
        self.assertEqual(len({pictures.alt(scene) for scene in pictures.SCENES}), len(pictures.SCENES))


class PortraitTests(TestCase):
    def test_is_a_square_of_the_size_asked_for(self):
        for name in pictures.PORTRAITS:
            with self.subTest(name=name):
                self.assertEqual(pictures.draw_portrait(name, 96).size, (96, 96))

    def test_has_the_same_bytes_every_time(self):
        for name in pictures.PORTRAITS:
            with self.subTest(name=name):
                first, second = (pictures.draw_portrait(name, 96).tobytes() for _ in range(2))

                self.assertEqual(first, second)

    def test_is_described_in_one_sentence_of_its_own(self):
        for name in pictures.PORTRAITS:
            with self.subTest(name=name):
                self.assertRegex(pictures.portrait_alt(name), r"^[A-Z][^.]{30,}\.$")
        self.assertEqual(len({pictures.portrait_alt(name) for name in pictures.PORTRAITS}), len(pictures.PORTRAITS))
