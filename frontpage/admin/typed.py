"""The forms of a slot and of a block. Only what was changed in them is changed in the draft."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Section, Series, Topic
from articles.workflow import said
from frontpage.content import SIZES, Block, Place
from frontpage.models import Slot
from newsroom import clock
from newsroom.admin import PictureChooser
from newsroom.moments import moment_of

TIMES = {
    "pinned_until": ("Pinned until", "then the place fills itself"),
    "run_from": ("Runs from", "before it the story isn’t on this front"),
    "run_until": ("Runs until", "from then on the story isn’t on this front"),
}
WORDS = ("headline", "kicker", "standfirst", "picture", "size")
TOPICS = 500  # that the list beside the field offers
NO_DAY = "This is not a day: write it as 2026-05-14."
NO_TIME = "This is not a time: write it as 18:00."


def picture_field() -> forms.ModelChoiceField:
    field = Slot._meta.get_field("picture")
    made = field.formfield(required=False, widget=PictureChooser(field.remote_field, admin.site))
    made.label, made.help_text = "Picture", ""
    return made


class ChangedForm(forms.Form):
    """Knows what stood in its fields when it was opened, so that two people don’t undo each other’s words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def overtaken(self, now: "ChangedForm") -> list[str]:
        """Fields changed here that somebody else changed, too; what they have ``now`` counts as seen then."""
        self.data = self.data.copy()
        return [name for name in self.touched if self.is_overtaken(name, now.initial.get(name))]

    @property
    def touched(self) -> list[str]:
        return self.changed_data

    def is_overtaken(self, name: str, value) -> bool:
        bound = self[name]
        seen, mine = self.data.get(bound.html_initial_name), self.data.get(bound.html_name)
        if not (bound.field.has_changed(value, seen) and bound.field.has_changed(value, mine)):
            return False
        self.data[bound.html_initial_name] = "" if value is None else str(value)
        return True


class SlotForm(ChangedForm):
    """What a story has only in its place."""

    headline = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    kicker = forms.CharField(required=False)
    standfirst = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    size = forms.ChoiceField(required=False, choices=list(SIZES.items()))

    own = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)  # the story's headline that was seen

    def __init__(self, *args, slot: Place, own: str = "", **kwargs):
        words = {name: getattr(slot, name) for name in WORDS}
        super().__init__(*args, initial=words | of_times(slot) | {"own": own}, **kwargs)
        self.fields["picture"] = picture_field()
        self.fields["picture"].show_hidden_initial = True
        for name in TIMES:
            self.fields[f"{name}_day"] = day_field()
            self.fields[f"{name}_time"] = time_field()

    @property
    def words(self):
        return [self[name] for name in WORDS]

    @property
    def moments(self):
        return [(name, about, (self[f"{field}_day"], self[f"{field}_time"])) for field, (name, about) in TIMES.items()]

    def clean(self):
        facts = super().clean()
        for name, (called, _) in TIMES.items():
            day, time = facts.get(f"{name}_day"), facts.get(f"{name}_time")
            if bool(day) != bool(time) and not {f"{name}_day", f"{name}_time"} & {*self.errors}:
                self.add_error(f"{name}_day", f"“{called}” needs a day and a time, or neither.")
            try:
                facts[name] = moment_of(day, time) if day and time else None
            except ValidationError as why:
                self.add_error(f"{name}_day", why)
            else:
                self.check_end(name, facts[name])
        return facts

    def check_end(self, name: str, moment) -> None:
        """An end that is over may stay, but nobody means to choose one."""
        if moment and name != "run_from" and moment <= clock.now() and name in self.touched_times:
            self.add_error(f"{name}_day", f"“{TIMES[name][0]}”: {said(moment)} is in the past. Choose a later time.")

    @property
    def touched_times(self) -> list[str]:
        return [name for name in TIMES if {f"{name}_day", f"{name}_time"} & {*self.changed_data}]

    @property
    def touched(self) -> list[str]:
        """A day and its time are changed together."""
        halves = [f"{name}_{half}" for name in self.touched_times for half in ("day", "time")]
        return [*(name for name in WORDS if name in self.changed_data), *halves]

    @property
    def changed_words(self) -> dict:
        names = [name for name in ("headline", "kicker", "standfirst", "size") if name in self.changed_data]
        words = {name: self.cleaned_data[name] for name in names}
        photo = self.cleaned_data["picture"]
        return words | ({"picture": photo and photo.pk} if "picture" in self.changed_data else {})

    @property
    def changed_times(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.touched_times}


