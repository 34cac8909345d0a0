"""The forms of one picture: to add it, and to change its words, crops and rights, each for those who may."""

from django import forms
from django.core.exceptions import ValidationError

from photos import intake, rights
from photos.admin.clash import Clash, changes_since
from photos.admin.fields import BoxField, MomentField, sides_of
from photos.admin.rows import shown
from photos.crops import CROPS, drawn, fitted
from photos.models import Photo

ASKED = ("caption", "credit", "alt")  # when a picture is added; the rest can wait
CROP = {f"crop_{name}": name for name in CROPS}
TOLD = [name for name in rights.TOLD if name != "crops"]


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def share() -> forms.NumberInput:
    return forms.NumberInput(attrs={"min": 0, "max": 1, "step": "any"})


class AddForm(forms.ModelForm):
    """Takes the file in as it is checked: what can't be used is said beside the field, and nothing is decoded twice."""

    user = None
    taken: Photo | intake.Unusable | None = None

    class Meta:
        model = Photo
        fields = ["original", *ASKED]
        widgets = {
            "original": forms.FileInput(attrs={"accept": "image/*"}),
            "caption": lines(3),
            "alt": lines(3),
        }

    def clean(self):
        facts = super().clean()
        if not self.errors:
            self.taken = self.taken or self.take_in(facts)
            if isinstance(self.taken, intake.Unusable):
                self.add_error("original", str(self.taken))
        return facts

    def take_in(self, facts) -> Photo | intake.Unusable:
        told = {name: facts[name] for name in ASKED if facts[name]}  # what is empty, the file may know
        file = facts["original"]
        try:
            return intake.take_in(file, by=self.user, name=file.name, **told)
        except intake.Unusable as why:
            return why


class PhotoForm(forms.ModelForm):
    """Knows what its page showed: it saves what was changed there, and nothing that somebody else changed."""

    user = None
    taken_at = MomentField(label="Taken")
    usable_from = MomentField(label="May be used from")
    usable_until = MomentField(label="May be used until", day_is_enough=False)
    licence_url = forms.URLField(label="Statement of rights", required=False, max_length=500, assume_scheme="https")
    crop_hero = BoxField(label="Hero")
    crop_card = BoxField(label="Card")
    crop_square = BoxField(label="Square")
    crop_portrait = BoxField(label="Portrait")
    crop_social = BoxField(label="Social")
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1)  # the newest change that was shown

    class Meta:
        model = Photo
        fields = [*TOLD, *rights.TERMS]
        widgets = {
            "caption": lines(4),
            "alt": lines(3),
            "people": lines(2),
            "keywords": lines(2),
            "usage_terms": lines(3),
            "restrictions": lines(2),
            "consent": lines(2),
            "focus_x": share(),
            "focus_y": share(),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.clashes: dict[str, Clash] = {}
        self.theirs = {}  # by field, what a colleague made of it meanwhile
        self.initial |= {name: sides_of(drawn(self.instance.crops.get(crop))) for name, crop in CROP.items()}
        closed = closed_to(self.user, self.instance)
        for name in list(self.fields):
            if name in closed or (self.is_bound and not is_in(self.data, name)):
                del self.fields[name]  # a script posts only what it wants changed
            else:
                self.fields[name].show_hidden_initial = not self.is_bound or is_in(self.data, f"initial-{name}")

    def clean_caption(self):
        return self.cleaned_data["caption"].replace("\r\n", "\n")

    def clean(self):
        facts = super().clean()
        if not self.errors:
            self.meet(rights.locked(self.instance))  # nobody else changes it until this is saved
        return facts

    def meet(self, current: Photo) -> None:
        """Bring what was typed together with what is there by now, or say what stands against it."""
        self.told, self.terms = self.words_for(current), self.sent(rights.TERMS)
        self.find_clashes(current)
        if self.clashes:
            who = " and ".join(sorted({clash.who for clash in self.clashes.values()}))
            raise ValidationError(f"Not saved: {who} changed the same meanwhile. Save again to keep yours.")
        try:
            rights.put(current, self.terms, rights.TERMS)
            if self.terms:
                rights.refuse_contradictions(current)
        except rights.Refused as why:
            self.refuse(why)

    def refuse(self, why: rights.Refused) -> None:
        """Say it at the field that mends it, if this page has that."""
        if why.field in self.fields:
            self.add_error(why.field, str(why))
        else:
            raise ValidationError(f"Not saved: {lowered(str(why))}") from None

    def sent(self, names) -> dict:
        """What this person changed of ``names``, against what their page showed."""
        changed = set(self.changed_data)
        return {name: self.cleaned_data[name] for name in names if name in changed}

    def words_for(self, current: Photo) -> dict:
        told = self.sent(TOLD)
        if sent := self.sent(CROP):
            cut = current.crops | {CROP[name]: exactly(box, current, CROP[name]) for name, box in sent.items()}
            told["crops"] = {name: box for name, box in cut.items() if box}
        return told

    def find_clashes(self, current: Photo) -> None:
        since = changes_since(current, self.cleaned_data.get("seen"))
        for name, value in (self.sent(TOLD) | self.terms).items():
            if name in since and getattr(current, name) != value:
                self.clashes[name] = Clash(name, since[name], shown(current, name))
                self.theirs[name] = getattr(current, name)
        for name in self.sent(CROP) if "crops" in since else ():
            box = current.crops.get(CROP[name])
            if sides_of(box) != self[name].field.hidden_widget().value_from_datadict(
                self.data, self.files, f"initial-{name}"
            ):
                self.clashes[name] = Clash(name, since["crops"], f"{', '.join(sides_of(box))} per cent")
        for name, clash in self.clashes.items():
            self.add_error(name, clash.words)


def closed_to(user, photo: Photo) -> list[str]:
    """The fields that this person may not change."""
    told = [] if rights.may_describe(user, photo) else [*TOLD, *CROP]
    return told + ([] if rights.may(user, "clear") else rights.TERMS)


def is_in(data, name: str) -> bool:
    """Whether a POST says anything of a field; a box that isn't ticked says only what it was."""
    return any(key in data for key in (name, f"{name}_0", f"initial-{name}"))


def exactly(box, photo: Photo, crop: str) -> list | None:
    """``box`` in the crop's very shape, as it is stored."""
    return list(fitted(box, photo.width, photo.height, CROPS[crop])) if box else None


def lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
