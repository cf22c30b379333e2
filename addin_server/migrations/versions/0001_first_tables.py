"""The first tables, each unless it is there: databases are older than their versions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _deadlines()
    _notices()
    _preferences()
    _promises()


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
        sa.UniqueConstraint("owner", "internet_message_id"),
        if_not_exists=True,
    )


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("deadline_id", sa.String(36), nullable=False),
        sa.Column("which", sa.String(10), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("lease_until", MOMENT),
        sa.Column("delivered_at", MOMENT),
        sa.Column("seen_at", MOMENT),
        sa.Column("reason", sa.String(64)),
        if_not_exists=True,
    )


def _preferences() -> None:
    op.create_table(
        "preferences",
        sa.Column("owner", sa.String(300), primary_key=True),
        sa.Column("mail", sa.String(320)),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("chosen", sa.String, nullable=False),
        if_not_exists=True,
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
        sa.Column("remind_at", MOMENT, nullable=False),
        sa.Column("erase_at", MOMENT, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("lease_until", MOMENT),
        sa.Column("delivered_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("reason", sa.String(64)),
        if_not_exists=True,
    )
