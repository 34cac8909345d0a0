"""What every confirmation of the story form is: a form that asks, and the one verb that it calls."""

from django import forms
from django.contrib.auth import get_user_model

from articles.admin.standing import Standing
from articles.models import Article
from articles.permissions import may


def colleagues() -> list:
    """Everybody in the newsroom who can be given a story or told something."""
    return list(get_user_model().objects.filter(is_active=True, is_staff=True))


class PersonField(forms.TypedChoiceField):
    """A colleague; ``nobody`` says what it means to choose none."""

    def __init__(self, *, nobody: str = "Nobody in particular", **options):
        self.nobody = nobody
        super().__init__(required=False, empty_value=None, **options)

    def offer(self, people) -> None:
        self.choices = [("", self.nobody), *((user.pk, str(user)) for user in people)]
        self.coerce = {str(user.pk): user for user in people}.get


class Verb(forms.Form):
    """What a confirmation asks. ``right`` is the right that its verb will ask for.

    Those without a template of their own say in ``heading``, ``lead`` (strong), ``says`` and ``button`` what they are.
    """

    right = ""
    heading = lead = says = button = ""
    keep = "Not now"
    is_red = False
    standing: Standing  # where the story stands, for those that are shown

    def __init__(self, *args, article: Article | None = None, people=(), **options):
        super().__init__(*args, **options)
        self.article = article
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.offer(people)

    @classmethod
    def is_for(cls, user, article: Article) -> bool:
        """Whether this person is offered the verb for the story as it stands."""
        return may(user, cls.right, article) and cls.fits(article)

    @classmethod
    def fits(cls, article: Article) -> bool:
        return True

    @property
    def name(self) -> str:
        """The value of the button, and the name of the dialog."""
        return self.prefix

    def do(self, article: Article, by) -> str:
        """Call the verb, and say to the person what is so now."""
        raise NotImplementedError
