from datetime import timedelta

from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.models import Article, Notice, Section, SignOff, Sitting, Topic
from articles.tests.desk import address
from articles.tests.factories import a_draft, a_section, a_topic, published, ready_article
from articles.workflow import assign, embargo, hold, remark, schedule, sign_off, submit, withdraw
from newsroom import clock
from newsroom.testing import NewsroomTestCase, at, hire, travel

INDEX = "/admin/"


class FrontTestCase(NewsroomTestCase):
    def shown_to(self, user):
        self.client.force_login(user)
        return self.client.get(INDEX).context

    def waiting_for(self, user):
        return {story.headline: [r.words for r in reasons] for story, reasons in self.shown_to(user)["waiting"]}


class WaitingTests(FrontTestCase):
    """What waits for somebody, and why."""

    def test_for_whoever_was_given_a_story_and_told_of_it(self):
        assign(a_draft("Bridge reopens", stage="desk"), by=self.ed, to=self.rita)

        self.assertEqual(
            self.waiting_for(self.rita),
            {"Bridge reopens": ["It is with you.", "Ed Marsh gave it to you, 08:00."]},
        )
        self.assertEqual(self.waiting_for(hire("Nils Berg", "Reporter")), {})

    def test_for_whoever_was_asked_until_it_is_settled(self):
        story = a_draft("Bridge reopens", created_by=self.rita)
        remark(story, by=self.ed, text="Monday or Tuesday?", to=self.rita)
        Notice.objects.update(read_at=clock.now())

        self.assertEqual(self.waiting_for(self.rita), {"Bridge reopens": ["Ed Marsh asks: “Monday or Tuesday?”"]})
        story.remarks.update(resolved_at=clock.now())
        self.assertEqual(self.waiting_for(self.rita), {})

    def test_for_those_who_look_after_a_stage_where_nobody_has_it(self):
        cora = hire("Cora Lind", "Copy editor", sections=[a_section("Sport")])
        a_draft("Rowers win", section=a_section("Rowing", parent=a_section("Sport")), stage="copy")
        a_draft("Bridge reopens", section=a_section("Town Hall"), stage="copy")
        a_draft("Rovers lose", section=a_section("Sport"), stage="desk")

        self.assertEqual(self.waiting_for(cora), {"Rowers win": ["Nobody has it at Copy."]})

    def test_for_law_until_somebody_read_the_text(self):
        lee = hire("Lee Okoro", "Legal reader")
        story = ready_article("Bridge reopens", stage="desk", needs_legal=True)

        self.assertEqual(self.waiting_for(lee), {"Bridge reopens": ["It must be read for law."]})
        sign_off(story, by=lee, kind="legal")
        self.assertEqual(self.waiting_for(lee), {})

    def test_tells_of_no_story_that_one_may_no_longer_see(self):
        nils = hire("Nils Berg", "Reporter")
        story = a_draft("Bridge reopens", stage="desk")
        remark(story, by=self.ed, text="Which Monday?", to=nils)
        self.assertEqual(len(self.waiting_for(nils)), 1)

        hold(story, by=self.ed, note="Lawyers")

        self.assertNotContains(self.client.get(INDEX), "Bridge reopens")
        self.assertEqual(self.waiting_for(nils), {})


class NoticesTests(FrontTestCase):
    def setUp(self):
        super().setUp()
        self.story = a_draft("Bridge reopens", stage="desk", created_by=self.ed)
        for user in (self.rita, self.ed):
            for words in ("One thing", "Another thing"):
                Notice.objects.create(user=user, article=self.story, words=words)
        self.client.force_login(self.rita)

    def seen(self, which):
        return self.client.post(reverse("admin:articles_article_notices_read"), {"notice": which})

    def unread(self, user):
        return user.notices.filter(read_at=None).count()

    def test_are_seen_one_by_one_and_all_at_once(self):
        self.seen(self.rita.notices.first().pk)
        self.assertEqual((self.unread(self.rita), self.unread(self.ed)), (1, 2))
        self.seen("all")
        self.assertEqual((self.unread(self.rita), self.unread(self.ed)), (0, 2))

    def test_are_nobody_elses_to_see(self):
        self.assertEqual(self.seen(self.ed.notices.first().pk).status_code, 302)
        self.assertEqual((self.unread(self.rita), self.unread(self.ed)), (2, 2))

    def test_take_no_nonsense_and_no_link(self):
        for which in ("", "²", "x", "9" * 30):
            self.assertEqual(self.seen(which).status_code, 302)
        self.assertEqual(self.unread(self.rita), 2)
        self.assertEqual(self.client.get(reverse("admin:articles_article_notices_read")).status_code, 405)
        self.client.force_login(self.rae)
        self.assertIn("/login/", self.seen("all").url)


