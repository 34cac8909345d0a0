"""News for the rooms above."""

from django.dispatch import Signal

paper_changed = Signal()
"""After commit, when an edition was made or its end was set. Arguments: ``article_id``."""

story_read = Signal()
"""When a reader was given a story. Arguments: ``article_id``; nothing about the reader."""

demo_played = Signal()
"""When the demo newspaper was made, inside its transaction. Arguments: ``staff``, people by their address."""
