from .author import Author
from .user import User

__all__ = ["Author", "User"]
