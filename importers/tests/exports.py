"""Exports made for tests: `export(item(…), …)` is the text of a whole file."""

from pathlib import Path

from PIL import Image

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
    xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Old Packet</title>
<link>https://old.example</link>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>https://old.example/blog</wp:base_blog_url>
<wp:author><wp:author_login>rita77</wp:author_login><wp:author_email>rita@old.example</wp:author_email>
<wp:author_display_name><![CDATA[Rita Vale]]></wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>council</wp:category_nicename><wp:category_parent>town</wp:category_parent>
<wp:cat_name><![CDATA[Council]]></wp:cat_name></wp:category>
<wp:category><wp:category_nicename>town</wp:category_nicename><wp:category_parent></wp:category_parent>
<wp:cat_name><![CDATA[Town &amp; country]]></wp:cat_name></wp:category>
"""
TAIL = "</channel>\n</rss>\n"


def item(number: int = 7, html: str = "<p>The bridge is open.</p>", *, more: str = "", **fields: str) -> str:
    """A public post about a bridge; `fields` are `wp:` fields, `title` or `link`, and "" leaves one out."""
    given = {
        "title": "Bridge reopens",
        "link": f"https://old.example/blog/2019/03/bridge-{number}/",
        "post_date_gmt": "2019-03-04 05:06:07",
        "post_name": f"bridge-{number}",
        "post_type": "post",
        "status": "publish",
        **fields,
    }
    names = {name: name if name in ("title", "link", "pubDate") else f"wp:{name}" for name in given}
    lines = [f"<{names[name]}><![CDATA[{value}]]></{names[name]}>" for name, value in given.items() if value]
    return (
        f"<item>{''.join(lines)}<dc:creator>rita77</dc:creator><wp:post_id>{number}</wp:post_id>"
        f"<content:encoded><![CDATA[{html}]]></content:encoded>{more}</item>\n"
    )


def attachment(number: int, file: str = "2019/03/bridge.jpg", *, alt: str = "", more: str = "", **fields: str) -> str:
    """A picture of the old media library, known by its place in the uploads folder."""
    fields = {"attachment_url": f"https://old.example/wp-content/uploads/{file}", "status": "inherit", **fields}
    meta = {"_wp_attached_file": file, "_wp_attachment_image_alt": alt}
    more += "".join(map(postmeta, meta, meta.values()))
    return item(number, "", post_type="attachment", post_date_gmt="", more=more, **fields)


def postmeta(key: str, value: object) -> str:
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"


def a_file(folder: str | Path, place: str, shade: int = 90, size: tuple[int, int] = (60, 40)) -> Path:
    """A picture at `place` in an uploads folder; another `shade` makes another picture."""
    path = Path(folder) / place
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, (shade % 256, shade // 256, 0)).save(path, "PNG" if path.suffix == ".png" else "JPEG")
    return path


def category(nicename: str, name: str = "", domain: str = "category") -> str:
    return f'<category domain="{domain}" nicename="{nicename}"><![CDATA[{name or nicename.title()}]]></category>'


def export(*items: str) -> str:
    return HEAD + "".join(items) + TAIL


def save(folder: str | Path, text: str | bytes) -> Path:
    path = Path(folder) / "export.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
