"""News for whoever keeps pages."""

from django.dispatch import Signal

front_changed = Signal()
"""After commit, when a layout was launched, scheduled or called off. Arguments: ``front_id``."""
