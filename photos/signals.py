"""What rooms upstairs hear from the pictures."""

from django.dispatch import Signal

# Sent after the commit, with photo, verb (clear, override, take_down, put_back, describe) and by.
changed = Signal()
