"""Files that come piece by piece."""

import json
import os
from io import BytesIO
from unittest.mock import Mock, patch

from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from PIL import Image

from newsroom.tasks import regular
from newsroom.testing import NewsroomTestCase, at, hire, travel
from photos import intake, uploads
from photos.models import Photo, Upload

BEGIN = reverse("admin:photos_photo_upload")
RAW = "application/octet-stream"


def a_file(size=(700, 500), form="JPEG", seed=1, **options) -> bytes:
    """A picture like no other of another ``seed``."""
    noise = Image.effect_mandelbrot((64, 64), (-2 - seed / 5, -1.5, 1 + seed / 3, 1.5), 40)
    out = BytesIO()
    noise.resize(size, Image.Resampling.BICUBIC).convert("RGB").save(out, form, **options)
    return out.getvalue()


def lying() -> list[str]:
    """The names of the files that wait for more."""
    return sorted(path.name for path in (settings.DATA_DIR / "incoming").iterdir() if path.name != "turn")


class UploadingTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.pia)
        for path in (settings.DATA_DIR / "incoming").glob("*"):
            path.unlink()

    def begin(self, size, key="bridge-1", name="bridge.jpg", client=None):
        facts = json.dumps({"key": key, "name": name, "size": size})
        return (client or self.client).post(BEGIN, facts, content_type="application/json")

    def piece(self, data, start=0, key="bridge-1", client=None, method="put"):
        send = getattr(client or self.client, method)
        return send(f"{BEGIN}{key}/?from={start}", data, content_type=RAW)

    def send(self, data, key="bridge-1", name="bridge.jpg"):
        """All of a file; answers what is said at the end."""
        start = self.begin(len(data), key, name).json().get("received", 0)
        while "received" in (said := self.piece(data[start : start + uploads.PIECE], start, key).json()):
            start = said["received"]
        return said


class PiecesTests(UploadingTestCase):
    def test_become_a_picture_of_the_library(self):
        said = self.send(a_file())

        photo = Photo.objects.get()
        address = reverse("admin:photos_photo_change", args=[photo.pk])
        preview = reverse("admin:photos_photo_preview", args=[photo.pk])
        told = {"photo": photo.pk, "pk": photo.pk, "title": str(photo), "change": address, "preview": preview}
        self.assertEqual(said, told | {"twin": None})
        self.assertEqual((photo.width, photo.status, photo.added_by), (700, Photo.Status.NEW, self.pia))
        self.assertEqual(lying(), [])

    def test_larger_ones_come_in_several_and_arrive_as_they_were(self):
        data = a_file((1200, 900), "PNG", compress_level=0)

        self.send(data)

        self.assertGreater(len(data), 3 * uploads.PIECE)
        with Photo.objects.get().original.open() as original:
            self.assertEqual(original.read(), data)

    def test_go_on_where_they_stopped(self):
        data = a_file()
        self.begin(len(data))
        self.assertEqual(self.piece(data[:100]).json(), {"received": 100})
        self.assertEqual(self.begin(len(data)).json(), {"received": 100})
        for wrong in (0, 50, 101, len(data)):
            self.assertEqual(self.piece(b"x" * 9, wrong).json(), {"received": 100})

        self.assertIn("photo", self.piece(data[100:], 100, method="post").json())

        with Photo.objects.get().original.open() as original:
            self.assertEqual(original.read(), data)

    def test_what_a_crash_left_is_counted_and_written_over(self):
        data = a_file()
        self.begin(len(data))
        self.piece(data[:100])
        path = uploads.path_of(Upload.objects.get())

        path.write_bytes(data[:60])  # told more than was kept
        self.assertEqual(self.begin(len(data)).json(), {"received": 60})
        path.write_bytes(data[:60] + data + b"and more")  # kept more than was told
        Upload.objects.update(received=60)

        self.piece(data[60:], 60)

        with Photo.objects.get().original.open() as original:
            self.assertEqual(original.read(), data)

    def test_an_answer_that_was_lost_is_given_again(self):
        data = a_file()
        said = self.send(data)

        self.assertEqual(self.piece(data, 0).json(), said)
        self.assertEqual(self.piece(b"", len(data)).json(), said)
        self.assertEqual(Photo.objects.count(), 1)

    def test_are_for_nobody_elses_eyes(self):
        self.begin(2000)
        self.piece(b"x")

        path = uploads.path_of(Upload.objects.get())
        self.assertEqual((path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777), (0o600, 0o700))

    def test_more_than_was_announced_is_refused(self):
        self.begin(10)

        answer = self.piece(b"x" * 11)

        self.assertEqual(answer.status_code, 400)
        self.assertEqual(self.begin(10).json(), {"received": 0})

    def test_one_at_a_time_is_taken_in(self):
        data = a_file()
        self.begin(len(data))
        with uploads.turn():
            self.assertEqual(self.piece(data).json(), {"received": len(data), "busy": True})

        self.assertIn("photo", self.piece(b"", len(data)).json())


