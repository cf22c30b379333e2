"""Every change of clocks from 2024 to 2030, in every zone, beside a walk minute by minute.

Zones whose clocks change alike are looked at once. ``python -m tests.test_deadline_zones`` walks
through the whole rule at each change; the test does so at the first of each kind.
"""

import sys
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from addin_server.deadlines import Rule, schedule
from addin_server.deadlines.days import instant

from .test_deadlines import HOUR, MINUTE, Walk, in_utc

BEGIN, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
STEP = timedelta(days=3)  #: no zone changes its clocks twice in that time
AROUND = 3 * HOUR


def offset(zone, moment):
    return moment.astimezone(zone).utcoffset()


def changes(zone):
    """The instants from which a zone has another offset: (instant, before, after)."""
    found, moment, before = [], BEGIN, offset(zone, BEGIN)
    while moment < END:
        after = offset(zone, moment + STEP)
        if before != after:
            low, high = moment, moment + STEP
            while high - low > MINUTE:
                middle = low + (high - low) // (2 * MINUTE) * MINUTE
                low, high = (middle, high) if offset(zone, middle) == before else (low, middle)
            found.append((high, before, after))
        moment, before = moment + STEP, after
    return tuple(found)


@cache
def kinds():
    """One zone for each series of changes."""
    alike = {}
    for name in sorted(available_timezones()):
        alike.setdefault(changes(ZoneInfo(name)), name)
    return tuple((name, series) for series, name in alike.items() if series)


def shown(zone, change):
    """What the clocks show around a change: wall time -> its instants, minute by minute."""
    walls = {}
    moment = change - AROUND
    while moment <= change + AROUND:
        walls.setdefault(moment.astimezone(zone).replace(tzinfo=None), []).append(moment)
        moment += MINUTE
    return walls


def wrong_instants(name, series):
    zone = ZoneInfo(name)
    for change, _, _ in series:
        walls = shown(zone, change)
        wall, last = min(walls), max(walls)
        while wall <= last:
            # A time that clocks skip stands for the minutes on either side of the gap.
            first, final = (walls[wall][0], walls[wall][-1]) if wall in walls else (change, None)
            found = instant(wall.date(), wall.time(), zone)
            found_last = instant(wall.date(), wall.time(), zone, last=True)
            if (found, found_last) != (first, final or change - MINUTE):
                yield name, wall, found, found_last
            wall += MINUTE


def test_there_are_changes_to_look_at():
    names = {name for name, _ in kinds()}
    assert len(names) > 20
    series = dict(kinds())
    european = changes(ZoneInfo("Europe/Amsterdam"))
    assert len(european) == 14
    assert european in series.values()
    assert european[0][0] == datetime(2024, 3, 31, 1, tzinfo=UTC)


def test_every_minute_around_every_change_is_found():
    wrong = [each for name, series in kinds() for each in wrong_instants(name, series)]
    assert wrong == []


def rules(name):
    hours = {d: ((time(1, 30), time(2, 30)), (time(9), time(17))) for d in range(7)}
    zone = ZoneInfo(name)
    yield Rule("clock", zone, "NL")
    yield Rule("working", zone, "DE-BY")
    yield Rule("working", zone, "GB", hours)


def situations(change):
    """Mails that arrive so that their counts, limits or reminders meet the change."""
    for before in (
        timedelta(hours=1),
        timedelta(hours=25),
        timedelta(hours=47),
        timedelta(hours=50),
    ):
        received = change - before
        yield {"received": received, "now": received + 7 * MINUTE}


def wrong_plans(name, series):
    for change, _, _ in series:
        for rule in rules(name):
            walk = Walk(rule)
            for each in situations(change):
                found = in_utc(schedule(**each, rule=rule))
                walked = walk.schedule(each["received"], each["now"], None, None)
                if found != walked:
                    yield name, each, found, walked


def test_the_rule_holds_at_a_change_of_each_kind():
    by_jump = {}
    for name, series in kinds():
        for change in series:
            by_jump.setdefault(change[2] - change[1], (name, (change,)))
    assert len(by_jump) >= 4
    wrong = [each for name, series in by_jump.values() for each in wrong_plans(name, series)]
    assert wrong == []


def main():
    count = 0
    for name, series in kinds():
        count += len(series)
        for each in wrong_plans(name, series):
            print("wrong:", *each)
            return 1
    print(f"{len(kinds())} series of changes, {count} changes, 12 plans at each: 0 wrong")
    return 0


if __name__ == "__main__":
    sys.exit(main())
