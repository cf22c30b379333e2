"""The add-in's manifest -> the buttons that Outlook would show.

Reads the add-in only XML manifest, VersionOverrides 1.1, as documented at
https://learn.microsoft.com/javascript/api/manifest/versionoverrides-1-1-mail.
"""

from typing import Any
from xml.etree import ElementTree

MAIL = "{http://schemas.microsoft.com/office/mailappversionoverrides/1.1}"
BASE = "{http://schemas.microsoft.com/office/officeappbasictypes/1.0}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
SURFACES = {"read": "MessageReadCommandSurface", "compose": "MessageComposeCommandSurface"}


def buttons(manifest_xml: str, lang: str) -> dict[str, list[dict[str, Any]]]:
    """The task-pane buttons of reading and of composing, worded in `lang` (nl, en, fr, de)."""
    root = ElementTree.fromstring(manifest_xml)
    words = _resources(root, lang)
    return {mode: _surface(root, surface, words) for mode, surface in SURFACES.items()}


def _surface(
    root: ElementTree.Element, surface: str, words: dict[str, str]
) -> list[dict[str, Any]]:
    points = (p for p in root.iter(f"{MAIL}ExtensionPoint") if p.get(TYPE) == surface)
    controls = (c for point in points for c in point.iter(f"{MAIL}Control"))
    shown = (_button(control, words) for control in controls if control.get(TYPE) == "Button")
    return [button for button in shown if button["url"]]


def _button(control: ElementTree.Element, words: dict[str, str]) -> dict[str, Any]:
    action = f"{MAIL}Action[@{TYPE}='ShowTaskpane']"
    pinning = control.find(f"{action}/{MAIL}SupportsPinning")
    return {
        "id": control.get("id", ""),
        "label": _word(control, f"{MAIL}Label", words),
        "title": _word(control, f"{MAIL}Supertip/{MAIL}Title", words),
        "description": _word(control, f"{MAIL}Supertip/{MAIL}Description", words),
        "icon": _word(control, f"{MAIL}Icon/{BASE}Image[@size='32']", words),
        "url": _word(control, f"{action}/{MAIL}SourceLocation", words),
        "pinnable": pinning is not None and (pinning.text or "").strip() in ("true", "1"),
    }


def _word(control: ElementTree.Element, path: str, words: dict[str, str]) -> str:
    element = control.find(path)
    return "" if element is None else words.get(element.get("resid", ""), "")


def _resources(root: ElementTree.Element, lang: str) -> dict[str, str]:
    """Resource id -> value, the one for `lang` where there is an override."""
    return {
        entry.get("id", ""): _worded(entry, lang)
        for resources in root.iter(f"{MAIL}Resources")
        for kind in ("Image", "Url", "String")
        for entry in resources.iter(f"{BASE}{kind}")
    }


def _worded(entry: ElementTree.Element, lang: str) -> str:
    for override in entry.iter(f"{BASE}Override"):
        if override.get("Locale", "").lower().split("-")[0] == lang:
            return override.get("Value", "")
    return entry.get("DefaultValue", "")
