"""A WordPress export (WXR), read as a stream.

`check` walks the whole file once and refuses what is not a sound export; `read` then yields its items one by one;
`tidy` turns a post's HTML into body HTML. None of them touches the database or the network.
"""

from importers.wordpress.export import Broken, Category, Post, Refused, Site, Summary, WxrAuthor
from importers.wordpress.reader import check, read
from importers.wordpress.tidy import Tidied, plain, tidy

__all__ = [
    "Broken",
    "Category",
    "Post",
    "Refused",
    "Site",
    "Summary",
    "Tidied",
    "WxrAuthor",
    "check",
    "plain",
    "read",
    "tidy",
]
