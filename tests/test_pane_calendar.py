"""The pane's pure parts about calendar and mailbox, run in Node."""

from .pane_harness import PANE, each, run

AMSTERDAM = "Europe/Amsterdam"


def test_a_moment_is_taken_when_the_server_says_so():
    answer = {"conflicts": [{"start": "2026-12-03T14:00:00+01:00"}]}
    table = [("2026-12-03T14:00:00+01:00", True), ("2026-12-04T14:00:00+01:00", False)]
    rows = [(answer, start, taken) for start, taken in table]
    found = each("agenda.js", ("answer", "start", "taken"), rows, "m.isTaken(v.answer, v.start)")
    assert found == [True, False]
    assert run("agenda.js", "m.isTaken(null, 'x')") is False


def test_free_moments_are_those_that_lie_ahead():
    starts = ["2026-11-24T10:00:00+01:00", "2026-11-25T14:00:00+01:00"]
    app = {
        "mail": {"answer": {"free_moments": [{"start": start} for start in starts]}},
        "place": {"zone": AMSTERDAM},
    }
    free = "m.freeClocks({...v.app, now: Date.parse(v.now)})"
    assert run("agenda.js", free, app=app, now="2026-11-24T10:00+01:00") == ["2026-11-25T14:00"]
    bare = app | {"mail": {"answer": None}}
    assert run("agenda.js", free, app=bare, now="2026-11-24T10:00+01:00") == []


def test_a_tap_puts_a_moment_in_a_gap_and_a_second_one_takes_it_out():
    table = [
        ([], "b", ["b"]),
        (["a", "", "c"], "b", ["a", "b", "c"]),
        (["a", "b"], "b", ["a", ""]),
        (["a", "c", "d"], "b", ["a", "c", "d", "b"]),
    ]
    found = each("agenda.js", ("times", "clock", "then"), table, "m.toggled(v.times, v.clock)")
    assert found == [then for *_, then in table]


def test_what_can_be_proposed_lies_ahead_in_order_and_once():
    times = ["2026-11-26T09:00", "", "2026-11-24T10:00", "2026-11-26T09:00", "2026-11-20T09:00"]
    proposals = f"m.proposals(v.draft, '{AMSTERDAM}', Date.parse('2026-11-23T00:00Z'))"
    found = run("agenda.js", proposals, draft={"times": times})
    assert found == ["2026-11-24T09:00:00.000Z", "2026-11-26T08:00:00.000Z"]
    assert run("agenda.js", proposals, draft=None) == []


def test_another_time_is_as_long_as_the_meeting():
    table = [
        (["2026-12-02T13:00+01:00"], ["2026-12-02T13:45+01:00"], "2026-11-24T09:45:00.000Z"),
        (["2026-12-02T13:00+01:00"], [None], "2026-11-24T10:00:00.000Z"),
        (["2026-12-02T13:00+01:00"], ["2026-12-02T12:00+01:00"], "2026-11-24T10:00:00.000Z"),
        ([], [], "2026-11-24T10:00:00.000Z"),
    ]
    end = """m.endOf(
      {reading: {interview_starts: v.starts, interview_ends: v.ends}}, "2026-11-24T10:00+01:00"
    )"""
    found = each("agenda.js", ("starts", "ends", "end"), table, end)
    assert found == [end for *_, end in table]


def test_only_a_clear_no_is_certain():
    table = [
        ("offline", 0, True),
        ("mailbox_error", 502, True),
        ("mailbox_busy", 503, True),
        ("not_offered", 501, False),
        ("not_found", 404, False),
        ("letter_incomplete", 422, False),
        ("signin_busy", 0, False),
    ]
    rows = [{"code": code, "status": status} for code, status, _ in table]
    expression = """await (async () => {
      const { ApiError } = await import(v.server);
      return v.rows.map(({code, status}) => m.isUnsure(new ApiError(code, "", {}, status)));
    })()"""
    server = (PANE / "server.js").as_uri()
    found = run("response.js", expression, rows=rows, server=server)
    assert found == [unsure for *_, unsure in table]
    assert run("response.js", "m.isUnsure(new TypeError())") is True


RECEIVED = "2026-11-23T09:00:00+01:00"


def told(which, what, sentence):
    return {"at": RECEIVED, "which": which, "what": what, "sentence": sentence}


def test_a_history_begins_with_the_mail_and_ends_with_what_comes():
    due = [
        {"state": "delivered", "due_at": "2026-11-24T09:00:00+01:00"},
        {"state": "scheduled", "due_at": "2026-11-25T07:00:00+01:00"},
        {"state": "cancelled", "due_at": "2026-11-24T20:00:00+01:00"},
    ]
    happened = [
        told("", "kept", "Kept."),
        told("soft", "postponed", "The mail failed."),
        told("soft", "postponed", "The mail failed."),
        told("soft", "delivered", "The first one."),
        told("native", "delivered", "It was mailed."),
        told("final", "cancelled", "It lapsed."),
    ]
    lines = run(
        "told.js",
        "m.linesOf(v.deadline, v.happened, Date.parse('2026-11-24T12:00+01:00'))",
        deadline={"received": RECEIVED, "notices": due},
        happened=happened,
    )
    said = [line["key"] or line["sentence"] for line in lines]
    news = ["Kept.", "The mail failed.", "The first one.", "told.in_outlook"]
    assert said == ["told.received", *news, "told.next"]
    assert lines[-1]["at"] == due[1]["due_at"]


def test_a_time_that_was_chosen_elsewhere_is_among_the_half_hours():
    assert len(run("views/timing.js", "m.halfHours('')")) == 48
    hours = run("views/timing.js", "m.halfHours('21:45')")
    assert len(hours) == 49
    assert hours[hours.index("21:45") - 1] == "21:30"


def test_what_outlook_does_not_say_stays_as_it_is():
    chosen = {"timezone": AMSTERDAM, "working_hours": {"mon": [["09:00", "17:00"]]}}
    table = [
        ({"timezone": "", "working_hours": None}, chosen),
        ({"timezone": "Europe/Paris", "working_hours": None}, {"timezone": "Europe/Paris"}),
    ]
    rows = [(profile, chosen, then) for profile, then in table]
    take = "m.fromProfile(v.profile, v.chosen)"
    found = each("preferences.js", ("profile", "chosen", "then"), rows, take)
    assert found == [chosen | then for _, then in table]
