"""One table for everything that becomes due, and the history of all."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)
COPIED = {
    "deadlines": "id, owner, internet_message_id, item_id, conversation_id, kind, sender_name, "
    "job_title, company, received, limit_at, timezone, state, template, created_at, updated_at, "
    "ended_at",
    "promises": "id, owner, internet_message_id, item_id, candidate_name, job_title, company, "
    "consent, until, erase_at, made_at, ended_at",
}
REMINDER = (
    "subject_id, which, owner, due_at, next_at, expires_at, state, attempts, starts, fence, "
    "delivered_at, seen_at, reason"
)

OF_NOTICES = f"""
INSERT INTO reminders ({REMINDER})
SELECT n.deadline_id, n.which, d.owner, n.due_at,
       CASE n.state WHEN 'scheduled' THEN n.due_at WHEN 'snoozed' THEN n.due_at
                    WHEN 'due' THEN coalesce(n.lease_until, n.due_at) END,
       NULL, n.state, n.attempts, 0, n.fence, n.delivered_at, n.seen_at, n.reason
FROM notices AS n JOIN deadlines AS d ON d.id = n.deadline_id
"""

# A promise that was reminded of had a lease while its mail was on the way; without one it had
# arrived, or had been given up.
OF_PROMISES = f"""
INSERT INTO reminders ({REMINDER})
SELECT p.id, 'promise', p.owner, p.remind_at,
       CASE p.state WHEN 'kept' THEN p.remind_at WHEN 'reminded' THEN p.lease_until END,
       p.erase_at,
       CASE WHEN p.state = 'kept' THEN 'scheduled' WHEN p.state = 'ended' THEN 'cancelled'
            WHEN p.lease_until IS NOT NULL THEN 'due'
            WHEN p.delivered_at IS NOT NULL THEN 'delivered' ELSE 'parked' END,
       p.attempts, 0, p.fence, p.delivered_at, NULL, p.reason
FROM promises AS p
"""


def upgrade() -> None:
    _reminders()
    _history()
    op.execute(OF_NOTICES)
    op.execute(OF_PROMISES)
    op.drop_table("notices")
    for name, make in (("deadlines", _deadlines), ("promises", _promises)):
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"ALTER INDEX {name}_pkey RENAME TO {name}_old_pkey")
        op.rename_table(name, f"{name}_old")
        make()
        op.execute(f"INSERT INTO {name} ({COPIED[name]}) SELECT {COPIED[name]} FROM {name}_old")
        op.drop_table(f"{name}_old")
    _indexes()


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("subject_id", sa.String(36), nullable=False),
        sa.Column("which", sa.String(10), nullable=False),
        sa.Column("owner", sa.String(300), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("next_at", MOMENT),
        sa.Column("expires_at", MOMENT),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("starts", sa.Integer, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("held_by", sa.String(36)),
        sa.Column("delivered_at", MOMENT),
        sa.Column("seen_at", MOMENT),
        sa.Column("reason", sa.String(64)),
        sa.PrimaryKeyConstraint("subject_id", "which"),
        sqlite_with_rowid=False,
    )


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("subject_id", sa.String(36), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("which", sa.String(10), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("subject_id", "at", "which", "what"),
        sqlite_with_rowid=False,
    )


def _deadlines() -> None:
    op.create_table(
        "deadlines",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("owner", sa.String(300), nullable=False),
        sa.Column("internet_message_id", sa.String(998), nullable=False),
        sa.Column("item_id", sa.String(512), nullable=False),
        sa.Column("conversation_id", sa.String(998), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("sender_name", sa.String(200), nullable=False),
        sa.Column("job_title", sa.String(200), nullable=False),
        sa.Column("company", sa.String(200), nullable=False),
        sa.Column("received", MOMENT, nullable=False),
        sa.Column("limit_at", MOMENT, nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("template", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.UniqueConstraint("owner", "internet_message_id", name="deadlines_message"),
        sqlite_with_rowid=False,
    )


def _promises() -> None:
    op.create_table(
        "promises",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("owner", sa.String(300), nullable=False),
        sa.Column("internet_message_id", sa.String(998), nullable=False),
        sa.Column("item_id", sa.String(1024), nullable=False),
        sa.Column("candidate_name", sa.String(200), nullable=False),
        sa.Column("job_title", sa.String(200), nullable=False),
        sa.Column("company", sa.String(200), nullable=False),
        sa.Column("consent", sa.Boolean, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("erase_at", MOMENT, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.UniqueConstraint(
            "owner", "internet_message_id", "candidate_name", name="promises_candidate"
        ),
    )


def _indexes() -> None:
    for name, column, where in (
        ("deadlines_ended", "ended_at", "ended_at IS NOT NULL"),
        ("reminders_next", "next_at", "next_at IS NOT NULL"),
    ):
        table, partial = name.partition("_")[0], sa.text(where)
        op.create_index(name, table, [column], sqlite_where=partial, postgresql_where=partial)
    op.create_index("ix_promises_erase_at", "promises", ["erase_at"])
