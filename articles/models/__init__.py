from .address import Address
from .article import Article, Byline
from .correction import Correction
from .edition import Edition, EditionByline, EditionTopic
from .link import Opening, ReviewLink
from .logline import LogLine
from .notice import Notice
from .redaction import Redaction
from .remark import Remark
from .revision import Revision
from .section import Section
from .series import Series
from .signoff import SignOff
from .sitting import Sitting
from .stylerule import StyleRule
from .topic import Topic

__all__ = [
    "Address",
    "Article",
    "Byline",
    "Correction",
    "Edition",
    "EditionByline",
    "EditionTopic",
    "LogLine",
    "Notice",
    "Opening",
    "Redaction",
    "Remark",
    "ReviewLink",
    "Revision",
    "Section",
    "Series",
    "SignOff",
    "Sitting",
    "StyleRule",
    "Topic",
]
