"""The shapes that templates get."""

from dataclasses import dataclass, field
from datetime import datetime

from articles.models.edition import Edition
from articles.models.section import Section
from articles.models.series import Series
from articles.models.topic import Topic
from frontpage.content import Block
from photos.models import Photo

POOL = 48


@dataclass(frozen=True)
class Scope:
    """What a front is of: a section, a topic or, without either, the whole paper."""

    section: Section | None = None
    topic: Topic | None = None

    def stories(self, at: datetime) -> list[Edition]:
        """The newest from which places fill themselves. One query."""
        live = Edition.objects.live(at).not_retracted()
        if self.topic:
            found = live.about(self.topic)
        else:
            found = (live.in_section(self.section) if self.section else live).newest_first()
        return list(found.for_cards()[:POOL])

    @property
    def is_of_site(self) -> bool:
        return self.section is None and self.topic is None


@dataclass
class Filled:
    """A block with what stands in it: copies of editions, each with ``slot`` (a Place, or None where the place filled
    itself), ``size`` and ``related``."""

    block: Block
    cards: list[Edition] = field(default_factory=list)
    section: Section | None = None
    topic: Topic | None = None
    series: Series | None = None
    picture: Photo | None = None  # a promotion's own

    @property
    def kind(self) -> str:
        return self.block.kind

    @property
    def design(self) -> str:
        return self.block.design

    @property
    def of(self) -> Section | Topic | Series | None:
        """What the block is about, if readers can go there."""
        return self.section or self.topic or self.series

    @property
    def name(self) -> str:
        return self.block.name or (self.of.name if self.of else self.block.sort.heading)

    @property
    def called(self) -> str:
        """At the desk, also where nobody asked what the block is about."""
        return self.block.called if self.block.about else self.block.name or str(self.of or self.block.called)

    @property
    def address(self) -> str:
        return self.of.get_absolute_url() if self.of else ""

    @property
    def is_empty(self) -> bool:
        return not (self.cards or (self.kind == "promo" and self.block.text))

    @property
    def may_stand_abreast(self) -> bool:
        """Whether it is a column among others."""
        return self.kind in ("strip", "series") and not self.design

    @property
    def identity(self) -> str:
        """For ids in the page."""
        return f"{self.kind}-{self.block.key}"

    @property
    def template(self) -> str:
        return f"frontpage/_{self.kind}.html"

    @property
    def is_named(self) -> bool:
        """Whether readers see what it is called; otherwise they only hear it."""
        return bool(self.block.name or self.of)

    @property
    def rest(self) -> list[Edition]:
        return self.cards[1:]

    @property
    def breadth(self) -> int:
        """The places that its cards take in a row: a larger one takes two."""
        return sum(2 if card.size == "large" else 1 for card in self.cards)

    @property
    def place(self) -> str:
        """How wide the pictures of a row are (see PLACES in pictures.py, and static/css/strip.css)."""
        return "card" if self.breadth in (4, 7, 8) else "block"


@dataclass
class Row:
    """What stands side by side: blocks abreast, or a block in three quarters and others in the quarter beside it."""

    main: list[Filled]
    side: list[Filled] = field(default_factory=list)

    @property
    def kind(self) -> str:
        if self.side:
            return "split"
        return "strips" if self.main[0].may_stand_abreast else "alone"

    @property
    def columns(self) -> int:
        """How many stand abreast, so that the last row has the fewest empty places."""
        blocks = len(self.main)
        return blocks if blocks < 3 else min((3, 4), key=lambda columns: (-blocks % columns, columns))


@dataclass
class Page:
    at: datetime
    of: Scope
    sections: list[Section]
    has_own: bool = False  # whether anything of its own is live, so that it may be a page at all
    blocks: list[Filled] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def lead(self) -> Edition | None:
        return next((card for filled in self.blocks if filled.kind == "lead" for card in filled.cards), None)

    @property
    def cards(self) -> list[Edition]:
        """Every story on the page, related ones after their lead."""
        return [one for filled in self.blocks for card in filled.cards for one in (card, *card.related)]

    @property
    def used(self) -> set[int]:
        return {edition.pk for edition in self.cards}
