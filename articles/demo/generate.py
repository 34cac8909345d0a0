"""Stories by the thousand, for scale work: the same every time, spread over years, words in a natural-looking order."""

import random
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from tqdm import tqdm

from accounts.models import Author, User
from articles.archive import Archived, publish_archive
from articles.models import Article, Section, Topic
from newsroom import clock
from photos.models import Photo

BATCH = 2000
TEXTS = 48  # few enough to be cleaned once each
YEARS = 12
WHO = "The council|The harbour board|The court|The tram company|A reader|The school|The club|The library|The market".split(
    "|"
)
DOES = "weighs|delays|defends|explains|questions|welcomes|rejects|repeats|measures|publishes|forgets|counts".split("|")
WHAT = (
    "the ferry timetable|a second bridge|the price of rope|its oldest promise|the night bus|a longer Saturday|the tide tables|"
    "the winter budget|a quiet street|the sea wall|the last orchard|new windows|the barley harvest|the football ground"
).split("|")
WHEN = "before the spring tide|after nine years|at the third attempt|in one evening|by a single vote|for the last time".split(
    "|"
)
SAID = (
    "said the clerk, who had read the papers twice|according to figures seen by The Packet|as the chair told members on Thursday|"
    "and nobody in the gallery was surprised|which is more than in any year since the flood|although the work has not begun"
).split("|")


def add(count: int, progress: bool = True) -> float:
    """Add ``count`` published stories to the demo newspaper. Answers the seconds it took."""
    editor = User.objects.get(email="editor@wennock.example")
    start = time.monotonic()
    stories = tell(count, skip=Article.objects.count())
    with tqdm(total=count, desc="Generating", disable=not progress) as bar:
        while batch := list(islice(stories, BATCH)):
            publish_archive(batch, by=editor)
            bar.update(len(batch))
    return time.monotonic() - start


def tell(count: int, skip: int = 0) -> Iterator[Archived]:
    chance = random.Random(skip)  # noqa: S311 - the same stories every time is the point
    sections, topics = list(Section.objects.select_related("parent")), list(Topic.objects.all())
    used = Article.objects.exclude(picture=None).values("picture")
    authors, photos = list(Author.objects.all()), [*Photo.objects.filter(pk__in=used)[:30], *[None] * 30]
    now = clock.now() - timedelta(days=21)
    paragraphs = [paragraph(chance) for _ in range(400)]
    bodies = ["".join(chance.choices(paragraphs, k=chance.randrange(2, 7))) for _ in range(TEXTS)]
    for number in range(count):
        published = now - timedelta(seconds=chance.randrange(YEARS * 365 * 86400))
        yield Archived(
            Article(
                headline=f"{chance.choice(WHO)} {chance.choice(DOES)} {chance.choice(WHAT)} {chance.choice(WHEN)}",
                slug=f"story-{skip + number}",
                standfirst=chance.choice(paragraphs).partition(".")[0][3:] + ".",
                section=chance.choice(sections),
                picture=chance.choice(photos),
                body=chance.choice(bodies),
                created_at=published,
                saved_at=published,
            ),
            published_at=published,
            authors=[(author, "") for author in chance.sample(authors, chance.choice((1, 1, 1, 2)))],
            topics=chance.sample(topics, chance.choice((1, 1, 2))),
        )


def paragraph(chance: random.Random) -> str:
    """Some forty words."""
    sentences = (
        f"{chance.choice(WHO)} {chance.choice(DOES)} {chance.choice(WHAT)} {chance.choice(WHEN)}, {chance.choice(SAID)}."
        for _ in range(chance.randrange(2, 4))
    )
    return f"<p>{' '.join(sentences)}</p>"
