"""Steps from one schema of a ledger to the next."""

REVISION = "0001"
"""The schema that this version of accordingto reads and writes."""
