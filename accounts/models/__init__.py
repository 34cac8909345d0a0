from .author import Author
from .posting import Posting
from .user import User

__all__ = ["Author", "Posting", "User"]
