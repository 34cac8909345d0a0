from django.template import Context, Template

from articles.models import Edition
from articles.tests.factories import a_photo, published
from newsroom.testing import NewsroomTestCase, at


def rendered(text: str, **context) -> str:
    return Template("{% load paper pictures %}" + text).render(Context({"at": at("20:00")} | context))


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
    def test_comes_in_all_forms_and_sizes_of_its_part_with_its_space_kept_and_its_focus(self):
        photo = a_photo(1600, 1000, focus_x=0.9, focus_y=0.1)

        html = rendered('{% picture photo "lead" alt %}', photo=photo, alt='A "bridge"')

        for form in ("avif", "webp"):
            self.assertIn(f'<source type="image/{form}" srcset="{photo.srcset(form, "card")}" sizes="', html)
        image = (
            f'<img class="picture__image focus-2-0" src="{photo.address(640, "jpg", "card")}" width="640" height="427"'
        )
        self.assertIn(f'{image} alt="A &quot;bridge&quot;" loading="lazy" decoding="async">', html)

    def test_waits_unless_it_is_the_first(self):
        html = rendered('{% picture photo "lead" "" True %}', photo=a_photo())

        self.assertIn('fetchpriority="high"', html)
        self.assertNotIn("lazy", html)

    def test_is_square_in_a_row_on_a_phone(self):
        photo = a_photo(900, 600)
        html = rendered('{% picture photo "river" %}', photo=photo)

        first = '<source type="image/avif" media="(max-width: 45rem)" width="320" height="320" srcset="{}" sizes="{}">'
        self.assertIn("<picture>" + first.format(photo.srcset("avif", "square"), "6.5rem"), html)

    def test_leads_its_story_whole_or_as_somebody_cut_it(self):
        photo = a_photo(900, 600)
        for crops, name in ({}, "640.jpg"), ({"hero": [0, 0, 1, 0.84375]}, "hero-640.jpg"):
            photo.crops = crops
            self.assertIn(f'/{name}" width="640"', rendered('{% picture photo "story" %}', photo=photo))

    def test_stands_before_its_blur_which_nobody_hears_of(self):
        photo = a_photo()
        photo.blur = "data:image/webp;base64,AAAA"

        html = rendered('{% picture photo "text" %}', photo=photo)

        blur = '<img class="picture__blur focus-1-1" src="data:image/webp;base64,AAAA" alt="" aria-hidden="true">'
        self.assertEqual(html.index(blur) + len(blur), html.index("<picture>"))
        self.assertNotIn("picture__blur", rendered('{% picture photo "portrait" %}', photo=photo))

    def test_that_may_not_be_seen_leaves_its_space(self):
        photo = a_photo(900, 600, status="restricted")

        space = '<svg class="picture__image" viewBox="0 0 {}" aria-hidden="true"></svg>'
        words = '<p class="picture__gone">This picture is no longer available.</p>'
        self.assertHTMLEqual(
            rendered('{% picture photo "card" "Alt" %}', photo=photo),
            f'<div class="picture picture--card picture--gone" aria-hidden="true">{space.format("900 600")}</div>',
        )
        self.assertHTMLEqual(
            rendered('{% picture photo "text" "Alt" False "square" %}', photo=photo),
            f'<div class="picture picture--square picture--gone">{space.format("600 600")}{words}</div>',
        )
        self.assertEqual(rendered('{% picture photo "portrait" %}', photo=photo), "")

    def test_that_is_none_is_not_shown(self):
        self.assertEqual(rendered("{% shown nobody.portrait as face %}{{ face }}"), "None")

    def test_on_a_proof_is_seen_and_marked_before_it_is_cleared_but_not_once_it_is_down(self):
        fresh, late = a_photo(status="new"), a_photo(usable_until=at("19:00"))

        for photo, why in (fresh, "not cleared yet"), (late, "its rights don’t cover this moment"):
            html = rendered('{% picture photo "text" %}', photo=photo, proof=True)
            self.assertIn(f'<p class="picture__note">Readers don’t see this picture: {why}.</p>', html)
            self.assertIn(photo.token, html)
        self.assertNotIn("picture__note", rendered('{% picture photo "text" %}', photo=a_photo(), proof=True))
        down = a_photo(taken_down_at=at("19:00"))
        self.assertNotIn(down.token, rendered('{% picture photo "text" %}', photo=down, proof=True))

    def test_says_what_it_is_if_it_is_no_photograph(self):
        for kind, credit, line in (
            ("photograph", "Pia Brandt", "Pia Brandt"),
            ("graphic", "Pia Brandt", "Graphic: Pia Brandt"),
            ("illustration", "", "Illustration"),
            ("generated", "", "Made by a program"),
        ):
            self.assertEqual(a_photo(kind=kind).credited(credit), line)


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
        self.assertEqual(html.count("<picture>"), 3)

    def test_has_what_the_library_says_of_a_picture(self):
        pk = a_photo().pk
        plain = self.body(f'<p>Open.</p><figure data-photo="{pk}"><figcaption></figcaption></figure>')

        self.assertIn('alt="A bridge."', plain)
        self.assertIn("<figcaption>The bridge at dawn. <cite>Pia Brandt</cite></figcaption>", plain)

    def test_has_the_crop_description_and_caption_of_the_use_before_that(self):
        figure = '<figure data-photo="{}" data-crop="square" data-alt="{}"><figcaption>Then</figcaption></figure>'
        pk = a_photo().pk
        html = self.body("<p>It is open.</p>" + figure.format(pk, "") + figure.format(pk, "An arch &amp; a boat"))

        self.assertEqual([html.count(f'alt="{alt}" loading') for alt in ("", "An arch &amp; a boat")], [1, 1])
        self.assertEqual([html.count("picture--square"), html.count("<figcaption>Then <cite>")], [2, 2])

    def test_shows_a_gallery_in_even_rows(self):
        figure = '<figure data-photo="{}"><figcaption></figcaption></figure>'
        figures = [figure.format(a_photo(width, 400).pk) for width in (600, 300)]
        html = self.body(f'<p>Open.</p><div class="gallery">{"".join(figures)}</div>')

        self.assertIn('<div class="gallery gallery--2"><figure', html.replace("\n", ""))
        self.assertEqual(html.count('<div class="picture picture--card">'), 2)

    def test_begins_with_its_dateline(self):
        self.assertEqual(
            self.body("<p>It is open.</p>", dateline="Bath & Wells"),
            '<p><span class="dateline">Bath &amp; Wells</span> It is open.</p>',
        )

    def test_has_a_dateline_even_where_it_begins_with_something_else(self):
        html = self.body("<h2>Trams</h2><p>Run.</p>", dateline="Wennock")

        self.assertTrue(html.startswith('<p><span class="dateline">Wennock</span> </p><h2>Trams</h2>'))
