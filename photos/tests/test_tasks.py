from io import BytesIO
from unittest.mock import patch

from django.core.files.storage import default_storage
from django_tasks import default_task_backend
from PIL import Image

from newsroom.testing import NewsroomTestCase, hire
from photos import rights, tasks
from photos.intake import take_in
from photos.models import Photo
from photos.tasks import make_renditions


def a_photo(**facts) -> Photo:
    file = BytesIO()
    Image.new("RGB", (64, 40), "teal").save(file, "JPEG")
    return take_in(file, **facts)


def make(photo) -> Photo:
    make_renditions.call(photo.pk)
    return Photo.objects.get(pk=photo.pk)


class TasksTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.waiting()

    def waiting(self):
        """Which pictures were left to the worker since we last asked, with their priority."""
        left = [(result.args[0], result.task.priority) for result in default_task_backend.results]
        default_task_backend.clear()
        return left


class MakeRenditionsTests(TasksTestCase):
    def test_is_left_to_the_worker_once_the_upload_is_kept(self):
        with self.captureOnCommitCallbacks(execute=True):
            photo = a_photo()
            self.assertEqual(self.waiting(), [])

        self.assertEqual(self.waiting(), [(photo.pk, 0)])

    def test_makes_them_once(self):
        photo = make(a_photo())
        self.assertTrue(photo.is_made)

        default_storage.delete(photo.original.name)  # what has nothing to do needs none

        self.assertEqual(make(photo).tries, 0)

    def test_of_a_picture_that_is_gone_there_is_nothing_to_do(self):
        self.assertIsNone(make_renditions.call(0))

    def test_gives_up_after_five_times_and_says_so_once(self):
        photo = a_photo()
        default_storage.delete(photo.original.name)

        with self.assertLogs("photos.tasks", "WARNING") as log:
            tries = [make(photo).tries for _ in range(7)]

        self.assertEqual(tries, [1, 2, 3, 4, 5, 5, 5])
        self.assertEqual([record.levelname for record in log.records], ["WARNING"] * 5 + ["ERROR"])
        self.assertIn(f"Given up on the sizes of picture {photo.pk}", log.output[-1])

    def test_counts_a_try_before_it_may_die_of_it(self):
        photo = a_photo()

        def tries(_):
            return Photo.objects.get(pk=photo.pk).tries

        with patch("photos.renditions.make_all", side_effect=lambda photo: self.assertEqual(tries(photo), 1) or True):
            make(photo)

        self.assertEqual(tries(photo), 1)

    def test_counts_no_clean_stop_and_no_change_meanwhile(self):
        photo = a_photo()

        with patch("photos.renditions.make_all", side_effect=[SystemExit, False]):
            self.assertRaises(SystemExit, make, photo)
            self.assertEqual(Photo.objects.get(pk=photo.pk).tries, 0)
            self.assertEqual(make(photo).tries, 0)


class HearTests(TasksTestCase):
    def change(self, photo, **told):
        with self.captureOnCommitCallbacks(execute=True):
            return rights.describe(photo, by=hire("Phil Amber", "Photo editor"), **told)

    def test_a_new_credit_is_written_into_the_files(self):
        photo = make(a_photo())

        self.change(photo, credit="Rita Vale")

        self.assertEqual(self.waiting(), [(photo.pk, 0)])
        self.assertTrue(make(photo).is_made)

    def test_new_terms_are_written_into_the_files(self):
        photo = make(a_photo())

        with self.captureOnCommitCallbacks(execute=True):
            rights.clear(photo, by=self.ada, usage_terms="Not for resale", cost="€45")

        self.assertEqual(self.waiting(), [(photo.pk, 0)])

    def test_what_no_file_holds_is_no_work(self):
        self.change(make(a_photo()), place="Wennock", headline="Raid", caption="A raid.", alt="Police.")

        self.assertEqual(self.waiting(), [])

    def test_describing_it_gives_it_new_tries(self):
        photo = a_photo()
        Photo.objects.update(tries=5)

        self.change(photo, credit="Rita Vale")

        self.assertEqual(Photo.objects.get(pk=photo.pk).tries, 0)

    def test_a_picture_that_is_put_back_gets_its_sizes_under_its_new_address(self):
        photo, ada = make(a_photo()), self.ada
        with self.captureOnCommitCallbacks(execute=True):
            rights.take_down(photo, by=ada, why="A complaint.")
            self.assertEqual(self.waiting(), [])
            rights.put_back(photo, by=ada, why="It was another’s.")

        self.assertEqual(self.waiting(), [(photo.pk, 0)])
        self.assertTrue(make(photo).is_made)


class SweepTests(TasksTestCase):
    def test_finds_what_was_forgotten_and_lets_uploads_go_first(self):
        forgotten, made = a_photo(), make(a_photo())
        hopeless, down = a_photo(), a_photo()
        Photo.objects.filter(pk=hopeless.pk).update(tries=5)
        Photo.objects.filter(pk=down.pk).update(taken_down_at=made.added_at)

        self.assertEqual(tasks.sweep(), 1)

        self.assertEqual(self.waiting(), [(forgotten.pk, -10)])

    @patch("photos.tasks.is_under_way", return_value=True)
    def test_waits_until_the_worker_is_through(self, _):
        a_photo()

        self.assertEqual(tasks.sweep(), 0)

    def test_looks_over_all_for_those_of_another_recipe(self):
        make(a_photo())
        changed = [make(a_photo()).pk for _ in range(3)]
        Photo.objects.filter(pk__in=changed).update(credit="Written past the verbs")

        with patch("photos.tasks.PIECE", 2):
            self.assertEqual(tasks.look_over(), 3)
        tasks.sweep()

        self.assertEqual(self.waiting(), [(pk, -10) for pk in reversed(changed)])
