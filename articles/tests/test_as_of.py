"""The paper at another moment: what shows there, for whom, and that it stays there."""

import threading
from datetime import timedelta

from django.utils.html import escape

from articles.models import Edition
from articles.tests.factories import TEXT, a_photo, a_topic, published, ready_article
from articles.workflow import Refused, hold, kill, publish, schedule, withdraw
from newsroom import clock
from newsroom.testing import NewsroomTestCase, at, hire

TOMORROW = "/as-of/2026-05-15T06:00"


class AsOfTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)

    def see(self, path="/", moment=TOMORROW, **asked):
        return self.client.get(f"{moment}{path}", **asked)


class AsOfTests(AsOfTestCase):
    def test_shows_what_is_scheduled_where_it_will_stand(self):
        story = ready_article("Ferry returns")
        edition = schedule(story, by=self.ed, at=at("2026-05-15 06:00"))

        for path in ("/", "/latest/", "/town-hall/", "/search/?q=ferry", edition.path):
            self.assertContains(self.see(path), "Ferry returns" if "?" not in path else "<mark>Ferry</mark> returns")
        self.assertNotContains(self.see("/latest/", "/as-of/2026-05-15T05:59:59"), "Ferry returns")
        self.assertEqual(self.client.get(edition.path).status_code, 404)

    def test_shows_what_readers_had(self):
        story = published("Old words", by=self.ed, moment=at("06:00"))
        story.headline = "New words"
        story.save()
        publish(story, by=self.ed)

        for moment, words in [("07:59", "Old words"), ("08:00", "New words")]:
            self.assertContains(self.see("/latest/", f"/as-of/2026-05-14T{moment}"), words)
        self.assertNotContains(self.see("/latest/", "/as-of/2026-05-14T05:59"), "words")

    def test_says_where_one_is_and_leads_back(self):
        published(by=self.ed)

        answer = self.see("/latest/?before=")

        self.assertEqual(answer.status_code, 404)  # as it is now
        self.assertContains(
            self.see("/latest/"), "<b>The paper as of Fri 15 May 2026, 06:00 BST.</b> Only you see this."
        )
        self.assertContains(self.see("/latest/"), '<a href="/latest/">Back to now</a>')
        self.assertContains(
            self.see("/latest/"), '<input type="time" name="time" value="06:00" id="id_time">', html=True
        )

    def test_takes_an_offset_from_utc(self):
        self.assertContains(self.see("/", "/as-of/2026-05-15T06:00+00:00"), "as of Fri 15 May 2026, 07:00 BST.")
        self.assertContains(self.see("/", "/as-of/2026-12-15T06:00Z"), "as of Tue 15 Dec 2026, 06:00 GMT.")

    def test_is_kept_by_nobody_and_knows_no_earlier_answer(self):
        photo = a_photo()
        published(by=self.ed, picture=photo)
        name = {"HTTP_IF_NONE_MATCH": f'"{photo.token}-700.webp"'}

        for path, asked in [("/", {}), (photo.address(700), name), ("/none/", {})]:
            answer = self.see(path, **asked)
            self.assertNotEqual(answer.status_code, 304)
            self.assertEqual(answer["Cache-Control"], "private, no-store")
            self.assertEqual(answer["X-Robots-Tag"], "noindex, nofollow, noarchive")
            self.assertFalse(answer.has_header("ETag"))

    def test_shows_nothing_personal(self):
        self.assertNotContains(self.see(), "Ed Marsh")


