"""The reminder mails to an owner: of a deadline, of a promise, of all at once. Pure.

Nothing of a mail but sender, role and organisation. An empty value is left out of the wording.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from markupsafe import Markup

from ..model import Letter
from ..phrases import day, moment, sentence, time_left
from ..resources import lexicon
from .catalogue import LIMIT_FIELD, Catalogue
from .render import answer_to, letter_of, one_line

LIMIT_NAME = 100  #: characters of a name in a list


def render_notice(
    catalogue: Catalogue,
    *,
    lang: str,
    sender_name: str,
    job_title: str,
    company: str,
    seconds_left: float,
    limit: datetime,
    zone: tzinfo,
    link: str = "",
) -> Letter:
    """Write the reminder of a deadline; zero or less `seconds_left` is a limit that passed."""
    left, expired = time_left(seconds_left, lang), seconds_left <= 0
    names = _short(sender_name=sender_name, job_title=job_title, company=company)
    key = "subject" + "_expired" * expired + "_plain" * (not names["company"])
    about = {"left": left[:1].upper() + left[1:], "company": names["company"]}
    html = catalogue.notices[lang].render(
        **names,
        time_left=left,
        expired=expired,
        limit=moment(limit, lang, zone),
        link=link,
    )
    return _mail(sentence(lang, "notices", key, **about), html)


def render_promise(
    catalogue: Catalogue,
    *,
    lang: str,
    candidate_name: str,
    job_title: str,
    company: str,
    consent: bool,
    until: date,
    link: str = "",
) -> Letter:
    """Write the reminder of a promise to keep a candidate in mind."""
    names = _short(candidate_name=candidate_name, job_title=job_title, company=company)
    end = day(until, lang)
    about = {"name": names["candidate_name"], "until": end}
    html = catalogue.promises[lang].render(**names, consent=consent, until=end, link=link)
    return _mail(sentence(lang, "notices", "subject_promise", **about), html)


def _short(**names: str) -> dict[str, str]:
    """Each on one line, and no longer than a letter may have it."""
    return {key: one_line(name)[:LIMIT_FIELD] for key, name in names.items()}


def _mail(subject: str, html: str) -> Letter:
    """A mail that answers none, its subject as tidy as that of an answer."""
    return letter_of(answer_to(subject).removeprefix("RE: "), html)


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One line of a digest."""

    names: Sequence[str]  #: who and what it is about; "" is left out
    link: str = ""
    limit: datetime | None = None  #: of a mail that waits for an answer
    until: date | None = None  #: of a promise


def render_digest(
    catalogue: Catalogue, *, lang: str, items: Sequence[Item], now: datetime, zone: tzinfo
) -> Letter:
    """Write all reminders of a day in one mail, those that end first at the top.

    Raises LetterTooLong: divide them over several mails.
    """
    mails = [item for item in items if item.limit is not None]
    promises = [item for item in items if item.limit is None]
    counted = [_counted(lang, "mails", len(mails)), _counted(lang, "promises", len(promises))]
    rows = [
        _row(item, lang, now, zone) for item in sorted(mails, key=lambda item: item.limit or now)
    ]
    rows += [_row(item, lang, now, zone) for item in promises]
    html = catalogue.digests[lang].render(items=Markup("\n").join(rows))
    return letter_of(", ".join(filter(None, counted)), html)


def _counted(lang: str, what: str, count: int) -> str:
    if not count:
        return ""
    one, several = lexicon(lang, "notices")["digest"][what]
    return str(one if count == 1 else several.format(count=count))


def _row(item: Item, lang: str, now: datetime, zone: tzinfo) -> Markup:
    words = lexicon(lang, "notices")["digest"]
    about = " – ".join(
        name for name in (one_line(each)[:LIMIT_NAME] for each in item.names) if name
    )
    if item.limit is not None:
        left = time_left((item.limit - now).total_seconds(), lang)
        limit = moment(item.limit, lang, zone)
        ahead = words["mail"].format(left=left, limit=limit)
        when = ahead if item.limit > now else f"{left} ({limit})"
    else:
        when = words["promise"].format(until=day(item.until, lang) if item.until else "")
    row = Markup("<strong>{}</strong><br>{}").format(about or words["unnamed"], when)
    if item.link:
        row += Markup('<br><a href="{}">{}</a>').format(item.link, words["open"])
    return Markup("<li>{}</li>").format(row)
