"""What the pane says when Exchange does not answer as it should: each fault at each call.

In Chromium, against the real application over the Exchange stand-in. The server behind it waits
by no real clock, so that its patience costs no time here.
"""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from addin_server.demo import exchange as demo

from . import stage
from .stage import open_mail, open_pane
from .test_exchange_faults import KINDS

REQUEST = "Kennismaking Noor Claes"
INVITATION = "Uitnodiging gesprek coördinator personeelszaken"
CONFLICT = "Votre candidature : invitation"
LATER = "Interview invitation: HR Coordinator at Lowland Robotics"
KEPT = "Goed nieuws: gesprek bij de gemeente Oosterwaard"
REFUSED = re.compile("De mailbox weigerde dit|De mailbox heeft het te druk")
UNSURE = "Het is niet zeker of uw antwoord is verstuurd. Kijk bij Verzonden items"
REFUSING = [kind for kind in KINDS if kind != "short"]  #: that one happens after the work


class Behind:
    """The stand-in server behind the page, and the clock by which our adapter waits for it."""

    def __init__(self):
        self.server, self.time = None, 0.0

    def opened(self, *given, **named):
        self.server = _Server(*given, **named)
        return self.server

    def mailboxes(self, *given, **named):
        return _Mailboxes(*given, monotonic=lambda: self.time, sleep=self.sleep, **named)

    def sleep(self, seconds):
        self.time += seconds

    @contextmanager
    def troubled(self, kind, *operations, after=False):
        """Inside, those operations go wrong; afterwards all is well again, and long ago."""
        for operation in operations:
            self.server.fault(kind, operation, times=50, after=after, seconds=1)
        try:
            yield
        finally:
            self.server._faults.clear()
            self.time += 3600

    @property
    def box(self):
        return next(iter(self.server.people.mailboxes.values()))

    def inside(self, folder):
        with self.server.lock:
            items = self.box.inside(self.box.distinguished(folder))
            return sorted(str(self.box.id_of(item).id) for item in items)


_Server, _Mailboxes = demo.ExchangeServer, demo.ExchangeMailboxes


@pytest.fixture(scope="module")
def behind():
    return Behind()


@pytest.fixture(scope="module")
def origin(tmp_path_factory, behind):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "ExchangeServer", behind.opened)
        patch.setattr(demo, "ExchangeMailboxes", behind.mailboxes)
        with stage.served(tmp_path_factory.mktemp("demo"), exchange=True) as origin:
            yield origin


@pytest.fixture(scope="module")
def browser_window(origin):
    with stage.window([]) as page:
        yield page


@pytest.fixture
def page(browser_window, origin):
    browser_window.goto("about:blank")
    browser_window.goto(origin)
    return browser_window


def kept(page, origin):
    """(message, state) of the deadlines, as the server keeps them."""
    rows = page.request.get(f"{origin}/api/deadlines").json()["deadlines"]
    return {row["internet_message_id"]: row["state"] for row in rows}


def title(pane):
    return pane.get_by_role("heading", level=1)


def asking_for_another_moment(page, subject):
    open_mail(page, subject)
    pane = open_pane(page)
    pane.get_by_role("button", name="Ander moment vragen").first.click()
    return pane


def previewed(pane):
    pane.get_by_role("button", name="Bekijk de brief").click()
    expect(title(pane)).to_have_text("Zo gaat de brief eruitzien")
    return pane


def with_a_moment(page):
    pane = asking_for_another_moment(page, REQUEST)
    pane.get_by_text("Momenten kiezen").click()
    pane.get_by_label("Moment 1").fill("2026-12-03T10:30")
    pane.get_by_label("Moment 1").blur()
    return previewed(pane)


def test_a_mail_that_exchange_does_not_give_is_taken_from_outlook(page, origin, behind):
    """Outlook has the text too: the pane reads on, and the deadline stays as it was."""
    open_mail(page, KEPT)
    open_pane(page).get_by_role("button", name="Herinner mij").click()
    expect(page.frame_locator("iframe").get_by_role("button", name="Herinner mij")).to_have_count(0)
    before = kept(page, origin)
    assert before
    for kind in KINDS:
        open_mail(page, INVITATION)
        open_mail(page, KEPT)
        asked = len(behind.server.calls("GetItem"))
        with behind.troubled(kind, "GetItem"):
            pane = open_pane(page)
            offered = pane.get_by_role("button", name="Andere baan aanvaard").first
            expect(offered, kind).to_be_visible()
            assert len(behind.server.calls("GetItem")) > asked, kind
        assert kept(page, origin) == before, kind


