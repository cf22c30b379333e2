"""Leads the pane through its states in the stand-in for Outlook, and takes each.

The demonstration is served already; `screenshots` does so.
"""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, FrameLocator, Page, Route

PORT = 8026
ORIGIN = f"http://127.0.0.1:{PORT}"
INVITATION = "Uitnodiging gesprek coördinator"
APPLICATION = "Sollicitatie productieplanner"

Take = Callable[[str], None]  #: takes the pane, under a name


def open_pane(page: Page, subject: str) -> FrameLocator:
    page.locator("button", has_text=subject).first.click()
    page.get_by_role("button", name="Netjes nee zeggen").first.click()
    pane = page.frame_locator("iframe[src*='/pane/']").first
    pane.get_by_role("heading", level=1).wait_for()
    page.wait_for_timeout(1500)
    return pane


def window(browser: Browser, **options: object) -> Page:
    if options.get("color_scheme") == "forced":
        options |= {"color_scheme": "dark", "forced_colors": "active"}
    page = browser.new_page(locale="nl-NL", timezone_id="Europe/Amsterdam", **options)
    page.goto(ORIGIN)
    return page


def camera(page: Page, folder: Path, width: int, scheme: str) -> Take:
    """Takes the pane, so wide, under a name."""

    def take(name: str) -> None:
        element = page.locator("iframe[src*='/pane/']").last
        page.wait_for_timeout(400)
        element.evaluate(f"frame => frame.closest('.slot').style.width = '{width + 2}px'")
        page.wait_for_timeout(300)
        element.screenshot(path=folder / f"{name}-{width}-{scheme}.png")

    return take


def unsure(route: Route) -> None:
    """The server's answer, as if it could not tell."""
    response = route.fetch()
    answer = response.json()
    guesses = [
        {"kind": "interview_invitation", "confidence": 0.46},
        {"kind": "recruiter_outreach", "confidence": 0.31},
    ]
    answer["reading"] |= {"kind": "unsure", "confidence": 0.46, "guesses": guesses}
    route.fulfill(response=response, json=answer)


def failing(route: Route) -> None:
    error = {"code": "message_too_large", "message": "Deze mail is te groot om te lezen."}
    route.fulfill(status=413, json={"error": error})