class TwinTests(UploadingTestCase):
    def test_the_same_file_is_stored_once(self):
        first = self.send(a_file(), key="monday")

        again = self.send(a_file(), key="tuesday")

        twin = {name: first[name] for name in ("pk", "title", "change")}
        self.assertEqual(again, first | {"twin": twin | {"why": "the same file"}})
        self.assertEqual((Photo.objects.count(), lying()), (1, []))

    def test_chosen_again_it_is_not_even_sent(self):
        first = self.send(a_file())

        again = self.begin(len(a_file())).json()

        self.assertEqual((again["photo"], again["twin"]["why"]), (first["photo"], "the same file"))

    def test_the_same_picture_in_another_size_is_stored_and_told(self):
        first = self.send(a_file((1200, 900)), key="large")

        said = self.send(a_file((800, 600), quality=70), key="small")

        self.assertNotEqual(said["photo"], first["photo"])
        self.assertEqual((said["twin"]["pk"], said["twin"]["why"]), (first["photo"], "looks the same"))

    def test_another_picture_is_none(self):
        self.send(a_file(seed=1), key="one")

        self.assertIsNone(self.send(a_file(seed=9), key="two")["twin"])


class RefusedTests(UploadingTestCase):
    def test_what_is_too_large_or_empty_before_a_byte_is_sent(self):
        for size, status in [(intake.MAX_BYTES + 1, 413), (0, 400), (-1, 400)]:
            self.assertEqual(self.begin(size).status_code, status)
        self.assertEqual(self.begin(intake.MAX_BYTES).status_code, 200)
        self.assertEqual(self.piece(b"x" * (uploads.PIECE + 1)).status_code, 413)

    def test_hostile_files_get_a_sentence_and_leave_nothing(self):
        for data in (b"<svg onload=alert(1)>", a_file()[:900], b"GIF89a<script>", b"\x00"):
            answer = self.send(data)
            self.assertEqual(list(answer), ["error"])
            self.assertRegex(answer["error"], r"^[A-Z].*\.$")
            self.assertEqual((Upload.objects.count(), Photo.objects.count(), lying()), (0, 0, []))

    def test_what_the_script_never_sends(self):
        whole = {"key": "a-1", "name": "x", "size": 5}
        bad = [
            "[]",
            "{",
            "1",
            '"x"',
            "[" * 9000,
            json.dumps(whole | {"key": "../x"}),
            json.dumps(whole | {"key": "a" * 65}),
        ]
        bad += [json.dumps(whole | {"size": size}) for size in ("x", None, [], float("inf"))]
        for body in bad:
            self.assertEqual(self.client.post(BEGIN, body, content_type="application/json").status_code, 400, body)
        self.begin(5)
        for query in ("", "?from=", "?from=x", "?from=-1", "?from=²"):
            self.assertEqual(self.client.put(f"{BEGIN}bridge-1/{query}", b"x", content_type=RAW).status_code, 400)
        self.assertEqual(self.client.post(f"{BEGIN}bridge-1/?from=0", {"a": "b"}).status_code, 400)

    def test_a_form_will_do_and_odd_names_are_taken(self):
        self.client.post(BEGIN, {"key": "a_1", "name": "br\x00idge" + "x" * 300, "size": "5"})

        self.assertEqual(Upload.objects.get().name, ("bridge" + "x" * 300)[:255])

    def test_other_methods(self):
        self.begin(5)
        self.assertEqual(self.client.put(BEGIN).status_code, 405)
        self.assertEqual(self.client.get(f"{BEGIN}bridge-1/").status_code, 405)
        self.assertEqual(self.client.delete(f"{BEGIN}bridge-1/").status_code, 405)

    def test_more_bytes_than_anybody_sends_at_once(self):
        with patch.object(uploads, "MOST_BYTES", 1000):
            self.assertEqual(self.begin(600, key="one").status_code, 200)
            self.assertEqual(self.begin(401, key="two").status_code, 429)
            self.assertEqual(self.begin(400, key="two").status_code, 200)

    def test_more_than_anybody_sends_at_once(self):
        Upload.objects.bulk_create(Upload(by=self.pia, key=f"k{number}", size=9) for number in range(uploads.MOST_OPEN))
        self.assertEqual(self.begin(9).status_code, 429)
        self.assertEqual(self.begin(9, key="k7").json(), {"received": 0})


