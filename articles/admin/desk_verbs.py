"""The confirmations of the desk: handing on and back, giving and taking, spiking, the law flag, comments, sign-offs."""

from django import forms

from articles import workflow
from articles.admin.verb import PersonField, Verb
from articles.models import Article
from articles.models import SignOff as Approved
from articles.permissions import may
from articles.workflow import said
from articles.workflow.stages import BEFORE, NEXT, is_own_draft
from newsroom.moments import MomentForm

Stage = Article.Stage
PRIVATE = (Stage.IDEA, Stage.DRAFT)


def lines(label: str, **options) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 3}), **options)


def line(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=300)


class Submit(Verb):
    """Readers get nothing by it; a draft's writer reads on but no longer writes."""

    right = "submit"
    to = PersonField(label="To", nobody="Whoever takes it there")
    note = line("A note (for the log)")

    @classmethod
    def is_for(cls, user, article):
        return article.stage in NEXT and may(user, "assign" if article.stage == Stage.IDEA else "submit", article)

    @property
    def heading(self):
        return f"Hand on to {Stage(NEXT[self.article.stage]).label}"

    button = heading
    lead = "Readers see no change."
    says = "Whoever gets it is told. Your own story you go on reading; to write in it again, ask for it back."

    def do(self, article, by):
        stage, to = Stage(NEXT[article.stage]).label, self.cleaned_data["to"]
        workflow.submit(article, by=by, to=to, note=self.cleaned_data["note"])
        return f"Handed on to {stage}{f': {to} is told' if to else ''}."


class SendBack(Verb):
    right = "send_back"
    reason = lines("Why (the next person sees it)")
    to = PersonField(label="To", nobody="Whoever had it")
    lead = "Readers see no change."
    says = "The reason becomes a comment on the story, and whoever gets it is told."

    @classmethod
    def fits(cls, article):
        return article.stage in BEFORE

    @property
    def heading(self):
        return f"Send back to {Stage(BEFORE[self.article.stage]).label}"

    button = heading

    def do(self, article, by):
        workflow.send_back(article, by=by, reason=self.cleaned_data["reason"], to=self.cleaned_data["to"])
        return "Sent back."


class Pitch(Verb):
    right = "submit"
    heading, button = "Offer as an idea", "Offer it"
    note = line("A note (for the log)")
    lead = "Readers see no change."
    says = "The desk takes it on or drops it."

    @classmethod
    def fits(cls, article):
        return article.stage == Stage.DRAFT

    def do(self, article, by):
        workflow.pitch(article, by=by, note=self.cleaned_data["note"])
        return "Offered as an idea: the desk takes it on or drops it."


