"""The confirmations of hold and embargo: what each will take off the site is said before it is done."""

from django.contrib.humanize.templatetags.humanize import apnumber

from articles import workflow
from articles.admin.desk_verbs import line
from articles.admin.verb import Verb
from articles.workflow import said
from newsroom.moments import MomentForm


class Hold(Verb):
    right = "hold"
    heading, button, keep, is_red = "Hold", "Hold it", "Let it be", True
    lead = "Nothing can publish this until it is released."
    note = line("Why (whoever has to release it sees it)")

    @classmethod
    def fits(cls, article):
        return not article.is_held

    @property
    def says(self):
        return taken_words(self.standing)

    def do(self, article, by):
        workflow.hold(article, by=by, note=self.cleaned_data["note"])
        return "Held: nothing can publish it until it is released."


class Release(Verb):
    right = "lift_hold"
    heading, button = "Release", "Release it"
    lead = "It may run again."
    says = "Nothing is published by that: what was taken out has to be published or scheduled again."
    note = line("Why (for the log)")

    @classmethod
    def fits(cls, article):
        return article.is_held

    def do(self, article, by):
        workflow.release(article, by=by, note=self.cleaned_data["note"])
        return "Released: it may run again, and nothing was published by that."


class Embargo(MomentForm, Verb):
    right = "hold"
    heading, button, keep, is_red = "Embargo", "Set the embargo", "Let it be", True
    lead = "Nothing can publish this before that moment."
    note = line("Why (for the log; needed to make it end earlier)")

    @property
    def says(self):
        return taken_words(self.standing, " before that moment")

    def do(self, article, by):
        workflow.embargo(article, by=by, until=self.cleaned_data["at"], note=self.cleaned_data["note"])
        return f"Embargo until {said(self.cleaned_data['at'])}."


class Lift(Verb):
    right = "lift_embargo"
    heading, button = "Lift the embargo", "Lift it"
    lead = "It may run at once."
    says = "Nothing is published by that: what was taken out has to be published or scheduled again."
    note = line("Why (for the log)")

    @classmethod
    def fits(cls, article):
        return article.is_embargoed()

    def do(self, article, by):
        workflow.embargo(article, by=by, until=None, note=self.cleaned_data["note"])
        return "The embargo is lifted, and nothing was published by that."


def taken_words(standing, limit: str = "") -> str:
    """What of a story goes, as a sentence."""
    waiting = len(standing.waiting)
    gone = []
    if standing.live:
        gone.append("It leaves the site at once: readers get “not found”, in every list, feed and search too.")
        gone += filter(None, [standing.leaves])
    if waiting:
        many = f"{apnumber(waiting)} scheduled text{'s' if waiting > 1 else ''}"
        gone.append(f"{many[0].upper()}{many[1:]}{limit} will be taken out.")
    return " ".join(gone) or "Nothing of it is public or scheduled, so readers see no change."


BLOCKS = {"hold": Hold, "release": Release, "embargo": Embargo, "lift": Lift}
