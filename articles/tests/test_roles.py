"""Every role × every verb × own section, another section, own story, somebody else's: who may, by the book."""

from itertools import product

from accounts.models import Author
from accounts.roles import ROLES
from articles.models import Article, Byline
from articles.permissions import may, who_may
from articles.tests.factories import a_section
from newsroom.testing import NewsroomTestCase, at, hire

VERBS = (
    "view remark change submit restore edit_others send_back assign spike sign_desk sign_copy sign_legal sign_picture "
    "override publish schedule withdraw kill correct hold lift_hold lift_embargo share"
).split()
READ = {"view", "remark"}
WRITE = {"change", "submit", "restore"}
SIGN = {"sign_desk", "sign_copy", "sign_legal", "sign_picture"}
PUBLISH = {"publish", "schedule", "withdraw", "correct", "hold", "share"}
HAND_OVER = {"send_back", "assign", "spike"}

# What a role may do with the stories of others in its section, once they were handed on.
BOOK = {
    "Reporter": READ,
    "Desk editor": READ | WRITE | HAND_OVER | PUBLISH | {"edit_others", "sign_desk"},
    "Copy editor": READ | WRITE | {"edit_others", "send_back", "sign_copy"},
    "Legal reader": READ | {"sign_legal", "hold", "lift_hold", "kill", "share"},
    "Photo editor": READ | {"sign_picture"},
    "Front editor": READ,
    "Duty editor": READ | WRITE | HAND_OVER | PUBLISH | {"edit_others", "sign_desk", "sign_copy"}
    | {"kill", "lift_embargo", "override"},
    "Standards editor": READ | {"correct", "withdraw", "kill", "hold", "lift_hold"},
    "Moderator": READ,
    "Admin": set(),
}  # fmt: skip
EDITS = {"Desk editor", "Copy editor", "Duty editor"}
SEES_SECRETS = EDITS | {"Legal reader", "Photo editor", "Standards editor"}
SEES_KILLED = {"Legal reader", "Duty editor", "Standards editor"}


