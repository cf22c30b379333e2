"""What the pane does with calendar and mailbox, in Chromium.

Against the real application over the Exchange stand-in, one server for all.
"""

import re

import pytest
from playwright.sync_api import expect

from . import stage
from .stage import open_mail, open_pane

CONFLICT = "Votre candidature : invitation"
REQUEST = "Kennismaking Noor Claes"
INVITATION = "Uitnodiging gesprek coördinator personeelszaken"


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    with stage.served(tmp_path_factory.mktemp("demo"), exchange=True) as origin:
        yield origin


@pytest.fixture(scope="module")
def trouble():
    """What the browser complained of."""
    return []


@pytest.fixture(scope="module")
def browser_window(origin, trouble):
    with stage.window(trouble) as page:
        yield page


@pytest.fixture
def page(browser_window, origin, trouble):
    """The window at its beginning; a console error or a failed script fails the test."""
    browser_window.goto("about:blank")
    browser_window.goto(origin)
    yield browser_window
    browser_window.unroute_all(behavior="wait")
    assert trouble == []


def posted(page, verb):
    """The requests of that verb, from now on."""
    found = []
    page.on("request", lambda each: found.append(each) if each.url.endswith(f"/{verb}") else None)
    return found


def sent(page):
    return len(page.request.get(f"{page.url.partition('/demo')[0]}/demo/api/sent").json())


def previewed(page, subject, letter):
    open_mail(page, subject)
    pane = open_pane(page)
    pane.get_by_role("button", name=letter).first.click()
    pane.get_by_role("button", name="Bekijk de brief").click()
    expect(pane.get_by_role("heading", level=1)).to_have_text("Zo gaat de brief eruitzien")
    return pane


def test_a_taken_moment_leads_to_free_ones_in_the_letter(page):
    open_mail(page, CONFLICT)
    pane = open_pane(page)
    expect(pane.get_by_text("U bent dan bezet.")).to_be_visible()
    first = pane.locator("[aria-labelledby=letters-title] button").first
    expect(first).to_contain_text("Ander moment vragen")
    first.click()
    free = pane.get_by_role("group", name="Vrij in uw agenda").get_by_role("button")
    expect(free).to_have_count(3)
    for chip in free.all():
        chip.click()
        expect(chip).to_have_attribute("aria-pressed", "true")
        expect(chip).to_be_focused()
    free.nth(1).click()
    words = pane.get_by_label(re.compile("^Momenten die u wel passen"))
    expect(words).to_have_value("mardi 24 novembre à 10 h ou jeudi 26 novembre à 9 h")
    pane.get_by_label("Moment 1").fill("2026-11-24T16:30")
    pane.get_by_label("Moment 1").blur()
    expect(free.first).to_have_attribute("aria-pressed", "false")
    pane.get_by_role("button", name="Bekijk de brief").click()
    letter = pane.locator(".letter")
    expect(letter).to_contain_text("mardi 24 novembre à 16 h 30 ou jeudi 26 novembre à 9 h")
    # It is no meeting request: there is nothing to decline in the calendar.
    expect(pane.get_by_role("button", name="Afwijzen in de agenda")).to_have_count(0)


def test_the_letter_can_wait_among_the_drafts(page):
    pane = previewed(page, INVITATION, "Ander moment vragen")
    drafted = posted(page, "draft")
    pane.get_by_role("button", name="Als concept bewaren").dblclick()
    expect(pane.locator("main")).to_contain_text("Hij staat bij uw concepten in Outlook.")
    assert len(drafted) == 1


def test_what_may_have_left_is_not_sent_again_by_itself(page, trouble):
    page.route("**/api/messages/*/decline", lambda route: route.abort())
    pane = previewed(page, REQUEST, "Andere baan aanvaard")
    declined = posted(page, "decline")
    pane.get_by_role("button", name="Afwijzen in de agenda").click()
    pane.get_by_role("button", name="Afwijzen en versturen").click()
    refused = pane.get_by_role("alert").filter(has_text="Kijk bij Verzonden items")
    expect(refused).to_be_visible()
    expect(pane.get_by_role("button", name="Opnieuw proberen")).to_have_count(0)
    expect(pane.get_by_role("button", name="Afwijzen in de agenda")).to_be_focused()
    assert len(declined) == 1
    # Chromium itself logs each request that did not arrive.
    trouble[:] = [line for line in trouble if "Failed to load resource" not in line]


