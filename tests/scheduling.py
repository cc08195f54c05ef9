"""Which tests run in one process of xdist."""

from xdist.scheduler import LoadScopeScheduling

ON_SPARK = "tests/engine/spark/"


class OneSpark(LoadScopeScheduling):
    """Gives tests out function by function, but those on Spark together, and first.

    Marks for groups (`--dist loadgroup`) do nothing where pytest 9 makes ids by itself.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "spark" if nodeid.startswith(ON_SPARK) else nodeid.split("[", maxsplit=1)[0]
