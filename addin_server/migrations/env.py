"""Where Alembic finds the database: the connection that `store.schema` hands over."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    # SQLite too can take a migration back that did not end.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
