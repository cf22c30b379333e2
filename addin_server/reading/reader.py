"""All that is read of a mail, joined: kind first, since the rest depends on who is writing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..model import Evidence, Kind, Message, Mode, Moment, Reading
from . import (
    deadline_words,
    employers,
    invites,
    kinds,
    language,
    moment_grammar,
    moments,
    organisations,
    parts,
    people,
    places,
    titles,
    visible,
)
from .index import Text
from .organisation_signs import Others
from .source import Found, Source

MAX_MOMENTS = 12
MAX_FIELD = 200  #: code points of one extracted value
_PRIVATE = 0.9  #: how sure it must be that a mail is private, not to say who writes

#: Kinds in which a named day is a day to meet.
_MEETS = (Kind.INTERVIEW_INVITATION, Kind.RECRUITER_OUTREACH, Kind.UNSURE)


def source_of(message: Message) -> Source:
    """The text of a mail, cut into its parts. A plain body is taken as it is, else the HTML."""
    shown = visible.plain(message.body) if message.body.strip() else visible.visible(message.html)
    subject, body = Text((message.subject or "")[:1000]), Text(shown.text)
    newest, signature, quoted = parts.split(body, subject)
    body.reach = max(newest[1], signature[1])
    return Source(
        subject=subject,
        body=body,
        newest=newest,
        signature=signature,
        quoted=quoted,
        sender_name=message.sender.name,
        sender_email=message.sender.email,
        recipient_name=message.to[0].name if message.to else "",
        recipient_email=message.to[0].email if message.to else "",
        warnings=tuple(dict.fromkeys((*message.warnings, *shown.warnings))),
    )


def read(message: Message, now: datetime, zone: ZoneInfo) -> Reading:
    """What a mail is and what it says.

    `zone` is that of moments when neither the mail nor the reader's client names one. Relative
    dates count from the mail's arrival; `now` only bounds an arrival that lies in the future.
    """
    source = source_of(message)
    zone = _zone(message.timezone) or zone
    received = min(message.received, now) if message.received else None
    lang = language.of(source)
    invited = invites.parse(message.calendars, zone)
    days = moment_grammar.options(source.body, lang, *source.newest)
    said = moments.find(source, lang, received, zone, days)[:MAX_MOMENTS]
    judged = kinds.judge(source, lang, _timed(invited, said))
    reading = _judged(source, lang, judged, invited)
    reading = _who(reading, source, judged)
    reading = _where(reading, source, invited)
    if reading.kind is Kind.JOB_ALERT:
        reading = _until(reading, deadline_words.to_apply(source, lang, received, zone, days))
    if reading.kind in (*_MEETS, Kind.OFFER) or (reading.kind is Kind.OTHER and judged.about_job):
        reading = _until(reading, deadline_words.find(source, lang, received, zone, days))
    return _when(reading, said, invited)


def _judged(
    source: Source, lang: str | None, judged: kinds.Judgement, invited: invites.Invites
) -> Reading:
    """What the mail is, without its details."""
    tone = language.tone(source.body, lang, *_addressed(source))
    return Reading(
        kind=judged.kind,
        role=judged.role,
        lang=lang,
        register=tone if language.has_registers(lang) else None,
        tone=tone,
        confidence=judged.confidence,
        guesses=judged.guesses,
        withdrawal=judged.withdrawal,
        already_accepted=judged.already_accepted,
        evidence=tuple(found.evidence(found.value) for found in judged.found),
        warnings=tuple(dict.fromkeys((*source.warnings, *invited.warnings))),
    )


def _timed(invited: invites.Invites, said: Sequence[moments.FoundMoment]) -> int:
    """How many days with an hour the mail names, in its text or its calendar."""
    return len(invited.invites) + sum(entry.timed for entry in said)


def observe(message: Message, now: datetime, zone: ZoneInfo) -> kinds.Observed:
    """What `read` goes by to tell the kind. For the learner."""
    source = source_of(message)
    lang = language.of(source)
    received = min(message.received, now) if message.received else None
    said = moments.find(source, lang, received, zone)[:MAX_MOMENTS]
    return kinds.observe(source, language.served(lang), _timed(invites.parse((), zone), said))


def _zone(name: str | None) -> ZoneInfo | None:
    """The zone of an IANA name, or None when there is no such zone."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _addressed(source: Source) -> tuple[int, int]:
    """What is said to the reader: the newest part with its close."""
    start, end = source.newest
    return start, max(end, source.signature[1])


def _with(
    reading: Reading, found: Mapping[str, Found | None], more: Mapping[str, Any] | None = None
) -> Reading:
    """The reading with these values and the words they rest on, and with more that has none."""
    said = {field: value for field, value in found.items() if value and _value(value)}
    values: dict[str, Any] = {field: _value(value) for field, value in said.items()}
    values |= more or {}
    if not values:
        return reading
    # What only the address says has no words in the mail to point at.
    seen = [value.evidence(field) for field, value in said.items() if value.start < value.end]
    return replace(reading, evidence=(*reading.evidence, *seen), **values)