class LinkTests(AsOfTestCase):
    def test_stay_inside(self):
        body = (
            TEXT + '<p><a href="http://127.0.0.1:8000/latest/">a</a> <a href="https://elsewhere.example/">b</a> '
            '<a href="/old/address.html?a=1&amp;b=2">c</a> <a href="#top">d</a></p>'
        )
        story = published(by=self.ed, body=body, topics=[a_topic()])

        page = self.see(story.editions.get().path).content.decode().partition("</section>")[2]

        for path in ("/", "/town-hall/", "/topics/old-bridge/", "/latest/", "/old/address.html?a=1&amp;b=2"):
            self.assertIn(f'href="{TOMORROW}{path}"', page)
            self.assertNotIn(f'href="{path}"', page)
        self.assertIn('href="https://elsewhere.example/"', page)
        self.assertIn('href="#top"', page)

    def test_of_forms_and_pages_of_a_list_stay_inside(self):
        for number in range(41):
            published(f"Story {number}", by=self.ed, moment=at("06:00") + timedelta(minutes=number))

        self.assertContains(self.see("/search/"), f'action="{TOMORROW}/search/"')
        self.assertContains(self.see("/latest/"), f'href="{TOMORROW}/latest/?before=')

    def test_to_what_is_no_page_are_left_alone(self):
        page = self.see().content.decode()

        for path in ('"/static/', '"/feeds/latest.rss"', 'action="/as-of/"'):
            self.assertIn(path, page)
        self.assertNotIn(f"{TOMORROW}/static", page)

    def test_bring_the_pictures_of_that_moment(self):
        photo = a_photo()
        edition = schedule(ready_article(picture=photo), by=self.ed, at=at("2026-05-15 06:00"))

        page = self.see(edition.path)

        self.assertContains(page, f'src="{TOMORROW}{photo.address(640, "jpg")}"')
        self.assertContains(page, f"{TOMORROW}{photo.address(640)} 640w, {TOMORROW}{photo.address(700)} 700w")
        self.assertNotContains(page, 'src="/photos/')
        self.assertEqual(self.see(photo.address(700))["Content-Type"], "image/webp")
        self.assertEqual(self.see(photo.address(700), "/as-of/2026-05-15T05:59").status_code, 404)
        self.assertEqual(self.client.get(photo.address(700)).status_code, 404)

    def test_that_moved_are_followed_inside(self):
        story = published(by=self.ed, moment=at("06:00"))
        old = story.editions.get().path
        story.slug = "ferry"
        story.save()
        new = publish(story, by=self.ed).path

        self.assertRedirects(self.see(old), f"{TOMORROW}{new}")
        self.assertRedirects(self.see("/latest?before=0-0"), f"{TOMORROW}/latest/?before=0-0", target_status_code=404)


class DoorTests(AsOfTestCase):
    def test_is_for_those_with_the_right_and_to_others_there_is_no_such_page(self):
        copy, front = hire("Cora Lind", "Copy editor"), hire("Fay Orr", "Front editor")
        for user, status in [(front, 200), (self.ada, 200), (copy, 404), (self.rita, 404), (self.rae, 404)]:
            self.client.force_login(user)
            for path in (f"{TOMORROW}/", "/as-of/"):
                self.assertEqual(self.client.get(path).status_code, status, (user, path))
        self.client.logout()
        made_up = self.client.get("/made-up/elsewhere/")
        for path in (f"{TOMORROW}/", "/as-of/", "/as-of/rubbish/", f"{TOMORROW}/made-up/"):
            self.assertEqual(self.client.get(path).content, made_up.content)
            self.assertEqual(self.client.post(path).status_code, 404)

    def test_holds_nothing_but_pages_for_readers(self):
        story = published(by=self.ed)
        for path in (
            "/feeds/latest.rss",
            "/town-hall/feed.rss",
            "/sitemap.xml",
            "/robots.txt",
            "/admin/",
            "/healthz/",
            "/api/v1/stories/",
            story.get_preview_url(),
            f"{TOMORROW}/",
            "/as-of/",
            "/%00",
            "/../admin/",
        ):
            self.assertEqual(self.see(path).status_code, 404, path)

    def test_only_shows(self):
        for method in (self.client.post, self.client.put, self.client.delete):
            self.assertEqual(method(f"{TOMORROW}/").status_code, 405)
        self.assertEqual(self.client.head(f"{TOMORROW}/").status_code, 200)

    def test_lets_no_verb_run(self):
        story = ready_article()
        with clock.seen_as_of(at("2026-05-15 06:00")), self.assertRaisesMessage(Refused, "Go back to now first."):
            publish(story, by=self.ed)
        self.assertFalse(Edition.objects.exists())


