from django.template import loader
from django.test import RequestFactory, SimpleTestCase

from articles.tests.factories import a_section, published
from articles.views.errors import server_error
from newsroom.testing import NewsroomTestCase


class NotFoundTests(NewsroomTestCase):
    def test_offers_ways_on(self):
        published("Bridge", by=self.ed, section=a_section("Town Hall"))

        response = self.client.get("/nothing/here/at/all/")

        self.assertContains(response, "There is nothing at this address", status_code=404)
        for way in ('action="/search/"', 'href="/latest/"', 'href="/town-hall/"', 'content="noindex"'):
            self.assertContains(response, way, status_code=404)


class ServerErrorTests(SimpleTestCase):
    def test_needs_no_table(self):
        response = server_error(RequestFactory().get("/"))  # a SimpleTestCase may not ask any

        self.assertEqual(response.status_code, 500)
        self.assertIn(b"Something went wrong on our side", response.content)

    def test_needs_no_name_that_a_build_must_know(self):
        self.assertNotIn("{%", loader.get_template("500.html").template.source)
