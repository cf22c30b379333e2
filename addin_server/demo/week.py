"""The demonstration's calendar: somebody's usual weeks, as the Exchange stand-in has them too."""

import tomllib
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from .. import standin
from ..mailbox.port import Busy, Profile
from ..resources import PACKAGE

WEEKS = 8
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = PACKAGE / standin.__name__.rpartition(".")[2] / "calendar.toml"


def weeks(first: datetime, zone: ZoneInfo) -> Iterator[Busy]:
    """What is taken, from the week of that instant on."""
    monday = first.astimezone(zone).date()
    monday -= timedelta(days=monday.weekday())
    entries = tomllib.loads(_WEEK.read_text("utf-8"))["entries"]
    for number in range(7 * WEEKS):
        day = monday + timedelta(days=number)
        for entry in entries:
            if _DAYS[day.weekday()] in entry["days"] and entry["status"] in ("Busy", "OOF"):
                start, end = (
                    datetime.combine(day, time.fromisoformat(entry[name]), zone)
                    for name in ("start", "end")
                )
                yield Busy(start=start, end=end, subject=entry["subject"])


def profile(zone: ZoneInfo) -> Profile:
    nine_to_five = [["09:00", "17:00"]]
    hours = {day: nine_to_five for day in ("mon", "tue", "wed", "thu", "fri")}
    return Profile(timezone=zone.key, language="nl", working_hours=hours)
