"""The questions about one place and one block: in a dialog of the board, or on a page of their own."""

from django.http import Http404
from django.urls import path
from django.views.decorators.http import require_http_methods

from articles.workflow import Refused
from frontpage import drafts, moves
from frontpage.admin.doors import ask, board_of, done, front_for, is_scripted
from frontpage.admin.meanwhile import check_nobody_wrote
from frontpage.admin.shown import Board
from frontpage.admin.typed import TIMES, BlockForm, SlotForm, topic_names
from frontpage.arranging import Scope
from frontpage.candidates import states_of
from frontpage.content import Content
from frontpage.moves.dressing import changed
from frontpage.moves.finding import Gone, block_of, spot_of
from newsroom import clock

both_ways = require_http_methods(["GET", "HEAD", "POST"])
MARKED = "Not kept: what is marked below has to be put right first."


class AskingMixin:
    """Gives the board its dialogs."""

    def get_urls(self):
        def door(address, view, name):
            return path(
                f"<int:pk>/{address}", self.admin_site.admin_view(both_ways(view)), name=f"frontpage_front_{name}"
            )

        return [
            door("slot/<int:key>/", self.slot_view, "slot"),
            door("block/<int:key>/", self.block_view, "block"),
            *super().get_urls(),
        ]

    def slot_view(self, request, pk, key):
        front, content = self.draft_for(request, pk)
        spot = found(spot_of, content, key)
        story = spot.slot.story
        state = states_of([story], request.user, clock.now())[story] if story else None
        form = SlotForm(request.POST or None, slot=spot.slot, own=state.headline if state else "")
        refused = ""
        if request.method == "POST":
            try:
                dress(front, key, form, state, request.user)
            except Refused as why:
                refused = str(why)
            else:
                return self.kept(request, front)
        board = Board(Scope(front.section, front.topic), content, request.user, clock.now())
        context = {
            "front": front,
            "title": "A place",
            "slot": spot.slot,
            "where": board.name_of(spot.block),
            "state": state,
            "form": form,
            "words": form.words,
            "moments": form.moments,
            "refused": refused,
            "blocks": named(board, but=spot.block),
            "media": self.board_media(request),
        }
        return ask(request, self.admin_site, "_slot_form.html", context)

    def block_view(self, request, pk, key):
        front, content = self.draft_for(request, pk)
        block = found(block_of, content, key)
        form = BlockForm(request.POST or None, block=block)
        refused = ""
        if request.method == "POST":
            try:
                set_block(front, key, form, request.user)
            except Refused as why:
                refused = str(why)
            else:
                return self.kept(request, front)
        board = Board(Scope(front.section, front.topic), content, request.user, clock.now())
        context = {
            "front": front,
            "title": "A block",
            "one": block,
            "name": board.name_of(block),
            "form": form,
            "topics": topic_names() if "topic" in form.fields else [],
            "refused": refused,
            "media": self.board_media(request),
        }
        return ask(request, self.admin_site, "_block_form.html", context)

    def kept(self, request, front):
        """On to the board; its script gets it as it is now."""
        if is_scripted(request):
            return self.fragment(request, front)
        return done(request, board_of(front), "Kept in the draft. Readers see no change.")

    def draft_for(self, request, pk):
        front = front_for(request.user, pk, "arrange")
        return front, Content.read(drafts.draft_of(front).content)


def found(search, content: Content, key: int):
    try:
        return search(content, key)
    except Gone as why:
        raise Http404(str(why)) from None


def named(board: Board, but) -> list[tuple[int, str]]:
    """The blocks to which a story can be moved."""
    blocks = [block for block in board.content.blocks if block.sort.takes_stories and block is not but]
    return [(block.key, board.name_of(block)) for block in blocks]


def dress(front, key: int, form: SlotForm, state, user) -> None:
    """Give the story its words and times here; what was not changed in the form stays as it is."""
    if state is None or not state.visible:
        raise Refused("You may not see this story, so its words here are not yours to change.")
    if not form.is_valid():
        raise Refused(MARKED)
    words, times = form.changed_words, form.changed_times
    copied = {"copied": form.cleaned_data["own"] or state.headline} if words.get("headline") else {}

    def form_of(content: Content) -> SlotForm:
        return SlotForm(slot=spot_of(content, key).slot)

    def move(content: Content) -> str:
        check_nobody_wrote(front, form, content, form_of, user)
        slot = spot_of(content, key).slot
        if words:
            moves.dress(content, key, **words | copied)
        if times:
            moves.time(content, key, **{name: getattr(slot, name) for name in TIMES} | times)
        return changed(slot, [*words, *times])

    drafts.change(front, move, by=user)


def set_block(front, key: int, form: BlockForm, user) -> None:
    if not form.is_valid():
        raise Refused(MARKED)

    def form_of(content: Content) -> BlockForm:
        return BlockForm(block=block_of(content, key))

    def move(content: Content) -> str:
        check_nobody_wrote(front, form, content, form_of, user)
        return moves.set_block(content, key, **form.changed)

    drafts.change(front, move, by=user)