class RoleMatrixTests(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.here, cls.elsewhere = a_section("Town Hall"), a_section("Sport")
        cls.inside = a_section("Budget", parent=cls.here)
        cls.posted = {role: hire(f"Posted{n}", role, sections=[cls.here]) for n, role in enumerate(ROLES)}
        cls.everywhere = {role: hire(f"Anywhere{n}", role) for n, role in enumerate(ROLES)}

    def answers(self, user, article):
        return {verb for verb in VERBS if may(user, verb, article)}

    def story(self, **facts):
        facts = {"section": self.here, "stage": "desk", "created_by": self.rae} | facts
        return Article.objects.create(headline="Bridge reopens", **facts)

    def each_role(self):
        for role in ROLES:
            with self.subTest(role=role):
                yield role, self.posted[role], self.everywhere[role]

    def test_somebody_elses_story_in_the_own_section_and_in_those_inside_it(self):
        for role, posted, everywhere in self.each_role():
            for section in (self.here, self.inside):
                self.assertEqual(self.answers(posted, self.story(section=section)), BOOK[role])
                self.assertEqual(self.answers(everywhere, self.story(section=section)), BOOK[role])

    def test_another_section(self):
        for role, posted, everywhere in self.each_role():
            for section in (self.elsewhere, None):
                self.assertEqual(self.answers(posted, self.story(section=section)), set())
                self.assertEqual(self.answers(everywhere, self.story(section=section)), BOOK[role])

    def test_somebody_elses_draft_is_private(self):
        for (role, posted, everywhere), stage in product(self.each_role(), ("idea", "draft")):
            hidden = READ if role not in EDITS else set()
            for user in (posted, everywhere):
                self.assertEqual(self.answers(user, self.story(stage=stage)), BOOK[role] - hidden)

    def test_the_own_story_while_it_is_a_draft(self):
        for role, posted, _ in self.each_role():
            for section in (self.here, self.elsewhere, None):
                mine = self.story(stage="draft", section=section, created_by=posted)
                writes = WRITE if "articles.change_article" in ROLES[role] else set()
                by_role = BOOK[role] if section == self.here else set()
                self.assertEqual(self.answers(posted, mine), by_role | READ | writes)

    def test_the_own_story_once_it_was_handed_on(self):
        for role, posted, _ in self.each_role():
            mine = self.story(stage="copy", created_by=posted)
            self.assertEqual(self.answers(posted, mine), BOOK[role] | READ)
            given_back = self.story(stage="copy", assignee=posted)
            writes = WRITE if "articles.change_article" in ROLES[role] else set()
            self.assertEqual(self.answers(posted, given_back), BOOK[role] | READ | (writes - {"submit"}))

    def test_a_story_that_somebody_signs_is_theirs(self):
        rosa = hire("Rosa Sole", "Reporter", sections=[self.here])
        signed = self.story(stage="draft", section=self.elsewhere)
        Byline.objects.create(article=signed, author=Author.objects.create(name="Rosa", slug="rosa", user=rosa))

        self.assertEqual(self.answers(rosa, signed), READ | WRITE)

    def test_held_and_embargoed_stories_are_for_those_with_the_right(self):
        for facts in ({"held_at": at("07:00")}, {"embargoed_until": at("12:00")}):
            for role, posted, everywhere in self.each_role():
                expected = BOOK[role] if role in SEES_SECRETS else set()
                self.assertEqual(self.answers(posted, self.story(**facts)), expected)
                self.assertEqual(self.answers(everywhere, self.story(**facts)), expected)

    def test_a_killed_story_is_for_law_standards_and_duty_to_read(self):
        for role, posted, _ in self.each_role():
            killed = self.story(killed_at=at("07:00"), created_by=posted)
            self.assertEqual(self.answers(posted, killed), READ if role in SEES_KILLED else set())

    def test_lists_hold_exactly_the_stories_that_may_be_seen(self):
        for section, stage, facts in product(
            (self.here, self.inside, self.elsewhere, None),
            ("idea", "draft", "desk", "ready", "spiked"),
            ({}, {"held_at": at("07:00")}, {"embargoed_until": at("12:00")}, {"killed_at": at("07:00")}),
        ):
            self.story(section=section, stage=stage, **facts)
        people = [*self.posted.values(), *self.everywhere.values(), self.rita, self.ed, self.ada, self.rae]
        for user in people:
            self.story(created_by=user, stage="draft", held_at=at("07:00"))
            self.story(assignee=user, stage="copy", section=self.elsewhere)
        stories = list(Article.objects.select_related("section"))
        for user in people:
            with self.subTest(user=str(user)):
                listed = set(Article.objects.visible_to(user))
                self.assertEqual(listed, {story for story in stories if may(user, "view", story)})

    def test_admin_and_moderator_neither_write_nor_publish(self):
        for role in ("Admin", "Moderator", "Front editor"):
            for user in (self.posted[role], self.everywhere[role]):
                self.assertFalse(may(user, "add") or may(user, "publish") or may(user, "change"))

    def test_who_is_no_longer_active_or_not_staff_may_nothing(self):
        for facts in ({"is_active": False}, {"is_staff": False}):
            gone = hire(f"Gone {list(facts)[0]} {facts}", "Duty editor")
            for name, value in facts.items():
                setattr(gone, name, value)
            gone.save()
            self.assertEqual(self.answers(gone, self.story()), set())
            self.assertFalse(Article.objects.visible_to(gone).exists())
            gone.delete()

    def test_a_posting_gives_no_right_on_stories_elsewhere_but_lets_them_look_things_up(self):
        desk = self.posted["Desk editor"]

        self.assertFalse(desk.has_perm("articles.publish_article"))
        self.assertTrue(desk.has_perm("articles.view_topic"))
        self.assertTrue(may(desk, "publish"))

    def test_the_groups_hold_what_the_table_says(self):
        for role, user in self.everywhere.items():
            self.assertEqual(user.get_all_permissions(), set(ROLES[role].split()), role)

    def test_whom_to_ask_are_those_who_may(self):
        people = [*self.posted.values(), *self.everywhere.values()]
        for verb in ("publish", "sign_legal", "lift_hold", "change"):
            for facts in ({}, {"section": self.inside}, {"section": self.elsewhere}, {"held_at": at("07:00")}):
                story = self.story(**facts)
                asked = set(who_may(verb, story)) & set(people)
                self.assertEqual(asked, {user for user in people if may(user, verb, story)}, (verb, facts))