class Assign(MomentForm, Verb):
    right = "assign"
    heading, button = "Give to somebody", "Give it"
    lead = "Readers see no change."
    says = "Whoever gets it is told, and may write in it."
    to = PersonField(label="To", nobody="Nobody")
    field_order = ["to", "day", "time"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["day"].label, self.fields["time"].label = "Due on (if that is known)", "at"

    @classmethod
    def fits(cls, article):
        return article.stage != Stage.SPIKED

    def wants_moment(self, facts):
        return bool(facts["day"] or facts["time"])

    def do(self, article, by):
        to, due = self.cleaned_data["to"], self.cleaned_data["at"]
        workflow.assign(article, by=by, to=to, due_at=due)
        return f"Given to {to or 'nobody'}{f', due {said(due)}' if due else ''}."


class Take(Verb):
    """No dialog: it changes nothing but the name."""

    right = "change"

    @classmethod
    def is_for(cls, user, article):
        open_to_all = article.stage not in (*PRIVATE, Stage.SPIKED) or article.assignee_id
        return bool(open_to_all) and article.assignee_id != user.pk and may(user, "change", article)

    def do(self, article, by):
        workflow.assign(article, by=by, to=by, due_at=article.due_at)
        return "You have it."


class Spike(Verb):
    right = "spike"
    heading, button, keep, is_red = "Spike", "Spike it", "Keep it", True
    lead = "Drops a story that readers never had."
    says = "It is kept, can be found, and can be revived."
    note = line("Why (for the log)")

    @classmethod
    def is_for(cls, user, article):
        if article.stage == Stage.SPIKED or article.editions.real().exists():
            return False
        return may(user, "spike", article) or is_own_draft(article, user)

    def do(self, article, by):
        workflow.spike(article, by=by, note=self.cleaned_data["note"])
        return "Spiked: it is kept, and can be revived."


class Revive(Verb):
    right = "spike"
    heading, button = "Revive", "Revive it"
    lead = "Readers see no change."
    says = "It becomes a draft again, with whoever began it."
    note = line("A note (for the log)")

    @classmethod
    def is_for(cls, user, article):
        if article.stage != Stage.SPIKED or article.is_killed:
            return False
        return may(user, "spike", article) or (article.created_by_id == user.pk and may(user, "view", article))

    def do(self, article, by):
        workflow.revive(article, by=by, note=self.cleaned_data["note"])
        return "Revived: it is a draft again."


class RaiseLegal(Verb):
    right = "remark"
    heading, button = "Ask for a legal reading", "Ask for it"
    lead = "From now on this doesn’t run without a legal sign-off."
    says = "Only those who sign off for law can take the flag down."
    note = line("What should be looked at (for the log)")

    @classmethod
    def fits(cls, article):
        return not (article.needs_legal or article.is_killed)

    def do(self, article, by):
        workflow.raise_legal(article, by=by, note=self.cleaned_data["note"])
        return "Flagged: it doesn’t run without a legal sign-off."


class LowerLegal(Verb):
    right = "sign_legal"
    heading, button = "No legal reading needed", "Take the flag down"
    lead = "This can run without a legal sign-off,"
    says = "unless its section asks for one."
    note = line("Why (for the log)")

    @classmethod
    def fits(cls, article):
        return article.needs_legal

    def do(self, article, by):
        workflow.lower_legal(article, by=by, note=self.cleaned_data["note"])
        return "The flag is down: no legal reading is asked for."


class Comment(Verb):
    """Stands in the rail, not in a dialog."""

    right = "remark"
    text = lines("Comment")
    to = PersonField(label="For", nobody="Everybody who works on it")
    quote = line("About these words")
    must_fix = forms.BooleanField(label="Must be settled before it runs", required=False)

    @classmethod
    def fits(cls, article):
        return not article.is_killed

    def do(self, article, by):
        workflow.remark(article, by=by, **self.cleaned_data)
        return "Said: those it is for are told."


# ---- About one thing: which, stands behind the colon of the button's value ----


class AboutOne(Verb):
    def find(self, article: Article, which: str) -> None:
        """Look up what the button named. KeyError, ValueError or DoesNotExist if there is no such thing."""
        raise NotImplementedError


class SignOff(AboutOne):
    heading, button = "Sign off", "Sign off"
    note = line("A note")
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def find(self, article, which):
        self.kind = Approved.Kind(which)

    def do(self, article, by):
        version = self.version_read(article, by)
        workflow.sign_off(article, by=by, kind=self.kind.value, note=self.cleaned_data["note"], version=version)
        return f"Signed off ({self.kind.label.lower()}). A change to the text takes it back."

    def version_read(self, article: Article, by) -> int:
        """The revision that this person has read: what they wrote themselves since they opened the page, too."""
        read = self.cleaned_data["version"] or 1  # a story without revisions gets its first now
        later = article.revisions.filter(aside=False, number__gt=read)
        if later.exclude(saved_by=by).exists():
            return read
        return later.order_by("number").values_list("number", flat=True).last() or read


class TakeBack(AboutOne):
    def find(self, article, which):
        self.signed = article.sign_offs.get(pk=which, taken_back_at=None)

    def do(self, article, by):
        workflow.take_back(self.signed, by=by)
        return f"The {self.signed.get_kind_display().lower()} sign-off is taken back."


class Resolve(AboutOne):
    def find(self, article, which):
        self.remark = article.remarks.get(pk=which)

    def do(self, article, by):
        workflow.resolve(self.remark, by=by)
        return "Settled."


HAND_OVER = {
    "submit": Submit,
    "send_back": SendBack,
    "assign": Assign,
    "take": Take,
    "pitch": Pitch,
    "spike": Spike,
    "revive": Revive,
    "raise_legal": RaiseLegal,
    "lower_legal": LowerLegal,
    "remark": Comment,
}
ABOUT_ONE = {"sign_off": SignOff, "take_back": TakeBack, "resolve": Resolve}
