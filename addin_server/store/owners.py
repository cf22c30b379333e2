"""An owner's choices; all of theirs erased. And the store, which is all of this together."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Delete, Table, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from ..planning import Preferences
from .claims import Claims
from .tables import Words, deadlines, history, later, preferences, promises, reminders

_owner = bindparam("owner", type_=Words())
CHOSEN = select(preferences).where(preferences.c.owner == _owner)
_new = insert(preferences).inline().values({c.name: bindparam(c.name) for c in preferences.c})
PREFER = _new.on_conflict_do_update(
    index_elements=["owner"],
    set_={name: _new.excluded[name] for name in ("mail", "lang", "chosen")},
)


def forgetting(table: Table, where: ColumnElement[bool]) -> tuple[Delete, ...]:
    """Rows of deadlines or promises, with their reminders and history before them."""
    ids = select(table.c.id).where(where)
    return (
        delete(history).where(history.c.subject_id.in_(ids)),
        delete(reminders).where(reminders.c.subject_id.in_(ids)),
        delete(table).where(where),
    )


ERASE = (
    *forgetting(deadlines, deadlines.c.owner == _owner),
    *forgetting(promises, promises.c.owner == _owner),
    delete(preferences).where(preferences.c.owner == _owner),
)
PURGE = forgetting(deadlines, deadlines.c.ended_at < later())


class Store(Claims):
    """All that is kept, but promises (`Promises`), which use the same connections."""

    def close(self) -> None:
        self.database.close()

    def preferences(self, owner: str) -> tuple[Preferences | None, str | None, str]:
        """What the owner chose, the verified address for notices, their Outlook's language."""
        with self.database.reading() as line:
            found = line.rows(CHOSEN, owner=owner)
        if not found:
            return None, None, ""
        return Preferences(**json.loads(found[0]["chosen"])), found[0]["mail"], found[0]["lang"]

    def prefer(self, owner: str, chosen: Preferences, mail: str | None, lang: str) -> None:
        """Keep an owner's choices, verified address and Outlook's language."""
        row = {"owner": owner, "mail": mail, "lang": lang, "chosen": json.dumps(asdict(chosen))}
        with self.database.changing() as line:
            line.run(PREFER, **row)

    def erase(self, owner: str) -> None:
        """Everything that is kept about an owner."""
        with self.database.writing() as line:
            for statement in ERASE:
                line.run(statement, owner=owner)

    def purge(self, now: datetime, kept: timedelta) -> int:
        """Erase deadlines that ended longer ago than they are kept; how many."""
        with self.database.writing() as line:
            given = {"delay": -kept, "later": now - kept}
            return [line.run(statement, **given) for statement in PURGE][-1]
