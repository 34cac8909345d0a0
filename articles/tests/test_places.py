from django.core.exceptions import ValidationError

from articles.models import Section
from articles.tests.factories import a_section
from newsroom.testing import NewsroomTestCase


class SectionTests(NewsroomTestCase):
    def test_has_an_address_of_one_or_two_words(self):
        sport = a_section("Sport")

        self.assertEqual((sport.path, a_section("Rowing", parent=sport).path), ("sport", "sport/rowing"))
        self.assertEqual(Section.objects.create(name="TV", slug="TV").get_absolute_url(), "/tv/")

    def test_refuses_a_word_that_means_something_else_in_addresses(self):
        for slug in ("latest", "Admin", "photos"):
            with self.assertRaisesMessage(ValidationError, "part of other addresses"):
                Section(name="Odd", slug=slug).full_clean(exclude=["path"])

    def test_refuses_an_address_that_another_has(self):
        a_section("Sport")
        with self.assertRaisesMessage(ValidationError, "Another section already has this address."):
            Section(name="More sport", slug="Sport").full_clean(exclude=["path"])

    def test_refuses_a_third_level(self):
        rowing = a_section("Rowing", parent=a_section("Sport"))
        with self.assertRaisesMessage(ValidationError, "Sections have two levels"):
            Section(name="Eights", slug="eights", parent=rowing).full_clean(exclude=["path"])
