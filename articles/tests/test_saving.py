"""Two people save one story: nothing is lost, nothing is overwritten unseen (RIVALS 2.1)."""

from articles.models import Article, Revision
from articles.tests.desk import address, told, typed
from articles.tests.factories import a_draft, a_section, a_topic, an_author
from articles.typed import content_of_post
from articles.workflow import Stale, record, save
from articles.workflow.saving import put
from newsroom.testing import NewsroomTestCase

BODY = "<p>One stays.</p><p>Two stays.</p><p>Three stays.</p>"


class TwoPeopleTests(NewsroomTestCase):
    """Ed and Cora open the same form; Cora saves first."""

    def setUp(self):
        super().setUp()
        self.cora = self.ada
        self.story = a_draft("Bridge reopens", body=BODY, section=a_section(), authors=[an_author("Ines Calder")])
        record(self.story, by=self.ed)
        self.opened = typed(self.story)

    def save(self, user, **changes):
        self.client.force_login(user)
        response = self.client.post(address(self.story), self.opened | {"_continue": "1"} | changes, follow=True)
        self.story.refresh_from_db()
        return response

    def choose(self, response, **chosen):
        page = response.context
        post = dict(page["typed"]) | {"seen": page["original"].version}
        post |= {name if name.startswith("own-") else f"choose-{name}": value for name, value in chosen.items()}
        response = self.client.post(address(self.story), post, follow=True)
        self.story.refresh_from_db()
        return response

    def test_pain_1_the_last_save_never_wins_without_a_word(self):
        self.save(self.cora, headline="Bridge opens on Tuesday")
        response = self.save(self.ed, standfirst="The mayor cut the ribbon.")

        self.assertEqual(self.story.headline, "Bridge opens on Tuesday")
        self.assertEqual(self.story.standfirst, "The mayor cut the ribbon.")
        self.assertIn("Ada Root saved at Thu 14 May, 08:00 BST. Both texts are together now.", told(response))

    def test_paragraphs_of_two_people_come_together(self):
        self.save(self.cora, body=BODY.replace("One stays", "One is Cora’s"))
        self.save(self.ed, body=BODY.replace("Three stays", "Three is Ed’s"))

        self.assertEqual(self.story.body, "<p>One is Cora’s.</p><p>Two stays.</p><p>Three is Ed’s.</p>")

    def test_words_that_clash_are_shown_side_by_side_and_nothing_is_written(self):
        self.save(self.cora, headline="Bridge opens on Tuesday")
        response = self.save(self.ed, headline="Bridge opens on Monday", kicker="Town Hall")

        self.assertEqual(response.status_code, 409)
        self.assertContains(response, "Ada Root saved this story while you were writing", status_code=409)
        self.assertContains(response, "Bridge opens on Monday", status_code=409)
        self.assertContains(response, "Bridge opens on Tuesday", status_code=409)
        self.assertEqual((self.story.headline, self.story.kicker), ("Bridge opens on Tuesday", ""))

    def test_a_text_that_clashed_is_kept_whole_and_once(self):
        self.save(self.cora, headline="Bridge opens on Tuesday")
        self.save(self.ed, headline="Bridge opens on Monday", kicker="Town Hall")
        self.save(self.ed, headline="Bridge opens on Monday", kicker="Town Hall")

        aside = Revision.objects.get(aside=True)
        self.assertEqual((aside.content["headline"], aside.content["kicker"]), ("Bridge opens on Monday", "Town Hall"))
        self.assertEqual(aside.saved_by, self.ed)

    def test_what_was_chosen_is_saved_with_all_else(self):
        self.save(self.cora, headline="Bridge opens on Tuesday", standfirst="Cora’s.")
        asked = self.save(self.ed, headline="Bridge opens on Monday", kicker="Town Hall")
        self.choose(asked, headline="mine")

        self.assertEqual(
            (self.story.headline, self.story.kicker, self.story.standfirst),
            ("Bridge opens on Monday", "Town Hall", "Cora’s."),
        )

    def test_a_third_save_while_somebody_chooses_is_merged_too(self):
        self.save(self.cora, headline="Bridge opens on Tuesday")
        asked = self.save(self.ed, headline="Bridge opens on Monday")
        self.opened = typed(self.story)
        self.save(self.rita_at_the_desk(), kicker="Harbour")
        self.client.force_login(self.ed)
        self.choose(asked, headline="mine")

        self.assertEqual((self.story.headline, self.story.kicker), ("Bridge opens on Monday", "Harbour"))

    def rita_at_the_desk(self):
        Article.objects.filter(pk=self.story.pk).update(assignee=self.rita)
        return self.rita

    def test_a_choice_that_is_missing_is_asked_for_again(self):
        self.save(self.cora, headline="Bridge opens on Tuesday", kicker="Harbour")
        asked = self.save(self.ed, headline="Bridge opens on Monday", kicker="Town Hall")
        response = self.choose(asked, headline="mine")

        self.assertEqual(response.status_code, 409)
        self.assertEqual(self.story.headline, "Bridge opens on Tuesday")

    def clash(self, **changes):
        """Cora and Ed change the same words; the screen that asks."""
        self.save(self.cora, **{name: cora for name, (cora, _) in changes.items()})
        return self.save(self.ed, **{name: ed for name, (_, ed) in changes.items()})

    def test_both_texts_are_marked_against_what_stood_there_before(self):
        asked = self.clash(body=(BODY.replace("Two", "<em>Too</em>"), BODY.replace("Two stays", "Two goes")))

        (shown,) = asked.context["clashes"]
        self.assertEqual(shown.name, "Text, paragraph 2")
        self.assertEqual(
            [[tuple(run) for run in side.passages[0].runs] for side in shown.sides],
            [
                [("same", "Two "), ("del", "stays"), ("ins", "goes"), ("same", ".")],
                [("del", "Two "), ("ins", "Too "), ("same", "stays.")],
            ],
        )
        self.assertContains(asked, "<p><em>Too</em> stays.</p>", status_code=409)

    def test_a_text_that_one_took_out_is_shown_as_taken_out(self):
        asked = self.clash(standfirst=("", "Trams run again today."))

        self.assertTrue(asked.context["clashes"][0].theirs.is_empty)
        self.assertContains(asked, "(nothing stays)", status_code=409)

    def test_every_field_is_named_in_words_and_shown_in_words(self):
        sport, news = a_section("Sport"), a_section("News")
        asked = self.clash(section=(sport.pk, news.pk))

        self.assertEqual(asked.context["clashes"][0].name, "Section")
        for name in ("Town Hall", "Sport", "News"):
            self.assertContains(asked, name, status_code=409)

    def test_what_fits_together_already_is_listed_with_whose_it_is(self):
        self.save(self.cora, headline="Bridge opens on Tuesday", standfirst="Cora’s.")
        asked = self.save(self.ed, headline="Bridge opens on Monday", kicker="Town Hall")

        self.assertEqual(asked.context["together"], [("Kicker", "mine"), ("Standfirst", "theirs")])
        self.assertContains(asked, "2 changes that fit together already", status_code=409)

    def test_words_can_be_written_differently(self):
        asked = self.clash(headline=("Bridge opens on Tuesday", "Bridge opens on Monday"))
        self.choose(asked, headline="own", **{"own-headline": "Bridge opens soon"})

        self.assertEqual(self.story.headline, "Bridge opens soon")

    def test_both_can_be_kept(self):
        asked = self.clash(body=(BODY.replace("Two stays", "Cora’s"), BODY.replace("Two stays", "Ed’s")))
        self.choose(asked, **{"body:1": "both"})

        self.assertEqual(self.story.body, "<p>One stays.</p><p>Cora’s.</p><p>Ed’s.</p><p>Three stays.</p>")

    def test_after_the_choice_it_says_that_it_is_saved_and_whose_the_other_was(self):
        asked = self.clash(headline=("Bridge opens on Tuesday", "Bridge opens on Monday"))
        response = self.choose(asked, headline="mine")

        self.assertEqual(
            told(response),
            [
                "Both texts are together now, as you chose. The other was Ada Root’s, saved at Thu 14 May, 08:00 BST: "
                "it stays in the history as revision 2, yours as revision 3.",
                "Saved. Readers see no change.",
            ],
        )

    def test_a_choice_stays_chosen_when_another_is_asked_for_again(self):
        asked = self.clash(headline=("Cora’s", "Ed’s"), kicker=("Harbour", "Town Hall"))
        again = self.choose(asked, headline="own", **{"own-headline": "Another"})

        shown = {shown.name: (shown.chosen, shown.own) for shown in again.context["clashes"]}
        self.assertEqual(again.status_code, 409)
        self.assertEqual(shown, {"Kicker": ("", "Town Hall"), "Headline": ("own", "Another")})

    def test_a_choice_never_answers_another_clash(self):
        """Cora saves again while Ed chooses: what he chose is asked for again, not put on other words."""
        asked = self.clash(body=(BODY.replace("Three", "Cora"), BODY.replace("Three", "Ed").replace("One", "Ed")))
        self.opened = typed(self.story)
        self.save(self.cora, body=self.story.body.replace("One", "Cora"))
        self.client.force_login(self.ed)
        again = self.choose(asked)

        self.assertEqual(again.status_code, 409)
        self.assertEqual([shown.clash.key for shown in again.context["clashes"]], ["body:1", "body:2"])
        self.assertEqual([shown.chosen for shown in again.context["clashes"]], ["", ""])

    def test_a_verb_that_waits_is_named_on_the_button(self):
        self.save(self.cora, headline="Bridge opens on Tuesday")
        asked = self.save(self.ed, headline="Bridge opens on Monday", _verb="publish")

        self.assertContains(asked, "Save the merged text, then publish now", status_code=409)

    def test_in_two_windows_of_one_person_nobody_else_is_blamed(self):
        self.save(self.ed, headline="One window")
        asked = self.save(self.ed, headline="Another window")

        self.assertContains(asked, "You saved this story in another window", status_code=409)

    def test_bylines_and_topics_of_both_stay(self):
        jonah, bridge = an_author("Jonah Pell"), a_topic("Old Bridge")
        more = {"bylines-TOTAL_FORMS": 2, "bylines-1-author": jonah.pk, "bylines-1-role": "", "bylines-1-position": 1}
        self.save(self.cora, **more)
        self.save(self.ed, topics=[bridge.pk])

        self.assertEqual([byline.author.name for byline in self.story.bylines.all()], ["Ines Calder", "Jonah Pell"])
        self.assertEqual(list(self.story.topics.all()), [bridge])

    def test_a_byline_that_a_colleague_removed_refuses_no_form(self):
        self.save(self.cora, **{"bylines-0-DELETE": "on"})
        self.save(self.ed, kicker="Town Hall")

        self.assertEqual((self.story.bylines.count(), self.story.kicker), (0, "Town Hall"))

    def test_pain_4_one_person_alone_is_never_told_of_a_collision(self):
        self.assertEqual(self.save(self.ed, headline="One").status_code, 200)
        self.opened = typed(self.story)
        self.assertEqual(self.save(self.ed, headline="Two").status_code, 200)
        self.assertEqual(self.story.headline, "Two")
        self.assertFalse(Revision.objects.filter(aside=True).exists())

    def test_pain_2_a_schedule_of_one_keeps_the_words_of_the_other(self):
        self.save(self.cora, headline="Bridge opens on Tuesday")
        self.save(
            self.ed,
            standfirst="Ed’s.",
            **{"_verb": "schedule", "schedule-day": "2026-05-14", "schedule-time": "18:00"},
        )

        self.assertEqual((self.story.headline, self.story.standfirst), ("Bridge opens on Tuesday", "Ed’s."))

    def test_nothing_goes_out_with_words_of_a_colleague_that_nobody_had_on_the_screen(self):
        self.save(self.cora, body=BODY.replace("Two stays", "Two half wri"))
        response = self.save(self.ed, kicker="Town Hall", _verb="publish")

        self.assertFalse(self.story.editions.exists())
        self.assertIn("Nothing went out: read the text as it stands now, then press again.", told(response))

    def test_pain_2_a_verb_waits_until_the_clash_is_settled(self):
        self.save(self.cora, headline="Bridge opens on Tuesday")
        asked = self.save(self.ed, headline="Bridge opens on Monday", _verb="publish")
        self.assertFalse(self.story.editions.exists())
        self.choose(asked, headline="mine")

        self.assertEqual(self.story.editions.get().headline, "Bridge opens on Monday")

    def test_a_form_without_its_number_overwrites_nothing(self):
        self.save(self.cora, standfirst="Cora’s.")
        del self.opened["version"]
        self.save(self.ed, kicker="Town Hall")

        self.assertEqual((self.story.standfirst, self.story.kicker), ("Cora’s.", "Town Hall"))

    def test_a_text_that_comes_after_the_story_was_handed_on_is_kept_aside(self):
        Article.objects.filter(pk=self.story.pk).update(created_by=self.rita, stage="desk")
        response = self.save(self.rita, headline="Rita’s last words")

        self.assertEqual(self.story.headline, "Bridge reopens")
        self.assertEqual(Revision.objects.get(aside=True).content["headline"], "Rita’s last words")
        self.assertIn("Your text is kept in its history", told(response)[0])

    def test_a_save_changes_nothing_but_words(self):
        """A form that was open while the story was held, killed or handed on doesn’t bring back what was."""
        Article.objects.filter(pk=self.story.pk).update(stage="copy", due_at="2026-05-14T12:00Z", needs_legal=True)
        self.save(self.ed, headline="New words")

        self.assertEqual((self.story.stage, self.story.needs_legal), ("copy", True))
        self.assertIsNotNone(self.story.due_at)


class SaveTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.story = a_draft("Bridge reopens", body=BODY)
        record(self.story, by=self.ed)

    def content(self, **changes):
        return content_of_post({}, self.story) | changes

    def test_numbers_each_save_that_changes_something(self):
        first = save(self.story, self.content(headline="One"), base=1, by=self.ed)
        again = save(self.story, self.content(headline="One"), base=2, by=self.ed)

        self.assertEqual((first.version, again.version), (2, 2))
        self.assertEqual(self.story.revisions.count(), 2)

    def test_the_condition_is_in_the_update(self):
        save(self.story, self.content(headline="One"), base=1, by=self.ed)

        with self.assertRaises(Stale):
            put(self.story, self.content(headline="Two"), base=1, by=self.ed)

    def test_merges_a_stale_save(self):
        save(self.story, self.content(headline="One"), base=1, by=self.ed)
        saved = save(self.story, self.content(kicker="Two"), base=1, by=self.ada)

        self.story.refresh_from_db()
        self.assertTrue(saved.merged)
        self.assertEqual((self.story.headline, self.story.kicker, self.story.version), ("One", "Two", saved.version))

    def test_keeps_aside_what_clashes(self):
        save(self.story, self.content(headline="One"), base=1, by=self.ed)
        saved = save(self.story, self.content(headline="Two"), base=1, by=self.ada)

        self.story.refresh_from_db()
        self.assertEqual((self.story.headline, saved.aside.content["headline"]), ("One", "Two"))
        self.assertEqual([clash.key for clash in saved.clashes], ["headline"])
