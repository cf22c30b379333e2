"""How well mails are read that nothing was learnt from: `fresh.*`, `plain.*` of `tests/corpus`.

And how well `odd.*`: mails that nearly are something else, as a scorecard for who interviews, or a
visit to the works doctor. `python -m benchmarks.reading` prints the tables; with ``--write`` they
go into README.md and the whole pages of `netjes evaluate` into docs/evidence.md.
"""

import argparse
import re
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from addin_server import evaluation, reading
from addin_server.model import LANGUAGES, Message, Reading
from benchmarks import evidence

ROOT = Path(__file__).parents[1]
TABLE = re.compile(r"(<!-- reading: [^>]* -->\n).*?(<!-- /reading -->)", re.S)
ZONE = ZoneInfo("Europe/Amsterdam")
FIELDS = ("company", "job_title", "contact_name", "candidate_name", "interview_starts", "reply_by")


CORPUS = ROOT / "tests" / "corpus"
#: Everyday mail in four languages; ordinary mail, as templates have it, in English.
FILES = [*(CORPUS / f"fresh.{lang}.jsonl" for lang in LANGUAGES), CORPUS / "plain.en.jsonl"]
NEAR = [CORPUS / f"odd.{lang}.jsonl" for lang in LANGUAGES]


def read(message: Message) -> Reading:
    return reading.read(message, message.received or datetime.now(UTC), ZONE)


def measured(files: list[Path]) -> dict:
    found = evaluation.load(files, max_bytes=2**20, max_text=2**18)
    text = evaluation.measure(
        found.usable, read, lambda message: reading.source_of(message).body, time.process_time
    )
    return evaluation.report(found, text)


def kinds(figures: dict) -> list[str]:
    head = "| | mails | kind right | macro-F1 | invitation: precision | recall |"
    lines = [head, "|---|---|---|---|---|---|"]
    every = {lang: figures["languages"][lang] for lang in LANGUAGES} | {"all": figures}
    for name, part in every.items():
        kind = part["kind"]
        invited = kind["kinds"]["interview_invitation"]
        right, wrong, missed = (invited[key] for key in ("right", "wrong", "missed"))
        shares = (kind["accuracy"]["share"], kind["macro_f1"])
        shares += (right / (right + wrong), right / (right + missed))
        lines.append(
            f"| {name} | {part['mails']} | " + " | ".join(f"{s:.2f}" for s in shares) + " |"
        )
    return lines


def fields(figures: dict) -> str:
    named = []
    for field in FIELDS:
        scores = figures["fields"][field]
        named.append(f"{field} {next(iter(scores.values()))['f1']:.2f}")
    calibration = figures["calibration"]["ece"]
    return f"Fields (F1): {', '.join(named)}. Calibration error {calibration:.2f}."


def table(figures: dict, near: dict) -> list[str]:
    said = "Near misses: a scorecard for who interviews, a medical before the first day, a yes."
    return [*kinds(figures), "", fields(figures), "", said, "", *kinds(near)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    figures, near = measured(FILES), measured(NEAR)
    lines = table(figures, near)
    print("\n".join(lines))
    if write:
        readme = ROOT / "README.md"
        text = TABLE.sub(lambda m: m[1] + "\n".join(lines) + "\n" + m[2], readme.read_text("utf-8"))
        readme.write_text(text, "utf-8")
        command = "netjes evaluate tests/corpus/"
        page = [f"{command}{{fresh.*,plain.en}}.jsonl", *evaluation.page(figures).splitlines()]
        page += ["", f"{command}odd.*.jsonl", *evaluation.page(near).splitlines()]
        evidence.write("reading", "Reading, on mails that nothing was learnt from", page)


if __name__ == "__main__":
    main()
