"""News for the rooms above."""

from django.dispatch import Signal

paper_changed = Signal()
"""After commit, when an edition was made or its end was set. Arguments: ``article_id``."""
