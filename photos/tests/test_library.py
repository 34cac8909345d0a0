"""The grid of pictures: what it shows, finds and leaves out."""

from datetime import timedelta

from django.urls import reverse

from newsroom import clock
from newsroom.testing import NewsroomTestCase, at, hire
from photos import rights, uses
from photos.models import Photo, Source

LIST = reverse("admin:photos_photo_changelist")
NEXT_MONTH = "2026-06-10 00:00"


def a_row(caption="The bridge at dawn", **facts) -> Photo:
    """A picture of the library, without its files."""
    told = {"credit": "Pia Brandt", "alt": "A bridge.", "status": Photo.Status.CLEARED, "width": 900, "height": 600}
    return Photo.objects.create(caption=caption, **told | facts)


class LibraryTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.pia)

    def page(self, **query):
        return self.client.get(LIST, query)

    def found(self, **query) -> list[Photo]:
        return list(self.page(**query).context["cl"].result_list)

    def mark(self, **facts) -> tuple:
        photo = a_row(**facts)
        return tuple(next(shown.mark for shown in self.found() if shown == photo))


class SearchTests(LibraryTestCase):
    def test_looks_in_the_words_of_people_and_files(self):
        words = {
            "caption": "Harbour crane",
            "credit": "Nordlys",
            "place": "Ferry Strait",
            "people": "Mara Tollefs",
            "keywords": "shipping",
            "words": "ILCE-7M4 agency slug",
        }
        for name, text in words.items():
            photo = a_row(**{name: text})
            self.assertEqual(self.found(q=text.upper()), [photo], name)
            self.assertEqual(self.found(q=text.split()[-1]), [photo])

    def test_wants_every_word(self):
        photo = a_row("Ferry at the strait", place="Wennock")
        a_row("Ferry in the dock")

        self.assertEqual(self.found(q="wennock ferry"), [photo])
        self.assertContains(self.page(q="wennock penguins"), "No picture matches")


class FilterTests(LibraryTestCase):
    def test_rights(self):
        by_status = {status: a_row(status=status) for status in Photo.Status.values}
        down = a_row(taken_down_at=clock.now())
        ended = a_row(usable_until=clock.now())

        for status, photo in by_status.items():
            expected = [ended, photo] if status == Photo.Status.CLEARED else [photo]
            self.assertEqual(self.found(rights=status), expected)
        self.assertEqual(self.found(rights="now"), [by_status["limited"], by_status["cleared"]])
        self.assertEqual(self.found(rights="down"), [down])

    def test_used_and_never_used(self):
        used, never = a_row("On the front"), a_row("In the drawer")

        class Fronts:
            def used(self, photos):
                return photos.filter(caption="On the front")

        uses._rooms.append(front := Fronts())
        self.addCleanup(uses._rooms.remove, front)
        self.assertEqual((self.found(used="yes"), self.found(used="never")), ([used], [never]))

    def test_rights_that_end(self):
        now = clock.now()
        later = a_row("In a fortnight", usable_until=now + timedelta(days=14))
        soon, sooner = (a_row(usable_until=now + timedelta(days=days)) for days in (13, 3))
        over = a_row("Over", usable_until=now)
        a_row("Never cleared", usable_until=now, status=Photo.Status.NEW), a_row("For ever")

        self.assertEqual(self.found(ends="soon"), [sooner, soon])
        self.assertEqual(self.found(ends="ended"), [over])
        self.assertIn(later, self.found())

    def test_shape(self):
        wide, tall, square = a_row(), a_row(width=600, height=900), a_row(width=600, height=600)
        shapes = [self.found(shape=shape) for shape in ("landscape", "upright", "square")]
        self.assertEqual(shapes, [[wide], [tall], [square]])

    def test_who_added_it(self):
        mine, hers, imported = a_row(added_by=self.pia), a_row(added_by=self.rita), a_row()

        self.assertEqual((self.found(by="me"), self.found(by=self.rita.pk)), ([mine], [hers]))
        self.assertCountEqual(self.found(by=self.ed.pk), [mine, hers, imported])  # brought none: narrows nothing
        self.assertContains(self.page(), f'<option value="{self.rita.pk}">Rita Vale</option>', html=True)
        self.assertNotContains(self.page(), "Ed Marsh")

    def test_source(self):
        source = Source.objects.create(name="Nordlys")
        theirs, nobodys = a_row(source=source), a_row()

        self.assertEqual((self.found(source=source.pk), self.found(source="none")), ([theirs], [nobodys]))

    def test_what_is_missing(self):
        for name in ("alt", "caption", "credit"):
            photo = a_row(**{name: "", "headline": "Harbour"})
            self.assertEqual(self.found(missing=name), [photo])

    def test_kind(self):
        photograph, graphic = a_row(), a_row(kind=Photo.Kind.GRAPHIC)
        self.assertEqual((self.found(kind="photograph"), self.found(kind="graphic")), ([photograph], [graphic]))

    def test_what_nobody_offered_narrows_nothing(self):
        photo = a_row()
        names = ("rights", "used", "ends", "shape", "by", "source", "missing", "kind")
        for value in ("password", "99999", "-1", "²"):
            self.assertEqual(self.found(**dict.fromkeys(names, value)), [photo], value)

    def test_together_and_cleared_again(self):
        a_row(), a_row("Harbour", width=600, height=900)
        page = self.page(shape="upright", q="harbour", _popup="1")

        self.assertEqual([photo.caption for photo in page.context["cl"].result_list], ["Harbour"])
        self.assertContains(page, '<a class="finder__clear" href="?_popup=1">Clear</a>', html=True)


