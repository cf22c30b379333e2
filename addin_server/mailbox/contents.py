"""The fields about a part's content -> kind, boundary, charset, name (RFC 2045, 2183, 2231)."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from . import headers

if TYPE_CHECKING:
    from email.message import Message as Header

_VALUE = r'(?:"([ !#-\[\]-~]*)"|([\w.+:/=?-]+))'
_PARAMETER = re.compile(rf"\s*;\s*([\w-]+)={_VALUE}", re.ASCII)
#: A field as nearly all mailers write it: nothing coded, nothing escaped, no remarks.
_SIMPLE = re.compile(rf"([\w.+/-]+)((?:\s*;\s*[\w-]+={_VALUE})*)\s*;?", re.ASCII)


class Content(NamedTuple):
    """What the fields about its content say of a part."""

    kind: str
    boundary: str
    charset: str
    name: str


@lru_cache(maxsize=200)  # most parts of most mails say one of a few things
def content(content_type: str, disposition: str, default: str) -> Content:
    """`default`: the kind where the field does not say."""
    kind, of_kind = _simple(content_type)
    _, of_file = _simple(disposition)
    if of_kind is None or of_file is None:
        return _any(content_type, disposition, default)
    if kind.count("/") != 1:
        kind = "text/plain" if content_type else default
    name = of_file.get("filename") or of_kind.get("name", "")
    return Content(
        kind.lower(), of_kind.get("boundary", ""), of_kind.get("charset", ""), _bare(name)
    )


def _simple(field: str) -> tuple[str, dict[str, str] | None]:
    """A field's value and its parameters; None for these where it takes more to tell them."""
    if not field:
        return "", {}
    match = _SIMPLE.fullmatch(field)
    if match is None:
        return "", None
    found = {match[1].lower(): ""}  # one of that name is never seen
    for name, quoted, plain in _PARAMETER.findall(match[2]):
        found.setdefault(name.lower(), (quoted or plain).strip())
    return match[1], found


def _any(content_type: str, disposition: str, default: str) -> Content:
    # Few mails need it, and it loads half of the library for the network.
    from email.message import Message as Header

    header = Header()
    for name, value in (("content-type", content_type), ("content-disposition", disposition)):
        if value:
            header[name] = value
    header.set_default_type(default)
    name = _parameter(header, "filename", "content-disposition") or _parameter(header, "name")
    kind, boundary = header.get_content_type(), _parameter(header, "boundary")
    return Content(kind, boundary, _parameter(header, "charset"), _bare(name))


def _parameter(header: "Header", name: str, of: str = "content-type") -> str:
    """A parameter of a header field, in its RFC 2231 form too; "" where it is beyond repair."""
    try:
        value = header.get_param(name, "", of)
    except (ValueError, LookupError, TypeError):
        return ""
    if isinstance(value, tuple):
        return headers.decode(value[2].encode("latin-1", "replace"), value[0] or "")[0].strip()
    return str(value).strip()


def _bare(name: str) -> str:
    """The name of an attached file, without folders."""
    return re.split(r"[\\/]", headers.words(name))[-1][:200]
