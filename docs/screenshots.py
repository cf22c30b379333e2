"""Takes the picture of the README and, on request, one of every state of the pane.

`python docs/screenshots.py` writes docs/pane.png. `python docs/screenshots.py FOLDER` writes the
states, 320 and 450 pixels wide, light, dark and in a contrast theme, for a person to look at.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pane_states import (
    INVITATION,
    PORT,
    candidate_states,
    employer_states,
    mailbox_states,
    open_pane,
    rare_states,
    states,
    window,
)
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests import stage  # noqa: E402
from tests.tools import browser_path  # noqa: E402


@contextmanager
def served(exchange: bool = False) -> Iterator[None]:
    with TemporaryDirectory() as folder, stage.served(Path(folder), exchange, PORT):
        yield


def readme_picture(browser: Browser) -> None:
    page = window(browser, viewport={"width": 1280, "height": 760})
    open_pane(page, INVITATION)
    page.screenshot(path=ROOT / "docs" / "pane.png")
    page.close()


def every_state(browser: Browser, folder: Path, width: int, scheme: str) -> None:
    with served():  # anew: days go by in `states`
        candidate_states(browser, folder, width, scheme)
        employer_states(browser, folder, width, scheme)
        rare_states(browser, folder, width, scheme)
        states(browser, folder, width, scheme)
    with served(exchange=True):
        mailbox_states(browser, folder, width, scheme)


def main(folder: Path | None) -> None:
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        if folder is None:
            with served():
                return readme_picture(browser)
        folder.mkdir(parents=True, exist_ok=True)
        for width in (320, 450):
            for scheme in ("light", "dark", "forced"):
                every_state(browser, folder, width, scheme)
    return None


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
