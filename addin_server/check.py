"""Is this installation fit to serve? One line per question, for the administrator."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import deadlines, manifest, own, resources
from .build import utc_now
from .errors import AddinError
from .settings import Settings
from .store import examined
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
    yield _ask("identity", lambda: _identity(settings))
    yield _ask("country", lambda: deadlines.parse_country(settings.country))
    yield _ask("letters", lambda: _letters(settings.templates))
    yield _ask("manifest", lambda: _manifest(settings))
    yield _ask("database", lambda: examined(settings.database))
    yield Finding(question="mail", ok=True, answer=_mail(settings))


def _ask(question: str, answer: Callable[[], str]) -> Finding:
    try:
        return Finding(question=question, ok=True, answer=answer())
    except AddinError as exc:
        return Finding(question=question, ok=False, answer=str(exc))


def _identity(settings: Settings) -> str:
    # Checking signatures takes long to load; what does not serve starts without it.
    from .identity.chosen import verifier

    if not settings.identity:
        return "none: only `netjes demo` runs like this"
    verifier(settings, utc_now)
    return " and ".join(settings.identity)


def _letters(folder: Path | None) -> str:
    with own.catalogue(folder) as catalogue:
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


def _mail(settings: Settings) -> str:
    if not settings.smtp_host:
        return "no relay is set: notices are shown in the pane only"
    if not settings.mail_domains and not settings.exchange_users_file:
        return "ADDIN_MAIL_DOMAINS is empty: nobody gets notices by mail"
    return f"{settings.smtp_host}:{settings.smtp_port} ({settings.smtp_security})"
