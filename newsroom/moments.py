"""A day and a time as the newsroom's clocks show them, and the one moment that they mean."""

import re
from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format


def moment_of(day: date, hour: time, zone: str = "") -> datetime:
    """Refuses a time that the clocks never show, and one that they show twice unless ``zone`` (“BST”) says which."""
    check_year(day.year)
    before, after = both(day, hour)
    told = f"{hour:%H:%M} on {date_format(day, 'l j F')}"
    if before.utcoffset() < after.utcoffset():
        raise ValidationError(f"There is no {told}: the clocks go forward then. Choose a time an hour later.")
    names = zones_of(day, hour)
    if names and zone not in names:
        raise ValidationError(
            f"{told} comes twice, in {names[0]} and again in {names[1]}: the clocks go back then. "
            "Choose a time before or after that hour."
        )
    return after if names and zone == names[1] else before


def zones_of(day: date, hour: time) -> list[str]:
    """The two names by which a time that the clocks show twice is told apart; nothing for any other time."""
    before, after = both(day, hour)
    return [before.tzname(), after.tzname()] if before.utcoffset() > after.utcoffset() else []


def both(day: date, hour: time) -> list[datetime]:
    """The time before and after the clocks are changed: the same but in that hour."""
    shown = datetime.combine(day, hour)
    return [shown.replace(tzinfo=timezone.get_default_timezone(), fold=fold) for fold in (0, 1)]


def check_year(year: int) -> None:
    if not 1900 < year < 2200:
        raise ValidationError("Choose a day of this century or the next.")


def moment_in(text: str) -> datetime:
    """The moment that ``2026-05-15T06:00`` names: on the newsroom's clocks, unless it says how far from UTC it is."""
    try:
        if not re.fullmatch(r"[-+:.0-9TZW]{8,40}", text):
            raise ValueError(text)
        shown = datetime.fromisoformat(text)
    except ValueError:
        raise ValidationError("This is not a time: write it as 2026-05-15T06:00.") from None
    if shown.tzinfo is None:
        return moment_of(shown.date(), shown.time())
    check_year(shown.year)
    return shown


class MomentForm(forms.Form):
    """Asks for a day and a time; ``cleaned_data["at"]`` is the moment, or None where nothing was asked."""

    day = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "This is not a day: write it as 2026-05-14."},
    )
    time = forms.TimeField(
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "This is not a time: write it as 18:00."},
    )
    zone = forms.CharField(required=False, max_length=20)  # asked only where the clocks show the time twice

    def clean(self):
        facts = super().clean()
        if self.errors:
            return facts
        if not (facts["day"] and facts["time"]):
            facts["at"] = None
            if self.wants_moment(facts):
                raise ValidationError("Choose a day and a time.")
            return facts
        return facts | {"at": moment_of(facts["day"], facts["time"], facts["zone"])}

    def wants_moment(self, facts: dict) -> bool:
        return True
