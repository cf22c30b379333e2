"""Patterns that are compiled when first needed: a mail needs few of those that we have."""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


def lazy(pattern: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, later. It has a pattern's methods and text, and nothing else of one.

    A pattern with words of the lexicon is told by a function, since these are read when needed.
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


class _Lazy:
    def __init__(self, pattern: str | Callable[[], str], flags: int) -> None:
        self._told, self.flags = pattern, flags

    @cached_property
    def pattern(self) -> str:
        return self._told if isinstance(self._told, str) else self._told()

    def __getattr__(self, name: str) -> Any:
        """The method asked for; from now on all of them are found without this."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]
