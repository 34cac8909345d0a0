"""A story for one reader outside: every door of a link, open and shut."""

import re

from django.test import Client

from articles.models import Article, Opening, Remark, SignOff
from articles.tests.factories import a_photo, an_author, ready_article
from articles.workflow import embargo, hold, kill, publish, record, revoke, save, share
from newsroom.testing import NewsroomTestCase, at, hire, travel

TOMORROW = at("2026-05-15 18:00")


class ReviewTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.legal = hire("Lee Okoro", "Legal reader")
        self.photo = a_photo()
        self.story = ready_article("Ferry sinks", created_by=self.rita, picture=self.photo, stage="desk")
        record(self.story, by=self.rita)
        self.link = self.share()

    def share(self, **facts):
        return share(self.story, **{"by": self.legal, "reader": "Ann <Bell>", "expires_at": TOMORROW, **facts})

    def address(self, link=None):
        return f"/preview/link/{(link or self.link).token}/"

    def see(self, link=None):
        return self.client.get(self.address(link))

    def picture(self, link=None, photo=None, name="700.webp"):
        return self.client.get(f"{self.address(link)}photos/{(photo or self.photo).token}/{name}")

    def send(self, link=None, **words):
        form = re.search(r'name="form" value="([^"]+)"', self.see(link).content.decode())[1]
        return self.client.post(self.address(link), {"form": form, **words}, follow=True)


class ReadingTests(ReviewTestCase):
    def test_shows_the_story_with_whose_copy_it_is(self):
        page = self.see()

        self.assertTemplateUsed(page, "articles/edition_detail.html")
        self.assertContains(page, "Ferry sinks</h1>")
        self.assertContains(page, "<b>Not public. For Ann &lt;Bell&gt; only.</b>", count=2)
        self.assertContains(page, "The latest text, saved Thu 14 May 2026, 08:00 BST (version 1).", count=2)
        self.assertContains(page, "This link works until Fri 15 May 2026, 18:00 BST.", count=2)

    def test_needs_no_cookie_and_gives_none(self):
        for client in (Client(), self.client):
            answer = client.get(self.address())
            self.assertFalse(answer.cookies)
            self.assertNotIn("Cookie", answer.get("Vary", ""))
            client.force_login(self.ed)
        self.assertNotContains(self.client.get(self.address()), "Ed Marsh")

    def test_is_kept_by_nobody_and_tells_no_other_site(self):
        for answer in (self.see(), self.picture(), self.send(text="Fine.", act="comment")):
            self.assertEqual(answer["Cache-Control"], "private, no-store")
            self.assertEqual(answer["X-Robots-Tag"], "noindex, nofollow, noarchive")
            self.assertEqual(answer["Referrer-Policy"], "no-referrer")
            self.assertEqual(answer["X-Frame-Options"], "DENY")
        self.assertContains(self.client.get("/robots.txt"), "Disallow: /preview/\n")
        self.assertNotContains(self.see(), "application/ld+json")

    def test_shows_the_latest_text_or_the_one_that_was_named(self):
        fixed = self.share(revision=self.story.revisions.get())
        with travel(at("09:00")):
            save(self.story, {"headline": "Ferry floats"}, base=1, by=self.ed)

            self.assertContains(self.see(), "Ferry floats</h1>")
            self.assertContains(self.see(), "saved Thu 14 May 2026, 09:00 BST (version 2)")
            self.assertContains(self.see(fixed), "Ferry sinks</h1>")
            self.assertContains(self.see(fixed), "The text of Thu 14 May 2026, 08:00 BST (version 1)")

    def test_keeps_every_opening_with_its_address(self):
        for _ in range(2):
            self.client.get(self.address(), REMOTE_ADDR="198.51.100.7")
        self.client.head(self.address())

        self.assertEqual(list(Opening.objects.values_list("link", "version")), [(self.link.pk, 1)] * 2)
        self.assertEqual(set(Opening.objects.values_list("address", flat=True)), {"198.51.100.7"})


class PictureTests(ReviewTestCase):
    def test_come_through_the_link_alone(self):
        page = self.see().content.decode()

        self.assertIn(f"{self.address()}photos/{self.photo.token}/700.webp", page)
        self.assertNotIn("/photos/" + self.photo.token, page.replace(self.address() + "photos/", ""))
        self.assertEqual(self.picture()["Content-Type"], "image/webp")
        self.assertEqual(self.client.get(self.photo.address(700)).status_code, 404)

    def test_are_those_of_the_text_and_no_others(self):
        inside, face, other = a_photo(), a_photo(), a_photo()
        body = f'<p>Look:</p><figure data-photo="{inside.pk}"><figcaption></figcaption></figure>'
        author = an_author("Bo Hart", portrait=face)
        save(self.story, {"body": body, "bylines": [[author.pk, "", ""]]}, base=1, by=self.ed)

        for photo, status in [(self.photo, 200), (inside, 200), (face, 200), (other, 404)]:
            self.assertEqual(self.picture(photo=photo).status_code, status)
        fixed = self.share(revision=self.story.revisions.get(number=1))
        self.assertEqual(self.picture(fixed, inside).status_code, 404)
        self.assertEqual(self.picture(name="9999.jpg").status_code, 404)


