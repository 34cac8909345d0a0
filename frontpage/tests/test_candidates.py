"""What the board offers, to whom, and what it says of the stories in its slots."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.tests.factories import a_draft, a_photo, a_section, a_topic, published, ready_article
from articles.workflow import correct, embargo, hold, kill, publish, schedule, spike, withdraw
from frontpage.candidates import UNSEEN, Candidates, State, states_of
from frontpage.models import Front
from frontpage.tests.reads import opened
from newsroom.testing import NewsroomTestCase, at, hire, travel

Stage = Article.Stage
COSTS = {"just_published": 4, "ready_soon": 7, "scheduled": 5, "most_read": 6, "search": 11, "states": 2}


def a_ready(headline: str, **facts) -> Article:
    return ready_article(headline, **{"stage": Stage.READY} | facts)


class CandidatesTestCase(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.town, cls.sport = a_section("Town"), a_section("Sport")
        cls.schools = a_section("Schools", parent=cls.town)
        cls.site, cls.of_town = Front.objects.create(), Front.objects.create(section=cls.town)

    def offer(self, user=None, front=None, **facts) -> Candidates:
        return Candidates(user or self.ed, front or self.site, **facts)

    def told(self, offered) -> list[tuple[str, str]]:
        return [(one.headline, one.words) for one in offered]

    def names(self, offered) -> list[str]:
        return [one.headline for one in offered]


class JustPublishedTests(CandidatesTestCase):
    def test_has_the_newest_first_with_the_headline_that_readers_see(self):
        story = published("Bridge reopens", by=self.ed, moment=at("06:30"), section=self.schools, picture=a_photo())
        published("Cup final", by=self.ed, moment=at("07:00"))
        Article.objects.filter(pk=story.pk).update(headline="Tomorrow’s rewrite")

        cup, bridge = self.offer().just_published()
        self.assertEqual((cup.headline, cup.words, cup.mark), ("Cup final", "live since 07:00", "public"))
        self.assertEqual(
            (bridge.article, bridge.headline, bridge.section, bridge.at, bridge.is_live, bridge.picture),
            (story.pk, "Bridge reopens", "Town · Schools", at("06:30"), True, story.picture),
        )

    def test_has_the_fronts_own(self):
        published("Term begins", by=self.ed, section=self.schools)
        published("Cup final", by=self.ed, section=self.sport, topics=[a_topic("Cup")])
        self.assertEqual(self.names(self.offer(front=self.of_town).just_published()), ["Term begins"])
        of_cup = Front.objects.create(topic=a_topic("Cup"))
        self.assertEqual(self.names(self.offer(front=of_cup).just_published()), ["Cup final"])

    def test_leaves_out_what_readers_do_not_have_or_the_paper_took_back(self):
        for headline, end in {"Killed": kill, "Withdrawn": withdraw, "Held": hold}.items():
            end(published(headline, by=self.ed, moment=at("07:00")), by=self.ed, note="Wrong.")
        retracted = published("Retracted", by=self.ed, section=self.sport)
        correct(retracted, by=self.ed, kind="retraction", text="None of it was so.", approved_by=self.ada)
        self.assertEqual(self.offer().just_published(), [])


class ReadySoonTests(CandidatesTestCase):
    def test_has_what_is_due_soonest_first(self):
        a_ready("No hurry"), a_ready("Later", due_at=at("18:00"))
        a_ready("Soon", due_at=at("09:00"), stage=Stage.COPY, section=self.town)
        self.assertEqual(
            self.told(self.offer().ready_soon()),
            [("Soon", "at Copy · due 09:00"), ("Later", "ready · due 18:00"), ("No hurry", "ready")],
        )
        self.assertEqual(self.names(self.offer(front=self.of_town).ready_soon()), ["Soon"])

    def test_leaves_out_what_is_no_further_what_runs_and_what_never_will(self):
        ready_article("In work", stage=Stage.DESK)
        publish(a_ready("Live"), by=self.ed)
        schedule(a_ready("Scheduled"), by=self.ed, at=at("18:00"))
        kill(a_ready("Killed"), by=self.ed, note="Wrong.")
        spike(a_ready("Spiked"), by=self.ed)
        self.assertEqual(self.offer().ready_soon(), [])

    def test_leaves_out_what_was_withdrawn_and_nobody_works_at(self):
        withdraw(published("Off", by=self.ed, moment=at("07:00"), stage=Stage.READY), by=self.ed)
        self.assertEqual(self.offer().ready_soon(), [])

    def test_says_what_stops_a_story(self):
        hold(a_ready("Held", due_at=at("10:00")), by=self.ed, note="Wait.")
        embargo(a_ready("Closed"), by=self.ed, until=at("2026-05-15 00:01"))
        off = published("Off", by=self.ed, moment=at("07:00"))
        withdraw(off, by=self.ed)
        Article.objects.filter(pk=off.pk).update(stage=Stage.COPY)
        told = {one.headline: (one.words, one.mark) for one in self.offer().ready_soon()}
        self.assertEqual(told["Held"], ("ready · on hold · due 10:00", "stop"))
        self.assertEqual(told["Closed"], ("ready · embargoed until Fri 15 May, 00:01", "embargo"))
        self.assertEqual(told["Off"], ("withdrawn · at Copy", "withdrawn"))


class ScheduledTests(CandidatesTestCase):
    def test_has_what_comes_with_its_time_as_it_will_run(self):
        schedule(a_ready("Evening", section=self.sport), by=self.ed, at=at("18:00"))
        story = a_ready("Morning")
        schedule(story, by=self.ed, at=at("2026-05-15 06:00"))
        Article.objects.filter(pk=story.pk).update(headline="Rewritten since")

        evening, morning = self.offer().scheduled()
        self.assertEqual((evening.headline, evening.words, evening.mark), ("Evening", "scheduled for 18:00", "sched"))
        self.assertEqual((morning.headline, morning.words), ("Morning", "scheduled for Fri 15 May, 06:00"))
        self.assertEqual((morning.at, morning.is_live), (at("2026-05-15 06:00"), False))
        self.assertEqual(self.offer(front=self.of_town).scheduled(), [])

    def test_tells_of_an_embargo_and_of_a_live_storys_next_text(self):
        closed, live = a_ready("Closed"), published("Live", by=self.ed, moment=at("07:00"))
        embargo(closed, by=self.ed, until=at("17:00"))
        schedule(closed, by=self.ed, at=at("17:00"))
        schedule(live, by=self.ed, at=at("12:00"), change="update")
        self.assertEqual(
            self.told(self.offer().scheduled()),
            [
                ("Live", "live since 07:00 · new text 12:00"),
                ("Closed", "scheduled for 17:00 · embargoed until 17:00"),
            ],
        )


class MostReadTests(CandidatesTestCase):
    def test_has_live_ones_by_their_reads(self):
        cup, term, gone = (
            published(headline, by=self.ed, moment=at("07:00"), section=section)
            for headline, section in (("Cup final", self.sport), ("Term begins", self.schools), ("Gone", self.sport))
        )
        opened(cup, 3), opened(term, 5), opened(gone, 9)
        withdraw(gone, by=self.ed)
        offered = self.offer().most_read()
        self.assertEqual([(one.headline, one.reads) for one in offered], [("Term begins", 5), ("Cup final", 3)])
        self.assertEqual(self.names(self.offer(front=self.of_town).most_read()), ["Term begins"])


class SearchTests(CandidatesTestCase):
    def found(self, words: str, user=None) -> list[str]:
        return sorted(self.names(self.offer(user, self.of_town).search(words)))

    def test_finds_what_is_live_scheduled_or_nearly_ready_in_every_section(self):
        published("Ferry runs", by=self.ed, section=self.sport)
        schedule(a_ready("Ferry tomorrow"), by=self.ed, at=at("2026-05-15 06:00"))
        a_ready("Ferry timetable", stage=Stage.COPY), a_ready("Ferries at last")
        ready_article("Ferry in work", stage=Stage.DESK), kill(a_ready("Ferry killed"), by=self.ed, note="Wrong.")
        self.assertEqual(self.found("ferr"), ["Ferries at last", "Ferry runs", "Ferry timetable", "Ferry tomorrow"])

    def test_finds_a_live_story_of_the_archive_and_one_whose_desk_copy_is_another(self):
        with travel(at("2024-03-03 12:00")):
            published("An old ferry", by=self.ed, stage=Stage.READY)
        story = published("Ferry runs", by=self.ed)
        Article.objects.filter(pk=story.pk).update(headline="Trams run", stage=Stage.DESK)
        self.assertEqual(self.found("ferry"), ["An old ferry", "Ferry runs"])

    def test_answers_nothing_to_nothing_and_survives_whatever_is_typed(self):
        a_ready("Ferry")
        for words in ("", "  ", "\x00", '"', "%", "* OR NEAR(", "x" * 5000):
            self.assertEqual(self.found(words), [])


class RightsTests(CandidatesTestCase):
    """A writer reads their own; a desk editor of Sport reads Sport; secrets are for those with the right."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.joe = hire("Joe Lark", "Desk editor", sections=[cls.sport])

    def all_offered(self, user) -> list[list[str]]:
        offer = self.offer(user)
        lists = (
            offer.just_published(),
            offer.ready_soon(),
            offer.scheduled(),
            offer.most_read(),
            offer.search("Ferry"),
        )
        return [self.names(one) for one in lists]

    def test_offers_nothing_of_another_section(self):
        opened(published("Ferry runs", by=self.ed, section=self.town), 3)
        a_ready("Ferry soon", section=self.town)
        schedule(a_ready("Ferry tomorrow", section=self.town), by=self.ed, at=at("2026-05-15 06:00"))
        names = ["Ferry runs", "Ferry soon", "Ferry tomorrow"]
        self.assertEqual(self.all_offered(self.joe), [[], [], [], [], []])
        everything = self.all_offered(self.ed)
        self.assertEqual([everything[:4], sorted(everything[4])], [[[name] for name in (*names, names[0])], names])

    def test_offers_no_secret_without_the_right(self):
        reader = hire("Fay Dunn", "Front editor")
        embargo(a_ready("Ferry closed"), by=self.ed, until=at("18:00"))
        hold(a_ready("Ferry held"), by=self.ed, note="Wait.")
        a_ready("Ferry open")
        self.assertEqual(self.all_offered(reader), [[], ["Ferry open"], [], [], ["Ferry open"]])
        self.assertEqual(len(self.offer(self.ed).ready_soon()), 3)

    def test_offers_nothing_to_a_reader(self):
        published("Ferry runs", by=self.ed)
        self.assertEqual(self.all_offered(self.rae), [[], [], [], [], []])

    def test_names_no_story_in_a_slot_that_may_not_be_seen(self):
        live, closed = published("Ferry", by=self.ed, section=self.town), a_ready("Closed", section=self.sport)
        embargo(closed, by=self.ed, until=at("18:00"))
        states = states_of(
            [live.pk, closed.pk, 10**9], hire("Tom Reed", "Reporter", sections=[self.sport]), at("08:00")
        )
        hidden = State(False, UNSEEN, "", False)
        self.assertEqual(states, {live.pk: State(False, UNSEEN, "", True), closed.pk: hidden, 10**9: hidden})


