from articles.tests.factories import a_section, a_topic
from frontpage.models import Front
from frontpage.permissions import may, who_may, whom_to_ask
from newsroom.testing import NewsroomTestCase, hire

VERBS = ("view", "arrange", "launch")


class FrontRightsTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.town = a_section()
        self.council, self.sport = a_section("Council", parent=self.town), a_section("Sport")
        self.site = Front.objects.create()
        self.of_topic = Front.objects.create(topic=a_topic())
        self.of_town, self.of_council, self.of_sport = (
            Front.objects.create(section=section) for section in (self.town, self.council, self.sport)
        )
        self.fronts = [self.site, self.of_topic, self.of_town, self.of_council, self.of_sport]


class MayTests(FrontRightsTestCase):
    def allowed(self, user, verb="launch"):
        return [front for front in self.fronts if may(user, verb, front)]

    def test_goes_for_every_front_by_a_role(self):
        for role in ("Front editor", "Duty editor"):
            user = hire(role, role)
            for verb in VERBS:
                self.assertEqual(self.allowed(user, verb), self.fronts, (role, verb))
        self.assertEqual(self.allowed(self.ada), self.fronts)

    def test_goes_for_a_section_and_what_is_inside_it_by_a_posting(self):
        cora = hire("Cora Lind", "Front editor", sections=[self.town])
        nils = hire("Nils Wren", "Front editor", sections=[self.council, self.sport])

        for verb in VERBS:
            self.assertEqual(self.allowed(cora, verb), [self.of_town, self.of_council])
            self.assertEqual(self.allowed(nils, verb), [self.of_council, self.of_sport])

    def test_takes_right_and_place_from_one_posting(self):
        cora = hire("Cora Lind", "Desk editor", sections=[self.town])
        cora.postings.create(section=self.sport, role=hire("Nils Wren", "Front editor").groups.get())

        self.assertEqual(self.allowed(cora), [self.of_sport])
        self.assertEqual(self.allowed(cora, "view"), [self.of_town, self.of_council, self.of_sport])

    def test_lets_the_desk_look_only(self):
        dan = hire("Dan Hale", "Desk editor")

        self.assertEqual([verb for verb in VERBS if self.allowed(dan, verb)], ["view"])

    def test_is_nothing_for_others(self):
        gone = hire("Gus Gone", "Front editor")
        gone.is_active = False
        reader = hire("Rea Reader", "Front editor")
        reader.is_staff = False
        for user in (gone, reader, self.rae, self.rita, hire("Les Law", "Legal reader", "Reporter", "Photo editor")):
            for verb in VERBS:
                self.assertEqual(self.allowed(user, verb), [], user)
                self.assertFalse(may(user, verb), user)

    def test_says_whether_there_is_any_front_at_all(self):
        self.assertTrue(may(hire("Cora Lind", "Front editor", sections=[self.sport]), "launch"))
        self.assertTrue(may(hire("Nils Wren", "Front editor"), "launch"))
        self.assertFalse(may(hire("Dan Hale", "Desk editor", sections=[self.sport]), "arrange"))

    def test_asks_nothing_where_no_front_is_meant_nor_for_others(self):
        for user in (hire("Cora Lind", "Front editor", sections=[self.town]), self.rita):
            user.has_perm("any.thing")
            with self.assertNumQueries(0):
                may(user, "arrange")
        with self.assertNumQueries(0):
            may(self.rita, "arrange", self.of_council)

    def test_asks_once_for_all_fronts(self):
        cora = hire("Cora Lind", "Front editor", sections=[self.town])
        fronts = list(Front.objects.select_related("section"))
        cora.has_perm("any.thing")  # which every page of the desk asks
        with self.assertNumQueries(2):
            for verb in VERBS:
                [may(cora, verb, front) for front in fronts]


class WhoMayTests(FrontRightsTestCase):
    def test_names_those_of_the_section_and_those_of_all(self):
        dora = hire("Dora Duty", "Duty editor")
        cora = hire("Cora Lind", "Front editor", sections=[self.town])
        nils = hire("Nils Wren", "Front editor", "Desk editor", sections=[self.sport])
        hire("Dan Hale", "Desk editor")

        self.assertEqual(who_may("launch", self.site), [dora])
        self.assertEqual(who_may("launch", self.of_topic), [dora])
        self.assertEqual(who_may("launch", self.of_council), [cora, dora])
        self.assertEqual(who_may("arrange", self.of_sport), [dora, nils])

    def test_names_nobody_who_left(self):
        cora = hire("Cora Lind", "Front editor")
        self.assertEqual(whom_to_ask("launch", self.site), "Cora Lind can.")
        cora.is_active = False
        cora.save()

        self.assertEqual(who_may("launch", self.site), [])
        self.assertEqual(whom_to_ask("launch", self.site), "Ask an editor who may.")
