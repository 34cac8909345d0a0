from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from time import monotonic, sleep
from unittest import TestCase
from unittest.mock import patch

from PIL import Image

from importers.fetching import SILENCES, Fetcher, NotFetched, is_forbidden

PRIVATE = (
    "127.0.0.1 127.8.9.10 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.100.100.200 0.0.0.0 224.0.0.1 "
    "255.255.255.255 168.63.129.16 ::1 :: fe80::1 fc00::1 fd00:ec2::254 ff0e::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 "
    "64:ff9b::a00:1 2002:7f00:1::1 2001:0:4136:e378:8000:63bf:f5ff:fffe ::127.0.0.1 fec0::1"
).split()


def a_picture():
    file = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(file, "JPEG")
    return file.getvalue()


PICTURE = a_picture()


class OldSite(BaseHTTPRequestHandler):
    """Answers as its path says; `asked` holds what it was asked, with the headers."""

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        what, _, rest = self.path.strip("/").partition("/")
        getattr(self, what)(rest)

    def answer(self, status=200, body=PICTURE, **headers):
        self.send_response(status)
        for name, value in {"Content_Type": "image/jpeg", "Content_Length": len(body), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def picture(self, rest):
        self.answer()

    def page(self, rest):
        self.answer(body=b"<p>", Content_Type="text/html; charset=utf-8")

    def zipped(self, rest):
        self.answer(Content_Encoding="gzip")

    def gone(self, rest):
        self.answer(404, b"")

    def to(self, rest):
        self.answer(302, b"", Location=rest)

    def around(self, rest):
        self.answer(301, b"", Location=f"/around/{int(rest) - 1}" if int(rest) > 1 else "/picture")

    def large(self, rest):
        self.answer(Content_Length=10**12)

    def endless(self, rest):
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"x" * 1024)

    def short(self, rest):
        self.answer(Content_Length=len(PICTURE) + 5)

    def dripping(self, rest):
        self.answer(Content_Length=1000, body=b"")
        self.drip()

    def drip(self, *_):
        for _ in range(30):
            sleep(0.05)
            self.wfile.write(b"x")

    def finish(self):
        try:
            super().finish()
        except OSError:
            pass

    def handle(self):
        try:
            super().handle()
        except OSError:  # the other side went, as it should
            pass

    def log_message(self, *_):
        pass


