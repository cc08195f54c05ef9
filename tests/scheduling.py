"""Which tests run in one process of xdist."""

from xdist.scheduler import LoadScopeScheduling

ON_SPARK = "tests/engine/spark/"


class OneSpark(LoadScopeScheduling):
    """Gives tests out file by file, so that what a file sets up is set up once, Spark's together.

    Marks for groups (`--dist loadgroup`) do nothing where pytest 9 makes ids by itself.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "spark" if nodeid.startswith(ON_SPARK) else nodeid.split("::", maxsplit=1)[0]
