"""Form fields of a picture's page: a moment as day and time, and a crop as its four sides."""

from datetime import time

from django import forms
from django.core.exceptions import ValidationError

from newsroom.moments import moment_of
from photos.crops import drawn

SIDES = ("Left", "Top", "Right", "Bottom")


def sides_of(box) -> list[str]:
    """A crop's sides in per cent, as the page shows them."""
    return [f"{side * 100:.2f}" for side in box] if box else [""] * len(SIDES)


class MomentWidget(forms.SplitDateTimeWidget):
    def __init__(self):
        super().__init__(
            date_attrs={"type": "date", "aria-label": "Day"},
            time_attrs={"type": "time", "aria-label": "Time"},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        )


class HiddenMomentWidget(forms.SplitHiddenDateTimeWidget):
    """Says the time as it was shown: seconds that nobody saw are nothing that somebody changed."""

    def __init__(self):
        super().__init__(date_format="%Y-%m-%d", time_format="%H:%M")


class MomentField(forms.MultiValueField):
    """A moment on the newsroom's clocks. A day alone means its first minute, where that is no trap."""

    widget = MomentWidget
    hidden_widget = HiddenMomentWidget

    def __init__(self, *, day_is_enough: bool = True, **options):
        self.day_is_enough = day_is_enough
        day = forms.DateField(required=False, error_messages={"invalid": "This is not a day: write it as 2026-05-14."})
        hour = forms.TimeField(required=False, error_messages={"invalid": "This is not a time: write it as 18:00."})
        super().__init__((day, hour), require_all_fields=False, required=False, **options)

    def compress(self, parts):
        day, hour = parts or (None, None)
        if day is None and hour is None:
            return None
        if day is None or (hour is None and not self.day_is_enough):
            raise ValidationError("Choose a day and a time, or neither.")
        return moment_of(day, hour or time())


class BoxWidget(forms.MultiWidget):
    def __init__(self, widget=forms.NumberInput):
        attrs = {"min": 0, "max": 100, "step": "any"}
        super().__init__([widget({**attrs, "aria-label": f"{side}, per cent"}) for side in SIDES])

    def decompress(self, box):
        return sides_of(box)


class HiddenBoxWidget(BoxWidget):
    def __init__(self):
        super().__init__(forms.HiddenInput)


class BoxField(forms.MultiValueField):
    """A crop: its sides in per cent of the picture, as shares of 0 to 1 in code; None follows the focus."""

    widget = BoxWidget
    hidden_widget = HiddenBoxWidget

    def __init__(self, **options):
        sides = [forms.FloatField(required=False, min_value=0, max_value=100) for _ in SIDES]
        super().__init__(sides, require_all_fields=False, required=False, **options)

    def compress(self, sides):
        given = [side for side in sides or () if side is not None]
        if not given:
            return None
        if len(given) < len(SIDES):
            raise ValidationError("Give all four sides, or none.")
        if box := drawn([side / 100 for side in given]):
            return box
        raise ValidationError("Left must be before right and top above bottom, by more than a hundredth.")
