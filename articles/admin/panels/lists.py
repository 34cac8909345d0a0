"""The stories that the first screen shows: whichever lists they are on, they are fetched once."""

from articles.admin.standing import standings_of
from articles.models import Article


class Shelf:
    """Stories by their key, each with its standing. What is not on it may not be seen, or is gone."""

    def __init__(self, seen):
        self.seen = seen
        self.stories: dict[int, Article] = {}

    def fetch(self, keys) -> None:
        found = self.seen.filter(pk__in=set(keys)).select_related("section__parent", "picture", "saved_by", "assignee")
        self.stories = {article.pk: article for article in found.prefetch_related("bylines__author", "topics")}
        standings = standings_of(self.stories.values())
        for pk, article in self.stories.items():
            article.standing = standings[pk]

    def rows(self, keys) -> list[Article]:
        return [self.stories[pk] for pk in keys if pk in self.stories]

    def __contains__(self, pk) -> bool:
        return pk in self.stories

    def __getitem__(self, pk) -> Article:
        return self.stories[pk]
