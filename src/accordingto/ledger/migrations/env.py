"""Alembic asks this file how to run: on the connection that it was given, in its transaction."""

from alembic import context

from accordingto.ledger.schema import metadata


def run() -> None:
    """Run the steps that are asked for."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_as_batch=True,
    )
    context.run_migrations()


if __name__ == "env_py":  # the name under which alembic loads it
    run()
