from html.parser import HTMLParser
from unittest import mock

from django.test import Client

from newsroom.testing import NewsroomTestCase, at, hire, travel
from photos import rights
from photos.models import Photo, Source
from photos.tests.test_admin import a_photo, page


class PageTestCase(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.phil, cls.dora = hire("Phil Osei", "Photo editor"), hire("Dora Quist", "Duty editor")
        cls.rob, cls.lee = hire("Rob Lund", "Reporter"), hire("Lee Okoro", "Legal reader")

    def setUp(self):
        super().setUp()
        self.client.force_login(self.phil)
        self.photo = a_photo()

    def open(self) -> dict:
        """What a browser sends of the page when nothing was typed."""
        answer = self.client.get(page("change", self.photo.pk))
        form = Sent()
        form.feed(answer.content.decode())
        return form.data

    def save(self, sent, **typed):
        return self.client.post(page("change", self.photo.pk), sent | typed, follow=True)

    def now(self, *names):
        found = Photo.objects.values_list(*names).get(pk=self.photo.pk)
        return found if len(found) > 1 else found[0]


class Sent(HTMLParser):
    """The successful controls of the page's form."""

    def __init__(self):
        super().__init__()
        self.data, self.name = {}, None

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "input" and facts.get("name") and (facts.get("type") != "checkbox" or "checked" in facts):
            self.data[facts["name"]] = facts.get("value", "on" if facts.get("type") == "checkbox" else "")
        elif tag in ("textarea", "select"):
            self.name = facts["name"]
            self.data[self.name] = ""
        elif tag == "option" and "selected" in facts:
            self.data[self.name] = facts["value"]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.data[self.name] = self.data[self.name].removeprefix("\n").replace("\n", "\r\n")
        if tag in ("textarea", "select"):
            self.name = None

    def handle_data(self, text):
        if self.name and self.lasttag == "textarea":
            self.data[self.name] += text


class SaveTests(PageTestCase):
    def test_of_an_untouched_page_changes_nothing(self):
        rights.clear(
            self.photo, by=self.phil, status="limited", usable_until=at("18:00:13"), shows_minors=True, consent="Yes"
        )
        words = {
            "taken_at": at("06:00:13"),
            "caption": "Dawn\nand <dusk>",
            "crops": {"square": [0.123456, 0.1, 0.3, 0.38]},
        }
        rights.describe(self.photo, by=self.phil, **words)
        before = Photo.objects.filter(pk=self.photo.pk).values().get()

        answer = self.save(self.open())

        self.assertContains(answer, "Saved.")
        self.assertEqual(Photo.objects.filter(pk=self.photo.pk).values().get(), before)
        self.assertEqual(self.photo.changes.count(), 2)

    def test_writes_words_and_rights_by_their_verbs(self):
        self.save(
            self.open(),
            caption="Dusk\r\nand dawn",
            status="limited",
            usable_until_0="2026-06-01",
            usable_until_1="18:00",
        )

        self.assertEqual(
            self.now("caption", "status", "usable_until"), ("Dusk\nand dawn", "limited", at("2026-06-01 18:00"))
        )
        self.assertCountEqual([line.verb for line in self.photo.changes.all()], ["describe", "clear"])

    def test_unticks_a_box(self):
        rights.clear(self.photo, by=self.phil, shows_minors=True)
        sent = self.open()
        del sent["shows_minors"]

        self.save(sent)

        self.assertFalse(self.now("shows_minors"))

    def test_takes_a_day_alone_as_a_beginning_and_not_as_an_end(self):
        self.save(self.open(), usable_from_0="2026-06-01")
        answer = self.save(self.open(), usable_until_0="2026-06-09", cost="€9")

        self.assertEqual(self.now("usable_from", "usable_until", "cost"), (at("2026-06-01 00:00"), None, ""))
        self.assertContains(answer, "Choose a day and a time, or neither.")
        self.assertContains(answer, "€9")

    def test_refuses_a_contradiction_at_its_field_and_keeps_what_was_typed(self):
        answer = self.save(self.open(), status="limited", caption="Dusk")

        errors = answer.context["adminform"].form.errors
        self.assertEqual(errors, {"restrictions": ["Say what the limits are: in words, by territory, or by a date."]})
        self.assertContains(answer, "Not saved: look at what is marked in red.", count=1)
        self.assertContains(answer, "Dusk")
        self.assertContains(answer, "<b>Not cleared yet</b>")
        self.assertEqual(self.now("status", "caption"), ("new", "The bridge at dawn."))

    def test_refuses_a_contradiction_to_a_script_that_sent_no_such_field(self):
        answer = self.save({"status": "limited"})

        self.assertContains(answer, "Not saved: say what the limits are")


class CropTests(PageTestCase):
    sides = {f"crop_square_{n}": side for n, side in enumerate(("10", "10", "50", "90"))}

    def test_are_kept_in_their_very_shape(self):
        self.save(self.open(), **self.sides)

        self.assertEqual(self.now("crops"), {"square": [0.1, 0.22, 0.5, 0.78]})

    def test_go_back_to_the_focus(self):
        self.save(self.open(), **self.sides)
        self.save(self.open(), **dict.fromkeys(self.sides, ""))

        self.assertEqual(self.now("crops"), {})

    def test_of_two_people_stand_side_by_side(self):
        sent = self.open()
        rights.describe(self.photo, by=self.dora, crops={"hero": [0, 0, 1, 0.7875]})

        self.save(sent, **self.sides)

        self.assertEqual(list(self.now("crops")), ["hero", "square"])

    def test_that_are_none_are_refused_in_a_sentence(self):
        turned = self.sides | {"crop_square_0": "90", "crop_square_2": "10"}
        for typed_, words in [
            (self.sides | {"crop_square_1": ""}, "Give all four sides, or none."),
            (turned, "Left must be before right"),
            (self.sides | {"crop_square_0": "-3"}, "greater than or equal to 0"),
            (self.sides | {"crop_square_0": "x"}, "Enter a number."),
        ]:
            self.assertContains(self.save(self.open(), **typed_), words)
        self.assertEqual(self.now("crops"), {})


class TogetherTests(PageTestCase):
    """Two people on one picture."""

    def test_the_later_save_leaves_the_others_fields(self):
        sent = self.open()
        rights.describe(self.photo, by=self.dora, credit="Reuters", place="Wennock")

        self.save(sent, caption="Dusk")

        self.assertEqual(self.now("caption", "credit", "place"), ("Dusk", "Reuters", "Wennock"))

    def test_the_same_field_is_refused_with_both_values_and_then_holds(self):
        sent = self.open()
        with travel(at("09:12")):
            rights.describe(self.photo, by=self.dora, caption="Dawn")

        answer = self.save(sent, caption="Dusk", credit="AP")

        self.assertContains(answer, "Not saved: Dora Quist changed the same meanwhile. Save again to keep yours.")
        self.assertContains(answer, "Dora Quist changed this at 09:12, to: “Dawn”.")
        self.assertContains(answer, "Dusk")
        self.assertEqual(self.now("caption", "credit"), ("Dawn", "Pia Brandt"))

        self.save(sent, caption="Dusk", credit="AP", seen=answer.context["seen"])
        self.assertEqual(self.now("caption", "credit"), ("Dusk", "AP"))

    def test_are_told_of_each_other_after_another_fault_too(self):
        sent = self.open()
        rights.describe(self.photo, by=self.dora, caption="Dawn")
        wrong = {"usable_until_0": "2026-06-09"}

        answer = self.save(sent, caption="Dusk", **wrong)
        again = self.save(sent, caption="Dusk", seen=answer.context["seen"])

        self.assertContains(answer, "Choose a day and a time, or neither.")
        self.assertContains(again, "Not saved: Dora Quist changed the same meanwhile.")
        self.assertEqual(self.now("caption"), "Dawn")

    def test_the_same_value_is_no_quarrel(self):
        sent = self.open()
        rights.describe(self.photo, by=self.dora, caption="Dusk")

        self.assertContains(self.save(sent, caption="Dusk"), "Saved.")

    def test_rights_are_not_given_over_a_takedown_that_was_not_seen(self):
        sent = self.open()
        rights.take_down(self.photo, by=self.lee, why="Court")
        rights.put_back(self.photo, by=self.lee, why="A mistake")
        sent |= {"initial-status": "cleared"}

        self.assertContains(self.save(sent, status="restricted"), "Not saved: Lee Okoro changed the same")

    def test_a_crop_that_both_drew_is_refused(self):
        sent = self.open()
        rights.describe(self.photo, by=self.dora, crops={"square": [0, 0, 0.5, 0.7]})

        answer = self.save(sent, **CropTests.sides)

        self.assertContains(answer, "to: “0.00, 0.00, 50.00, 70.00 per cent”")
        self.assertEqual(self.now("crops"), {"square": [0, 0, 0.5, 0.7]})


class WhoTests(PageTestCase):
    def test_reads_what_others_may_change(self):
        told = {
            self.phil: (True, True),
            self.dora: (True, False),
            self.rob: (False, False),
            self.lee: (False, False),
        }
        for user, (words, terms) in told.items():
            self.client.force_login(user)
            fields = self.client.get(page("change", self.photo.pk)).context["adminform"].form.fields
            self.assertEqual(("caption" in fields, "status" in fields), (words, terms), user)

    def test_describes_an_own_one_until_it_is_cleared_and_loses_no_words(self):
        self.photo = a_photo(by=self.rob)
        self.client.force_login(self.rob)
        sent = self.open()
        self.save(sent, caption="Dusk")
        rights.clear(self.photo, by=self.phil, status="cleared")

        answer = self.save(sent, caption="A long day")

        self.assertContains(answer, "Not saved: Dora Quist, Phil Osei or Pia Brandt can change it, you may not.")
        self.assertContains(answer, "A long day")
        self.assertEqual(self.now("caption"), "Dusk")

    def test_can_change_no_rights_by_typing_them(self):
        self.client.force_login(self.dora)

        self.save(self.open(), status="cleared", caption="Dusk")

        self.assertEqual(self.now("status", "caption"), ("new", "Dusk"))

    def test_gets_no_page_without_the_right(self):
        for user, status in [(self.rita, 403), (self.rae, 302)]:
            self.client.force_login(user)
            self.assertEqual(self.client.get(page("change", self.photo.pk)).status_code, status)
            self.assertEqual(self.client.post(page("change", self.photo.pk), {"caption": "x"}).status_code, status)

    def test_loses_nothing_where_rights_end_in_the_same_moment(self):
        self.photo = a_photo(by=self.rob)
        self.client.force_login(self.rob)
        sent = self.open()

        with mock.patch.object(rights, "describe", side_effect=rights.NotAllowed("You may describe only your own.")):
            answer = self.save(sent, caption="A long day")

        self.assertContains(answer, "Not saved. You may describe only your own.")
        self.assertContains(answer, "A long day")


class ShownTests(PageTestCase):
    def shown(self):
        return self.client.get(page("change", self.photo.pk))

    def test_says_what_the_file_said_and_the_contract_asks(self):
        Photo.objects.filter(pk=self.photo.pk).update(
            found={"caption": "WENNOCK: the bridge", "alt": "A bridge.", "taken_at": "2026-05-12T10:03:11+01:00"},
            source=Source.objects.create(name="Reuters", credit="{creator}/Reuters"),
            creator="Jane Doe",
        )

        hints = [(hint.who, hint.value) for row in self.shown().context["told"] for hint in row.hints]

        self.assertEqual(
            hints,
            [
                ("The file says", "WENNOCK: the bridge"),
                ("Reuters asks for", "Jane Doe/Reuters"),
                ("The file says", "Tue 12 May 2026, 10:03"),
            ],
        )

    def test_tells_its_history_with_what_it_was(self):
        rights.describe(self.photo, by=self.dora, kind="graphic", crops={"hero": [0, 0, 1, 0.7875]}, note="By mistake")

        line, begun = self.shown().context["history"]

        self.assertEqual((line.who, line.words, line.note), ("Dora Quist", "Changed: kind, crops.", "By mistake"))
        self.assertEqual(
            [tuple(one) for one in line.differences],
            [("Kind", "Photograph", "Graphic"), ("Crops", "all around the focus", "hero")],
        )
        self.assertEqual(begun.words, "Added.")

    def test_escapes_what_comes_from_outside(self):
        hostile = "<script>alert(1)</script>"
        Photo.objects.filter(pk=self.photo.pk).update(found={"caption": hostile}, creator=hostile, usage_terms=hostile)
        for user in (self.phil, self.rob):
            self.client.force_login(user)
            self.assertNotContains(self.shown(), hostile)

    def test_needs_a_token(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.phil)

        for name in ("change", "verb"):
            self.assertEqual(client.post(page(name, self.photo.pk), {"caption": "x"}).status_code, 403)
