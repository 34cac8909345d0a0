"""How often stories are opened, hour by hour, for “most read”. Of whoever opens them nothing is known or kept.

Each process counts in memory; one thread of it adds that to the table every few seconds, so that no page waits for it.
Where a cache stands before the newsroom it only hears of some readers: then the counts are a sample.
"""

import atexit
import logging
import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from threading import Lock, Thread
from typing import NamedTuple

from django.conf import settings
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Q, Sum

from frontpage.models.reading import Reading
from newsroom import clock

log = logging.getLogger(__name__)
HOUR, DAY, KEPT = timedelta(hours=1), timedelta(days=1), timedelta(days=90)
EVERY = 20  # seconds between two times of writing
CEILING = 200  # of a story's reads that wait at once: more of them within seconds come from a program
MOST = 20_000  # stories × hours that wait in memory, should the database be away
UNFIT = DataError, IntegrityError, OverflowError
# One statement, so that processes that count the same story at once lose nothing; of a story that is gone it adds none.
ADD = """
INSERT INTO frontpage_reading (article_id, hour, times) SELECT id, %s, %s FROM articles_article WHERE id = %s
ON CONFLICT (hour, article_id) DO UPDATE SET times = frontpage_reading.times + excluded.times"""


class Reads(NamedTuple):
    hour: int  # since the whole hour
    day: int


# ---- Asking ----


def most_read(at: datetime, number: int = 30) -> list[int]:
    """Keys of the articles that were opened most in the day before ``at``, the hour under way with it.

    Whether readers can have them at the moment is another question. One query, or none: the answer for the present
    moment is kept a while, as counts are written only so often.
    """
    if settings.TESTING or abs((clock.present() - at).total_seconds()) > EVERY:
        return most_read_at(at, number)
    return list(kept(at.timestamp() // EVERY, number))


@lru_cache(maxsize=4)
def kept(number_of_the_while: float, number: int) -> list[int]:
    return most_read_at(datetime.fromtimestamp(number_of_the_while * EVERY, UTC), number)


def most_read_at(at: datetime, number: int) -> list[int]:
    counted = in_day_before(at).values("article").annotate(reads=Sum("times"))
    return list(counted.order_by("-reads", "-article").values_list("article", flat=True)[:number])


def reads_of(articles: Iterable[int], at: datetime) -> dict[int, Reads]:
    """Each of these keys of articles → how often it was opened, for the desk. One query."""
    articles, this_hour = set(articles), Sum("times", filter=Q(hour=whole(at)), default=0)
    rows = in_day_before(at).filter(article__in=articles).values("article")
    rows = rows.annotate(this_hour=this_hour, day=Sum("times")).values_list("article", "this_hour", "day")
    found = {pk: Reads(hour, day) for pk, hour, day in rows}
    return {pk: found.get(pk, Reads(0, 0)) for pk in articles}


def in_day_before(at: datetime):
    return Reading.objects.filter(hour__gt=whole(at) - DAY, hour__lte=whole(at))


def whole(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


# ---- Counting ----

waiting: Counter[tuple[datetime, int]] = Counter()  # hour and article → reads that are in no table yet
guard, pen = Lock(), Lock()  # for a moment, around the counter; as long as it takes, for whoever writes
writer: Thread | None = None


def hear(article_id: int, **_) -> None:
    """Somebody opened a story."""
    key = whole(clock.now()), article_id
    if waiting[key] < CEILING:
        count({key: 1})
    if not settings.TESTING:  # there, tests write
        start()


def count(reads: dict[tuple[datetime, int], int]) -> None:
    with guard:
        for key, times in reads.items():
            if key in waiting or len(waiting) < MOST:
                waiting[key] += times


def start() -> None:
    """One thread a process; a process that was forked from another one starts its own."""
    global writer
    if writer and writer.is_alive():
        return
    with guard:
        if writer is None:
            atexit.register(write)
        if writer is None or not writer.is_alive():
            writer = Thread(target=keep_writing, name="reads", daemon=True)
            writer.start()


def keep_writing() -> None:
    while True:
        time.sleep(EVERY)
        write()
        connection.close()


def write() -> int:
    """Add to the table what was counted: how many rows. What can't be written now waits for the next time."""
    with pen:
        with guard:
            reads = dict(waiting)
            waiting.clear()
        return put(reads)


def put(reads: dict[tuple[datetime, int], int]) -> int:
    """Half by half where the table won't ever take them all, until only what it won't take is dropped."""
    try:
        add(reads)
        return len(reads)
    except UNFIT as why:
        if len(reads) > 1:
            rows, half = list(reads.items()), len(reads) // 2
            return put(dict(rows[:half])) + put(dict(rows[half:]))
        log.warning("Reads of a story can never be written and are dropped: %s", why)
    except Exception as why:
        log.warning("Reads of %s stories could not be written and are kept: %s", len(reads), why)
        count(reads)
    return 0


def add(reads: dict[tuple[datetime, int], int]) -> None:
    if not reads:
        return
    stored = connection.ops.adapt_datetimefield_value
    rows = [(stored(hour), times, article) for (hour, article), times in sorted(reads.items())]  # always in one order
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(ADD, rows)


def forget() -> None:
    """What waits to be written, and what was asked."""
    kept.cache_clear()
    with guard:
        waiting.clear()


def sweep() -> int:
    """Drop what is older than ninety days: how many rows."""
    return Reading.objects.filter(hour__lt=clock.present() - KEPT).delete()[0]