class WorkTests(FrontTestCase):
    def test_counts_the_stages_and_leads_to_them(self):
        for stage in ("idea", "draft", "desk", "desk", "spiked"):
            a_draft(stage=stage)
        published(by=self.ed)
        ready_article(stage="ready")

        shown = self.shown_to(self.ed)

        self.assertEqual([number for _, _, number in shown["flow"]], [1, 1, 2, 0, 1])
        for stage, _, number in shown["flow"]:
            state = {"state": "desk"} if stage == "ready" else {}
            page = self.client.get(address(page="changelist"), {"stage": stage, **state})
            self.assertEqual(len(page.context["cl"].result_list), number)

    def test_shows_my_drafts_and_what_i_handed_on(self):
        a_draft("Mine", created_by=self.rita)
        a_draft("Ed’s", created_by=self.ed)
        submit(a_draft("Handed on", created_by=self.rita), by=self.rita)

        shown = self.shown_to(self.rita)

        self.assertEqual([story.headline for story in shown["drafts"]], ["Mine"])
        self.assertEqual([story.headline for story in shown["mine"]], ["Handed on"])

    def test_shows_me_alone_what_i_typed_and_never_saved(self):
        typed = {"user": self.rita, "typed_at": clock.now()}
        Sitting.objects.create(window="window-1", typed={"headline": "Ferry returns"}, **typed)
        Sitting.objects.create(window="window-2", typed={"headline": ["?"]}, **typed)
        Sitting.objects.create(window="window-3", typed=None, **typed)

        self.client.force_login(self.rita)
        answer = self.client.get(INDEX)

        self.assertEqual({s.name for s in answer.context["unsaved"]}, {"Ferry returns", "A new story"})
        self.assertContains(answer, f"{address(page='add')}?window=window-1")
        self.assertEqual(list(self.shown_to(self.ed)["unsaved"]), [])

    def test_shows_what_is_due_soonest_first(self):
        for headline, hours in [("Late", -1), ("Noon", 4), ("Ten", 2), ("Next week", 99)]:
            a_draft(headline, stage="desk", due_at=clock.now() + timedelta(hours=hours))

        self.assertEqual([story.headline for story in self.shown_to(self.ed)["due"]], ["Ten", "Noon"])

    def test_shows_who_has_what_open_and_hides_what_is_secret(self):
        secret, plain = a_draft("Raid at dawn", stage="desk", section=a_section()), a_draft("Ferry", stage="desk")
        hold(secret, by=self.ed, note="Police")
        nils = hire("Nils Berg", "Reporter")
        for user, story in [(self.ed, secret), (self.rita, plain), (self.ada, None)]:
            Sitting.objects.create(window=f"window-{user.pk}", user=user, article=story)
        Sitting.objects.create(window="left", user=self.pia, article=plain, left_at=clock.now())
        Sitting.objects.create(window="gone", user=self.pia, article=plain, seen_at=at("07:58"))

        editing = self.shown_to(nils)["editing"]

        self.assertCountEqual(editing, [(self.ed, None, False), (self.rita, plain, False), (self.ada, None, True)])
        self.assertNotContains(self.client.get(INDEX), "Raid at dawn")


class TroubleTests(FrontTestCase):
    def troubles(self, user):
        return [(t.article.headline, t.words, t.who) for t in self.shown_to(user)["troubles"]]

    def test_a_sign_off_that_fell_before_readers_had_the_story(self):
        cora = hire("Cora Lind", "Copy editor")
        story = ready_article("Bridge reopens", stage="copy", section=a_section(needs_copy=True))
        sign_off(story, by=cora, kind="copy")
        self.assertEqual(self.troubles(cora), [])

        Article.objects.filter(pk=story.pk).update(headline="Bridge falls down", version=9)

        told = ("Bridge falls down", "The copy sign-off of Cora Lind fell.", "Cora Lind or Ed Marsh")
        self.assertEqual(self.troubles(cora), [told])

    def test_a_story_on_hold_for_those_who_may_see_it(self):
        lee = hire("Lee Okoro", "Legal reader")
        story = ready_article("Bridge reopens", stage="desk")
        hold(story, by=self.ed, note="Lawyers")

        self.assertEqual(
            self.troubles(self.ed),
            [("Bridge reopens", "On hold since Thu 14 May, 08:00 BST.", "Ed Marsh or Lee Okoro")],
        )
        self.assertEqual(len(self.troubles(lee)), 1)
        self.assertEqual(self.troubles(self.pia), [])


