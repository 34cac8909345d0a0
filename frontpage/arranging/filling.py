"""Who gets which place: first what was placed by hand, all over the page, then what fills the places that are left."""

from copy import copy

from articles.credits import sign
from articles.models.edition import Edition
from frontpage.arranging import rules
from frontpage.arranging.page import Filled
from frontpage.arranging.supply import Supply
from frontpage.content import RELATED, Block, Place

# What is chosen with judgement chooses before what merely lists.
ORDER = ("lead", "series", "top", "picture", "opinion", "read", "latest", "strip", "promo")
FREE = None  # a place that fills itself


class Filling:
    def __init__(self, supply: Supply):
        self.supply, self.at = supply, supply.at
        self.used: set[int] = set()  # editions
        self.places: dict[int, list] = {}  # block → (edition or FREE, slot or None) of each place
        self.related: dict[int, list] = {}  # lead's edition → (edition, slot or None)

    def fill(self) -> list[Filled]:
        blocks = self.supply.content.blocks
        for block in blocks:
            self.place_by_hand(block)
        self.find_successor(blocks)
        for block in sorted(blocks, key=lambda block: ORDER.index(block.kind)):
            self.fill_itself(block)
        filled = [self.filled(block) for block in blocks]
        sign([card for one in filled for card in one.cards if one.kind in ("lead", "picture") or card.is_opinion])
        return filled

    # ---- By hand ----
    def place_by_hand(self, block: Block) -> None:
        places = self.places[block.key] = []
        for slot in block.slots:
            if len(places) == block.places:
                break
            edition = self.supply.story(slot.story) if slot.holds(self.at) else None
            if edition and edition.pk not in self.used:
                places.append((self.take(edition), slot))
                if block.kind == "lead":
                    self.relate_by_hand(edition, slot)
            elif slot.fills_itself(self.at):
                places.append((FREE, None))
        places += [(FREE, None)] * (block.places - len(places))

    def find_successor(self, blocks: list[Block]) -> None:
        """Where a lead was chosen and can't be had, and none stands ready, the first of the top stories leads."""
        for block in blocks:
            chosen = block.kind == "lead" and any(slot.holds(self.at) for slot in block.slots)
            if chosen and self.places[block.key] == [(FREE, None)]:
                tops = [self.places[other.key] for other in blocks if other.kind == "top"]
                if taken := next(((top, place) for top in tops for place in top if place[0]), None):
                    top, place = taken
                    top.remove(place)
                    top.append((FREE, None))
                    self.places[block.key] = [(place[0], None)]

    def relate_by_hand(self, lead: Edition, slot: Place) -> None:
        found = [(self.supply.story(other.story), other) for other in slot.related if other.holds(self.at)]
        free = [(edition, other) for edition, other in found if edition and edition.pk not in self.used][:RELATED]
        self.related[lead.pk] = [(self.take(edition), other) for edition, other in free]

    def take(self, edition: Edition) -> Edition:
        self.used.add(edition.pk)
        return edition

    # ---- By itself ----
    def fill_itself(self, block: Block) -> None:
        places = self.places[block.key]
        free = sum(edition is FREE for edition, _ in places)
        chosen = iter(self.chosen(block, free) if free else ())
        filled = [(edition or self.next_of(chosen), slot) for edition, slot in places]
        self.places[block.key] = [(edition, slot) for edition, slot in filled if edition]
        if block.kind == "lead":
            self.finish_lead(block)

    def next_of(self, chosen) -> Edition | None:
        return next((self.take(edition) for edition in chosen if edition.pk not in self.used), None)

    def free(self, stories: list[Edition]) -> list[Edition]:
        return [edition for edition in stories if edition.pk not in self.used]

    def chosen(self, block: Block, number: int) -> list[Edition]:
        """The stories for ``number`` free places of a block, in their order."""
        free = self.free(self.supply.source(block))
        match block.kind:
            case "lead":
                lead = rules.lead_of(free, self.at) or rules.lead_of(self.free(self.supply.pool), self.at)
                return [lead] if lead else []
            case "top":
                return rules.second_level(free, number, self.at)
            case "picture":
                return [edition for edition in free if edition.picture_at(self.at)]
            case "strip" if block.design == "row":
                return sorted(free[:number], key=lambda edition: not edition.picture_at(self.at))
            case "strip" if number == block.places and block.design != "list":
                return rules.pictured_first(free[:number], self.at)
            case "series":
                return free[-number:]
        return free

    def finish_lead(self, block: Block) -> None:
        """There is a lead while there is anything, if need be from elsewhere on the page; and headlines under it."""
        if not self.places[block.key] and (taken := self.anything() or self.taken_from_below()):
            self.places[block.key] = [taken]
        for edition, _ in self.places[block.key]:
            by_hand = self.related.setdefault(edition.pk, [])
            if len(by_hand) < RELATED:
                news = self.free(self.supply.news)
                found = rules.related_to(edition, news, self.supply.topics_of)
                by_hand += [(self.take(other), None) for other in found[: RELATED - len(by_hand)]]

    def taken_from_below(self):
        for places in self.places.values():
            for number, (edition, _) in enumerate(places):
                if edition:
                    places[number] = (FREE, None)
                    return edition, None
        return None

    def anything(self):
        free = self.free(list(self.supply.found.values()))
        return (self.take(max(free, key=lambda edition: edition.first_published_at)), None) if free else None

    # ---- As readers get it ----
    def filled(self, block: Block) -> Filled:
        cards = [self.dressed(edition, slot) for edition, slot in self.places[block.key] if edition]
        for card in cards:
            card.related = [self.dressed(other, slot) for other, slot in self.related.get(card.pk, ())]
        series = cards[0].series if block.kind == "series" and cards else None
        section, topic = self.supply.section_of(block), self.supply.topic_of(block)
        return Filled(block, cards, section, topic, series, self.supply.pictures.get(block.picture))

    def dressed(self, edition: Edition, slot: Place | None) -> Edition:
        """A copy with the words and the picture that the story has in this place."""
        card = copy(edition)
        card.slot, card.size, card.related = slot, slot.size if slot else "", []
        if slot is None:
            return card
        for name in ("kicker", "headline", "standfirst"):
            setattr(card, name, getattr(slot, name) or getattr(card, name))
        if photo := self.supply.pictures.get(slot.picture):
            card.picture, card.picture_alt = photo, photo.alt
            card.picture_caption, card.picture_credit = photo.caption, photo.credit
        return card
