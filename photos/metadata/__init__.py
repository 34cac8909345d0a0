"""What a picture file says about itself: EXIF by the camera, IPTC and XMP by whoever described it."""

from photos.metadata.reading import read, told_by

__all__ = ["read", "told_by"]
