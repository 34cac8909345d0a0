from dataclasses import dataclass

PLACES = {"bylines": "bylines-heading", "sign_offs": "sign-offs-heading", "remarks": "remarks-heading"}


@dataclass(frozen=True)
class Finding:
    """Something that is wrong with a story: ``text`` says what, ``field`` where, ``todo`` how to mend it."""

    text: str
    field: str
    stops: bool = False
    todo: str = ""
    photo: int | None = None  # the picture whose rights it is about
    may_override: bool = False  # somebody with the right lets it run all the same, for a day

    @property
    def place(self) -> str:
        """The id of what to go to in the story form."""
        return PLACES.get(self.field, f"id_{self.field}")
