"""Mails put together from ordinary sentences: `python -m tests.corpus.frames` writes them.

Learnt from as they are: short, and with the same places, days and posts in mails of every kind, so
that no such word speaks for one. The sentences are in ``frames.<lang>.toml``, the mails in
``frames.<lang>.jsonl``; those of ``houses`` tell employers from who signs, names of every shape in
the same places, and nothing else is learnt from them. Same sentences, same mails.
"""

import json
import random
import re
import tomllib
from itertools import product
from pathlib import Path

from addin_server.model import LANGUAGES

FOLDER = Path(__file__).parent
SETS = {"frames": ("fr", 4), "houses": ("ho", 6)}  #: what ids begin with, mails of a sentence
RECEIVED = "2026-11-20T09:00:00+01:00"
GAP = re.compile(r"(?<!\{)\{(post|house|name|given|first|place|when|by|link)\}")
ROLES = {"other": "none", "application": "employer"}


def written(lang, which="frames"):
    """The mails of a language."""
    begins, each = SETS[which]
    frames = tomllib.loads((FOLDER / f"{which}.{lang}.toml").read_text("utf-8"))
    dice = random.Random(f"{which} {lang}")
    cores = [(frame, core) for frame in frames["frame"] for core in frame["core"]]
    known = set()
    for number, (frame, core) in enumerate(cores * each, 1):
        row = _row(f"{begins}-{lang}-{number:03}", lang, frame, core, frames, dice)
        if row["body"] not in known:
            known.add(row["body"])
            yield row


def _row(name, lang, frame, core, frames, dice):
    kind = frame["kind"]
    role = frame.get("role", ROLES.get(kind, "candidate"))
    about = role != "none" or frame.get("candidate", False)
    text = _text(core, frame, frames["mail"], dice, about)
    subject = dice.choice(frame["subjects"]) if dice.random() < 0.5 else None
    chosen = {gap: dice.choice(words) for gap, words in frames["gaps"].items()}

    def fill(said):
        return GAP.sub(lambda m: chosen[m[1]], said).replace("{{", "{").replace("}}", "}")

    row = {"id": name, "kind": kind, "lang": lang, "subject": subject and fill(subject)}
    row |= {"body": fill(text), "role": role, "from": None, "received": RECEIVED}
    said = GAP.findall(f"{subject} {text}")
    gold = {"company": "house", "job_title": "post"}
    row["gold"] = {key: chosen[gap] if gap in said else None for key, gap in gold.items()}
    return row | ({"withdrawal": True} if frame.get("withdrawal") else {})


def _text(core, frame, mail, dice, about):
    """The sentence by itself, or what is said around one in a mail."""
    lines, said = [], [core]
    ours = not frame.get("candidate", False)
    if ours and dice.random() < 0.3:
        said.insert(0, dice.choice(mail["openings"]))
    if ours:
        meets = frame["kind"] == "interview_invitation" or "{when}" in core or "{place}" in core
        more = [*mail["middles"], *(mail["meetings"] if meets else ())]
        said += dice.sample(more, dice.choice([0, 0, 1, 1, 2]))
    if dice.random() < 0.6:
        lines.append(dice.choice(mail["greetings"]))
    lines.append(dice.choice([" ", "\n\n", "\n"]).join(said))
    if dice.random() < 0.6:
        signs = mail["signs"] if ours and about else mail["signs"][:1]
        lines.append(f"{dice.choice(mail['closings'])}\n{dice.choice(signs)}")
    return dice.choice(["\n\n", "\n\n", " "]).join(lines)


def main():
    for which, lang in product(SETS, LANGUAGES):
        rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in written(lang, which))
        (FOLDER / f"{which}.{lang}.jsonl").write_text(rows, "utf-8")


if __name__ == "__main__":
    main()
