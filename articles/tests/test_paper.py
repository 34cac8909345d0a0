from django.template import Context, Template

from articles.models import Edition
from articles.tests.factories import a_photo, published
from newsroom.testing import NewsroomTestCase, at


def rendered(text: str, **context) -> str:
    return Template("{% load paper %}" + text).render(Context({"at": at("20:00")} | context))


class DateTests(NewsroomTestCase):
    def test_are_as_short_as_they_are_near(self):
        for moment, near, short in (
            ("16:48", "Today, 16:48", "16:48"),
            ("2026-05-14 00:10", "Today, 00:10", "00:10"),
            ("2026-05-13 23:50", "Wednesday 13 May", "13 May"),
            ("2019-08-03 09:00", "3 August 2019", "2019"),
        ):
            self.assertIn(f">{near}</time>", rendered("{% when moment %}", moment=at(moment)))
            self.assertIn(f">{short}</time>", rendered("{% hour moment %}", moment=at(moment)))

    def test_name_the_zone_of_their_season(self):
        self.assertEqual([rendered("{{ m|zone }}", m=at(d)) for d in ("12:00", "2026-01-14 12:00")], ["BST", "GMT"])

    def test_of_the_page_is_that_of_its_moment(self):
        self.assertEqual(rendered("{% today %}"), '<time datetime="2026-05-14">Thursday 14 May 2026</time>')


class PictureTests(NewsroomTestCase):
    def test_comes_in_all_sizes_with_its_space_kept_and_its_focus(self):
        photo = a_photo(1000, 500, focus_x=0.9, focus_y=0.1)

        html = rendered('{% picture photo "card" alt %}', photo=photo, alt='A "bridge"')

        self.assertIn(f'src="{photo.address(640)}" srcset="{photo.srcset}" sizes="', html)
        self.assertIn('width="640" height="320" alt="A &quot;bridge&quot;" class="focus-2-0" loading="lazy"', html)

    def test_waits_unless_it_is_the_first(self):
        html = rendered('{% picture photo "lead" "" True %}', photo=a_photo())

        self.assertIn('fetchpriority="high"', html)
        self.assertNotIn("lazy", html)


class BodyTests(NewsroomTestCase):
    def body(self, body: str, **facts) -> str:
        published("Bridge", by=self.ed, body=body, **facts)
        return rendered("{% body edition %}", edition=Edition.objects.live().get(headline="Bridge"))

    def test_gets_all_its_pictures_in_one_query(self):
        figures = "".join(f'<figure data-photo="{a_photo().pk}"><figcaption></figcaption></figure>' for _ in range(3))
        published("Bridge", by=self.ed, body=f"<p>One.</p>{figures}")
        edition = Edition.objects.live().get()

        with self.assertNumQueries(1):
            html = rendered("{% body edition %}", edition=edition)
        self.assertEqual(html.count("<img"), 3)

    def test_begins_with_its_dateline(self):
        self.assertEqual(
            self.body("<p>It is open.</p>", dateline="Bath & Wells"),
            '<p><span class="dateline">Bath &amp; Wells</span> It is open.</p>',
        )

    def test_has_a_dateline_even_where_it_begins_with_something_else(self):
        html = self.body("<h2>Trams</h2><p>Run.</p>", dateline="Wennock")

        self.assertTrue(html.startswith('<p><span class="dateline">Wennock</span> </p><h2>Trams</h2>'))
