"""Takes the picture of the README and, on request, one of every state of the pane.

`python docs/screenshots.py` writes docs/pane.png. `python docs/screenshots.py FOLDER` writes the
states, 320 and 450 pixels wide, light and dark, for a person to look at.
"""

import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from playwright.sync_api import Browser, FrameLocator, Page, Route, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from addin_server import build  # noqa: E402
from addin_server.app import create_app  # noqa: E402
from addin_server.settings import Settings  # noqa: E402
from tests.tools import browser_path  # noqa: E402

PORT = 8026
ORIGIN = f"http://127.0.0.1:{PORT}"
INVITATION = "Uitnodiging gesprek coördinator"


@contextmanager
def served() -> Iterator[None]:
    with TemporaryDirectory() as folder, ExitStack() as stack:
        settings = Settings(public_url=ORIGIN)
        data = Path(folder)
        parts = build.demonstration(settings, stack, mails=None, data=data, now=build.utc_now)
        config = uvicorn.Config(create_app(parts), port=PORT, log_level="warning", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield
        finally:
            server.should_exit = True
            thread.join()


def open_pane(page: Page, subject: str) -> FrameLocator:
    page.locator("button", has_text=subject).first.click()
    page.get_by_role("button", name="Netjes nee zeggen").first.click()
    pane = page.frame_locator("iframe[src*='/pane/']").first
    pane.get_by_role("heading", level=1).wait_for()
    page.wait_for_timeout(1500)
    return pane


def window(browser: Browser, **options: object) -> Page:
    page = browser.new_page(locale="nl-NL", timezone_id="Europe/Amsterdam", **options)
    page.goto(ORIGIN)
    return page


def readme_picture(browser: Browser) -> None:
    page = window(browser, viewport={"width": 1280, "height": 760})
    open_pane(page, INVITATION)
    page.screenshot(path=ROOT / "docs" / "pane.png")
    page.close()


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
    page = browser.new_page(
        locale="nl-NL", viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page.route(
        "**/demo/office.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    page.goto(f"{ORIGIN}/pane/index.html")
    page.wait_for_timeout(6000)
    page.screenshot(path=folder / f"outside-{width}-{scheme}.png")
    page.close()


def states(browser: Browser, folder: Path, width: int, scheme: str) -> None:
    page = window(browser, viewport={"width": 1500 + width, "height": 900}, color_scheme=scheme)
    element = page.locator("iframe[src*='/pane/']").first

    def take(name: str) -> None:
        page.wait_for_timeout(400)
        element.evaluate(f"frame => frame.closest('.slot').style.width = '{width + 2}px'")
        page.wait_for_timeout(300)
        element.screenshot(path=folder / f"{name}-{width}-{scheme}.png")

    open_pane(page, "onderhoud ketel")
    take("nothing")
    pane = open_pane(page, INVITATION)
    take("suggestion")
    pane.locator("summary").first.click()
    take("evidence")
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


def main(folder: Path | None) -> None:
    with served(), sync_playwright() as p:
        browser = p.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        if folder is None:
            return readme_picture(browser)
        folder.mkdir(parents=True, exist_ok=True)
        for width in (320, 450):
            for scheme in ("light", "dark"):
                states(browser, folder, width, scheme)
                rare_states(browser, folder, width, scheme)
    return None


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
