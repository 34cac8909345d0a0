"""Stories that nobody outside may see any word of, one in each state that is not public.

All of it stands in a transaction that is rolled back, pictures in memory: ``check`` sees to that.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.module_loading import autodiscover_modules

from accounts.models import Author, User
from articles import workflow
from articles.freeze import freeze
from articles.leaks.stories import Planted, a_picture, a_story, rewrite
from articles.leaks.words import Words, made_up
from articles.models import Article, Edition
from newsroom import clock
from newsroom.clock import travel
from photos import rights

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


# ---- The states ----

STATES: dict[str, Callable[[Planted], None]] = {}
LIVE: dict[str, Callable[[Planted], None]] = {}  # secrets of a story that readers have
PAST: dict[str, Callable[[Planted], None]] = {}  # what readers had of a story of which they have something else now
AFTERWARDS: list[Callable[["Garden"], None]] = []  # what is done with all the secrets, once they are planted


def state(name: str, kind: dict = STATES):
    def keep(function):
        kind[name] = function
        return function

    return keep


def afterwards(function):
    AFTERWARDS.append(function)
    return function


def every_state() -> tuple[str, ...]:
    """With those of the rooms upstairs: each plants its own secrets in its module ``leaks``."""
    autodiscover_modules("leaks")
    return (*STATES, *LIVE, *PAST)


def at_stage(stage: str) -> None:
    state(stage.label.lower())(lambda planted: a_story(planted, stage=stage))


for stage in Article.Stage:
    at_stage(stage)


def live_before(planted: Planted) -> Article:
    """A story that readers had at two addresses, with a notice."""
    with travel(clock.now() - 2 * HOUR):
        article = a_story(planted)
        workflow.publish(article, by=planted.by, note=planted.word("note of an edition"))
        article.slug = planted.word("second slug", "slug")
        article.save()
        planted.would_be_at(article.slug, clock.now())
    with travel(clock.now() - HOUR):
        workflow.publish(article, by=planted.by)
        workflow.correct(article, by=planted.by, text=planted.says("correction"), **approved(planted))
    return article


def scheduled(planted: Planted) -> Edition:
    return workflow.schedule(a_story(planted), by=planted.by, at=clock.now() + 2 * HOUR)


state("scheduled")(scheduled)


@state("taken out of the schedule")
def unscheduled(planted):
    workflow.unschedule(scheduled(planted), by=planted.by)


def why(planted: Planted) -> str:
    return planted.word("reason")


@state("embargoed")
def embargoed(planted):
    workflow.embargo(a_story(planted), by=planted.by, until=clock.now() + DAY, note=why(planted))


@state("embargoed while scheduled")
def embargoed_while_scheduled(planted):
    workflow.embargo(scheduled(planted).article, by=planted.by, until=clock.now() + DAY, note=why(planted))


@state("embargoed, scheduled for its end")
def scheduled_for_the_end(planted):
    embargoed(planted)
    workflow.schedule(planted.article, by=planted.by, at=clock.now() + DAY + HOUR)


@state("embargoed after it was live")
def embargoed_after(planted):
    workflow.embargo(live_before(planted), by=planted.by, until=clock.now() + DAY, note=why(planted))


@state("held")
def held(planted):
    workflow.hold(a_story(planted), by=planted.by, note=why(planted))


@state("held while scheduled")
def held_while_scheduled(planted):
    workflow.hold(scheduled(planted).article, by=planted.by, note=why(planted))


@state("held after it was live")
def held_after(planted):
    workflow.hold(live_before(planted), by=planted.by, note=why(planted))


@state("withdrawn")
def withdrawn(planted):
    workflow.withdraw(live_before(planted), by=planted.by, note=why(planted))


@state("withdrawn at a set time")
def ended(planted):
    with travel(clock.now() - 3 * HOUR):
        article = a_story(planted)
        workflow.publish(article, by=planted.by)
        workflow.withdraw(article, by=planted.by, at=clock.now() + HOUR, note=why(planted))


@state("killed")
def killed(planted):
    workflow.kill(live_before(planted), by=planted.by, note=why(planted), notice="Removed.")


@state("killed before it was live")
def killed_before(planted):
    workflow.kill(scheduled(planted).article, by=planted.by, note=why(planted))


@state("with reviewers")
def with_reviewers(planted):
    """Links that ended: one by itself, one by hand. An open one is its reader's to open."""
    article, now = a_story(planted), clock.now()
    for ended in ({"expires_at": now - HOUR}, {"expires_at": now + DAY, "revoked_at": now}):
        token = planted.word("reviewer's address", "review.token", "review-photo.token")
        article.links.create(reader=planted.word("reviewer"), token=token, made_by=planted.by, **ended)


@state("being typed")
def being_typed(planted):
    """What somebody types has no row yet but its own."""
    story = {name: planted.word(f"{name} being typed") for name in ("headline", "standfirst", "body", "slug")}
    planted.by.sittings.create(window=planted.word("window"), typed=story, typed_at=clock.now())


@state("changed since it went live", LIVE)
def changed(planted):
    workflow.save(planted.article, rewrite(planted), base=version(planted), by=planted.by, note=planted.word("note"))


@state("changed, and scheduled", LIVE)
def change_scheduled(planted):
    changed(planted)
    workflow.schedule(planted.article, by=planted.by, at=clock.now() + 2 * HOUR)


