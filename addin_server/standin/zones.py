"""Windows time zones: their rules, the time in them, their long form in EWS. A handful.

Rules as in Windows' registry; a year is cut by two turns, on the n-th weekday of a month.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from .soap import Node, add, element, find, text

DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


@dataclass(frozen=True, slots=True)
class Turn:
    """When a half of the year begins, in the clock time until then."""

    month: int
    order: int  #: of the weekday in the month; 5 is the last
    minutes: int  #: since midnight
    day: int = 0  #: 0 is Sunday

    def in_year(self, year: int) -> datetime:
        first = datetime(year, self.month, 1, tzinfo=UTC)
        ahead = (self.day - first.isoweekday()) % 7 + 7 * (self.order - 1)
        found = first + timedelta(days=ahead)
        while found.month != self.month:
            found -= timedelta(days=7)
        return found + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Rules:
    """Clock time and UTC. Biases in minutes: UTC is the clock's time plus the bias."""

    bias: int
    standard: Turn | None = None
    daylight: Turn | None = None
    standard_bias: int = 0
    daylight_bias: int = -60

    def summer(self, wall: datetime) -> bool:
        """Whether that clock time (its zone is not looked at) lies in summer time."""
        if self.standard is None or self.daylight is None:
            return False
        clock = wall.replace(tzinfo=UTC)
        begins, ends = self.daylight.in_year(clock.year), self.standard.in_year(clock.year)
        return begins <= clock < ends if begins < ends else not ends <= clock < begins

    def _away(self, wall: datetime) -> timedelta:
        own = self.daylight_bias if self.summer(wall) else self.standard_bias
        return timedelta(minutes=self.bias + own)

    def utc(self, wall: datetime) -> datetime:
        return (wall + self._away(wall)).replace(tzinfo=UTC)

    def wall(self, moment: datetime) -> datetime:
        """The clock's time, without a zone."""
        plain = moment.astimezone(UTC).replace(tzinfo=None)
        winter = plain - timedelta(minutes=self.bias + self.standard_bias)
        summer = plain - timedelta(minutes=self.bias + self.daylight_bias)
        return summer if self.summer(summer) else winter


@dataclass(frozen=True, slots=True)
class Zone:
    id: str
    name: str
    rules: Rules


@cache
def zones() -> dict[str, Zone]:
    """By Windows' id."""
    west = Turn(10, 5, 180), Turn(3, 5, 120)
    britain = Turn(10, 5, 120), Turn(3, 5, 60)
    america = Turn(11, 1, 120), Turn(3, 2, 120)
    found = (
        Zone("UTC", "(UTC) Coordinated Universal Time", Rules(0)),
        Zone("GMT Standard Time", "(UTC+00:00) Dublin, London", Rules(0, *britain)),
        Zone("W. Europe Standard Time", "(UTC+01:00) Amsterdam, Berlin", Rules(-60, *west)),
        Zone("Romance Standard Time", "(UTC+01:00) Brussels, Paris", Rules(-60, *west)),
        Zone("Central Europe Standard Time", "(UTC+01:00) Budapest, Prague", Rules(-60, *west)),
        Zone("Eastern Standard Time", "(UTC-05:00) Eastern Time", Rules(300, *america)),
        Zone("Pacific Standard Time", "(UTC-08:00) Pacific Time", Rules(480, *america)),
        Zone("Tokyo Standard Time", "(UTC+09:00) Osaka, Tokyo", Rules(-540)),
    )
    return {zone.id: zone for zone in found}


def definition(zone: Zone, full: bool) -> Node:
    """As GetServerTimeZones gives it."""
    made = element("t:TimeZoneDefinition", Id=zone.id, Name=zone.name)
    if not full:
        return made
    rules, key = zone.rules, f"trule:Microsoft/Registry/{zone.id}/1"
    halves = [("Standard", rules.bias + rules.standard_bias, rules.standard)]
    if rules.daylight:
        halves.append(("Daylight", rules.bias + rules.daylight_bias, rules.daylight))
    periods = add(made, "t:Periods")
    for name, bias, _ in halves:
        add(periods, "t:Period", Bias=_duration(bias), Name=name, Id=f"{key}-{name}")
    group = add(add(made, "t:TransitionsGroups"), "t:TransitionsGroup", Id="0")
    for name, _, turn in halves:
        _turning(group, f"{key}-{name}", turn)
    only = add(add(made, "t:Transitions"), "t:Transition")
    add(only, "t:To", "0", Kind="Group")
    return made


def _turning(group: Node, to: str, turn: Turn | None) -> None:
    made = add(group, "t:RecurringDayTransition" if turn else "t:Transition")
    add(made, "t:To", to, Kind="Period")
    if turn:
        add(made, "t:TimeOffset", _duration(turn.minutes))
        add(made, "t:Month", str(turn.month))
        add(made, "t:DayOfWeek", DAYS[turn.day])
        add(made, "t:Occurrence", "-1" if turn.order == 5 else str(turn.order))


def _duration(minutes: int) -> str:
    return f"{'-' * (minutes < 0)}PT{abs(minutes)}M"


def asked(node: Node) -> Rules:
    """The rules that a request for availability writes out (t:TimeZone)."""
    standard, daylight = find(node, "t:StandardTime"), find(node, "t:DaylightTime")
    return Rules(
        int(text(node, "t:Bias")),
        _turn(standard),
        _turn(daylight),
        int(text(standard, "t:Bias") or 0),
        int(text(daylight, "t:Bias") or 0),
    )


def _turn(node: Node | None) -> Turn | None:
    """None where the month is 0: a zone without summer time."""
    if node is None or not (month := int(text(node, "t:Month") or 0)):
        return None
    hours, minutes = (int(part) for part in text(node, "t:Time").split(":")[:2])
    day = DAYS.index(text(node, "t:DayOfWeek"))
    return Turn(month, int(text(node, "t:DayOrder")), hours * 60 + minutes, day)


def serialised(rules: Rules) -> Node:
    """As free/busy answers write the zone of somebody's working hours."""
    made = element("t:TimeZone")
    add(made, "t:Bias", str(rules.bias))
    for name, bias, turn in (
        ("t:StandardTime", rules.standard_bias, rules.standard),
        ("t:DaylightTime", rules.daylight_bias if rules.daylight else 0, rules.daylight),
    ):
        half = add(made, name)
        add(half, "t:Bias", str(bias))
        minutes = turn.minutes if turn else 0
        add(half, "t:Time", f"{minutes // 60:02}:{minutes % 60:02}:00")
        add(half, "t:DayOrder", str(turn.order if turn else 0))
        add(half, "t:Month", str(turn.month if turn else 0))
        add(half, "t:DayOfWeek", DAYS[turn.day if turn else 0])
    return made
