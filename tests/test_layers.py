"""The house has one staircase: a module imports only from those listed above it."""

import ast
import re
from importlib import import_module
from pathlib import Path

import addin_server

PACKAGE = Path(addin_server.__file__).parent
STAIR = re.compile(r"^(?:    )?([a-z_]+) {2,}\S|^    ([a-z_]+) ", re.M)
ONLY_IN = {
    "aiosmtpd": {"demo/inbox"},
    "alembic": {
        "store/schema",
        "migrations/env",
        *(f"migrations/versions/{path.stem}" for path in PACKAGE.glob("migrations/versions/*.py")),
    },
    "apscheduler": {"clock"},
    "babel": {"phrases"},
    "docx": {"formal"},
    "exchangelib": {
        "mailbox/exchange_http",
        "mailbox/exchange_line",
        "mailbox/exchange_question",
    },
    "fastapi": {"api", "app", "demo/routes", "mailbox_api"},
    "holidays": {"deadlines/days"},
    "icalendar": {"reading/invites"},
    "jinja2": {"letters/allowed", "letters/faults", "letters/filling", "letters/sources"},
    "jwt": {"identity/entra"},
    "lxml": {"mailbox/exchange_xml", "standin/soap"},  # a client and a server that share nothing
    "markupsafe": {"letters/mails", "letters/render"},
    "msal": {"mailbox/exchange_token"},
    "pebble": {"workers"},
    "prometheus_client": {"metrics"},
    "pydantic": {"settings", "values", "bodies", "demo/routes"},
    "psycopg": set(),  # SQLAlchemy loads it
    "pysqlite3": {"store/sqlite"},
    "selectolax": {"reading/visible"},
    "smtplib": {"notify"},
    "sqlalchemy": {
        *(f"store/{path.stem}" for path in PACKAGE.glob("store/*.py")),
        *(f"migrations/versions/{path.stem}" for path in PACKAGE.glob("migrations/versions/*.py")),
    },
    "starlette": {"app", "guards"},
    "tzlocal": {"zones"},
    "uuid_utils": {"ids"},
    "uvicorn": {"servers"},
}
#: Functions of more than 25 lines, and why they are not two.
LONG = {
    "reading/deadline_signs.signs": "a table: a line for each field",
    "reading/moment_pieces.gaps": "a table: a line for each field",
    "reading/moment_nodes._stands_alone": "rules in turn: each is for what those before left open",
    "reading/title_cued._titled": "one chain: each line needs what the one before found",
    "reading/title_lines._roles": "one walk: how far a title reached decides on the next noun",
    "reading/title_spans._leads": "rules in turn, with an example each",
    "reading/title_spans._step": "rules in turn, with an example each",
}


def stairs(folder: Path) -> list[str]:
    """The names on a package's map, in order."""
    doc = ast.get_docstring(ast.parse((folder / "__init__.py").read_text()), clean=False) or ""
    return [first or second for first, second in STAIR.findall(doc)]


def inner_packages() -> list[Path]:
    return sorted(p.parent for p in PACKAGE.glob("*/__init__.py"))


def imports(path: Path, level: int):
    """Names of sibling modules (relative imports of that level), and of outside libraries."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level == level:
            yield from [node.module.split(".")[0]] if node.module else [a.name for a in node.names]


def libraries(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)


def modules(folder: Path) -> dict[str, list[Path]]:
    """A stair -> its files: one module, or all of a package."""
    single = {p.stem: [p] for p in folder.glob("[!_]*.py")}
    return single | {
        p.parent.name: sorted(p.parent.glob("*.py")) for p in folder.glob("*/__init__.py")
    }


def test_every_module_is_on_its_map():
    for folder in (PACKAGE, *inner_packages()):
        assert sorted(stairs(folder)) == sorted(modules(folder)), folder.name


def test_imports_point_upwards():
    order, found = stairs(PACKAGE), modules(PACKAGE)
    for place, name in enumerate(order):
        below = set(order[place:]) - {name}
        for path in found[name]:
            level = 1 if path.parent == PACKAGE else 2
            wrong = below & set(imports(path, level))
            assert not wrong, f"{path.relative_to(PACKAGE)} imports {wrong}"


def test_imports_inside_a_package_point_upwards():
    for folder in inner_packages():
        order = stairs(folder)
        for place, name in enumerate(order):
            path = folder / f"{name}.py"
            wrong = set(order[place:]) & set(imports(path, 1))
            assert not wrong, f"{path.relative_to(PACKAGE)} imports {wrong}"


def test_each_library_has_one_home():
    for path in PACKAGE.rglob("*.py"):
        name = str(path.relative_to(PACKAGE).with_suffix(""))
        for library in set(libraries(path)) & ONLY_IN.keys():
            assert name in ONLY_IN[library], f"{library} does not belong in {name}"


def test_no_module_is_two():
    long = {
        p.name: n for p in PACKAGE.rglob("*.py") if (n := len(p.read_text().splitlines())) > 250
    }
    assert not long


def functions(path: Path):
    """Names of all functions, also within others, and their lines from `def` to the end."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def test_no_function_is_two_but_for_those_with_a_reason():
    long = {
        f"{path.relative_to(PACKAGE).with_suffix('')}.{name}"
        for path in PACKAGE.rglob("*.py")
        for name, lines in functions(path)
        if lines > 25
    }
    assert long == LONG.keys()


def test_reading_compiles_no_pattern_at_import():
    """Of hundreds a mail needs a few dozen; all of them would be dear at every start."""
    for name in stairs(PACKAGE / "reading"):
        held = vars(import_module(f"addin_server.reading.{name}")).values()
        assert not any(isinstance(value, re.Pattern) for value in held), name


def test_only_the_lifespan_and_the_edges_are_async():
    allowed = {"app", "guards", "demo/inbox"}
    for path in PACKAGE.rglob("*.py"):
        tree = ast.walk(ast.parse(path.read_text()))
        if any(isinstance(node, ast.AsyncFunctionDef) for node in tree):
            assert str(path.relative_to(PACKAGE).with_suffix("")) in allowed