class AnswerTests(ReviewTestCase):
    def test_takes_a_comment(self):
        page = self.send(text="Paragraph <2> is libellous.", act="comment")

        self.assertEqual(
            (Remark.objects.get().text, Remark.objects.get().link), ("Paragraph <2> is libellous.", self.link)
        )
        self.assertContains(page, "the newsroom has your comment")
        self.assertContains(page, "Paragraph &lt;2&gt; is libellous.")

    def test_shows_nothing_that_others_said(self):
        Remark.objects.create(article=self.story, text="The lawyer is a fool.", said_by=self.ed)

        self.assertNotContains(self.see(), "fool")

    def test_gives_back_what_was_refused(self):
        for words, told in [({"text": "  "}, "the comment is empty"), ({"text": "x" * 5001}, "at most 5,000 letters")]:
            answer = self.send(act="comment", **words)
            self.assertContains(answer, told, status_code=400)
            self.assertContains(answer, words["text"], status_code=400)

    def test_takes_nothing_without_the_form_of_this_link(self):
        other = re.search(r'name="form" value="([^"]+)"', self.see(self.share()).content.decode())[1]
        for form in ("", "made-up", other):
            answer = self.client.post(self.address(), {"form": form, "text": "Long words.", "act": "comment"})
            self.assertContains(answer, "Long words.</textarea>", status_code=400)
        self.assertFalse(Remark.objects.exists())

    def test_needs_no_csrf_cookie(self):
        self.client = Client(enforce_csrf_checks=True)

        self.assertContains(self.send(text="Fine.", act="comment"), "the newsroom has your comment")

    def test_signs_off_the_text_on_the_page(self):
        link = self.share(may_sign="legal")

        page = self.send(link, act="sign", note="Clear.")

        signed = SignOff.objects.get()
        self.assertEqual((signed.kind, signed.link, signed.version, signed.note), ("legal", link, 1, "Clear."))
        self.assertContains(page, "You signed this text off (legal) on 14 May, 08:00 BST.")
        self.assertNotContains(page, 'value="sign"')

    def test_signs_no_text_that_came_after_the_page(self):
        link = self.share(may_sign="legal")
        form = re.search(r'name="form" value="([^"]+)"', self.see(link).content.decode())[1]
        save(self.story, {"headline": "Ferry captain drunk"}, base=1, by=self.ed)

        answer = self.client.post(self.address(link), {"form": form, "act": "sign", "note": "Clear."})

        self.assertContains(answer, "the text was changed while you read it", status_code=400)
        self.assertContains(answer, "Ferry captain drunk</h1>", status_code=400)
        self.assertContains(answer, 'value="Clear."', status_code=400)
        self.assertFalse(SignOff.objects.exists())

    def test_says_when_a_sign_off_fell(self):
        link = self.share(may_sign="legal")
        self.send(link, act="sign")
        save(self.story, {"headline": "Ferry captain drunk"}, base=1, by=self.ed)

        self.assertContains(self.see(link), "You signed off an earlier text on 14 May, 08:00 BST.")

    def test_offers_no_sign_off_to_those_who_only_read(self):
        self.assertNotContains(self.see(), 'value="sign"')
        self.assertContains(self.send(act="sign"), "for reading and comments", status_code=400)


class DoorTests(ReviewTestCase):
    """Each door of a link that doesn't work answers like one that never was."""

    def assert_shut(self, link=None):
        link = link or self.link
        made_up = f"/preview/link/{'x' * 24}/"
        for door in ("", f"photos/{self.photo.token}/700.webp"):
            shut, none = self.client.get(self.address(link) + door), self.client.get(made_up + door)
            self.assertEqual((shut.status_code, shut.content), (404, none.content))
            self.assertEqual(dict(shut.items()), dict(none.items()))
        for act in ("comment", "sign"):
            words = {"form": self.form, "text": "Words.", "act": act}
            shut, none = self.client.post(self.address(link), words), self.client.post(made_up, words)
            self.assertEqual((shut.status_code, shut.content), (404, none.content))
        self.assertFalse(Remark.objects.exists() or SignOff.objects.exists())
        self.assertEqual(Opening.objects.count(), 1)

    def assert_open(self):
        self.assertContains(self.see(), "Ferry sinks</h1>")
        self.assertEqual(self.picture().status_code, 200)
        self.assertContains(self.send(text="Fine.", act="comment"), "the newsroom has your comment")
        self.assertContains(self.send(act="sign"), "knows that you signed this text off")

    def setUp(self):
        super().setUp()
        self.link = self.share(may_sign="legal")
        self.form = re.search(r'name="form" value="([^"]+)"', self.see().content.decode())[1]

    def test_are_open_to_whoever_has_the_address(self):
        self.assert_open()

    def test_are_open_to_the_last_second_and_then_shut(self):
        with travel(at("2026-05-15 17:59:59")):
            self.assertEqual(self.see().status_code, 200)
        Opening.objects.first().delete()
        with travel(TOMORROW):
            self.assert_shut()

    def test_are_shut_when_it_was_revoked(self):
        revoke(self.link, by=self.legal)
        self.assert_shut()

    def test_are_shut_when_the_story_was_killed(self):
        kill(self.story, by=self.ed, note="Libel")
        self.assert_shut()

    def test_are_shut_by_the_story_itself_even_if_its_links_were_left(self):
        Article.objects.filter(pk=self.story.pk).update(killed_at=at("08:00"))
        self.assert_shut()

    def test_stay_open_through_a_hold_or_an_embargo_that_came_later(self):
        hold(self.story, by=self.ed, note="Lawyers read it")
        embargo(self.story, by=self.ed, until=at("2026-05-20 06:00"))
        self.assert_open()

    def test_stay_open_once_it_is_public(self):
        publish(self.story, by=self.ed)
        self.assert_open()

    def test_are_none_for_a_story_without_links(self):
        token = Article.objects.get(pk=self.story.pk).preview_token
        self.assertEqual(self.client.get(f"/preview/link/{token}/").status_code, 404)
        self.assertEqual(self.client.get(f"/preview/{self.link.token}/").status_code, 404)

    def test_refuse_other_methods(self):
        for method in (self.client.put, self.client.delete, self.client.patch):
            self.assertEqual(method(self.address()).status_code, 405)