def _value(found: Found) -> str:
    return " ".join((found.value or found.words).split())[:MAX_FIELD]


def _who(reading: Reading, source: Source, judged: kinds.Judgement) -> Reading:
    """Organisation, post and people; of a private mail no house, of an advert who offers."""
    if reading.kind is Kind.JOB_ALERT:
        offering = organisations.find(source, reading.lang, reading.kind)
        return _with(reading, {"company": offering.company})
    apart = not judged.about_job
    found = {"job_title": titles.find(source, reading.lang, reading.kind, apart)}
    if judged.about_job or judged.business or judged.confidence < _PRIVATE:
        named = people.find(source, reading.lang, reading.kind)
        # Who withdraws signs; the one greeted is the employer.
        candidate = named.contact if reading.withdrawal else named.candidate
        found |= {"contact_name": named.contact, "candidate_name": candidate}
    if judged.about_job:
        found |= _house(reading, source, found)
    return _with(reading, found)


def _house(
    reading: Reading, source: Source, found: Mapping[str, Found | None]
) -> Mapping[str, Found | None]:
    """Employer and agency; contact and post, unless these are no more than the house's name."""
    said = (found["contact_name"], found["candidate_name"], found["job_title"])
    others = Others(*(_value(each) if each else "" for each in said))
    named = employers.find(source, reading.lang, reading.kind, others)
    kept = {key: found[key] for key in ("contact_name", "job_title")}
    kept = {key: None if _is_house(each, named.company) else each for key, each in kept.items()}
    return {"company": named.company, "agency": named.agency, **kept}


def _is_house(each: Found | None, company: Found | None) -> bool:
    """Is it the house that one will talk with or work for, and no person or post?"""
    if each is None or company is None:
        return False
    return " ".join((each.words or _value(each)).split()) == _value(company)


def _where(reading: Reading, source: Source, invited: invites.Invites) -> Reading:
    """The place: as the text says it, else as the calendar does."""
    likeliest = reading.guesses[0].kind if reading.kind is Kind.UNSURE else reading.kind
    meets = reading.kind in _MEETS if invited.invites else likeliest is Kind.INTERVIEW_INVITATION
    if not meets:
        return reading  # a recruiter who asks for a call has not said where
    place = places.find(source, reading.lang, reading.company)
    found = {"location_or_mode": place.location_or_mode, "meeting_url": place.meeting_url}
    first = next(iter(invited.invites), None)
    if first is None:
        return _with(reading, found, {"mode": place.mode})
    reading = _with(reading, found)
    url = reading.meeting_url or (first.url if first.url.startswith("https://") else None)
    return replace(
        reading,
        mode=place.mode or (Mode.VIDEO if url else None),
        meeting_url=url,
        location_or_mode=reading.location_or_mode or first.location or None,
        contact_name=reading.contact_name or first.organizer or None,
    )


def _until(reading: Reading, answer: moments.FoundMoment | None) -> Reading:
    """With the last moment to answer."""
    if answer is None:
        return reading
    return _with(reading, {"reply_by": answer.found}, {"reply_by_at": answer.moment.start})


def _when(
    reading: Reading, said: Sequence[moments.FoundMoment], invited: invites.Invites
) -> Reading:
    """The proposed moments, of a mail that wants to meet."""
    if reading.kind not in _MEETS:
        return reading
    if reading.kind is Kind.RECRUITER_OUTREACH and not invited.invites:
        return reading  # when somebody unknown would like to ring is no interview
    calendar = [invite.moment for invite in invited.invites]
    return replace(
        reading,
        moments=merged([entry.moment for entry in said], calendar)[:MAX_MOMENTS],
        evidence=(*reading.evidence, *_proposals(entry.found for entry in said)),
    )


def _proposals(found: Iterable[Found]) -> list[Evidence]:
    return [entry.evidence("interview_datetimes") for entry in found]


def merged(said: list[Moment], calendar: list[Moment]) -> tuple[Moment, ...]:
    """Moments of the text, made exact by those of a calendar; none twice.

    A calendar knows the instant, the text has the words: where they agree, or the text left the
    instant open, they are one.
    """
    rest, joined = list(calendar), []
    for moment in said:
        same = next((entry for entry in rest if _same(moment, entry)), None)
        if same is None:
            joined.append(moment)
            continue
        rest.remove(same)
        joined.append(replace(moment, start=same.start, end=same.end or moment.end))
    return tuple(joined + rest)


def _same(said: Moment, entry: Moment) -> bool:
    return said.start is None or said.start == entry.start