def test_a_meeting_request_is_declined_once_and_only_when_one_is_sure(page, trouble):
    pane = previewed(page, REQUEST, "Ander moment vragen")
    expect(pane.get_by_role("button", name="Ander moment voorstellen")).to_have_count(0)
    declined, before = posted(page, "decline"), sent(page)
    decline = pane.get_by_role("button", name="Afwijzen in de agenda")
    decline.dblclick()
    expect(pane.get_by_role("group", name="nu meteen naar Anouk ten Brinke")).to_be_focused()
    assert declined == []  # the second click came upon the answer, but not as one
    expect(pane.get_by_role("button", name="Afwijzen en versturen")).to_be_enabled()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(decline).to_be_focused()
    decline.click()
    page.route("**/decline", lambda route: (page.wait_for_timeout(300), route.continue_()))
    pane.get_by_role("button", name="Afwijzen en versturen").dblclick()
    expect(pane.get_by_role("heading", level=1)).to_have_text("Het vergaderverzoek is afgewezen")
    expect(pane.get_by_role("heading", level=1)).to_be_focused()
    assert (len(declined), sent(page) - before) == (1, 1)

    # Exchange has taken the request and its entry away itself.
    pane.get_by_role("button", name="Haal de afspraak uit mijn agenda").click()
    pane.get_by_role("button", name="Haal uit mijn agenda").click()
    expect(pane.locator("main").get_by_text("bij deze mail geen afspraak")).to_be_focused()
    pane.get_by_role("button", name="Terug naar de mail").click()
    already = pane.get_by_text("U hebt dit vergaderverzoek al afgewezen.")
    expect(already).to_be_visible()
    expect(pane.get_by_role("button", name="Herinner mij")).to_have_count(0)
    pane.get_by_role("button", name="Andere baan aanvaard").first.click()
    pane.get_by_role("button", name="Bekijk de brief").click()
    expect(pane.get_by_role("heading", level=1)).to_have_text("Zo gaat de brief eruitzien")
    expect(already).to_be_visible()
    expect(decline).to_have_count(0)
    trouble[:] = [line for line in trouble if "404" not in line]


def test_what_is_chosen_for_reminders_is_kept_and_done(page):
    open_mail(page, INVITATION)
    pane = open_pane(page)
    pane.get_by_role("button", name="Instellingen").click()
    for name in ("Stille uren", "Alles in één mail per dag"):
        box = pane.get_by_role("checkbox", name=name)
        with page.expect_response("**/api/me/preferences"):
            box.check()
        expect(box).to_be_checked()
    for label, choice in (
        ("Van", "22:30"),
        ("Elke dag om", "07:30"),
        ("Ook in Outlook herinneren", "appointment"),
        ("Wat er in Outlook staat", "full"),
    ):
        with page.expect_response("**/api/me/preferences") as saved:
            pane.get_by_label(label, exact=True).select_option(choice)
        assert saved.value.ok
        expect(pane.get_by_label(label, exact=True)).to_have_value(choice)
    chosen = saved.value.json()
    assert (chosen["quiet_from"], chosen["quiet_until"]) == ("22:30", "08:00")
    assert (chosen["digest"], chosen["native"], chosen["native_subject"]) == (
        "07:30",
        "appointment",
        "full",
    )

    open_mail(page, "Goed nieuws: gesprek bij de gemeente Oosterwaard")
    pane = open_pane(page)
    pane.get_by_role("button", name="Herinner mij").click()
    expect(pane.get_by_text("Staat ook in uw agenda.")).to_be_visible()
    why = pane.locator("main").get_by_role("button", name="Waarom deze herinnering?")
    why.click()
    expect(why).to_be_focused()
    expect(pane.locator(".told li").first).to_contain_text("De mail kwam binnen.")
    assert pane.locator(".told li").count() > 1
    page.keyboard.press("Escape")
    expect(pane.locator(".told")).to_have_count(0)
    expect(why).to_be_focused()


def test_only_what_is_possible_is_offered(page):
    def bare(route):
        me = route.fetch().json()
        me["capabilities"] = ["open"]
        me["preferences"] |= {"native": ""}
        me["mail_notices"] = {"possible": False, "address": None, "why": "no_relay"}
        route.fulfill(json=me)

    page.route("**/api/me", bare)
    open_mail(page, CONFLICT)
    pane = open_pane(page)
    pane.get_by_role("button", name="Instellingen").click()
    expect(
        pane.get_by_text("In Outlook zelf herinneren kan met deze mailbox niet.")
    ).to_be_visible()
    for label in ("Ook in Outlook herinneren", "Stille uren", "Alles in één mail per dag"):
        expect(pane.get_by_label(label, exact=True)).to_have_count(0)
    expect(pane.get_by_role("button", name="overnemen uit Outlook")).to_have_count(0)
