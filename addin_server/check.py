"""Is this installation fit to serve? One line per question, for the administrator."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import deadlines, letters, manifest, resources
from .build import opened_store
from .errors import AddinError
from .settings import Settings
from .tables import WAL_IS_SAFE, sqlite_module
from .version import __version__


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    question: str
    ok: bool
    answer: str


def findings(settings: Settings) -> Iterator[Finding]:
    """Asks in turn; one failure does not stop the next question."""
    mistakes = settings.serving_mistakes()
    yield Finding(question="settings", ok=not mistakes, answer="; ".join(mistakes) or "complete")
    yield _ask("country", lambda: deadlines.parse_country(settings.country))
    yield _ask("letters", lambda: _letters(settings.templates))
    yield _ask("manifest", lambda: _manifest(settings))
    yield _ask("database", lambda: _database(settings.database))
    yield Finding(question="mail", ok=True, answer=_mail(settings))


def _ask(question: str, answer: Callable[[], str]) -> Finding:
    try:
        return Finding(question=question, ok=True, answer=answer())
    except AddinError as exc:
        return Finding(question=question, ok=False, answer=str(exc))


def _letters(folder: Path | None) -> str:
    catalogue = letters.load(folder or resources.folder("templates"))
    return f"{len(catalogue)} letters"


def _manifest(settings: Settings) -> str:
    xml = manifest.render(
        manifest.load(), settings.public_url, __version__, settings.entra_client_id
    )
    icons = resources.folder("manifest") / "icons"

    def icon(url: str) -> bytes | None:
        file = icons / url.rpartition("/")[2]
        return file.read_bytes() if file.is_file() else None

    loopback = settings.public_url.startswith("http://")
    if problems := manifest.problems(xml, icon, loopback=loopback):
        raise AddinError("; ".join(problems))
    return f"{settings.public_url}/manifest.xml"


def _database(url: str) -> str:
    path = url.removeprefix("sqlite:///")
    if url.startswith("sqlite:///") and not Path(path).exists():
        return f"{path} will be made at the first start"  # a question changes nothing
    with opened_store(url):
        version = sqlite_module().sqlite_version_info
        journal = "WAL" if version >= WAL_IS_SAFE else "rollback journal (this SQLite is old)"
        return f"SQLite {'.'.join(map(str, version))}, {journal}, synchronous=FULL"


def _mail(settings: Settings) -> str:
    if not settings.smtp_host:
        return "no relay is set: notices are shown in the pane only"
    if not settings.mail_domains:
        return "ADDIN_MAIL_DOMAINS is empty: nobody gets notices by mail"
    return f"{settings.smtp_host}:{settings.smtp_port} ({settings.smtp_security})"
