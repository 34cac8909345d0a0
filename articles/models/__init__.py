from .address import Address
from .article import Article, Byline
from .correction import Correction
from .edition import Edition, EditionByline, EditionTopic
from .revision import Revision
from .section import Section
from .series import Series
from .topic import Topic

__all__ = [
    "Address",
    "Article",
    "Byline",
    "Correction",
    "Edition",
    "EditionByline",
    "EditionTopic",
    "Revision",
    "Section",
    "Series",
    "Topic",
]
