import json
import logging
import sys
from unittest import TestCase

from newsroom.logs import JsonFormatter


def line(message, *args, **more):
    return JsonFormatter().format(
        logging.LogRecord("desk", logging.INFO, "", 1, message, args, **{"exc_info": None} | more)
    )


class JsonFormatterTests(TestCase):
    def test_says_what_happened(self):
        said = json.loads(line("published %s", "Bridge reopens"))
        self.assertEqual((said["level"], said["logger"], said["message"]), ("INFO", "desk", "published Bridge reopens"))

    def test_escapes_what_would_move_the_cursor(self):
        printed = line("a\nb\x1b[31m\x7f\x85\u2028")
        self.assertTrue(printed.isprintable())
        self.assertEqual(json.loads(printed)["message"], "a\nb\x1b[31m\x7f\x85\u2028")

    def test_keeps_secrets(self):
        for words in (
            "Not Found: /preview/s3cr3t/",
            "postgresql://desk:s3cr3t@db/newsroom refused",
            "{'password': 's3cr3t', 'user': 'rita'}",
            "Authorization: Bearer s3cr3t",
            "GET /search/?token=s3cr3t&q=bridge",
        ):
            with self.subTest(words):
                self.assertNotIn("s3cr3t", line(words))

    def test_tells_where_it_broke(self):
        try:
            raise ValueError("token=s3cr3t")
        except ValueError:
            said = json.loads(line("broken", exc_info=sys.exc_info()))
        self.assertIn("ValueError: token=***", said["traceback"])
