"""WXR bytes → dataclasses, in constant memory."""

import re
from collections.abc import Iterator
from datetime import UTC, tzinfo
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from importers.wordpress.attachments import attachment_of, host_of
from importers.wordpress.dates import item_time, mail_time
from importers.wordpress.export import Broken, Category, Post, Refused, Site, Summary, WxrAuthor
from importers.wordpress.stream import Malformed, elements, name_of


def check(path: Path | str) -> Summary:
    """Read the whole file once without keeping it; raises Refused when it is not a sound WordPress export."""
    path = Path(path)
    try:
        return _survey(path, mended=False)
    except Malformed as malformed:
        try:
            return _survey(path, mended=True)
        except Refused:
            raise malformed from None


def read(path: Path | str, *, zone: tzinfo = UTC, mended: bool = False) -> Iterator[Post | Broken]:
    """Yield every item in the order of the file; `zone` is that of times given only as local time.

    `mended` comes from the `Summary` of `check`, which should run first: a stream can break in the middle.
    """
    number = 0
    for element in elements(Path(path), mended):
        if element.tag == "item":
            number += 1
            yield _item(element, number, zone)


def _survey(path: Path, *, mended: bool) -> Summary:
    summary, fields, is_wxr = Summary(path, mended=mended), {}, False
    for element in elements(path, mended):
        name = name_of(element.tag)
        if name == "item":
            is_wxr = is_wxr or any(name_of(child.tag).startswith("wp:") for child in element)
            post = _item(element, 0, UTC)
            if isinstance(post, Broken):
                summary.broken += 1
            else:
                summary.counts[post.post_type, post.status] += 1
                summary.hosts.add(host_of(post.link))
                if attachment := attachment_of(post):
                    summary.attachments.append(attachment)
                    summary.hosts.add(host_of(attachment.address))
        elif name == "wp:author":
            author = _author(element)
            summary.authors[author.login] = author
        elif name == "wp:category":
            category = _category(element)
            summary.categories[category.nicename] = category
        elif name in ("title", "link", "wp:wxr_version", "wp:base_blog_url"):
            fields.setdefault(name, (element.text or "").strip())
        is_wxr = is_wxr or name.startswith("wp:")
    if not is_wxr:
        raise Refused("This is a feed, not a WordPress export: nothing in it has WordPress' own fields.")
    summary.version = fields.get("wp:wxr_version", "")
    link = fields.get("wp:base_blog_url") or fields.get("link", "")
    summary.site = Site(title=fields.get("title", ""), link=link)
    summary.hosts.add(host_of(link))
    return summary


def _fields(element: Element) -> dict[str, str]:
    """The text of each direct child by name; the first of a name wins."""
    fields: dict[str, str] = {}
    for child in element:
        fields.setdefault(name_of(child.tag), child.text or "")
    return fields


def _author(element: Element) -> WxrAuthor:
    fields = {name.removeprefix("wp:author_"): text.strip() for name, text in _fields(element).items()}
    return WxrAuthor(
        login=fields.get("login", ""),
        name=fields.get("display_name", ""),
        email=fields.get("email", ""),
        first_name=fields.get("first_name", ""),
        last_name=fields.get("last_name", ""),
    )


def _category(element: Element) -> Category:
    fields = {name: text.strip() for name, text in _fields(element).items()}
    nicename = unquote(fields.get("wp:category_nicename", ""))
    return Category(
        nicename=nicename,
        name=fields.get("wp:cat_name") or nicename,
        parent=unquote(fields.get("wp:category_parent", "")),
    )


def _item(element: Element, number: int, zone: tzinfo) -> Post | Broken:
    try:
        return _post(element, number, zone)
    except ValueError as error:
        return Broken(number, (element.findtext("title") or "").strip(), str(error))


def _post(element: Element, number: int, zone: tzinfo) -> Post:
    fields = _fields(element)

    def text(name: str) -> str:
        return fields.get(name, "").strip()

    wp_id = text("wp:post_id")
    if wp_id and not (wp_id.isascii() and wp_id.isdigit()):
        raise ValueError(f"its number “{wp_id[:20]}” is not a number")
    if not (wp_id or text("guid") or text("link")):
        raise ValueError("it has neither a number nor an address")
    return Post(
        number=number,
        wp_id=int(wp_id) if wp_id else None,
        post_type=text("wp:post_type") or "post",
        status=text("wp:status"),
        title=text("title"),
        link=text("link"),
        guid=text("guid"),
        slug=unquote(text("wp:post_name")),
        author_login=text("dc:creator"),
        published_at=item_time(fields, "wp:post_date", zone) or mail_time(text("pubDate")),
        modified_at=item_time(fields, "wp:post_modified", zone),
        html=fields.get("content:encoded", ""),
        excerpt=text("excerpt:encoded"),
        password=text("wp:post_password"),
        categories=_terms(element, "category"),
        tags=_terms(element, "post_tag", "tag"),
        is_sticky=text("wp:is_sticky") == "1",
        meta=_meta(element),
        attachment_url=text("wp:attachment_url"),
        parent=_whole(text("wp:post_parent")),
        position=_whole(text("wp:menu_order")),
    )


def _whole(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,18}", text) else 0


def _terms(element: Element, *domains: str) -> tuple[Category, ...]:
    """The categories or tags of an item; old exports repeat each once without its short name."""
    terms: dict[str, Category] = {}
    for child in element.iterfind("category"):
        nicename = unquote(child.get("nicename", "").strip())
        name = (child.text or "").strip() or nicename
        if nicename and child.get("domain") in domains:
            terms.setdefault(nicename, Category(nicename, name))
    return tuple(terms.values())


def _meta(element: Element) -> dict[str, list[str]]:
    meta: dict[str, list[str]] = {}
    for child in element:
        if name_of(child.tag) == "wp:postmeta":
            fields = _fields(child)
            meta.setdefault(fields.get("wp:meta_key", "").strip(), []).append(fields.get("wp:meta_value", ""))
    return meta