@state("kept aside", LIVE)
def kept_aside(planted):
    workflow.set_aside(planted.article, rewrite(planted), by=planted.by, note=planted.word("note"))


@state("being typed over a live story", LIVE)
def typed_over(planted):
    typed = rewrite(planted)
    window = planted.words.never()
    planted.article.sittings.create(user=planted.by, window=window, typed=typed, typed_at=clock.now())


@state("talked about", LIVE)
def talked_about(planted):
    """What colleagues say about a story that readers have."""
    article, by = planted.article, planted.by
    workflow.remark(article, by=by, text=planted.says("remark"), quote=planted.word("quote"))
    workflow.sign_off(article, by=by, kind="copy", note=planted.word("note of a sign-off"))
    workflow.raise_legal(article, by=by, note=planted.word("reason"))
    workflow.name_revision(article.revisions.latest(), by=by, name=planted.word("name of a revision"))
    Article.objects.filter(pk=article.pk).update(note=planted.says("note"), slugline=planted.word("slugline"))
    article.links.create(
        reader=planted.word("reviewer"), token=planted.word("reviewer's address"), expires_at=clock.now() + DAY
    )


@state("a former edition", PAST)
def former(planted):
    """Readers may not compare the story's versions."""
    first = freeze(planted.article).content()
    with travel(clock.now() - 2 * HOUR):
        republish(planted, rewrite(planted), note=planted.word("note of an edition"))
    with travel(clock.now() - HOUR):
        republish(planted, first)


@state("a redacted edition", PAST)
def redacted(planted):
    """Readers may compare the story's versions, but for this one."""
    former(planted)
    with travel(clock.now() - HOUR):
        republish(planted, freeze(planted.article).content() | {"show_changes": True, "kicker": "Redacted"})
    for edition in planted.article.editions.filter(number=2):
        workflow.redact(edition, by=planted.by, why=planted.word("reason"))


@state("with pictures that may not be shown", PAST)
def pictured(planted):
    """One was taken down, one restricted; the rights of the third, somebody’s face, have ended."""
    lead, inside, face = (a_picture(planted, part) for part in ("picture", "picture in the text", "portrait"))
    figure = f'<figure data-photo="{inside.pk}" data-alt="{planted.word("description in the text")}"><figcaption>'
    figure += f"{planted.word('caption in the text')}</figcaption></figure>"
    content = freeze(planted.article).content()
    content |= {f"picture_{name}": planted.says(f"{name} here") for name in ("caption", "alt")}
    content |= {"picture_id": lead.pk, "show_changes": True, "body": f"<p>Now.</p>{figure}"}
    with travel(clock.now() - 2 * HOUR):
        republish(planted, content)
    Author.objects.filter(pk=content["bylines"][0][0]).update(portrait=face)
    rights.take_down(lead, by=planted.by, why=why(planted))
    rights.clear(inside, by=planted.by, status="restricted", restrictions=planted.word("restrictions"))
    rights.clear(face, by=planted.by, usable_until=clock.now() - HOUR, cost=planted.word("cost"))


@state("an amended notice", PAST)
def amended(planted):
    notice = workflow.correct(planted.article, by=planted.by, text=planted.says("first wording"), **approved(planted))
    workflow.amend(notice, by=planted.by, text="It has five piers.", note=planted.word("note"))


def republish(planted: Planted, content: dict, **more) -> None:
    workflow.save(planted.article, content, base=version(planted), by=planted.by)
    workflow.publish(planted.article, by=planted.by, **more)


def approved(planted: Planted) -> dict:
    return {"approved_by": planted.by, "asked_by": planted.word("who asked"), "note": planted.word("note")}


def version(planted: Planted) -> int:
    return Article.objects.values_list("version", flat=True).get(pk=planted.article.pk)


# ---- All of it ----


@dataclass
class Garden:
    """What is planted: ``live`` are the public stories that carry secrets, ``secret`` everything that is one."""

    words: Words = field(default_factory=Words)
    common: str = field(default_factory=made_up)
    live: list[Planted] = field(default_factory=list)
    secret: list[Planted] = field(default_factory=list)
    by: User | None = None

    def planted(self, state: str, **facts) -> Planted:
        return Planted(state, self.words, self.by, self.common, **facts)

    def plant_public(self, states) -> None:
        """The stories that readers have, and what they had before."""
        self.by = User.objects.create_superuser(f"{self.words.never()}@leakcheck.invalid", name=self.words.never())
        for name in dict.fromkeys(["live", *(name for name in states if name not in STATES)]):
            live = self.planted(f"live, {name}", is_secret=False)
            self.live.append(live)
            with travel(clock.now() - 3 * HOUR):
                workflow.publish(a_story(live), by=self.by)
            if name in PAST:
                self.plant_on(live, name, PAST[name])

    def plant_secrets(self, states) -> None:
        for name in states:
            if name in STATES:
                self.secret.append(self.planted(name))
                STATES[name](self.secret[-1])
        for live in self.live:
            name = live.state.removeprefix("live, ")
            if name in LIVE:
                self.plant_on(live, name, LIVE[name])
        for plant in AFTERWARDS:
            plant(self)

    def plant_on(self, live: Planted, name: str, function) -> None:
        self.secret.append(self.planted(name, article=live.article))
        function(self.secret[-1])
