"""What a letter may use of Jinja2 and of HTML. A value of the tree in, sentences out.

Fields, choices between them, files that are taken in, a few filters, simple tags. A letter needs no
loops, arithmetic or calls; what it cannot do cannot keep a server busy or fill its memory.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from jinja2 import nodes

#: How deep conditions and expressions may stand in one another.
DEPTH = 40

FILTERS = frozenset(
    {"clause", "stop", "sentence", "capitalize", "lower", "upper", "trim", "length"}
    | {"default", "d", "escape", "e"}
)
_TESTS = frozenset({"defined", "undefined", "none", "in", "eq", "equalto", "ne"})
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Block, nodes.Scope),
    *(nodes.Name, nodes.Const, nodes.Tuple, nodes.List, nodes.Concat, nodes.Keyword),
    *(nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
)
_REFUSED: dict[type[nodes.Node], str] = {
    nodes.For: "a loop",
    nodes.BinExpr: "arithmetic",
    nodes.UnaryExpr: "arithmetic",
    nodes.Call: "a call",
    nodes.Getattr: "what is inside a value",
    nodes.Getitem: "what is inside a value",
    nodes.Assign: "a variable of its own",
    nodes.AssignBlock: "a variable of its own",
    nodes.With: "a variable of its own",
    nodes.Macro: "a macro",
    nodes.CallBlock: "a macro",
    nodes.Import: "a macro",
    nodes.FromImport: "a macro",
    nodes.EvalContextModifier: "other escaping than that of all letters",
}

_TAGS = "<p>, <br>, <ul>, <ol>, <li>, <strong>, <em>, <b> and <i> without attributes"
#: Outlook strips what is prettier.
_TAG = re.compile(
    r"</?(?:p|br|ul|ol|li|strong|em|b|i)\s*/?>|</a>|<a href=\"(?:https://|mailto:)[^\"<>]*\">"
)
_LINK = '<a href="'  #: before the one value that is an address


def refused(tree: nodes.Template, *, html: bool) -> Iterator[tuple[int, str]]:
    """Line and sentence of all that a letter may not use; a subject line is not `html`."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 1)]
    while waiting:
        node, depth, above = waiting.pop()
        line = node.lineno or above
        if depth > DEPTH:
            yield line, "is nested too deeply"
            return
        if html and isinstance(node, nodes.Output):
            yield from _tags(node)
        yield from ((line, sentence) for sentence in _sentences(node))
        waiting += [(child, depth + 1, line) for child in node.iter_child_nodes()]


def _sentences(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Extends | nodes.Include):
        yield from _place(node.template)
    elif isinstance(node, nodes.Filter):
        if node.name not in FILTERS or node.node is None:
            known = ", ".join(sorted(FILTERS))
            yield f"uses the filter {node.name!r}; a letter may use {known}"
    elif isinstance(node, nodes.Test):
        if node.name not in _TESTS:
            yield f"uses the test {node.name!r}; a letter may use {', '.join(sorted(_TESTS))}"
    elif not isinstance(node, _ALLOWED):
        kinds = (_REFUSED[kind] for kind in type(node).__mro__ if kind in _REFUSED)
        yield f"uses {next(kinds, type(node).__name__)}, which no letter may"


def _place(name: nodes.Node) -> Iterator[str]:
    """A file that is taken in: named as it is, and inside the folder."""
    if not isinstance(name, nodes.Const) or not isinstance(name.value, str):
        yield "extends or includes by a variable; name the file"
    elif ".." in name.value or name.value.startswith("/") or "\\" in name.value:
        yield f"takes in {name.value!r}, which is outside the folder of letters"


def _tags(output: nodes.Output) -> Iterator[tuple[int, str]]:
    following: list[Any] = [*output.nodes, None]
    for node, after in pairwise(following):
        if not isinstance(node, nodes.TemplateData):
            continue
        text = node.data
        if isinstance(after, nodes.Name) and after.name == "link":
            text = text.removesuffix(_LINK)
        for start in (found.start() for found in re.finditer("<", text)):
            if not _TAG.match(text, start):
                line, tag = node.lineno + text.count("\n", 0, start), _shown(text[start:])
                yield line, f"uses the tag {tag}; a letter may use {_TAGS}, and links"


def _shown(text: str) -> str:
    """A tag as it begins."""
    return repr(text[: text.find(">", 0, 40) + 1 or 40])
