"""Search in the paper: FTS5 on SQLite, full text on PostgreSQL, behind ``find``. Both stem, fold accents and highlight.

The table ``articles_search`` holds one row an edition. Whether a row may be found is asked of ``Edition.objects.live``.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.models.edition import Edition
from newsroom import html

TABLE = "articles_search"
MOST = 1000  # matches looked at, newest first: a common word costs no more than a rare one
PAGE = 20
QUOTES = '"“”„«»'
START, STOP = "\x02", "\x03"  # around found words, until the text is escaped
CONTROL = re.compile("[\x00-\x1f\x7f]")
# FTS5 walks matches in the order of rowid, so the rowid is the minute of publication followed by the edition's number.
EDITION_BITS = 36
EDITION_MASK = (1 << EDITION_BITS) - 1
FARTHEST = (1 << (63 - EDITION_BITS)) - 1  # minutes from 1970: 255 years to either side
LONGEST = 300_000  # letters of a text that PostgreSQL indexes: some 50,000 words; more may not fit into a tsvector
SQLITE = f"""
CREATE VIRTUAL TABLE {TABLE} USING fts5(
    headline, standfirst, byline, body,
    tokenize = "%s unicode61 remove_diacritics 2"
)"""
SQLITE_ADD = f"INSERT INTO {TABLE} (rowid, headline, standfirst, byline, body) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608
# No stop words, so that “The Who” and “to be or not to be” are found, as they are on SQLite.
POSTGRESQL = f"""
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TEXT SEARCH DICTIONARY newsroom_words (%s);
CREATE TEXT SEARCH CONFIGURATION newsroom (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION newsroom
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH unaccent, newsroom_words;
CREATE TABLE {TABLE} (
    edition_id bigint PRIMARY KEY,
    headline text NOT NULL, standfirst text NOT NULL, body text NOT NULL, vector tsvector NOT NULL
);
CREATE INDEX {TABLE}_vector ON {TABLE} USING gin (vector)"""
POSTGRESQL_ADD = f"""
INSERT INTO {TABLE} (edition_id, headline, standfirst, body, vector) VALUES (
    %s, %s, %s, %s,
    setweight(to_tsvector('newsroom', %s), 'A') || setweight(to_tsvector('newsroom', %s), 'B')
        || to_tsvector('newsroom', %s)
)"""  # noqa: S608
STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    edition: Edition
    headline: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Found:
    """One page of hits. ``total`` counts at most ``MOST``; ``capped`` says that there are more."""

    hits: list[Hit]
    total: int = 0
    capped: bool = False
    page: int = 1

    @property
    def has_next(self) -> bool:
        return self.page * PAGE < self.total


def find(
    words: str,
    *,
    at: datetime | None = None,
    section=None,
    start: datetime | None = None,
    end: datetime | None = None,
    newest: bool = False,
    page: int = 1,
) -> Found:
    """Live stories that hold all ``words`` (phrases in quotes), the most fitting of the newest ``MOST`` first.

    Retracted ones are left out: a snippet would repeat, without its notice, what the paper took back.
    """
    terms = terms_of(words)
    if not terms:
        return Found([])
    live = Edition.objects.live(at).not_retracted()
    live = live.in_section(section) if section else live
    live = live.filter(first_published_at__gte=start) if start else live
    live = live.filter(first_published_at__lt=end) if end else live
    rows = _sqlite_rows(terms, live, start, end) if _on_sqlite() else _postgresql_rows(terms, live)
    total, capped = min(len(rows), MOST), len(rows) > MOST
    rows = rows[:MOST] if newest else sorted(rows[:MOST], key=lambda row: row[1])
    page = max(1, min(page, -(-total // PAGE)))
    wanted = [row for row, _ in rows[(page - 1) * PAGE : page * PAGE]]
    texts = (_sqlite_texts if _on_sqlite() else _postgresql_texts)(terms, wanted) if wanted else {}
    editions = Edition.objects.live(at).for_cards().in_bulk([edition for edition, *_ in texts.values()])
    hits = [hit(editions, *texts[row]) for row in wanted if row in texts and texts[row][0] in editions]
    return Found(hits, total, capped, page)


def hit(editions: dict[int, Edition], edition: int, headline: str, standfirst: str, body: str) -> Hit:
    """The standfirst tells readers most; words from the text stand there only where they are what was found."""
    snippet = body if START in body and START not in standfirst else standfirst or body
    return Hit(editions[edition], marked(headline), marked(snippet))


def terms_of(words: str) -> list[str]:
    """The words and quoted phrases that somebody typed, whatever else it was; at most a dozen."""
    words = re.sub(f"[{QUOTES}]", '"', printable(words[:300]))
    typed = (phrase or word for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', words))
    terms = (" ".join(term.split()) for term in typed if any(map(str.isalnum, term)))
    return list(dict.fromkeys(terms))[:12]


def printable(text: str) -> str:
    """``text`` in one spelling, without NUL, which no table takes, and what we mark found words with."""
    return CONTROL.sub(" ", unicodedata.normalize("NFC", text))


def marked(text: str) -> SafeString:
    """Found words in ``<mark>``; everything else escaped."""
    return mark_safe(str(escape(text)).replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308 escaped first


def add(editions: Iterable[Edition]) -> None:
    """Make new editions findable from the moment they are live."""
    with connection.cursor() as cursor:
        if _on_sqlite():
            cursor.executemany(SQLITE_ADD, [_sqlite_row(edition) for edition in editions])
        else:
            cursor.executemany(POSTGRESQL_ADD, [_postgresql_row(edition) for edition in editions])


def renew(editions: Iterable[Edition]) -> None:
    """Index them again, with the words that they are found by now. Called by a migration."""
    editions = list(editions)
    with connection.cursor() as cursor:
        if _on_sqlite():
            rows = [(_sqlite_row(edition)[0],) for edition in editions]
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", rows)  # noqa: S608
        else:
            rows = [(edition.pk,) for edition in editions]
            cursor.executemany(f"DELETE FROM {TABLE} WHERE edition_id = %s", rows)  # noqa: S608
    add(editions)


def create_table(schema_editor) -> None:
    """Called by the migration."""
    language = settings.LANGUAGE_CODE[:2]
    if schema_editor.connection.vendor == "sqlite":
        return schema_editor.execute(SQLITE % ("porter" if language == "en" else ""))
    stemmer = STEMMERS.get(language)
    words = f"TEMPLATE = snowball, LANGUAGE = {stemmer}" if stemmer else "TEMPLATE = simple"
    schema_editor.execute(POSTGRESQL % words)


def drop_table(schema_editor) -> None:
    schema_editor.execute(f"DROP TABLE {TABLE}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TEXT SEARCH CONFIGURATION newsroom")
        schema_editor.execute("DROP TEXT SEARCH DICTIONARY newsroom_words")


def _on_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _texts(edition: Edition) -> list[str]:
    body = html.plain(html.without_figures(edition.body))  # the words of a picture go when it goes
    return [printable(text) for text in (edition.headline, edition.standfirst, edition.byline, body)]


def _exists(live, edition_id: str) -> tuple[str, tuple]:
    sql, params = live.filter(pk=RawSQL(edition_id, ())).order_by().values("pk").query.sql_with_params()  # noqa: S611
    return f"EXISTS ({sql})", params


# ---- SQLite ----


def _sqlite_row(edition: Edition) -> tuple:
    return ((_minute(edition.first_published_at) << EDITION_BITS) + edition.pk, *_texts(edition))


def _minute(moment: datetime) -> int:
    return max(-FARTHEST, min(int(moment.timestamp() // 60), FARTHEST))


def _match(terms: list[str]) -> str:
    # In quotes nothing is an operator. Not AND: what holds no word, as “—” does, would then match nothing.
    return " ".join(f'"{term}"' for term in terms)


def _sqlite_rows(terms: list[str], live, start, end) -> list[tuple]:
    exists, params = _exists(live, f"({TABLE}.rowid & {EDITION_MASK})")
    first = _minute(start) << EDITION_BITS if start else -(1 << 63)
    last = (_minute(end) << EDITION_BITS) + EDITION_MASK if end else (1 << 63) - 1
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, bm25({TABLE}, 10, 4, 4, 1) FROM {TABLE} "  # noqa: S608
            f"WHERE {TABLE} MATCH %s AND rowid BETWEEN %s AND %s AND {exists} ORDER BY rowid DESC LIMIT {MOST + 1}",
            [_match(terms), first, last, *params],
        )
        return cursor.fetchall()


def _sqlite_texts(terms: list[str], rowids: list[int]) -> dict[int, tuple]:
    marks = [START, STOP]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, rowid & {EDITION_MASK}, highlight({TABLE}, 0, %s, %s), highlight({TABLE}, 1, %s, %s), "  # noqa: S608
            f"snippet({TABLE}, 3, %s, %s, ' … ', 32) "
            f"FROM {TABLE} WHERE {TABLE} MATCH %s AND rowid IN ({', '.join(['%s'] * len(rowids))})",
            [*marks * 3, _match(terms), *rowids],
        )
        return {rowid: tuple(rest) for rowid, *rest in cursor.fetchall()}


# ---- PostgreSQL ----


def _postgresql_row(edition: Edition) -> tuple:
    headline, standfirst, byline, body = _texts(edition)
    return (edition.pk, headline, standfirst, body, headline, f"{standfirst} {byline}", body[:LONGEST])


def _query(terms: list[str]) -> str:
    return " && ".join(["phraseto_tsquery('newsroom', %s)"] * len(terms))


def _postgresql_rows(terms: list[str], live) -> list[tuple]:
    # Joined, so that the planner may begin with the words, if they are rare, or else with the newest stories.
    editions, params = live.order_by().values_list("id", "first_published_at").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT edition_id, -ts_rank(vector, {_query(terms)}) "  # noqa: S608
            f"FROM {TABLE} JOIN ({editions}) AS live (id, moment) ON live.id = edition_id "
            f"WHERE vector @@ ({_query(terms)}) ORDER BY live.moment DESC, live.id DESC LIMIT {MOST + 1}",
            [*terms, *params, *terms],
        )
        return cursor.fetchall()


def _postgresql_texts(terms: list[str], ids: list[int]) -> dict[int, tuple]:
    marks = f"StartSel={START}, StopSel={STOP}"
    whole = f"HighlightAll=true, {marks}"
    parts = f"MaxFragments=2, MaxWords=24, MinWords=10, FragmentDelimiter=' … ', {marks}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT edition_id, edition_id, ts_headline('newsroom', headline, query, %s), "  # noqa: S608
            "ts_headline('newsroom', standfirst, query, %s), ts_headline('newsroom', body, query, %s) "
            f"FROM {TABLE}, (SELECT {_query(terms)} AS query) asked WHERE edition_id = ANY(%s)",
            [whole, whole, parts, *terms, ids],
        )
        return {row: tuple(rest) for row, *rest in cursor.fetchall()}
