"""The whole story in Chromium: a mail, the pane, a letter, the reply window, a reminder, the end.

Against the real application over the sample mailbox, with its own SMTP server and a clock that
is moved on by the page's buttons.
"""

import re

import pytest
from playwright.sync_api import expect

from . import stage
from .stage import open_mail, open_pane

INVITATION = "Uitnodiging gesprek coördinator personeelszaken"


@pytest.fixture
def origin(tmp_path):
    with stage.served(tmp_path) as origin:
        yield origin


@pytest.fixture(scope="module")
def trouble():
    """What the browser complained of."""
    return []


@pytest.fixture(scope="module")
def browser_window(trouble):
    with stage.window(trouble) as page:
        yield page


@pytest.fixture
def page(browser_window, origin, trouble):
    """The window, empty; a console error or a failed script fails the test."""
    trouble.clear()
    size = browser_window.viewport_size
    yield browser_window
    browser_window.set_viewport_size(size)
    browser_window.goto("about:blank")  # before the server stops: a pane that is open asks on
    browser_window.unroute_all(behavior="wait")
    assert trouble == []


def test_the_whole_story(page, origin):
    page.goto(origin)
    open_mail(page, INVITATION)
    pane = open_pane(page)

    # What it is, and until when to answer.
    expect(pane.get_by_role("heading", level=1)).to_have_text("Uitnodiging voor een gesprek")
    expect(pane.locator("main")).to_contain_text("coördinator personeelszaken")
    expect(pane.locator("main")).to_contain_text("We herinneren u op tijd.")

    # A letter; what is missing is shown and blocks.
    pane.get_by_role("button", name="Ander moment vragen").first.click()
    role = pane.get_by_label(re.compile("^Functie"))
    role.fill("")
    pane.get_by_role("button", name="Bekijk de brief").click()
    expect(pane.get_by_text("Vul dit nog in.")).to_be_visible()
    expect(role).to_be_focused()
    role.fill("coördinator personeelszaken")
    pane.get_by_role("button", name="Bekijk de brief").click()
    expect(pane.locator("main")).to_contain_text(re.compile("Mijn excuses|Het spijt mij"))

    # Inserted above the quoted mail, by the user's own hand sent later.
    pane.get_by_role("button", name="Open als antwoord").click()
    editor = page.get_by_role("textbox", name="Tekst van het bericht")
    expect(editor).to_have_value(re.compile("Mijn excuses|Het spijt mij"))
    written = editor.input_value()
    assert written.index("Geachte Marloes") < written.index("Van:")
    expect(pane.get_by_role("heading", level=1)).to_have_text("De brief staat klaar")

    # A day passes: the reminder shows in the pane and arrives as a mail.
    page.get_by_role("button", name="+1 dag").click()
    banner = pane.get_by_role("region", name="Wacht op antwoord")
    expect(banner).to_be_visible(timeout=20_000)
    page.get_by_role("button", name=re.compile("Herinneringen per mail")).click()
    expect(page.locator("button", has_text="netjes@localhost")).to_have_count(1, timeout=20_000)

    # The reply is sent: the deadline ends, and no further reminder comes.
    page.get_by_role("button", name="Verzenden").click()
    page.get_by_role("button", name="+1 dag").click()
    page.get_by_role("button", name="+1 dag").click()
    page.wait_for_timeout(3000)
    page.get_by_role("button", name=re.compile("Herinneringen per mail")).click()
    expect(page.locator("button", has_text="netjes@localhost")).to_have_count(1)
    page.get_by_role("button", name=re.compile("Postvak IN")).click()
    open_mail(page, INVITATION)
    pane = open_pane(page)
    expect(pane.locator("main")).to_contain_text("U hebt deze mail beantwoord.")


def test_a_new_mail_gets_a_letter_of_ones_choice(page, origin):
    page.goto(origin)
    page.get_by_role("button", name="Nieuw bericht").click()
    page.get_by_role("button", name="Brief invoegen").click()
    pane = page.frame_locator(".window iframe[src*='/pane/']")
    expect(pane.get_by_role("heading", level=1)).to_have_text("Wat is het?", timeout=20_000)
    pane.get_by_role("button", name="Een uitnodiging voor een gesprek").click()
    pane.get_by_role("button", name="Afzeggen zonder reden").click()
    pane.get_by_label(re.compile("^Functie")).fill("planner")
    pane.get_by_label(re.compile("^Organisatie")).fill("Linde")
    pane.get_by_role("button", name="Bekijk de brief").click()
    pane.get_by_role("button", name="Zet in de mail").click()
    expect(page.locator(".window [contenteditable=true]")).to_contain_text("bij Linde")
    expect(page.get_by_label("Onderwerp")).to_have_value(re.compile("planner"))


def test_without_a_connection_it_says_so_and_goes_on_later(page, origin, trouble):
    page.goto(origin)
    open_mail(page, INVITATION)
    pane = open_pane(page)
    pane.get_by_role("button", name="Afzeggen zonder reden").click()
    pane.get_by_label(re.compile("^Functie")).fill("teamleider")
    page.route("**/api/**", lambda route: route.abort())
    offline = pane.get_by_text("Geen verbinding met de server").first
    expect(offline).to_be_visible(timeout=20_000)
    pane.get_by_role("button", name="Bekijk de brief").click()
    expect(pane.get_by_role("button", name="Opnieuw proberen")).to_be_visible()
    page.unroute("**/api/**")
    pane.get_by_role("button", name="Opnieuw proberen").click()
    expect(pane.locator("main")).to_contain_text("functie van teamleider")
    expect(offline).to_be_hidden(timeout=20_000)
    # Chromium itself logs each request that did not arrive.
    trouble[:] = [line for line in trouble if "Failed to load resource" not in line]


def test_the_tabs_never_cover_what_has_the_focus(page, origin):
    page.set_viewport_size({"width": 1400, "height": 420})
    page.goto(origin)
    open_mail(page, INVITATION)
    pane = open_pane(page)
    pane.get_by_role("button", name="Ander moment vragen").first.click()
    pane.get_by_label("Aanspreekvorm").focus()
    tops = []
    for _ in range(8):
        page.keyboard.press("Shift+Tab")
        here = pane.locator(":focus")
        tops.append(here.evaluate("field => field.getBoundingClientRect().top"))
    assert min(tops) > 60, tops