class MomentTests(AsOfTestCase):
    def test_that_is_none_is_told_in_one_sentence(self):
        for moment, words in [
            ("tomorrow", "This is not a time: write it as 2026-05-15T06:00."),
            ("2026-05-15T25:00", "This is not a time"),
            ('2026-05-15"06:00', "This is not a time"),
            ("2026-03-29T01:30", "There is no 01:30 on Sunday 29 March: the clocks go forward then."),
            ("2026-10-25T01:30", "01:30 on Sunday 25 October comes twice, in BST and again in GMT"),
            ("0001-01-01T00:00Z", "Choose a day of this century or the next."),
            ("9999-12-31T23:59-12:00", "Choose a day of this century or the next."),
        ]:
            answer = self.see("/latest/", f"/as-of/{moment}")
            self.assertContains(answer, words, status_code=400)
            self.assertContains(answer, 'name="path" value="/latest/"', status_code=400)
            self.assertContains(answer, f'name="day" value="{escape(moment[:10])}"', status_code=400)

    def test_is_chosen_in_a_form(self):
        asked = {"day": "2026-05-16", "time": "06:30", "path": "/search/?q=ferry"}

        self.assertContains(self.client.get("/as-of/"), "The paper at another time</h1>")
        self.assertRedirects(self.client.get("/as-of/", asked), "/as-of/2026-05-16T06:30/search/?q=ferry")

    def test_never_leads_to_another_site(self):
        for path in ("//evil.example/", "https://evil.example/", "\r\nX: y"):
            answer = self.client.get("/as-of/", {"day": "2026-05-16", "time": "06:30", "path": path})
            self.assertTrue(answer["Location"].startswith("/as-of/2026-05-16T06:30/"), answer["Location"])

    def test_that_is_not_whole_is_asked_again(self):
        for asked, words in [
            ({"day": "2026-05-16", "time": ""}, "Choose a day and a time."),
            ({"day": "soon", "time": "06:00"}, "This is not a day: write it as 2026-05-14."),
            ({"day": "2026-03-29", "time": "01:30"}, "There is no 01:30 on Sunday 29 March"),
        ]:
            self.assertContains(self.client.get("/as-of/", asked), words, status_code=400)


class KilledStoryTests(AsOfTestCase):
    def setUp(self):
        super().setUp()
        self.story = published("Libel", by=self.ed, moment=at("06:00"), picture=a_photo())
        kill(self.story, by=self.ed, note="Libel", notice="Removed by order of the court.")
        self.path = self.story.editions.get().path

    def test_does_not_show_as_it_was(self):
        self.client.force_login(hire("Fay Orr", "Front editor"))
        for path in ("/", "/latest/", "/town-hall/", "/search/?q=libel", "/archive/2026/05/14/", self.path):
            self.assertNotContains(self.see(path, "/as-of/2026-05-14T07:00"), "Libel", status_code=self.status(path))
        self.assertEqual(self.see(self.story.picture.address(700), "/as-of/2026-05-14T07:00").status_code, 404)

    def status(self, path):
        return 200 if path in ("/", "/latest/") or "?" in path else 404

    def test_shows_to_those_who_see_what_was_killed(self):
        duty = hire("Dara Ekwueme", "Duty editor")
        self.client.force_login(duty)

        self.assertContains(self.see(self.path, "/as-of/2026-05-14T07:00"), "Libel</h1>")

    def test_is_gone_from_then_on(self):
        answer = self.see(self.path)

        self.assertContains(answer, "Removed by order of the court.", status_code=410)
        self.assertContains(answer, "The paper as of", status_code=410)


class BlockedStoryTests(AsOfTestCase):
    def test_shows_only_what_is_still_to_run(self):
        story = ready_article("Ferry returns")
        schedule(story, by=self.ed, at=at("2026-05-15 06:00"))
        self.assertContains(self.see("/latest/"), "Ferry returns")

        hold(story, by=self.ed, note="Lawyers read it")

        self.assertNotContains(self.see("/latest/"), "Ferry returns")

    def test_that_was_withdrawn_shows_as_readers_had_it(self):
        story = published("Ferry returns", by=self.ed, moment=at("06:00"))
        withdraw(story, by=self.ed)

        self.assertContains(self.see("/latest/", "/as-of/2026-05-14T07:00"), "Ferry returns")
        self.assertNotContains(self.see("/latest/"), "Ferry returns")


class ThreadTests(NewsroomTestCase):
    def test_sees_its_own_moment_and_no_other_thread_does(self):
        moments = [at("2026-05-15 06:00"), at("2026-05-16 06:00"), None]
        together, seen = threading.Barrier(3), {}

        def look(moment):
            if moment is None:
                together.wait()
                seen[moment] = clock.now(), clock.is_elsewhere()
                return together.wait()
            with clock.seen_as_of(moment):
                together.wait()
                seen[moment] = clock.now(), clock.is_elsewhere()
                return together.wait()

        threads = [threading.Thread(target=look, args=[moment]) for moment in moments]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        self.assertEqual(
            seen, {moments[0]: (moments[0], True), moments[1]: (moments[1], True), None: (at("08:00"), False)}
        )

    def test_goes_back_after_a_page_that_failed(self):
        self.client.force_login(self.ed)
        self.client.get(f"{TOMORROW}/made-up/")

        self.assertEqual((clock.now(), clock.is_elsewhere()), (at("08:00"), False))
