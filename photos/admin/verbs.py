"""The verbs on a picture's page: what each confirmation asks, and the one verb of ``photos.rights`` that it calls."""

from django import forms

from newsroom import clock
from photos import rights
from photos.models import Photo


class Verb(forms.Form):
    """Says in ``heading``, ``lead`` (strong), ``says`` and ``button`` what it is; asks why."""

    right = heading = lead = says = button = ""
    keep = "Not now"
    is_red = False
    why = forms.CharField(
        label="Why (for its history)", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    @classmethod
    def is_for(cls, user, photo: Photo) -> bool:
        return rights.may(user, cls.right) and cls.fits(photo)

    @classmethod
    def fits(cls, photo: Photo) -> bool:
        return photo.taken_down_at is None

    @property
    def name(self) -> str:
        """The value of the button, and the name of the dialog."""
        return self.prefix

    def do(self, photo: Photo, by) -> str:
        """Call the verb, and say to the person what is so now."""
        raise NotImplementedError


class Override(Verb):
    right = "override"
    heading, button = "Let it run for 24 hours", "Let it run"
    lead = "You answer for it:"
    says = "its rights are not cleared. After 24 hours readers no longer get it, unless somebody clears it before."

    @classmethod
    def fits(cls, photo):
        barred = photo.status == Photo.Status.FORBIDDEN or rights.why_no_other_day(photo)
        return super().fits(photo) and not barred and not photo.is_cleared(clock.now())

    def do(self, photo, by):
        photo = rights.override(photo, by=by, why=self.cleaned_data["why"])
        return f"It may run until {rights.said(photo.overridden_until)}; after that only with cleared rights."


class TakeDown(Verb):
    right = "take_down"
    heading, button, keep, is_red = "Take down", "Take it down", "Keep it", True
    lead = "Takes it off every page, feed and card at once."
    says = (
        "Its addresses are dead for good, a neutral space stands where it was, and no story can use it. "
        "It may be put back, at new addresses."
    )

    def do(self, photo, by):
        rights.take_down(photo, by=by, why=self.cleaned_data["why"])
        return "Taken down: readers get it nowhere any more."


class PutBack(Verb):
    right = "take_down"
    heading, button, keep = "Put back", "Put it back", "Leave it off"
    lead = "Readers don’t get it by this alone."
    says = "It gets new addresses, and its rights must be cleared again before it runs."

    @classmethod
    def fits(cls, photo):
        return photo.taken_down_at is not None

    def do(self, photo, by):
        rights.put_back(photo, by=by, why=self.cleaned_data["why"])
        return "Put back: its rights must be cleared again before it runs."


VERBS = {"override": Override, "take_down": TakeDown, "put_back": PutBack}


def confirmations(user, photo: Photo, typed: dict | None) -> dict[str, Verb]:
    """The confirmations that this person may use; ``typed`` is what stood in one that was refused."""
    offered = {name: verb for name, verb in VERBS.items() if verb.is_for(user, photo)}
    return {name: verb(typed or None, prefix=name) for name, verb in offered.items()}
