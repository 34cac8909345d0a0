"""Addresses of players and posts elsewhere, as a reader would open them."""

import re
from urllib.parse import parse_qs, urlsplit

YOUTUBE = {"youtube.com", "youtu.be", "youtube-nocookie.com"}
SECURE = YOUTUBE | {
    "vimeo.com",
    "soundcloud.com",
    "twitter.com",
    "x.com",
    "facebook.com",
    "instagram.com",
    "flickr.com",
    "wordpress.tv",
    "slideshare.net",
    "google.com",
    "archive.org",
    "dailymotion.com",
    "ted.com",
    "spotify.com",
}


def address_to_open(address: str) -> str:
    """The page behind a player's address; https wherever the place is known to answer it; nothing if not the web."""
    address = address.strip()
    if address.startswith("//"):
        address = "https:" + address
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or re.search(r"\s", address):
        return ""
    path = parts.path.strip("/").split("/")
    if host in YOUTUBE and (video := _youtube_video(host, path, parts.query)):
        return f"https://www.youtube.com/watch?v={video}"
    if host == "player.vimeo.com" and path[0] == "video" and path[-1].isdigit():
        return f"https://vimeo.com/{path[-1]}"
    known = ".".join(host.split(".")[-2:]) in SECURE
    return "https" + address.removeprefix("http") if parts.scheme == "http" and known else address


def _youtube_video(host: str, path: list[str], query: str) -> str:
    if host == "youtu.be":
        video = path[0]
    elif path[0] in ("embed", "v", "shorts", "live") and len(path) > 1:
        video = path[1]
    else:
        video = parse_qs(query).get("v", [""])[0]
    found = re.match(r"[\w-]{6,20}", video)
    return found[0] if found and found[0] not in ("videoseries", "playlist") else ""