class FetchingTestCase(TestCase):
    """An old site on this machine; `old.example` is taken to stand there, and that to be allowed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = ThreadingHTTPServer(("127.0.0.1", 0), OldSite)
        cls.addClassCleanup(cls.server.server_close)
        Thread(target=cls.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        cls.addClassCleanup(cls.server.shutdown)
        cls.host = f"old.example:{cls.server.server_port}"

    def setUp(self):
        self.server.asked = []

    def fetcher(self, *hosts, **options):
        given = {"resolve": lambda host, port: ["127.0.0.1"], "is_forbidden": lambda ip: ip != "127.0.0.1"}
        return Fetcher(hosts or [self.host], **given | options)

    def assertNotFetched(self, path, reason, **options):
        with self.assertRaisesRegex(NotFetched, reason):
            self.fetcher(**options).fetch(path if "://" in path else f"http://{self.host}{path}")


class FetchTests(FetchingTestCase):
    def test_a_picture(self):
        self.assertEqual(self.fetcher().fetch(f"http://{self.host}/picture/caf%C3%A9 é.jpg?w=1#x"), PICTURE)
        path, headers = self.server.asked[0]
        self.assertEqual(path, "/picture/caf%C3%A9%20%C3%A9.jpg?w=1")
        self.assertEqual(headers["Host"], self.host)
        self.assertEqual(set(headers), {"Host", "Accept-Encoding", "User-Agent", "Accept"})

    def test_redirects_are_followed_three_times(self):
        self.assertEqual(self.fetcher().fetch(f"http://{self.host}/around/3"), PICTURE)
        self.assertNotFetched("/around/4", "more than 3 times")

    def test_only_pictures(self):
        self.assertNotFetched("/page", "no picture")
        self.assertNotFetched("/zipped", "no picture")
        self.assertNotFetched("/gone", "answers 404")

    def test_not_too_large(self):
        self.assertNotFetched("/large", "larger than 20 MB")
        self.assertNotFetched("/endless", "larger than", largest=100_000)

    def test_not_too_slow_however_it_drips(self):
        for path in ("/dripping", "/drip"):
            start = monotonic()
            self.assertNotFetched(path, "longer than 0.2 seconds", seconds=0.2)
            self.assertLess(monotonic() - start, 1)

    def test_nor_a_name_that_nobody_resolves(self):
        start = monotonic()
        self.assertNotFetched("/picture", "longer than 0.2 seconds", seconds=0.2, resolve=lambda *_: sleep(3))
        self.assertLess(monotonic() - start, 1)

    def test_not_half(self):
        self.assertNotFetched("/short", "broke off")

    def test_a_silent_host_is_asked_no_more(self):
        fetcher = self.fetcher()
        for _ in range(SILENCES):
            with self.assertRaises(NotFetched):
                fetcher.fetch(f"http://{self.host}/short")
        with self.assertRaisesRegex(NotFetched, "was asked no more"):
            fetcher.fetch(f"http://{self.host}/picture")
        self.assertEqual(len(self.server.asked), SILENCES)


class AllowedTests(FetchingTestCase):
    def test_no_other_host(self):
        for address in (
            "http://other.example/picture",
            f"http://sub.{self.host}/picture",
            "http://old.example/picture",
            f"https://old.example:{self.server.server_port + 1}/picture",
            f"http://other.example@{self.host}/picture",
            f"http://{self.host}@other.example/picture",
            f"ftp://{self.host}/picture",
            f"file://{self.host}/etc/passwd",
            "http:///picture",
            "http://[",
            "http://old.example:port/",
        ):
            with self.subTest(address):
                self.assertNotFetched(address, "was not named by --fetch|its address")
        self.assertEqual(self.server.asked, [])

    def test_no_other_host_after_a_redirect_either(self):
        for target in ("http://other.example/", "//other.example/", "file:///etc/passwd", f"ftp://{self.host}/"):
            with self.subTest(target):
                self.assertNotFetched(f"/to/{target}", "was not named by --fetch|not http")

    def test_no_private_address(self):
        for ip in PRIVATE:
            with self.subTest(ip):
                self.assertTrue(is_forbidden(ip))
        for ip in ("93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"):
            with self.subTest(ip):
                self.assertFalse(is_forbidden(ip))

    def test_a_name_that_means_this_machine(self):
        port = self.server.server_port
        for address in (f"http://localhost:{port}/picture", f"http://127.0.0.1:{port}/picture"):
            with self.assertRaisesRegex(NotFetched, "is not on the public internet"):
                Fetcher([address.split("/")[2]]).fetch(address)
        self.assertEqual(self.server.asked, [])

    def test_one_private_address_among_public_ones_is_enough(self):
        self.assertNotFetched("/picture", "public internet", resolve=lambda *_: ["127.0.0.1", "10.0.0.1"])

    def test_a_redirect_to_this_machine(self):
        inside = f"inside.example:{self.server.server_port}"
        places = {"old.example": ["127.0.0.1"], "inside.example": ["127.0.0.2"]}
        fetcher = self.fetcher(self.host, inside, resolve=lambda host, _port: places[host])
        with self.assertRaisesRegex(NotFetched, "inside.example is not on the public internet"):
            fetcher.fetch(f"http://{self.host}/to/http://{inside}/picture")
        self.assertEqual(len(self.server.asked), 1)

    def test_the_address_that_was_checked_is_the_one_that_is_asked(self):
        answers = iter([["127.0.0.1"], ["10.0.0.1"]])  # a name that changes its meaning between two questions
        self.assertEqual(self.fetcher(resolve=lambda *_: next(answers)).fetch(f"http://{self.host}/picture"), PICTURE)

    def test_tls_is_checked_against_the_name(self):
        seen = []

        def wrapped(line, server_hostname):
            seen.append(server_hostname)
            return line

        with patch("importers.fetching.ssl.create_default_context") as context:
            context.return_value.wrap_socket.side_effect = wrapped
            self.fetcher().fetch(f"https://{self.host}/picture")
        self.assertEqual(seen, ["old.example"])
