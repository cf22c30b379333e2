"""The store's promises, on SQLite and on PostgreSQL: claims, fences, owners, clocks, history."""

import inspect
import threading
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from addin_server.errors import AlreadyEnded, NotFound, StoreError, TooManyOpen
from addin_server.model import Deadline, DeadlineState, Kind, Notice, NoticeState, Schedule
from addin_server.planning import Preferences
from addin_server.promises import Promise
from addin_server.store import MOST_STARTS, Promises, Store, open_store

from .conftest import ANNA, BERT, DATABASES

LEASE = timedelta(seconds=60)
DAY = timedelta(days=1)


@pytest.fixture(params=DATABASES)
def database(request):
    return request.param


def new_deadline(owner=ANNA.owner, due=None, which=("soft", "final"), now=None, **changes):
    """An invitation that came in at `now`; its notices fall due from `due` on, a day apart."""
    id = str(uuid4())
    now = now or datetime(2026, 11, 23, 9, tzinfo=UTC)
    moments = [(due or now + DAY) + number * DAY for number in range(len(which))]
    given = {
        "id": id,
        "owner": owner,
        "internet_message_id": f"<{id}@example.org>",
        "item_id": "AAMk",
        "conversation_id": "c",
        "kind": Kind.INTERVIEW_INVITATION,
        "sender_name": "An Bos",
        "job_title": "planner",
        "company": "Linde",
        "received": now,
        "limit_at": now + 2 * DAY,
        "timezone": "Europe/Brussels",
        "state": DeadlineState.OPEN,
        "created_at": now,
        "updated_at": now,
        "notices": tuple(
            Notice(
                subject_id=id, which=name, owner=owner, due_at=due_at, state=NoticeState.SCHEDULED
            )
            for name, due_at in zip(which, moments, strict=True)
        ),
    }
    return Deadline(**given | changes)


def new_promise(owner=ANNA.owner, **changes):
    given = {
        "id": str(uuid4()),
        "owner": owner,
        "internet_message_id": "<p@example.org>",
        "item_id": "",
        "candidate_name": "Lotte",
        "job_title": "",
        "company": "",
        "consent": True,
        "until": date(2027, 11, 30),
        "remind_at": datetime(2027, 11, 16, 8, tzinfo=UTC),
        "erase_at": datetime(2027, 11, 30, 23, tzinfo=UTC),
        "made_at": datetime(2026, 11, 23, 9, tzinfo=UTC),
    }
    return Promise(**given | changes)


@pytest.fixture
def kept(store):
    """A deadline in the store."""

    def keep(*, most=100, **given):
        return store.keep(new_deadline(**given), most)[0]

    return keep


def of(store, deadline, which="soft"):
    found = store.deadline(deadline.owner, deadline.id)
    return next(notice for notice in found.notices if notice.which == which)


def told(store, deadline):
    first, *found = store.history(deadline.owner, deadline.id)
    assert (first.at, first.what) == (deadline.created_at, "kept")
    return [(each.which, each.what, each.code) for each in found]


# -- kept ----------------------------------------------------------------------------------------


def test_what_is_kept_is_what_was_given(store, kept, url):
    deadline = kept()
    other = open_store(url)
    try:
        assert other.deadline(ANNA.owner, deadline.id) == deadline
    finally:
        other.close()


def test_any_text_can_be_kept(store, kept):
    words = "Zoë\0 – \U0001f600 '%(x)s' ?"
    deadline = kept(company=words, sender_name="")
    found = store.find(ANNA.owner, deadline.internet_message_id)
    assert found.company == words.replace("\0", "")


def test_moments_without_a_zone_are_refused(kept):
    with pytest.raises(ValueError, match="naive"):
        kept(received=datetime(2026, 11, 23, 9))  # noqa: DTZ001


@pytest.mark.parametrize("which", [(), ("final",), ("soft", "final"), ("soft", "final", "sleep")])
def test_any_number_of_notices_is_kept(store, kept, which):
    deadline = kept(which=which)
    assert store.deadline(ANNA.owner, deadline.id) == deadline


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("UTC"), timezone(timedelta(hours=5, minutes=30))])
@pytest.mark.parametrize("part", [0, 1, 999_999])
def test_moments_come_back_as_they_were(store, kept, zone, part):
    moment = datetime(2026, 11, 23, 9, 0, 0, part, tzinfo=zone)
    deadline = kept(received=moment)
    assert store.deadline(ANNA.owner, deadline.id).received == moment


