"""Who in the newsroom may do a verb with pictures, for those who may not."""

from photos import rights

FEW = 3


def whom_to_ask(verb: str) -> str:
    """“Pia Brandt or Cora Lind”"""
    names = [str(user) for user in rights.who_may(verb)[:FEW]]
    either = " or ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    return either or "a photo editor"
