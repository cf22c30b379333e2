"""What a list of three filled-in letters costs, beside the bare renders of jinja2.

Bare is the text of the letter alone: no values checked, nobody greeted, no subject, no plain twin.
Every list is to somebody else, as on any other day.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

from addin_server import letters
from addin_server.letters.catalogue import Catalogue
from addin_server.model import LANGUAGES

from .timing import Times, row, side_by_side

IDS = ("schedule-conflict", "alternative-form", "general")  #: what is offered for an invitation
GIVEN = ("Lotte", "Jan", "Ömer", "Claire", "Seán", "Anna-Lena")
SURNAMES = ("de Vries", "Peeters", "van 't Hoff", "Müller", "Lefèvre", "Smith-Jones")
VALUES = {
    "company": "Voorbeeld nv",
    "job_title": "testingenieur (m/v/x)",
    "candidate_name": "Sam de Wit",
    "interview_datetimes": "dinsdag 1 december om 14.00 uur",
    "alternatives": "",
    "reason": "die dagen werk ik in het buitenland",
}
BUILT_IN = {"register": "formal", "phrasing": 0, "closing": "Met vriendelijke groet,"}


def suggested(catalogue: Catalogue, lang: str, name: str) -> list[str]:
    """Three letters as the pane gets them."""
    values = VALUES | {"contact_name": name}
    written = (
        letters.render(
            catalogue, id, lang=lang, register="formal", values=values, original_subject="Gesprek"
        )
        for id in IDS
    )
    return [letter.html for letter in written]


def bare(catalogue: Catalogue, lang: str, name: str) -> list[str]:
    """The same three texts, filled in by jinja2 and no more."""
    values = {**VALUES, **BUILT_IN, "contact_name": name, "salutation": f"Geachte {name},"}
    return [catalogue[id].bodies[lang].render(values) for id in IDS]


def measured(catalogue: Catalogue, lang: str, rounds: int) -> tuple[Times, Times]:
    """Ours and bare, in turns, a list to everybody each time."""
    ours, theirs = partial(suggested, catalogue, lang), partial(bare, catalogue, lang)
    return side_by_side(partial(to_all, ours), partial(to_all, theirs), rounds, often=1)


def to_all(write: Callable[[str], list[str]]) -> None:
    for given, surname in product(GIVEN, SURNAMES):
        write(f"{given} {surname}")


def lists(rounds: int) -> Iterator[str]:
    """Three filled-in letters, beside the bare renders."""
    catalogue = letters.load(None)
    yield f"Three filled-in letters to each of {len(GIVEN) * len(SURNAMES)} people, CPU ms"
    yield row("", "ours", "bare", "ratio")
    for lang in LANGUAGES:
        mine, theirs = measured(catalogue, lang, rounds)
        yield row(lang, mine.median, theirs.median, f"{mine.median / theirs.median:.1f}x")