class BlockForm(ChangedForm):
    """A block's settings: those that its kind has."""

    name = forms.CharField(required=False, max_length=60, help_text="Empty: what it is called by itself.")
    design = forms.ChoiceField(required=False)
    places = forms.IntegerField(min_value=1)
    section = forms.ModelChoiceField(
        Section.objects.select_related("parent"),
        required=False,
        label="Takes stories from section",
        empty_label="The whole front",
    )
    topic = forms.CharField(required=False, label="or from topic", widget=forms.TextInput(attrs={"list": "topics"}))
    series = forms.ModelChoiceField(
        Series.objects.all(), required=False, empty_label="The one that runs now", label="Series"
    )
    text = forms.CharField(required=False, label="Words", widget=forms.Textarea(attrs={"rows": 3}))
    link = forms.CharField(required=False, label="Leads to", help_text="One of our own pages, as “/about/”.")
    is_beside = forms.BooleanField(required=False, label="In the quarter beside the block above it")

    def __init__(self, *args, block: Block, **kwargs):
        names = "name design places section series text link is_beside picture".split()
        initial = {name: getattr(block, name) for name in names}
        topic = Topic.objects.filter(pk=block.topic).first() if block.topic else None
        super().__init__(*args, initial=initial | {"topic": topic.name if topic else ""}, **kwargs)
        self.fields["picture"] = picture_field()
        self.fields["picture"].show_hidden_initial = True
        self.fields["design"].choices = list(block.sort.designs.items())
        self.fields["places"].max_value = block.sort.most
        for name in unfit(block):
            del self.fields[name]

    def clean_topic(self):
        name = self.cleaned_data["topic"].strip()
        topic = Topic.objects.filter(name__iexact=name).first() if name else None
        if name and topic is None:
            raise ValidationError(f"There is no topic “{name[:60]}”: choose one from the list.")
        return topic

    @property
    def changed(self) -> dict:
        facts = {name: self.cleaned_data[name] for name in self.changed_data}
        return {name: getattr(value, "pk", value) for name, value in facts.items()}


def unfit(block: Block) -> list[str]:
    """The fields that this kind of block doesn’t have."""
    sort = block.sort
    has = {
        "design": len(sort.designs) > 1,
        "places": sort.most > 1,
        "section": "section" in sort.source,
        "topic": "topic" in sort.source,
        "series": "series" in sort.source,
        "is_beside": sort.may_be_beside,
        "text": block.kind == "promo",
        "link": block.kind == "promo",
        "picture": block.kind == "promo",
    }
    return [name for name, true in has.items() if not true]


def topic_names() -> list[str]:
    return list(Topic.objects.order_by("name").values_list("name", flat=True)[:TOPICS])


def of_times(slot: Place) -> dict:
    local = {name: timezone.localtime(moment) for name in TIMES if (moment := getattr(slot, name))}
    days = {f"{name}_day": moment.date() for name, moment in local.items()}
    return days | {f"{name}_time": moment.time().replace(second=0, microsecond=0) for name, moment in local.items()}


def day_field() -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    invalid = {"invalid": NO_DAY}
    return forms.DateField(label="Day", required=False, widget=widget, error_messages=invalid, show_hidden_initial=True)


def time_field() -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    invalid = {"invalid": NO_TIME}
    return forms.TimeField(
        label="Time", required=False, widget=widget, error_messages=invalid, show_hidden_initial=True
    )
