"""The verbs: everything that changes a story's way through the newsroom, or what readers see; nothing else does.

Each verb checks the right on the story, then the story itself, then does its work in one transaction with the story's
row locked: revision, edition, log line; and tells the rooms above after commit. Times are aware. A refusal is an
exception whose message is for the person who asked.
"""

from .blocks import CannotHold, embargo, hold, release
from .captioning import reprint
from .fixing import Fixed, fix_live
from .ledger import CannotCorrect, amend, correct, redact, unredact
from .publishing import (
    CannotKill,
    CannotWithdraw,
    Change,
    kill,
    publish,
    reschedule,
    schedule,
    unschedule,
    withdraw,
)
from .saving import Saved, Stale, name_revision, record, restore, save, set_aside
from .shared import CannotPublish, NotAllowed, Refused, allow, locked, log, said, utc
from .sharing import CannotShare, comment, opened, revoke, share, sign
from .stages import (
    CannotHandOver,
    assign,
    lower_legal,
    pitch,
    raise_legal,
    remark,
    resolve,
    revive,
    send_back,
    sign_off,
    spike,
    submit,
    take_back,
)

__all__ = [
    "CannotCorrect",
    "CannotHandOver",
    "CannotHold",
    "CannotKill",
    "CannotPublish",
    "CannotShare",
    "CannotWithdraw",
    "Change",
    "Fixed",
    "NotAllowed",
    "Refused",
    "Saved",
    "Stale",
    "allow",
    "amend",
    "assign",
    "comment",
    "correct",
    "embargo",
    "fix_live",
    "hold",
    "kill",
    "locked",
    "log",
    "lower_legal",
    "name_revision",
    "opened",
    "pitch",
    "publish",
    "raise_legal",
    "record",
    "redact",
    "release",
    "remark",
    "reprint",
    "reschedule",
    "resolve",
    "restore",
    "revive",
    "revoke",
    "said",
    "save",
    "schedule",
    "send_back",
    "set_aside",
    "share",
    "sign",
    "sign_off",
    "spike",
    "submit",
    "take_back",
    "unredact",
    "unschedule",
    "utc",
    "withdraw",
]
