"""Open boards keep asking the server while the test goes on, as open stories do."""

from articles.tests.browser.conftest import answers_end_with_the_test

__all__ = ["answers_end_with_the_test"]
