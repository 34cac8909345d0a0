"""What the tests of the desk share: a form as the browser would send it."""

from django.forms import model_to_dict
from django.urls import reverse

from articles.models import Article

WORDS = (
    "kicker headline standfirst dateline slug slugline picture_caption picture_alt search_title search_description "
    "note body"
).split()


def address(article: Article | None = None, page: str = "change") -> str:
    args = [article.pk] if article else []
    return reverse(f"admin:articles_article_{page}", args=args)


def typed(article: Article | None = None, **changes) -> dict:
    """All fields of the story form as they stand, with ``changes``; verbs as ``_verb`` and ``publish__change``."""
    form = dict.fromkeys(WORDS, "")
    if article:
        article.refresh_from_db(fields=["version"])
        form["version"] = article.version
        form |= {name: getattr(article, name) for name in WORDS}
        places = model_to_dict(article, ["section", "series", "picture"])
        form |= {name: value for name, value in places.items() if value}
        form["series_part"] = article.series_part or ""
        form["topics"] = [topic.pk for topic in article.topics.all()]
    bylines = list(article.bylines.all()) if article else []
    form |= {"bylines-TOTAL_FORMS": len(bylines), "bylines-INITIAL_FORMS": len(bylines)}
    for number, byline in enumerate(bylines):
        row = {"id": byline.pk, "author": byline.author_id, "role": byline.role, "position": byline.position}
        form |= {f"bylines-{number}-{name}": value for name, value in row.items()}
    return form | {name.replace("__", "-"): value for name, value in changes.items()}


def press(client, article: Article, button: str, **changes):
    """Press a button of the story form; answers the page that follows."""
    name, _, value = button.partition("=")
    changes[f"_{name}" if not name.startswith("_") else name] = value or "1"
    return client.post(address(article), typed(article, **changes), follow=True)


def told(response) -> list[str]:
    """The messages on a page."""
    return [str(message) for message in response.context["messages"]]