class WhoTests(UploadingTestCase):
    def test_may_send(self):
        reporter, reader_of_law = hire("Nia Holt", "Reporter"), hire("Lee Okoro", "Legal reader")
        cases = [(self.pia, 200), (reporter, 200), (reader_of_law, 403), (self.rita, 403), (self.rae, 403), (None, 401)]
        for user, status in cases:
            self.client.force_login(user) if user else self.client.logout()
            self.assertEqual(self.client.get(BEGIN).status_code, status, user)
            self.assertEqual(self.begin(9, client=self.client).status_code, status)
            self.assertEqual(self.piece(b"x").status_code, status)

    def test_another_persons_file_is_not_there(self):
        self.begin(2000)
        other = Client()
        other.force_login(hire("Nia Holt", "Reporter"))

        self.assertEqual(self.piece(b"x", client=other).status_code, 404)
        self.assertEqual(self.piece(b"x", key="another").status_code, 404)
        self.assertEqual(self.begin(2000, client=other).json(), {"received": 0})
        self.assertEqual(self.begin(2000).json(), {"received": 0})

    def test_only_with_the_token_of_our_own_page(self):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.pia)
        token = strict.get(BEGIN).json()["token"]

        self.assertEqual(self.begin(9, client=strict).status_code, 403)
        self.assertEqual(Upload.objects.count(), 0)
        headers = {"X-CSRFToken": token}
        begun = strict.post(BEGIN, {"key": "a", "size": 9}, headers=headers)
        self.assertEqual(begun.json(), {"received": 0})
        self.assertEqual(self.piece(b"x", key="a", client=strict).status_code, 403)
        self.assertEqual(strict.put(f"{BEGIN}a/?from=0", b"x", RAW, headers=headers).json(), {"received": 1})


class TroubleTests(UploadingTestCase):
    def test_no_room_for_pieces(self):
        self.begin(2000)
        (settings.DATA_DIR / "not-a-folder").write_text("")
        with override_settings(DATA_DIR=settings.DATA_DIR / "not-a-folder"), self.assertLogs("photos", "ERROR"):
            for answer in (self.piece(b"x"), self.begin(9, key="another")):
                self.assertEqual((answer.status_code, list(answer.json())), (507, ["error"]))

        self.assertEqual(self.begin(2000).json(), {"received": 0})

    def test_some_of_the_disk_stays_free(self):
        self.begin(2000)
        with patch("shutil.disk_usage", return_value=Mock(free=uploads.RESERVE)), self.assertLogs("photos", "ERROR"):
            self.assertEqual(self.piece(b"x").status_code, 507)
            self.assertContains(self.begin(9, key="another"), "has no room for this picture", status_code=507)

        self.assertEqual(self.piece(b"x").json(), {"received": 1})

    def test_pieces_that_are_gone_are_no_full_disk(self):
        self.begin(2000)

        with self.assertRaisesMessage(uploads.Refused, "are gone: choose the file again."):
            uploads.take_in(Upload.objects.get())

    def test_thrown_away_while_a_piece_comes(self):
        data = a_file()
        self.begin(len(data))
        for step in ("add", "take_in"):
            with patch.object(uploads, step, side_effect=Upload.DoesNotExist):
                answer = self.piece(data)
            self.assertContains(answer, "choose it again", status_code=404)

    def test_what_somebody_still_sends_is_no_leftover(self):
        self.begin(2000)
        self.piece(b"x")
        tomorrow = at("2026-05-15 12:00")
        os.utime(uploads.path_of(Upload.objects.get()), (tomorrow.timestamp() - 60,) * 2)

        with travel(tomorrow):
            uploads.sweep()

        self.assertEqual((Upload.objects.count(), len(lying())), (1, 1))

    def test_the_worker_throws_leftovers_away(self):
        self.assertIn(uploads.sweep, [one.job for one in regular])

    def test_no_room_for_the_picture(self):
        data = a_file()
        self.begin(len(data))
        (settings.DATA_DIR / "not-a-folder").write_text("")
        with override_settings(MEDIA_ROOT=settings.DATA_DIR / "not-a-folder"), self.assertLogs("photos", "ERROR"):
            self.assertEqual(self.piece(data).status_code, 507)
        self.assertEqual(Photo.objects.count(), 0)

        self.assertIn("photo", self.piece(b"", len(data)).json())

    def test_leftovers_are_thrown_away_after_a_day(self):
        self.begin(2000, key="old")
        self.piece(b"x", key="old")
        os.utime(uploads.path_of(Upload.objects.get()), (at("08:00").timestamp(),) * 2)
        (settings.DATA_DIR / "incoming" / "99999").write_bytes(b"nobody's")
        with travel(at("2026-05-15 07:59")):
            self.begin(2000, key="new")
            self.assertEqual(len(lying()), 1)
        with travel(at("2026-05-15 08:01")):
            self.begin(2000, key="newer")

        self.assertEqual(lying(), [])
        self.assertEqual(set(Upload.objects.values_list("key", flat=True)), {"new", "newer"})
        self.assertEqual(self.piece(b"x", key="old").status_code, 404)