class MarkTests(LibraryTestCase):
    """Kind (its colour and sign), words, limits, whether it may run."""

    def test_what_may_run(self):
        cases = [
            ({}, ("cleared", "Cleared", "")),
            ({"usable_until": at(NEXT_MONTH)}, ("cleared", "Cleared", "until Tue 9 Jun")),
            ({"usable_until": at("2027-01-01 12:30")}, ("cleared", "Cleared", "until 1 Jan 2027, 12:30")),
            ({"usable_until": at("2026-05-16 18:00")}, ("limited", "Cleared", "until Sat 16 May, 18:00")),
            ({"status": "limited", "territory": "UK only"}, ("limited", "Cleared with limits", "UK only")),
        ]
        for facts, mark in cases:
            self.assertEqual(self.mark(**facts), (*mark, True))

    def test_what_may_not(self):
        cases = [
            ({"status": "new"}, ("new", "Not cleared yet", "")),
            ({"status": "restricted", "restrictions": "no sport"}, ("no", "Restricted", "no sport")),
            ({"status": "forbidden"}, ("no", "Do not use", "")),
            ({"usable_from": at(NEXT_MONTH)}, ("later", "Cleared", "from Wed 10 Jun")),
            ({"usable_until": at("07:00")}, ("no", "Its rights have ended", "until Thu 14 May, 07:00")),
            ({"taken_down_at": at("07:00")}, ("no", "Taken down", "")),
        ]
        for facts, mark in cases:
            self.assertEqual(self.mark(**facts), (*mark, False))

    def test_what_the_duty_editor_answers_for(self):
        photo = a_row(status="new")
        rights.override(photo, by=self.ada, why="Breaking")

        (shown,) = self.found()
        self.assertEqual((shown.mark.kind, shown.mark.may_run), ("limited", True))

    def test_are_on_the_page_and_the_rest_is_grey(self):
        a_row(status="forbidden", kind="generated", credit="", alt="")

        page = self.page()

        self.assertContains(page, 'class="shot shot--no"')
        self.assertContains(page, '<span class="mark mark--no">Do not use</span>', html=True)
        self.assertContains(page, '<span class="mark">Made by a program</span>', html=True)
        self.assertContains(page, '<p class="shot__missing">Description missing</p>', html=True)
        self.assertContains(page, "No credit yet")

    def test_names_a_twin(self):
        first, second = a_row("Ferry", look="00ff00ff00ff00ff"), a_row("Ferry, small", look="00ff00ff00ff00ff")
        a_row("Crane", look="ff00ff00ff00ff00"), a_row("No look", look=""), a_row("None either", look="")

        self.assertEqual([photo.twin for photo in self.found()], [None, None, None, first, second])
        self.assertContains(self.page(), reverse("admin:photos_photo_change", args=[first.pk]))


class PageTests(LibraryTestCase):
    def test_needs_the_same_number_of_queries_for_one_picture_and_for_three(self):
        a_row(look="a" * 16, added_by=self.pia, source=Source.objects.create(name="Nordlys"))
        self.page()
        with self.assertNumQueries(9):
            self.page()
        a_row(look="a" * 16, added_by=self.rita, source=Source.objects.create(name="Sudlys"))
        a_row(look="b" * 16, added_by=self.ed)
        with self.assertNumQueries(9):
            self.page()

    def test_is_a_chooser_in_a_window_of_its_own(self):
        photo = a_row(status="new")

        page = self.page(_popup="1")

        self.assertContains(page, f'data-popup-opener="{photo.pk}"', count=2)  # the picture and its title
        self.assertContains(page, f"{reverse('admin:photos_photo_add')}?_popup=1")
        self.assertContains(page, "Grey ones may not run now.")
        self.assertNotContains(page, "_selected_action")

    def test_offers_what_a_person_may_do(self):
        a_row()
        cases = [
            (self.pia, True, True),
            (hire("Nia Holt", "Reporter"), True, True),
            (hire("Lee", "Legal reader"), False, False),
        ]
        for user, adds, selects in cases:
            self.client.force_login(user)
            page = self.page().content.decode()
            self.assertEqual(("data-uploads" in page, "_selected_action" in page), (adds, selects), user)

    def test_is_for_those_who_may_see_pictures(self):
        for user, status in [(self.pia, 200), (self.rita, 403), (self.rae, 302)]:
            self.client.force_login(user)
            self.assertEqual(self.page().status_code, status)
