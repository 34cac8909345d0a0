from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase, override_settings

from newsroom import whence
from newsroom.whence import WhenceMiddleware


class WhenceTests(SimpleTestCase):
    def seen(self, peer: str, told: str | None = None, proxies=()) -> str | None:
        headers = {"X-Forwarded-For": told} if told is not None else {}
        request = RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)
        found = []
        with override_settings(TRUSTED_PROXIES=list(proxies)):
            WhenceMiddleware(lambda request: found.append(whence.address()) or HttpResponse())(request)
        return found[0]

    def test_is_who_connected(self):
        self.assertEqual(self.seen("203.0.113.9"), "203.0.113.9")

    def test_believes_nobody_who_is_not_trusted(self):
        self.assertEqual(self.seen("203.0.113.9", "198.51.100.1"), "203.0.113.9")
        self.assertEqual(self.seen("203.0.113.9", "198.51.100.1", ["10.0.0.0/8"]), "203.0.113.9")

    def test_is_what_a_trusted_proxy_tells(self):
        self.assertEqual(self.seen("10.1.2.3", "198.51.100.1", ["10.0.0.0/8"]), "198.51.100.1")
        self.assertEqual(self.seen("10.1.2.3", "198.51.100.1, 10.9.9.9", ["10.0.0.0/8"]), "198.51.100.1")

    def test_takes_no_word_from_before_the_first_stranger(self):
        self.assertEqual(self.seen("10.1.2.3", "127.0.0.1, 198.51.100.1", ["10.1.2.3"]), "198.51.100.1")
        self.assertEqual(self.seen("10.1.2.3", "127.0.0.1, 198.51.100.1", ["*"]), "198.51.100.1")

    def test_is_the_proxy_where_it_tells_nothing_that_is_an_address(self):
        for told in (None, "", "unknown", "198.51.100.1:5000", "<script>"):
            self.assertEqual(self.seen("10.1.2.3", told, ["10.0.0.0/8"]), "10.1.2.3", told)

    def test_is_behind_a_socket_what_the_proxy_tells(self):
        self.assertEqual(self.seen("", "198.51.100.1", ["127.0.0.1"]), "198.51.100.1")
        self.assertIsNone(self.seen("", "198.51.100.1"))

    def test_has_one_spelling(self):
        self.assertEqual(self.seen("::ffff:203.0.113.9"), "203.0.113.9")
        self.assertEqual(self.seen("fe80::1%eth0"), "fe80::1")

    def test_is_nowhere_outside_a_request(self):
        self.seen("203.0.113.9")

        self.assertIsNone(whence.address())