class StatesTests(CandidatesTestCase):
    def words(self, story, moment="08:00") -> tuple[str, bool]:
        state = states_of([story.pk], self.ed, at(moment))[story.pk]
        return state.words, state.is_live

    def test_says_where_each_story_stands(self):
        live = published("Live", by=self.ed, moment=at("07:12"))
        off, coming = published("Off", by=self.ed, moment=at("07:00")), a_ready("Coming")
        killed = published("Killed", by=self.ed, moment=at("07:00"))
        withdraw(off, by=self.ed), kill(killed, by=self.ed, note="Wrong.")
        schedule(coming, by=self.ed, at=at("2026-05-15 06:00"))
        self.assertEqual(self.words(live), ("live since 07:12", True))
        self.assertEqual(self.words(off), ("withdrawn", False))
        self.assertEqual(self.words(coming), ("scheduled for Fri 15 May, 06:00", False))
        self.assertEqual(self.words(killed), ("killed", False))
        self.assertEqual(self.words(a_ready("Ready")), ("ready", False))
        self.assertEqual(self.words(a_draft("Idea", stage=Stage.IDEA, section=self.town)), ("at Idea", False))

    def test_says_what_will_be_true_at_another_moment(self):
        story = a_ready("Coming")
        schedule(story, by=self.ed, at=at("2026-05-15 06:00"))
        withdraw(story, by=self.ed, at=at("2026-05-15 18:00"))
        self.assertEqual(self.words(story, "2026-05-15 07:00")[1], True)
        self.assertEqual(
            self.words(story, "2026-05-15 07:00")[0], "live since Fri 15 May, 06:00 · ends Fri 15 May, 18:00"
        )
        self.assertEqual(self.words(story, "2026-05-15 18:00"), ("withdrawn", False))

    def test_has_the_headline_that_readers_see_to_compare_with_a_slots(self):
        story = published("Bridge reopens", by=self.ed)
        Article.objects.filter(pk=story.pk).update(headline="Bridge shuts")
        unnamed = a_draft("", slugline="BRIDGE", section=self.town)
        states = states_of([story.pk, unnamed.pk], self.ed, at("08:00"))
        self.assertEqual((states[story.pk].title, states[story.pk].headline), ("Bridge reopens", "Bridge reopens"))
        self.assertEqual((states[unnamed.pk].title, states[unnamed.pk].headline), ("BRIDGE", ""))

    def test_does_not_call_live_what_the_paper_took_back(self):
        story = published("Bridge reopens", by=self.ed)
        correct(story, by=self.ed, kind="retraction", text="None of it was so.", approved_by=self.ada)
        state = states_of([story.pk], self.ed, at("08:00"))[story.pk]
        self.assertEqual((state.title, state.words, state.is_live), ("Retracted: Bridge reopens", "retracted", False))


class QueriesTests(CandidatesTestCase):
    def test_are_as_many_for_one_story_as_for_three(self):
        self.fay = hire("Fay Dunn", "Front editor")
        self.offer(self.fay).just_published()  # asks for her rights, once a request
        stories = []
        for number in range(3):
            live = published(f"Ferry {number}", by=self.ed, picture=a_photo(), section=self.schools)
            opened(live, number + 1)
            schedule(a_ready(f"Ferry later {number}"), by=self.ed, at=at("18:00"))
            stories += [live.pk, a_ready(f"Ferry soon {number}").pk]
            if number != 1:
                self.assertEqual(self.costs(stories), COSTS, number)

    def costs(self, stories) -> dict[str, int]:
        offer = self.offer(self.fay)
        lists = {name: getattr(offer, name) for name in ("just_published", "ready_soon", "scheduled", "most_read")}
        lists |= {"search": lambda: offer.search("ferry"), "states": lambda: states_of(stories, self.fay, at("08:00"))}
        return {name: self.cost(ask) for name, ask in lists.items()}

    def cost(self, ask) -> int:
        with CaptureQueriesContext(connection) as asked:
            self.assertTrue(ask())
        return len(asked)
