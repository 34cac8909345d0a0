"""Plays the demo newspaper: every story is written, published, corrected and killed by the verbs, at its own moment."""

import secrets
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.text import slugify
from tqdm import tqdm

from accounts.models import Author, User
from articles import workflow
from articles.demo import cast, desk, pictures
from articles.demo.telling import Day, Told, all_stories
from articles.models import Article, Byline, Section, Series, Topic
from articles.signals import demo_played
from newsroom import clock
from photos.intake import take_in
from photos.models import Photo

CREDIT = "The Packet"


def play(progress: bool = True) -> int:
    """Make the whole demo newspaper in an empty newsroom. Answers how many stories there are."""
    told = all_stories()
    with transaction.atomic():
        staff = hire()
        editor = staff["editor@wennock.example"]
        found(editor)
        shown = draw({story["picture"] for story in told if story["picture"]}, told, editor, progress)
        acts = sorted(acts_of(told, editor, staff["reporter@wennock.example"], shown), key=lambda act: act[0])
        for moment, act in tqdm(acts, desc="Printing", disable=not progress):
            with clock.travel(moment):
                act()
        desk.fill(staff)
        demo_played.send(None, staff=staff)
    return len(told)


def hire() -> dict[str, User]:
    """The demo's staff, each with a password of chance; the sign-ins are kept beside the data."""
    staff, lines = {}, []
    for email, name, roles in cast.STAFF:
        password = "-".join(secrets.token_hex(2) for _ in range(3))
        user = User.objects.create_user(email, password, name=name, is_staff=True, is_superuser=roles is None)
        user.groups.set(Group.objects.filter(name__in=roles or []))
        staff[email] = user
        lines.append(f"{email}  {password}  ({name})")
    file = sign_ins_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text("\n".join(lines) + "\n")
    return staff


def sign_ins_file():
    return settings.DATA_DIR / "demo-sign-ins.txt"


def found(editor: User) -> None:
    """Sections, topics, series and authors with their portraits."""
    for position, (path, name, tone, about) in enumerate(cast.SECTIONS):
        *parent, slug = path.split("/")
        parent = Section.objects.get(path=parent[0]) if parent else None
        tone = tone or Section.Tone.NEWS
        Section.objects.create(name=name, slug=slug, parent=parent, tone=tone, about=about, position=position)
    for slug, name in cast.TOPICS_WITH_SLUG + [(slugify(name), name) for name in cast.TOPICS]:
        Topic.objects.create(slug=slug, name=name)
    for slug, name, about in cast.SERIES:
        Series.objects.create(slug=slug, name=name, about=about)
    for slug, name, role, bio in cast.AUTHORS:
        portrait = None
        if slug in pictures.PORTRAITS:
            alt = pictures.portrait_alt(slug)
            portrait = kept(pictures.draw_portrait(slug), editor, caption=name, credit=CREDIT, alt=alt)
        Author.objects.create(slug=slug, name=name, role=role, bio=bio, portrait=portrait)


def draw(scenes: set[str], told: list[Told], editor: User, progress: bool) -> dict[str, Photo]:
    captions = {story["picture"]: story["caption"] for story in reversed(told) if story["picture"]}
    return {
        scene: kept(pictures.draw(scene), editor, caption=captions[scene], credit=CREDIT, alt=pictures.alt(scene))
        for scene in tqdm(sorted(scenes), desc="Drawing", disable=not progress)
    }


def kept(image, editor: User, **facts) -> Photo:
    file = BytesIO()
    image.save(file, "JPEG", quality=92)
    file.seek(0)
    facts |= {"kind": Photo.Kind.ILLUSTRATION, "status": Photo.Status.CLEARED}
    return take_in(file, by=editor, **facts)


def acts_of(told: list[Told], editor: User, reporter: User, shown: dict[str, Photo]):
    """All that happens to all stories: moments and what is done then."""
    moments = [moment for story in told for moment in [story["updated"], *(m for _, m, _ in story.corrections)]]
    day = Day.of(clock.now(), [story["published"] for story in told] + moments)
    for story in told:
        yield from acts_of_one(Telling(story, editor, reporter, shown), day)


class Telling:
    """One story on its way through the newsroom."""

    def __init__(self, told: Told, editor: User, reporter: User, shown: dict[str, Photo]):
        self.told, self.editor, self.reporter, self.shown = told, editor, reporter, shown
        self.article: Article | None = None

    def write(self) -> None:
        told = self.told
        series, _, part = told["series"].rpartition(" ")
        picture = self.shown.get(told["picture"])
        self.article = Article.objects.create(
            headline=told["headline"],
            slug=told["slug"],
            kicker=told["kicker"],
            standfirst=told["standfirst"],
            dateline=told["dateline"],
            section=Section.objects.get_by_path(told["section"]),
            series=Series.objects.get(slug=series) if series else None,
            series_part=int(part) if part else None,
            picture=picture,
            picture_caption=told["caption"] if picture and told["caption"] != picture.caption else "",
            slugline=told.name.partition("-")[2].replace("-", " "),
            note=told["note"],
            body=told.body,
            created_by=self.reporter,
            saved_by=self.reporter,
        )
        authors = {author.slug: author for author in Author.objects.filter(slug__in=told.slugs("authors"))}
        for position, slug in enumerate(told.slugs("authors")):
            Byline.objects.create(article=self.article, author=authors[slug], position=position)
        self.article.topics.set(Topic.objects.filter(slug__in=told.slugs("topics")))
        workflow.record(self.article, by=self.reporter)

    def publish(self) -> None:
        workflow.publish(self.article, by=self.editor)

    def update(self) -> None:
        workflow.publish(self.article, by=self.editor, change="update", note=self.told["update_note"])

    def withdraw(self) -> None:
        workflow.withdraw(self.article, by=self.editor, note=self.told["note"][:200])

    def kill(self) -> None:
        workflow.kill(self.article, by=self.editor, note="Demo of a killed story.", notice=self.told["killed_note"])

    def schedule(self, at: datetime) -> Callable[[], None]:
        return lambda: workflow.schedule(self.article, by=self.editor, at=at)

    def correct(self, kind: str, text: str) -> Callable[[], None]:
        other = User.objects.filter(is_superuser=True).first()  # an apology takes two
        return lambda: workflow.correct(self.article, by=self.editor, kind=kind, text=text, approved_by=other)


def acts_of_one(telling: Telling, day: Day):
    told, state = telling.told, telling.told["state"]
    if state == "draft":
        yield day.now, telling.write
    elif state == "scheduled":
        yield day.now, telling.write
        yield day.now, telling.schedule(day.moment(told["published"]))
    else:
        published = day.moment(told["published"])
        yield published, telling.write
        yield published, telling.publish
        for kind, moment, text in told.corrections:
            yield day.moment(moment), telling.correct(kind, text)
        if told["updated"]:
            yield day.moment(told["updated"]), telling.update
        if state in {"withdrawn", "killed"}:
            yield day.now, telling.withdraw if state == "withdrawn" else telling.kill