def test_without_a_calendar_the_mail_is_read_all_the_same(page, origin, behind):
    for kind in KINDS:
        open_mail(page, INVITATION)
        open_mail(page, CONFLICT)
        with behind.troubled(kind, "GetUserAvailability", "FindItem"):
            pane = open_pane(page)
            expect(pane.get_by_role("button", name="Ander moment vragen").first).to_be_visible()
            expect(pane.get_by_text("U bent dan bezet."), kind).to_have_count(0)
    open_mail(page, INVITATION)
    open_mail(page, CONFLICT)
    expect(open_pane(page).get_by_text("U bent dan bezet.")).to_be_visible()


def test_a_draft_that_fails_is_said_and_is_not_made_twice(page, origin, behind):
    pane = previewed(asking_for_another_moment(page, INVITATION))
    before, drafts = kept(page, origin), behind.inside("drafts")
    for kind in KINDS:
        with behind.troubled(kind, "CreateItem"):
            pane.get_by_role("button", name="Als concept bewaren").click()
            expect(pane.get_by_role("alert").filter(has_text=REFUSED), kind).to_be_visible()
            expect(title(pane)).to_have_text("Zo gaat de brief eruitzien")
        assert kept(page, origin) == before, kind
        assert len(behind.inside("drafts")) == len(drafts) + (kind == "short"), kind
        drafts = behind.inside("drafts")
        pane.get_by_role("button", name="Sluiten").click()
    pane.get_by_role("button", name="Als concept bewaren").click()
    expect(pane.locator("main")).to_contain_text("Hij staat bij uw concepten in Outlook.")
    assert len(behind.inside("drafts")) == len(drafts) + 1


@pytest.mark.parametrize("verb", ["decline", "propose"])
def test_an_answer_that_fails_is_not_sent_again_by_itself(page, origin, behind, verb):
    button, yes = {
        "decline": ("Afwijzen in de agenda", "Afwijzen en versturen"),
        "propose": ("Ander moment voorstellen", "Voorstellen en versturen"),
    }[verb]
    pane = with_a_moment(page)
    before, sent = kept(page, origin), behind.inside("sentitems")
    for kind in REFUSING:
        calls = len(behind.server.calls("CreateItem"))
        with behind.troubled(kind, "CreateItem"):
            pane.get_by_role("button", name=button).click()
            pane.get_by_role("button", name=yes).click()
            said = pane.get_by_role("alert").filter(has_text=REFUSED)
            expect(said, kind).to_be_visible()
            expect(said, kind).to_contain_text(UNSURE)
            expect(pane.get_by_role("button", name=button)).to_be_focused()
        assert len(behind.server.calls("CreateItem")) <= calls + 1, kind
        assert kept(page, origin) == before, kind
    assert behind.inside("sentitems") == sent


def test_what_has_left_before_the_line_broke_is_told_as_unsure(page, origin, behind):
    pane = with_a_moment(page)
    sent = behind.inside("sentitems")
    with behind.troubled("cut", "CreateItem", after=True):
        pane.get_by_role("button", name="Ander moment voorstellen").click()
        pane.get_by_role("button", name="Voorstellen en versturen").click()
        expect(pane.get_by_role("alert").filter(has_text=UNSURE)).to_be_visible()
    assert len(behind.inside("sentitems")) == len(sent) + 1


def test_an_entry_in_the_calendar_is_made_once_however_often_it_is_tried(page, origin, behind):
    """The answer to the first attempt is lost: the key finds what it has made."""
    chosen = page.request.get(f"{origin}/api/me").json()["preferences"]
    page.request.put(f"{origin}/api/me/preferences", data=chosen | {"native": "appointment"})
    page.reload()
    before = behind.inside("calendar")
    with behind.troubled("cut", "CreateItem", after=True):
        open_mail(page, LATER)
        pane = open_pane(page)
        expect(pane.get_by_text("Staat nog niet in uw agenda; we blijven het")).to_be_visible()
        assert len(behind.inside("calendar")) == len(before) + 1
    page.get_by_role("button", name="+1 uur").click()
    expect(pane.get_by_text("Staat ook in uw agenda.")).to_be_visible()
    assert len(behind.inside("calendar")) == len(before) + 1
