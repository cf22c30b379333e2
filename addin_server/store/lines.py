"""Statements compiled once, and a connection that is held.

SQLAlchemy writes the SQL; the driver runs it. SQLAlchemy's own execution costs several times what
SQLite takes for the work.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Executable
from sqlalchemy.sql.elements import BindParameter, CompilerElement

from ..errors import StoreError

Row = dict[str, Any]


class Prepared:
    """A statement's SQL for one dialect, and what its parameters and columns pass through."""

    def __init__(self, statement: CompilerElement, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self._dialect = dialect
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self._constant = {
            name: bind.effective_value for name, bind in binds.items() if not bind.required
        }
        self._in_order = [(name, self._into(binds[name])) for name in compiled.positiontup]
        columns = [(entry.keyname, entry.type) for entry in compiled._result_columns]
        self.names = [name for name, _ in columns]
        read = [type.dialect_impl(dialect).result_processor(dialect, None) for _, type in columns]
        self._read = [(name, into) for name, into in zip(self.names, read, strict=True) if into]

    def _into(self, bind: "BindParameter[Any]") -> Any:
        """What turns a value into what the driver takes."""
        return bind.type.dialect_impl(self._dialect).bind_processor(self._dialect)

    def parameters(self, given: Mapping[str, Any]) -> Sequence[Any]:
        values = {**given, **self._constant} if self._constant else given
        return [into(values[name]) if into else values[name] for name, into in self._in_order]

    def rows(self, found: Iterable[Sequence[Any]]) -> list[Row]:
        rows = [dict(zip(self.names, row, strict=True)) for row in found]
        for name, into in self._read:
            for row in rows:
                row[name] = into(row[name])
        return rows


class Line:
    """One connection of the driver's, in autocommit mode. For one thread at a time.

    Every method raises StoreError; `broken` tells whether the connection can be used again.
    """

    def __init__(self, raw: Any, dialect: Dialect, prepared: dict[Executable, Prepared]) -> None:
        self.raw = raw
        self._cursor = raw.cursor()
        self._dialect, self._prepared = dialect, prepared
        self._error: type[Exception] = dialect.loaded_dbapi.Error
        self.broken = False
        self.is_alive: Callable[[], bool] = lambda: True  #: asked while it is idle
        #: Whether several statements go in one, each with what the one before returned.
        self.nests = dialect.name == "postgresql"

    def run(self, statement: Executable, **given: Any) -> int:
        """How many rows it changed."""
        prepared = self._prepared.get(statement) or self._prepare(statement)
        self._execute(prepared.sql, prepared.parameters(given))
        return int(self._cursor.rowcount)

    def rows(self, statement: Executable, **given: Any) -> list[Row]:
        prepared = self._prepared.get(statement) or self._prepare(statement)
        self._execute(prepared.sql, prepared.parameters(given))
        try:
            return prepared.rows(self._cursor.fetchall())
        except self._error as exc:
            raise self._trouble(exc) from exc

    def many(self, statement: Executable, given: Sequence[Mapping[str, Any]]) -> None:
        prepared = self._prepared.get(statement) or self._prepare(statement)
        try:
            self._cursor.executemany(prepared.sql, [prepared.parameters(one) for one in given])
        except self._error as exc:
            raise self._trouble(exc) from exc

    def begin(self) -> None:
        # Taking SQLite's write lock later could fail in the middle.
        self._execute("BEGIN" if self.nests else "BEGIN IMMEDIATE")

    def commit(self) -> None:
        self._execute("COMMIT")

    def roll_back(self) -> None:
        """Never raises: a connection on which it fails is broken."""
        try:
            self._cursor.execute("ROLLBACK")
        except self._error:
            self.broken = True

    def close(self) -> None:
        try:
            self.raw.close()
        except self._error:
            self.broken = True

    def _execute(self, sql: str, parameters: Any = None) -> None:
        try:
            if parameters:
                self._cursor.execute(sql, parameters)
            else:
                self._cursor.execute(sql)
        except self._error as exc:
            raise self._trouble(exc) from exc

    def _prepare(self, statement: Executable) -> Prepared:
        assert isinstance(statement, CompilerElement)
        self._prepared[statement] = prepared = Prepared(statement, self._dialect)
        return prepared

    def _trouble(self, exc: Exception) -> StoreError:
        self.broken = self.broken or bool(getattr(self.raw, "closed", False))
        return trouble(exc)


def trouble(exc: Exception) -> StoreError:
    """What went wrong, by its name. The driver's own text may quote what is in the rows."""
    code = getattr(exc, "sqlstate", None) or getattr(exc, "sqlite_errorname", None)
    return StoreError(f"the database cannot be used just now: {code or type(exc).__name__}")
