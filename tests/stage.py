"""The demonstration on a port of its own, and a browser window in front of it."""

import socket
import threading
import time
from contextlib import ExitStack, contextmanager

import uvicorn
from playwright.sync_api import expect, sync_playwright

from addin_server import build
from addin_server.app import create_app
from addin_server.settings import Settings

from .tools import browser_path

PATIENCE = 20_000  #: milliseconds; a machine may be busy


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(folder, exchange=False, port=None):
    """The demonstration, served from a thread of this process; or that over Exchange."""
    port = port or free_port()
    settings = Settings(public_url=f"http://127.0.0.1:{port}")
    with ExitStack() as stack:
        parts = build.demonstration(
            settings, stack, mails=None, data=folder, now=build.utc_now, exchange=exchange
        )
        config = uvicorn.Config(create_app(parts), port=port, log_level="warning", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield settings.public_url
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def window(trouble):
    """A browser window in Dutch; a console error or a failed script ends up in `trouble`.

    To be closed before the server stops: a pane that is open asks on.
    """
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": 1400, "height": 900}, locale="nl-NL", timezone_id="Europe/Amsterdam"
        )
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
        yield page
        browser.close()


def open_mail(page, subject):
    page.locator("button", has_text=subject).first.click()
    expect(page.get_by_role("heading", name=subject)).to_be_visible()


def open_pane(page):
    page.get_by_role("button", name="Netjes nee zeggen").first.click()
    pane = page.frame_locator("iframe[src*='/pane/']").first
    expect(pane.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)
    return pane
