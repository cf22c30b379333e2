"""CSS as far as it hides text. Looks at one element at a time; opens nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from .patterns import lazy

_Colour = tuple[int, int, int]

_DECLARATION = lazy(r"([a-z-]{3,40})\s*:\s*([^;]{1,200})")
_HEX = lazy(r"#([0-9a-f]{6}|[0-9a-f]{3})\b")
_RGB = lazy(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})")
_NOTHING = lazy(r"0*(\.0+)?\s*(px|pt|em|rem|%)?(\s*!important)?\s*$")
_RULE = lazy(r"(?:^|[},\s])\.([\w-]{1,60})\s*\{([^{}]{0,500})\}")
_NAMES = {"white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250)}

WHITE: _Colour = (255, 255, 255)
BLACK: _Colour = (0, 0, 0)

#: Attributes by which an element looks otherwise than what is around it; also its classes.
LOOKS = frozenset({"bgcolor", "color", "hidden", "style"})


@dataclass(frozen=True, slots=True)
class Style:
    """How the text of an element looks."""

    ink: _Colour = BLACK
    paper: _Colour | None = WHITE  #: None: a picture, or unknown
    gone: bool = False  #: the element and all inside it
    shrunk: bool = False
    unseen: bool = field(init=False)  #: its text cannot be read: no size, or ink like the paper

    def __post_init__(self) -> None:
        unseen = self.shrunk or (self.paper is not None and _alike(self.ink, self.paper))
        object.__setattr__(self, "unseen", unseen)

    def inside(
        self, tag: str, attributes: Mapping[str, str], hidden_classes: frozenset[str]
    ) -> "Style":
        """The style of an element in this one."""
        style = self
        if not attributes:
            return style
        classes = attributes.get("class", "").split() if hidden_classes else ()
        if "hidden" in attributes or not hidden_classes.isdisjoint(classes):
            return replace(style, gone=True)
        ink = tag == "font" and _colour(attributes.get("color", ""))
        paper = "bgcolor" in attributes and _colour(attributes["bgcolor"])
        if ink or paper:
            style = replace(style, ink=ink or style.ink, paper=paper or style.paper)
        css = attributes.get("style")
        return style._declared(css[:2000].lower()) if css else style

    @lru_cache(maxsize=500)  # noqa: B019  programs write the same few styles again and again
    def _declared(self, css: str) -> "Style":
        style = self
        for name, value in _DECLARATION.findall(css):
            if _hides(name, value):
                return replace(style, gone=True)
            if name == "color":
                style = replace(style, ink=_colour(value) or style.ink)
            elif name in ("background", "background-color"):
                if "transparent" not in value and value.strip() != "none":
                    style = replace(style, paper=None if "url(" in value else _colour(value))
            elif name == "font-size":
                style = replace(style, shrunk=bool(_NOTHING.match(value)))
        return style


def _alike(ink: _Colour, paper: _Colour) -> bool:
    (red, green, blue), (other_red, other_green, other_blue) = ink, paper
    return (
        abs(red - other_red) < 12 and abs(green - other_green) < 12 and abs(blue - other_blue) < 12
    )


def _hides(name: str, value: str) -> bool:
    match name:
        case "display":
            return value.startswith("none")
        case "visibility":
            return value.startswith("hidden")
        case "mso-hide":
            return value.startswith("all")
        case "opacity" | "max-height":
            return bool(_NOTHING.match(value))
        case "text-indent" | "left" | "top":
            return value.startswith("-999")
    return False


def _colour(value: str) -> _Colour | None:
    value = value.strip().lower()
    if named := _NAMES.get(value.split(" ")[0]):
        return named
    if found := _HEX.search(value):
        digits = found[1] if len(found[1]) == 6 else "".join(d * 2 for d in found[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if found := _RGB.search(value):
        return int(found[1]), int(found[2]), int(found[3])
    return None


def hidden_classes(css: str) -> frozenset[str]:
    """Class names that a style sheet hides everywhere; rules for some screens do not count."""
    if not css:
        return frozenset()
    everywhere = css[:50_000].lower().split("@media")[0]
    return frozenset(
        name
        for name, body in _RULE.findall(everywhere)
        if any(_hides(key, value) for key, value in _DECLARATION.findall(body))
    )
