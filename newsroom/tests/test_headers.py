from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase
from django.utils.cache import patch_vary_headers

from newsroom.headers import HeadersMiddleware


class HeadersTests(SimpleTestCase):
    def answer(self, path="/news/", response=None):
        return HeadersMiddleware(lambda request: response or HttpResponse("words"))(RequestFactory().get(path))

    def test_lets_anybody_keep_a_page_who_asks_again(self):
        self.assertEqual(self.answer()["Cache-Control"], "public, no-cache")

    def test_leaves_a_view_its_word(self):
        photo = HttpResponse(headers={"Cache-Control": "max-age=60"})
        self.assertEqual(self.answer("/photos/abc/640.webp", photo)["Cache-Control"], "max-age=60")

    def test_keeps_the_desk_and_the_reader_to_themselves(self):
        for path in ("/admin/", "/preview/abc/", "/account/", "/me/", "/as-of/2026-05-14T06:00/"):
            with self.subTest(path):
                response = HttpResponse(headers={"Cache-Control": "public, max-age=60"})
                self.assertEqual(self.answer(path, response)["Cache-Control"], "private, no-store")

    def test_shares_nothing_that_depends_on_a_cookie(self):
        response = HttpResponse()
        patch_vary_headers(response, ["Cookie"])
        self.assertEqual(self.answer(response=response)["Cache-Control"], "private, no-cache")

    def test_keeps_no_page_that_sets_a_cookie(self):
        response = HttpResponse()
        response.set_cookie("name", "value")
        self.assertEqual(self.answer(response=response)["Cache-Control"], "private, no-store")

    def test_keeps_no_fault(self):
        self.assertEqual(self.answer(response=HttpResponse(status=500))["Cache-Control"], "private, no-store")

    def test_lends_pictures_but_not_pages(self):
        self.assertEqual(self.answer("/photos/abc/640.webp")["Cross-Origin-Resource-Policy"], "cross-origin")
        self.assertEqual(self.answer()["Cross-Origin-Resource-Policy"], "same-origin")

    def test_asks_for_no_camera(self):
        self.assertIn("camera=()", self.answer()["Permissions-Policy"])

    def test_lets_one_person_keep_what_a_view_of_theirs_says(self):
        kept = HttpResponse(headers={"Cache-Control": "private, max-age=60"})
        self.assertEqual(self.answer("/admin/photos/photo/1/preview/", kept)["Cache-Control"], "private, max-age=60")
        lost = HttpResponse(status=404, headers={"Cache-Control": "private, max-age=60"})
        self.assertEqual(self.answer("/admin/photos/photo/1/preview/", lost)["Cache-Control"], "private, no-store")