def test_most_open_counts_what_is_open(store, kept, now):
    first = kept(most=2)
    kept(most=2)
    with pytest.raises(TooManyOpen):
        kept(most=2)
    assert kept(most=2, internet_message_id=first.internet_message_id) == first
    kept(most=2, owner=BERT.owner)
    store.end(ANNA.owner, first.id, DeadlineState.DONE, now())
    kept(most=2)


def test_two_windows_keep_one(store, url):
    deadline = new_deadline()
    others = [open_store(url) for _ in range(4)]
    together = threading.Barrier(4)
    outcomes = []

    def click(one):
        mine = new_deadline(internet_message_id=deadline.internet_message_id)
        together.wait()
        outcomes.append(one.keep(mine, 10))

    run([lambda one=one: click(one) for one in others])
    for one in others:
        one.close()
    assert Counter(created for _, created in outcomes) == {True: 1, False: 3}
    assert len({kept.id for kept, _ in outcomes}) == 1
    [found] = store.list(ANNA.owner)
    assert len(found.notices) == 2


def run(calls):
    """In a thread each; raises what one of them raised."""
    trouble = []

    def guarded(call):
        try:
            call()
        except BaseException as exc:
            trouble.append(exc)

    threads = [threading.Thread(target=guarded, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if trouble:
        raise trouble[0]


# -- claims --------------------------------------------------------------------------------------


def test_not_early_and_in_order(store, kept, now):
    late, early = kept(due=now() + 2 * DAY), kept(due=now() + DAY)
    now.forward(hours=23, minutes=59, seconds=59)
    assert store.claim_due(now(), LEASE) == []
    assert store.next_due(now()) == timedelta(seconds=1)
    now.forward(seconds=1)
    [first] = store.claim_due(now(), LEASE)
    assert (first.subject_id, first.attempts, first.fence) == (early.id, 1, 1)
    assert of(store, late).state is NoticeState.SCHEDULED


def test_no_more_than_asked(store, kept, now):
    for _ in range(5):
        kept(due=now(), which=("final",))
    assert [len(store.claim_due(now(), LEASE, 2)) for _ in range(4)] == [2, 2, 1, 0]


def test_overtaken_ones_do_not_hide_the_rest(store, kept, now):
    for _ in range(5):
        kept(due=now())
    now.forward(days=2)
    found = store.claim_due(now(), LEASE, 2)
    assert {notice.which for notice in found} == {"final"}
    assert len(found) + len(store.claim_due(now(), LEASE, 10)) == 5


def test_next_due_is_the_lease_of_what_is_held(store, kept, now):
    assert store.next_due(now()) is None
    deadline = kept(due=now() - DAY, which=("final",))
    assert store.next_due(now()) == timedelta()
    [claimed] = store.claim_due(now(), LEASE)
    assert store.next_due(now()) == LEASE
    store.postpone(claimed, now() + 5 * LEASE, "relay", now())
    assert store.next_due(now()) == 5 * LEASE
    now.forward(minutes=5)
    [claimed] = store.claim_due(now(), LEASE)
    assert store.delivered(claimed, now())
    assert store.next_due(now()) is None
    assert of(store, deadline, "final").delivered_at == now()


def test_settled_together(store, kept, now):
    deadlines = [kept(due=now(), which=("final",)) for _ in range(4)]
    claimed = store.claim_due(now(), LEASE)
    store.end(ANNA.owner, deadlines[0].id, DeadlineState.DONE, now())
    done = store.delivered_all(claimed, now())
    assert done == {f"{deadline.id}-final" for deadline in deadlines[1:]}
    assert store.delivered_all(claimed, now()) == frozenset()
    assert store.delivered_all([], now()) == frozenset()
    assert store.counts() == {"delivered": 3, "cancelled": 1}


def test_what_ends_the_process_is_given_up_and_kept(store, kept, now):
    poison = kept(due=now(), which=("final",))
    for start in range(1, MOST_STARTS + 1):
        [claimed] = store.claim_due(now(), LEASE)  # ... and the process is gone
        assert claimed.attempts == start
        now.forward(seconds=60)
    healthy = kept(due=now(), which=("final",))
    [claimed] = store.claim_due(now(), LEASE)
    assert claimed.subject_id == healthy.id
    parked = of(store, poison, "final")
    assert (parked.state, parked.reason) == (NoticeState.PARKED, "crashed")
    assert told(store, poison) == [("final", "parked", "crashed")]


def test_who_was_held_beside_it_is_not_given_up(store, kept, now):
    poison, *others = [kept(due=now(), which=("final",)).id for _ in range(10)]
    assert len(store.claim_due(now(), LEASE)) == 10  # ... and the process is gone
    deaths = 1
    for _ in range(3 * MOST_STARTS):
        now.forward(seconds=60)
        while claimed := store.claim_due(now(), LEASE):
            [alone] = claimed
            if alone.subject_id == poison:  # ... and it is gone again
                deaths += 1
                break
            assert store.delivered(alone, now())
    assert deaths == MOST_STARTS
    assert store.counts() == {"delivered": len(others), "parked": 1}
    assert {n.attempts for d in store.list(ANNA.owner) for n in d.notices if d.id != poison} == {2}


def test_a_result_clears_the_starts(store, kept, now):
    kept(due=now(), which=("final",))
    for _ in range(3 * MOST_STARTS):
        [claimed] = store.claim_due(now(), LEASE)
        assert store.postpone(claimed, now() + LEASE, "relay", now())
        now.forward(seconds=60)


def test_leases_are_given_back(store, kept, now, url):
    kept(due=now(), which=("final",))
    other = open_store(url)
    try:
        [claimed] = store.claim_due(now(), LEASE)
        assert other.release() == 0
        assert other.claim_due(now(), LEASE) == []
        assert store.release() == 1
        [again] = other.claim_due(now(), LEASE)
        assert (again.attempts, again.fence) == (1, 2)
        assert not store.delivered(claimed, now())
        assert other.delivered(again, now())
    finally:
        other.close()


def test_what_a_newer_server_has_put_there_waits_for_it(store, kept, now):
    known = kept(due=now(), which=("final",))
    kept(due=now() - DAY, which=("hologram",))
    [claimed] = store.claim_due(now(), LEASE)
    assert claimed.subject_id == known.id
    store.delivered(claimed, now())
    assert store.next_due(now()) is None


def test_the_key_stays_until_it_is_moved(store, kept, now):
    deadline = kept(due=now())
    [first] = store.claim_due(now(), LEASE)
    now.forward(seconds=60)
    [second] = store.claim_due(now(), LEASE)
    assert first.key == second.key
    moved = store.snooze(ANNA.owner, deadline.id, now() + LEASE, now())
    assert moved.notices[0].key != first.key


# -- the life of a deadline ----------------------------------------------------------------------


def test_slept_on(store, kept, now):
    deadline = kept()
    slept = store.sleep_on(ANNA.owner, deadline.id, now() + timedelta(hours=20), now())
    assert [n.which for n in slept.notices] == ["sleep", "soft", "final"]
    now.forward(hours=20)
    [claimed] = store.claim_due(now(), LEASE)
    assert claimed.which == "sleep"
    store.end(ANNA.owner, deadline.id, DeadlineState.DONE, now())
    with pytest.raises(AlreadyEnded):
        store.sleep_on(ANNA.owner, deadline.id, now() + DAY, now())


def test_snoozed_twice_over_it_is_one_that_was(store, kept, now):
    deadline = kept()
    until = now() + 5 * DAY
    first = store.snooze(ANNA.owner, deadline.id, until, now())
    again = store.snooze(ANNA.owner, deadline.id, until + timedelta(seconds=2), now())
    for found in (first, again):
        assert {n.which: n.state.value for n in found.notices} == {
            "soft": "snoozed",
            "final": "scheduled",
        }


def test_moved_while_it_is_held(store, kept, now):
    deadline = kept(due=now())
    [claimed] = store.claim_due(now(), LEASE)
    plan = Schedule(limit=now() + 5 * DAY, soft=None, final=now() + 4 * DAY)
    moved = store.reschedule(ANNA.owner, deadline.id, plan, now())
    assert {n.which: n.state.value for n in moved.notices} == {
        "soft": "cancelled",
        "final": "scheduled",
    }
    assert not store.delivered(claimed, now())


def test_why_was_i_reminded(store, kept, now):
    deadline = kept(due=now())
    steps = [
        lambda: store.postpone(store.claim_due(now(), LEASE)[0], now() + LEASE, "relay", now()),
        lambda: store.delivered(store.claim_due(now(), LEASE)[0], now()),
        lambda: store.inserted(ANNA.owner, deadline.id, "general", now()),
        lambda: store.snooze(ANNA.owner, deadline.id, now() + LEASE, now()),
        lambda: store.delivered(store.claim_due(now(), LEASE)[0], now()),
        lambda: store.end(ANNA.owner, deadline.id, DeadlineState.ANSWERED, now()),
    ]
    for step in steps:
        step()
        now.forward(seconds=60)
    assert told(store, deadline) == [
        ("soft", "postponed", "relay"),
        ("soft", "delivered", ""),
        ("", "inserted", ""),
        ("soft", "snoozed", ""),
        ("soft", "delivered", ""),
        ("", "answered", ""),
        ("final", "cancelled", ""),
    ]


def test_history_goes_with_what_it_is_about(store, kept, now):
    deadline = kept(due=now())
    promise, _ = Promises(store).keep(new_promise(), 5)
    Promises(store).end(ANNA.owner, promise.id, now())
    store.end(ANNA.owner, deadline.id, DeadlineState.DONE, now())
    bert = kept(owner=BERT.owner)
    assert rows(store) == {"deadlines": 2, "promises": 1, "reminders": 5, "history": 5}
    now.forward(days=31)
    assert store.purge(now(), 30 * DAY) == 1
    assert Promises(store).purge(now(), 30 * DAY) == 1
    assert rows(store) == {"deadlines": 1, "promises": 0, "reminders": 2, "history": 0}
    store.end(BERT.owner, bert.id, DeadlineState.DONE, now())
    store.erase(BERT.owner)
    assert set(rows(store).values()) == {0}


def rows(store):
    """How many, by table; read past the store."""
    with store.database.engine.connect() as db:
        return {
            name: db.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar()
            for name in ("deadlines", "promises", "reminders", "history")
        }


# -- owners --------------------------------------------------------------------------------------

#: What a user's request leads to -> asked for another's rows, it finds none.
OWNED = {
    "find": lambda s, d, now: s.find(BERT.owner, d.internet_message_id) is None,
    "deadline": lambda s, d, now: s.deadline(BERT.owner, d.id),
    "list": lambda s, d, now: s.list(BERT.owner) == [],
    "last_template": lambda s, d, now: s.last_template(BERT.owner, d.kind) is None,
    "end": lambda s, d, now: s.end(BERT.owner, d.id, DeadlineState.DONE, now),
    "inserted": lambda s, d, now: s.inserted(BERT.owner, d.id, "x", now),
    "reschedule": lambda s, d, now: s.reschedule(
        BERT.owner, d.id, Schedule(limit=now, soft=now, final=now), now
    ),
    "snooze": lambda s, d, now: s.snooze(BERT.owner, d.id, now, now),
    "sleep_on": lambda s, d, now: s.sleep_on(BERT.owner, d.id, now, now),
    "seen": lambda s, d, now: s.seen(BERT.owner, d.notices[0].id, now),
    "history": lambda s, d, now: s.history(BERT.owner, d.id),
    "preferences": lambda s, d, now: s.preferences(BERT.owner) == (None, None, ""),
    "prefer": lambda s, d, now: s.prefer(BERT.owner, Preferences(country="BE"), None, "fr") is None,
    "erase": lambda s, d, now: s.erase(BERT.owner) is None,
    "claim_of": lambda s, d, now: s.claim_of(BERT.owner, now + DAY, LEASE) == [],
}
#: What the clock and the server itself ask for, of all owners; no request leads here.
OF_ALL = {
    "keep",  # a row that brings its owner
    "claim_due",
    "claim_soon",
    "next_due",
    "delivered",
    "delivered_all",
    "postpone",
    "hold",
    "rest",
    "untried",
    "park",
    "release",
    "of_notice",
    "live",
    "counts",
    "purge",
    "close",
}
PROMISED = {
    "list": lambda s, p, now: s.list(BERT.owner) == [],
    "promise": lambda s, p, now: s.promise(BERT.owner, p.id),
    "change": lambda s, p, now: s.change(BERT.owner, p.id, now, consent=False),
    "extend": lambda s, p, now: s.extend(
        BERT.owner, p.id, now, until=p.until, remind_at=now, erase_at=now
    ),
    "end": lambda s, p, now: s.end(BERT.owner, p.id, now),
}
PROMISES_OF_ALL = {"keep", "of_notice", "purge"}


def methods(of):
    return {name for name, _ in inspect.getmembers(of, callable) if not name.startswith("_")}


def test_every_method_has_a_rule():
    assert methods(Store) == OWNED.keys() | OF_ALL
    assert methods(Promises) == PROMISED.keys() | PROMISES_OF_ALL
    for name in OWNED:
        assert "owner" in inspect.signature(getattr(Store, name)).parameters, name


def finds_nothing(ask, *given):
    """Not even that there is something: the error is that of an id that never was."""
    try:
        return ask(*given)
    except NotFound as exc:
        return type(exc) is NotFound


@pytest.mark.parametrize("method", OWNED)
def test_what_is_another_s_is_not_there(store, kept, now, method):
    deadline = kept(due=now())
    store.inserted(ANNA.owner, deadline.id, "general", now())
    store.prefer(ANNA.owner, Preferences(), "anna@example.org", "nl")
    before = everything(store, deadline)
    assert finds_nothing(OWNED[method], store, deadline, now())
    assert everything(store, deadline) == before


def everything(store, deadline):
    found = store.deadline(ANNA.owner, deadline.id)
    return found, store.history(ANNA.owner, deadline.id), store.preferences(ANNA.owner)


@pytest.mark.parametrize("method", PROMISED)
def test_another_s_promise_is_not_there(store, now, method):
    promises = Promises(store)
    promise, _ = promises.keep(new_promise(), 5)
    assert finds_nothing(PROMISED[method], promises, promise, now())
    assert promises.list(ANNA.owner) == [promise]


# -- several servers, and their clocks -----------------------------------------------------------


@pytest.fixture
def shared(postgres_url):
    """Three servers on one database, which has its own clock."""
    stores = [open_store(postgres_url) for _ in range(3)]
    yield stores
    for store in stores:
        store.close()


def test_claimed_at_once_by_many_none_twice(shared):
    now = datetime.now(UTC)
    for _ in range(400):
        shared[0].keep(new_deadline(due=now - DAY, which=("final",)), 1000)
    together, taken = threading.Barrier(8), []

    def work(store):
        together.wait()
        while claimed := store.claim_due(now, LEASE, 7):
            taken.extend((notice.id, notice.fence) for notice in claimed)
            assert len(store.delivered_all(claimed, now)) == len(claimed)

    run([lambda store=shared[n % 3]: work(store) for n in range(8)])
    assert len(taken) == len(set(taken)) == 400
    assert {fence for _, fence in taken} == {1}
    assert shared[1].counts() == {"delivered": 400}


@pytest.mark.parametrize("wrong", [-400 * DAY, 400 * DAY], ids=["slow", "fast"])
def test_a_wrong_clock_changes_nothing(shared, wrong):
    store, right, mine = shared[0], datetime.now(UTC), datetime.now(UTC) + wrong
    due = store.keep(new_deadline(due=right - timedelta(hours=1), which=("final",)), 9)[0]
    store.keep(new_deadline(due=right + timedelta(hours=1), which=("final",)), 9)
    ended = store.keep(new_deadline(due=right), 9)[0]
    store.end(ANNA.owner, ended.id, DeadlineState.DONE, mine)
    assert store.next_due(mine) == timedelta()
    [claimed] = store.claim_due(mine, LEASE)
    assert claimed.subject_id == due.id
    assert timedelta(seconds=30) < store.next_due(mine) <= LEASE
    assert shared[1].claim_due(right, LEASE) == []
    assert store.postpone(claimed, mine + 2 * LEASE, "relay", mine)
    assert LEASE < shared[1].next_due(right) <= 2 * LEASE
    assert store.purge(mine, 30 * DAY) == 0


@pytest.mark.parametrize("wrong", [-400 * DAY, 400 * DAY], ids=["slow", "fast"])
def test_what_is_claimed_ahead_waits_by_the_right_clock(shared, wrong):
    store, right, ahead = shared[0], datetime.now(UTC), timedelta(minutes=10)
    store.keep(new_deadline(due=right + timedelta(minutes=5), which=("final",)), 9)
    [claim] = store.claim_soon(right + wrong, LEASE, ahead)
    assert 60 < claim.at - time.monotonic() <= 300


def test_a_killed_server_heals(postgres_server):
    with_tables = postgres_server.new_database("template1")
    store = open_store(with_tables)
    try:
        kept = store.keep(new_deadline(), 9)[0]
        postgres_server.kill()
        with pytest.raises(StoreError, match="cannot be used just now"):
            store.list(ANNA.owner)
        with pytest.raises(StoreError):
            store.keep(new_deadline(), 9)
        postgres_server.restart()
        assert store.list(ANNA.owner) == [kept]
        assert store.keep(new_deadline(), 9)[1]
    finally:
        store.close()
        postgres_server.drop(with_tables)


def test_a_server_restarted_meanwhile_is_not_noticed(postgres_server):
    with_tables = postgres_server.new_database("template1")
    store = open_store(with_tables)
    try:
        kept = store.keep(new_deadline(), 9)[0]
        postgres_server.kill()
        postgres_server.restart()
        assert store.list(ANNA.owner) == [kept]
    finally:
        store.close()
        postgres_server.drop(with_tables)