class PaperTests(FrontTestCase):
    def test_shows_what_readers_get_today(self):
        published("Yesterday", by=self.ed, moment=at("2026-05-13 18:00"))
        published("This morning", by=self.ed)
        withdraw(published("Withdrawn", by=self.ed), by=self.ed)
        schedule(ready_article("Tonight"), by=self.ed, at=at("18:00"))

        with travel(at("12:00")):
            shown = self.shown_to(self.rita)

        self.assertEqual([edition.headline for edition in shown["today"]], ["This morning"])
        self.assertEqual([edition.headline for edition in shown["coming"]], ["Tonight"])

    def test_names_no_scheduled_story_under_embargo(self):
        story = ready_article("Honours list")
        embargo(story, by=self.ed, until=at("17:00"))
        schedule(story, by=self.ed, at=at("18:00"))

        self.assertEqual([edition.headline for edition in self.shown_to(self.ed)["coming"]], ["Honours list"])
        self.client.force_login(self.pia)
        self.assertNotContains(self.client.get(INDEX), "Honours list")


class FirstScreenTests(FrontTestCase):
    def one_of_each(self, number):
        """A story for every panel."""
        facts = {"saved_by": self.ed, "topics": [a_topic()], "section": a_section(needs_copy=True)}
        story = published(f"Public {number}", by=self.ada, **facts | {"section": a_section("Sport")})
        schedule(story, by=self.ada, at=at("18:00"))
        given = a_draft(f"Given {number}", stage="desk", due_at=at("11:00"), **facts)
        assign(given, by=self.ada, to=self.ed, due_at=at("11:00"))
        remark(given, by=self.ada, text="Which?", to=self.ed)
        a_draft(f"Mine {number}", created_by=self.ed)
        fell = ready_article(f"Fell {number}", stage="copy", **facts)
        sign_off(fell, by=self.ada, kind="copy")
        Article.objects.filter(pk=fell.pk).update(headline=f"Fallen {number}", version=9)
        hold(ready_article(f"Held {number}"), by=self.ada, note="Law")
        Sitting.objects.create(window=f"typed-{number}", user=self.ed, typed={}, typed_at=clock.now(), article=given)
        Sitting.objects.create(window=f"open-{number}", user=self.rita, article=given)

    def test_needs_the_same_number_of_queries_for_one_story_and_for_three(self):
        self.client.force_login(self.ed)
        self.one_of_each(1)
        self.client.get(INDEX)
        with self.assertNumQueries(47):
            self.client.get(INDEX)
        self.one_of_each(2), self.one_of_each(3)
        with self.assertNumQueries(47):
            self.client.get(INDEX)
        self.assertEqual(SignOff.objects.count(), 3)

    def test_shows_no_story_to_those_who_may_not_see_any(self):
        published("Bridge reopens", by=self.ed)
        self.client.force_login(self.pia)
        self.pia.user_permissions.set(Permission.objects.filter(codename="view_photo"))

        answer = self.client.get(INDEX)

        self.assertNotContains(answer, "Bridge reopens")
        self.assertNotContains(answer, reverse("admin:articles_article_changelist"))

    def test_is_for_staff(self):
        self.client.force_login(self.rae)
        self.assertEqual(self.client.get(INDEX).status_code, 302)


class PlacesTests(NewsroomTestCase):
    """Sections, topics and series."""

    def test_a_section_cannot_take_an_address_that_means_something_else(self):
        self.client.force_login(self.ada)

        form = {"name": "Search", "slug": "search", "tone": "news"}
        answer = self.client.post(reverse("admin:articles_section_add"), form)

        self.assertContains(answer, "“search” is part of other addresses of the site.")

    def test_are_looked_up_by_all_and_changed_by_those_with_the_right(self):
        section, topic = a_section(), a_topic()
        self.client.force_login(self.rita)
        for place in (section, topic):
            name = place._meta.model_name
            self.assertEqual(self.client.get(reverse(f"admin:articles_{name}_changelist")).status_code, 200)
            form = {"name": "Renamed", "slug": "renamed", "tone": "news", "position": 0}
            answer = self.client.post(reverse(f"admin:articles_{name}_change", args=[place.pk]), form)
            self.assertEqual(answer.status_code, 403)

        self.assertEqual((Section.objects.get().name, Topic.objects.get().name), ("Town Hall", "Old Bridge"))

    def test_nobody_deletes_one(self):
        self.client.force_login(self.ada)
        for place in (a_section(), a_topic()):
            name = place._meta.model_name
            answer = self.client.post(reverse(f"admin:articles_{name}_delete", args=[place.pk]), {"post": "yes"})
            self.assertEqual(answer.status_code, 403)


class FrameTests(NewsroomTestCase):
    def test_keeps_the_policy_and_tells_nobody(self):
        self.client.force_login(self.ed)
        for page in (INDEX, address(page="changelist"), address(a_draft()), address(page="add"), "/admin/login/"):
            answer = self.client.get(page)
            policy = answer["Content-Security-Policy"]
            self.assertNotIn("unsafe-eval", policy)
            self.assertNotIn("unsafe-inline", policy.split("script-src")[1].split(";")[0])
            self.assertEqual(answer["Cache-Control"], "private, no-store")