def rare_states(browser: Browser, folder: Path, width: int, scheme: str) -> None:
    """What the sample mailbox does not bring about by itself."""
    answers = {"unsure": unsure, "error": failing, "loading": lambda route: None}
    for name, answer in answers.items():
        page = window(browser, viewport={"width": 1500 + width, "height": 900}, color_scheme=scheme)
        page.route("**/api/readings", answer)
        open_pane(page, INVITATION)
        element = page.locator("iframe[src*='/pane/']").first
        element.evaluate(f"frame => frame.closest('.slot').style.width = '{width + 2}px'")
        page.wait_for_timeout(500)
        element.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
        page.close()
    page = window(browser, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.route(
        "**/demo/office.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    page.goto(f"{ORIGIN}/pane/index.html")
    page.wait_for_timeout(6000)
    page.screenshot(path=folder / f"outside-{width}-{scheme}.png")
    page.close()


def states(browser: Browser, folder: Path, width: int, scheme: str) -> None:
    page = window(browser, viewport={"width": 1500 + width, "height": 900}, color_scheme=scheme)
    take = camera(page, folder, width, scheme)
    open_pane(page, "onderhoud ketel")
    take("nothing")
    pane = open_pane(page, INVITATION)
    take("suggestion")
    pane.locator("summary").first.click()
    take("evidence")
    write(pane, take)
    page.get_by_role("button", name="+1 dag").click()
    page.wait_for_timeout(7000)
    take("due")
    page.evaluate("document.getElementById('windows').replaceChildren()")  # the reply lies over it
    pane.get_by_role("button", name=re.compile("Herinneringen")).first.click()
    take("reminders")
    pane.get_by_role("button", name=re.compile("Instellingen")).first.click()
    take("settings")
    page.route("**/api/**", lambda route: route.abort())
    pane.get_by_role("button", name=re.compile("^Mail")).first.click()
    page.wait_for_timeout(6000)
    take("offline")
    page.close()


def write(pane: FrameLocator, take: Take) -> None:
    """A letter, from its form into an answer."""
    pane.get_by_role("button", name="Ander moment vragen").first.click()
    take("form")
    pane.get_by_label(re.compile("^Functie")).fill("")
    pane.get_by_role("button", name="Bekijk de brief").click()
    take("missing")
    pane.get_by_label(re.compile("^Functie")).fill("coördinator personeelszaken")
    pane.get_by_role("button", name="Bekijk de brief").click()
    take("preview")
    pane.get_by_role("button", name="Open als antwoord").click()
    take("inserted")


def candidate_states(browser: Browser, folder: Path, width: int, scheme: str) -> None:
    """Thinking it over, moments of one's own, the letter on paper, a text of one's own."""
    page = window(browser, viewport={"width": 1500 + width, "height": 1200}, color_scheme=scheme)
    take = camera(page, folder, width, scheme)
    pane = open_pane(page, INVITATION)
    pane.get_by_role("button", name="Vijf vragen vooraf").click()
    pane.get_by_role("checkbox").first.check()
    take("pause")
    pane.get_by_role("button", name="Ik slaap er een nachtje over").click()
    page.wait_for_timeout(500)
    take("slept")
    pane.get_by_role("button", name="Terug naar de mail").click()
    pane.get_by_role("button", name="Ander moment vragen").first.click()
    pane.get_by_text("Momenten kiezen").click()
    pane.get_by_label("Moment 1").fill("2027-03-02T10:00")
    pane.get_by_label("Moment 2").fill("2027-03-04T15:30")
    pane.get_by_label("Moment 2").blur()
    take("times")
    pane.get_by_role("button", name="Bekijk de brief").click()
    pane.get_by_role("button", name="Als Word-bestand").click()
    pane.get_by_label("Uw adres").fill("Lindelaan 8\n3512 AB Utrecht")
    take("envelope")
    page.close()
    own_text(browser, folder, width, scheme)


def own_text(browser: Browser, folder: Path, width: int, scheme: str) -> None:
    page = window(browser, viewport={"width": 1500 + width, "height": 1200}, color_scheme=scheme)
    page.locator("button", has_text=INVITATION).first.click()
    page.get_by_role("button", name="Beantwoorden").first.click()
    page.locator(".window [role=textbox], .window textarea").last.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Beste, misschien kom ik niet, ik zie nog wel. Jullie mail was waardeloos.")
    page.get_by_role("button", name="Brief invoegen").click()
    pane = page.frame_locator(".window iframe[src*='/pane/']").first
    pane.get_by_role("button", name="Controleer mijn tekst").click()
    pane.get_by_text("U beslist zelf").wait_for()
    camera(page, folder, width, scheme)("own-text")
    page.close()


def employer_states(browser: Browser, folder: Path, width: int, scheme: str) -> None:
    """The candidate's own words, a promise for later, and the list of promises."""
    page = window(browser, viewport={"width": 1500 + width, "height": 1200}, color_scheme=scheme)
    take = camera(page, folder, width, scheme)
    pane = open_pane(page, APPLICATION)
    take("application")
    pane.get_by_role("button", name="Nu niet, later graag").first.click()
    pane.get_by_label(re.compile("^Organisatie")).fill("De Linde")
    pane.get_by_label(re.compile("^Waarom nu niet")).fill("ervaring met het leiden van een team")
    if hint := pane.locator("button.hint").all():
        hint[0].click()
    else:
        pane.get_by_label(re.compile("^Een concreet")).fill("de heldere opbouw van uw brief")
    pane.get_by_role("checkbox", name="toestemming").check()
    take("pool")
    pane.get_by_role("button", name="Bekijk de brief").click()
    page.wait_for_timeout(800)
    take("checked")
    pane.get_by_role("button", name="Open als antwoord").click()
    page.wait_for_timeout(800)
    page.evaluate("document.getElementById('windows').replaceChildren()")
    pane.get_by_role("button", name=re.compile("Herinneringen")).first.click()
    pane.get_by_role("heading", name="Talentpool").wait_for()
    take("promises")
    page.close()


def mailbox_states(browser: Browser, folder: Path, width: int, scheme: str) -> None:
    """A calendar that is taken, a letter that answers a meeting request, reminders in Outlook."""
    page = window(browser, viewport={"width": 1500 + width, "height": 1400}, color_scheme=scheme)
    take = camera(page, folder, width, scheme)
    pane = open_pane(page, "Votre candidature : invitation")
    take("taken")
    pane.get_by_role("button", name="Ander moment vragen").first.click()
    pane.locator("button.chip").first.click()
    take("free")
    pane = open_pane(page, "Kennismaking Noor Claes")
    answer_request(pane, take)
    pane.get_by_role("button", name="Instellingen").click()
    pane.get_by_label("Ook in Outlook herinneren").select_option("appointment")
    for name in ("Stille uren", "Alles in één mail per dag"):
        pane.get_by_role("checkbox", name=name).check()
        page.wait_for_timeout(500)
    take("settings-outlook")
    pane = open_pane(page, INVITATION)
    page.wait_for_timeout(7000)
    pane.get_by_role("button", name="Waarom deze herinnering?").first.click()
    take("told")
    page.close()


def answer_request(pane: FrameLocator, take: Take) -> None:
    """A meeting request: asked whether one is sure, twice, and declined."""
    pane.get_by_role("button", name="Ander moment vragen").first.click()
    pane.locator("button.chip").first.click()
    pane.locator("button.chip").last.click()
    pane.get_by_role("button", name="Bekijk de brief").click()
    take("request")
    for question in ("Ander moment voorstellen", "Afwijzen in de agenda"):
        pane.get_by_role("button", name=question).click()
        take(f"sure-{question.partition(' ')[0].lower()}")
        pane.get_by_role("button", name="Toch niet").click()
    pane.get_by_role("button", name="Afwijzen in de agenda").click()
    pane.get_by_role("button", name="Afwijzen en versturen").click()
    take("declined")
