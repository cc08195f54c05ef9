"""Tables whose rows are only ever added to: the database itself refuses to change or delete one."""

from sqlalchemy import DDL, Table, event


def only_add_to(table: Table, refused: str, function: str, *, may_update: str = "") -> None:
    """Let the database refuse to change, delete or truncate rows, and say why.

    PostgreSQL needs a function for it, which `make_refusal` makes. An update that meets the
    condition `may_update` goes through.
    """
    for change in ("UPDATE", "DELETE"):
        unless = may_update if change == "UPDATE" else ""
        name = f"{table.name}_no_{change.lower()}"
        when = f" WHEN NOT ({unless})" if unless else ""
        _after_create(
            table,
            "sqlite",
            f"CREATE TRIGGER {name} BEFORE {change} ON {table.name}{when}"
            f" BEGIN SELECT RAISE(ABORT, '{refused}'); END",
        )
        condition = f" WHEN (NOT ({unless}))" if unless else ""
        _after_create(
            table,
            "postgresql",
            f"CREATE TRIGGER {name} BEFORE {change} ON {table.name} FOR EACH ROW{condition}"
            f" EXECUTE FUNCTION {function}()",
        )
    _after_create(
        table,
        "postgresql",
        f"CREATE TRIGGER {table.name}_no_truncate BEFORE TRUNCATE ON {table.name}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
    )


def make_refusal(table: Table, refused: str, function: str) -> None:
    """Make the function by which PostgreSQL refuses, once this table is made."""
    _after_create(
        table,
        "postgresql",
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{refused}'; END $$",
    )


def _after_create(table: Table, dialect: str, statement: str) -> None:
    made = DDL(statement)  # type: ignore[no-untyped-call]  # carries no types
    event.listen(table, "after_create", made.execute_if(dialect=dialect))
