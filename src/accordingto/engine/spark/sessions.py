"""A Spark of one's own: on this machine alone, without a page, and without noise."""

import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from accordingto.errors import ConfigurationError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LEAST_JAVA = 17
LOOPBACK = "127.0.0.1"
_NEEDED = {"pyspark": (4, 5), "pandas": (2, 3), "pyarrow": (18, None)}
"""Packages with the least and the first unwanted major version."""
_INSTALL = "install them: pip install 'accordingto[spark]'"


def start_session(master: str = "local[*]", memory: str = "2g") -> "SparkSession":
    """Start a Spark, or return the one that runs.

    It listens on the loopback address alone, and has no web page. `memory` is what the JVM may
    hold; Python's own comes beside it. Raises ConfigurationError when Java or a package is missing.
    """
    check_packages()
    check_java()
    os.environ.setdefault("SPARK_LOCAL_IP", LOOPBACK)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession  # noqa: PLC0415 -- an extra

    if master.startswith("local-cluster"):
        # Its workers are started by scripts that look for the folder of the distribution.
        os.environ.setdefault("SPARK_HOME", str(Path(sys.modules["pyspark"].__path__[0])))
    builder = SparkSession.Builder().appName("accordingto").master(master)
    for name, value in _settings(memory).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session


def _settings(memory: str) -> dict[str, str]:
    return {
        "spark.driver.bindAddress": LOOPBACK,
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_QUIET}",
        "spark.driver.host": LOOPBACK,
        "spark.driver.memory": memory,
        "spark.python.worker.reuse": "true",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }


_QUIET = Path(__file__).with_name("log4j2.properties").as_uri()


def check_packages() -> None:
    """Raise ConfigurationError when a package is missing, or is of a version that does not do."""
    for name, (least, unwanted) in _NEEDED.items():
        try:
            found = version(name)
        except PackageNotFoundError as error:
            raise ConfigurationError(
                f"the engine spark needs the package {name}, which is not there; {_INSTALL}"
            ) from error
        major = int(found.split(".")[0])
        if major < least or (unwanted is not None and major >= unwanted):
            below = f" and below {unwanted}" if unwanted else ""
            raise ConfigurationError(
                f"{name} {found} is installed; the engine spark needs {name} {least} or later"
                f"{below}; {_INSTALL}"
            )


def check_java() -> None:
    """Raise ConfigurationError when there is no Java, or one that is too old."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else which("java") or "java"
    hint = f"Java {LEAST_JAVA} or later; install it (on Debian: apt install default-jre-headless)"
    hint += ", or let JAVA_HOME name its folder"
    try:
        told = subprocess.run(  # noqa: S603 -- the user's own Java
            [java, "-version"], capture_output=True, text=True, check=True
        ).stderr
    except (OSError, subprocess.CalledProcessError) as error:
        raise ConfigurationError(
            f"the engine spark needs Java, and {java} does not run; expected {hint}"
        ) from error
    found = re.search(r'version "(\d+)', told)
    if found and int(found[1]) < LEAST_JAVA:
        raise ConfigurationError(f"{java} is Java {found[1]}; expected {hint}")
