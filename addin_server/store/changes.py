"""Guarded changes of reminders, and the history that they leave.

A change of many rows is one statement. Where one statement can do both (PostgreSQL), history is
written by the same.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Executable, Integer, String, Update, bindparam, func, literal, select, true
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.dml import ReturningUpdate
from sqlalchemy.sql.functions import FunctionElement

from ..model import Notice, NoticeState
from .lines import Line, Row
from .tables import among, history, now, reminders

WAITING = (NoticeState.SCHEDULED, NoticeState.SNOOZED)
UNFINISHED = (*WAITING, NoticeState.DUE)

r = reminders.c
unfinished = among(r.state, *UNFINISHED)

#: As SQLite and PostgreSQL both take it: theirs is the only ON CONFLICT that SQLAlchemy has twice.
NOTE = (
    insert(history)
    .inline()
    .values(
        subject_id=bindparam("subject_id"),
        at=now(),
        which=bindparam("which"),
        what=bindparam("what"),
        code=bindparam("code"),
    )
    .on_conflict_do_nothing()
)


@dataclass(frozen=True)
class Change:
    """An UPDATE of reminders; history calls it `what`, or else by the state it led to.

    Rows that it leaves unfinished without a name for it are no news. It tells of each row what
    history needs and the columns named in `tells`: to read the others back costs more than the
    UPDATE.
    """

    update: Update
    what: str = ""
    tells: Sequence[str] = ()

    @cached_property
    def returning(self) -> ReturningUpdate[Any]:
        names = dict.fromkeys(("subject_id", "which", "state", "reason", *self.tells))
        return self.update.returning(*(r[name] for name in names))

    @cached_property
    def noted(self) -> Executable:
        """The same in one statement."""
        done = self.returning.cte("done")
        news = select(
            done.c.subject_id,
            now(),
            done.c.which,
            literal(self.what) if self.what else done.c.state,
            func.coalesce(done.c.reason, ""),
        )
        if not self.what:
            news = news.where(~among(done.c.state, *UNFINISHED))
        names = ["subject_id", "at", "which", "what", "code"]
        note = insert(history).from_select(names, news).on_conflict_do_nothing().cte("note")
        return select(done).add_cte(note)

    def on(self, line: Line, **given: Any) -> Sequence[Row]:
        """The rows as they are now. SQLite: within a transaction."""
        if line.nests:
            return line.rows(self.noted, **given)
        changed = line.rows(self.returning, **given)
        if news := [self._news(row) for row in changed if self._is_news(row)]:
            line.run(NOTE_ALL, news=json.dumps(news), now=given["now"])
        return changed

    def _is_news(self, row: Row) -> bool:
        return bool(self.what) or row["state"] not in UNFINISHED

    def _news(self, row: Row) -> Sequence[str]:
        what = self.what or str(row["state"])
        return row["subject_id"], row["which"], what, row["reason"] or ""


class news(FunctionElement[Any]):
    """Rows (subject_id, which, what, code) out of the parameter ``news``, JSON."""

    name = "news"
    inherit_cache = True


@compiles(news, "sqlite")
def _news_from_json(element: news, compiler: Any, **kw: Any) -> str:
    return _rows_of(compiler, "news", ("subject_id", "which", "what", "code"), **kw)


def _rows_of(compiler: Any, parameter: str, names: Sequence[str], **kw: Any) -> str:
    """The rows of a parameter that is a JSON array of arrays, for SQLite."""
    given = compiler.process(bindparam(parameter, type_=String()), **kw)
    columns = ", ".join(f"value->>{place} AS {name}" for place, name in enumerate(names))
    return f"(SELECT {columns} FROM json_each({given}))"


def _note_all() -> Executable:
    told = news().table_valued("subject_id", "which", "what", "code", name="told").c
    rows = select(told.subject_id, now(), told.which, told.what, told.code)
    # Without a WHERE, SQLite takes ON for the beginning of a join (lang_upsert.html, 2.2).
    return (
        insert(history)
        .from_select(["subject_id", "at", "which", "what", "code"], rows.where(true()))
        .on_conflict_do_nothing()
    )


#: Many at once: a statement for each would take longer than the changes that they tell of.
NOTE_ALL = _note_all()


class claimed(FunctionElement[Any]):
    """Rows (subject_id, which, fence): the claims that are given to a statement."""

    name = "claimed"
    inherit_cache = True


@compiles(claimed, "sqlite")
def _from_json(element: claimed, compiler: Any, **kw: Any) -> str:
    return _rows_of(compiler, "claims", ("subject_id", "which", "fence"), **kw)


@compiles(claimed, "postgresql")
def _from_arrays(element: claimed, compiler: Any, **kw: Any) -> str:
    given = ", ".join(
        compiler.process(bindparam(name, type_=ARRAY(type)), **kw)
        for name, type in (("subjects", String), ("whiches", String), ("fences", Integer))
    )
    return f"(SELECT * FROM unnest({given}) AS given (subject_id, which, fence))"


def claims_given(notices: Sequence[Notice]) -> dict[str, Any]:
    """The parameters of `claimed`."""
    return {
        "claims": json.dumps([(n.subject_id, n.which, n.fence) for n in notices]),
        "subjects": [n.subject_id for n in notices],
        "whiches": [n.which for n in notices],
        "fences": [n.fence for n in notices],
    }
