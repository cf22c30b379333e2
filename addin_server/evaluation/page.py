"""The figures as text, for a terminal of 100 columns. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..model import Kind
from .figures import SHORT, Figures
from .labels import MEANINGS, WORDS

_HEADS = {
    Kind.INTERVIEW_INVITATION: "invit",
    Kind.APPLICATION: "appli",
    Kind.REJECTION_RECEIVED: "rejec",
    Kind.OFFER: "offer",
    Kind.APPLICATION_ACK: "ack",
    Kind.RECRUITER_OUTREACH: "recru",
    Kind.JOB_ALERT: "alert",
    Kind.OTHER: "other",
    Kind.UNSURE: "unsure",
}


def page(figures: Figures) -> str:
    """All of it, one section under the other."""
    sections = [_files(figures)]
    if figures["mails"]:
        languages = figures["languages"]
        sections.append(_kinds("all languages", figures["mails"], figures["kind"]))
        for lang, its in languages.items():
            sections.append(_kinds(lang, its["mails"], its["kind"]))
            sections.append(_confusion(lang, figures["confusion"][lang]))
        sections += [_choices(figures), _words(figures), _meanings(figures)]
        sections += [_calibration(figures["calibration"]), _time(figures["time"])]
    return "\n\n".join("\n".join(lines) for lines in map(list, sections) if lines)


def _files(figures: Figures) -> Iterator[str]:
    yield f"{figures['mails']} mails"
    if figures["unlabelled"]:
        yield f"without a label, left out: {', '.join(figures['unlabelled'])}"
    for key, times in figures["not_scored"].items():
        yield f"in {times} labels, scored by nothing: {key}"
    if figures["bad"]:
        yield f"could not be used: {len(figures['bad'])}"
    for bad in figures["bad"]:
        line = "" if bad["line"] is None else f", line {bad['line']}"
        yield f"  {bad['file']}{line}: {bad['message']}"


def _kinds(title: str, mails: int, kind: Figures) -> Iterator[str]:
    yield f"Kind, {title}: {mails} mails"
    yield f"  right            {_share(kind['accuracy'])}"
    yield f"  macro-F1         {_number(kind['macro_f1']):>6}"
    yield f"  not unsure       {_share(kind['coverage'])}"
    yield f"  right among them {_share(kind['accuracy_where_sure'])}"
    yield f"  {'':22}{'mails':>6}  {'precision':<22}{'recall':<22}{'F1':>6}"
    for name, its in kind["kinds"].items():
        precision, recall = _interval(its["precision"]), _interval(its["recall"])
        yield (f"  {name:<22}{its['true']:>6}  {precision:<22}{recall:<22}{_number(its['f1']):>6}")


def _confusion(lang: str, rows: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    yield f"Confusion, {lang}: a row is what the mails are, a column what they were read as"
    yield f"  {'':22}" + "".join(f"{head:>7}" for head in _HEADS.values())
    for name, row in rows.items():
        yield f"  {name:<22}" + "".join(f"{row.get(kind) or '.':>7}" for kind in _HEADS)


def _choices(figures: Figures) -> Iterator[str]:
    shares = {
        "language": figures["language"]["all"],
        f"language, over {SHORT} characters": figures["language"][f"over_{SHORT}"],
        "role": figures["role"]["all"],
        "register": figures["register"]["all"],
        "register, where there is one": figures["register"]["where_there_is_one"],
    }
    scored = {name: share for name, share in shares.items() if share["of"]}
    if scored:
        yield "Language, role and register: right"
    for name, share in scored.items():
        yield f"  {name:<30}{_share(share)}"


def _words(figures: Figures) -> Iterator[str]:
    title = "Words of the mail, all of them (exact); half of them (overlap)"
    yield from _fields(title, figures, WORDS, "exact", ("overlap",))


def _meanings(figures: Figures) -> Iterator[str]:
    yield from _fields("What they were understood as", figures, MEANINGS, "normalised", ())


def _fields(
    title: str, figures: Figures, names: Iterable[str], measure: str, beside: Sequence[str]
) -> Iterator[str]:
    fields = [(name, figures["fields"][name]) for name in names if name in figures["fields"]]
    if not fields:
        return
    languages = figures["languages"]
    heads = ["values", "prec", "recall", "F1", *beside, *languages]
    yield f"{title}; then F1 by language"
    yield f"  {'':22}" + "".join(f"{head:>8}" for head in heads)
    for name, its in fields:
        main = its[measure]
        cells = [
            str(main["true"]),
            *(_number(main[each]["share"]) for each in ("precision", "recall")),
            *(_number(each["f1"]) for each in (main, *(its[each] for each in beside))),
            *(_number(_f1(languages[lang]["fields"], name, measure)) for lang in languages),
        ]
        yield f"  {name:<22}" + "".join(f"{cell:>8}" for cell in cells)


def _f1(fields: Figures, name: str, measure: str) -> Any:
    return fields[name][measure]["f1"] if name in fields else None


def _calibration(calibration: Figures) -> Iterator[str]:
    yield f"Calibration of the first guess: ECE {_number(calibration['ece'])}"
    yield f"  {'confidence':<16}{'mails':>6}{'claimed':>10}{'right':>10}"
    for each in calibration["bins"]:
        claimed, right = _number(each["confidence"]), _number(each["accuracy"])
        span = f"{each['low']:.1f} to {each['high']:.1f}"
        yield f"  {span:<16}{each['mails']:>6}{claimed:>10}{right:>10}"


def _time(time: Figures) -> Iterator[str]:
    yield f"CPU time of a mail: median {time['median_ms']} ms, p99 {time['p99_ms']} ms"


def _share(share: Figures) -> str:
    return f"{_interval(share):<22} {share['right']} of {share['of']}"


def _interval(share: Figures) -> str:
    if share["share"] is None:
        return "-"
    return f"{share['share']:.3f} [{share['low']:.3f}-{share['high']:.3f}]"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
