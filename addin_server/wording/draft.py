"""What is checked, and what is found. Frozen values."""

from dataclasses import asdict, dataclass, field
from typing import Any

MAX_TEXT = 20_000  #: code points of a draft that are looked at
MAX_SUBJECT = 500  #: of its subject

SIDES = ("decline", "reject")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pool:
    """What is really intended with the candidate's details. None: nobody said."""

    intended: bool | None = None
    consent: bool | None = None
    until: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What is known about the case. Empty: unknown, and then nothing is concluded from it."""

    contact_name: str = ""
    company: str = ""
    job_title: str = ""
    candidate_name: str = ""
    already_accepted: bool = False
    situation: str = ""  #: id of the letter that the draft started as
    no_reason: bool = False  #: it was decided to give none
    talent_pool: Pool = field(default_factory=Pool)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    side: str  #: "decline" or "reject"
    lang: str
    text: str
    subject: str = ""
    context: Context = field(default_factory=Context)

    @property
    def addressee(self) -> str:
        """Whom the letter is to."""
        known = self.context
        return known.contact_name if self.side == "decline" else known.candidate_name


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Words of a draft, why they stand out, and perhaps better ones."""

    code: str
    part: str  #: "subject" or "text"
    start: int
    end: int
    words: str
    why: str
    better: str = ""

    def as_json(self) -> dict[str, Any]:
        """The shape of `netjes wording`; `better` only where there is one."""
        shape = asdict(self)
        return shape if self.better else {k: v for k, v in shape.items() if k != "better"}
