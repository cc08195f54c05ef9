import sys
from importlib.metadata import PackageNotFoundError

import pytest

from accordingto.engine.spark import sessions
from accordingto.engine.spark.sessions import check_java, check_packages
from accordingto.errors import ConfigurationError


def test_packages_of_the_lock_will_do():
    check_packages()


@pytest.mark.parametrize("missing", ["pyspark", "pandas", "pyarrow"])
def test_a_package_that_is_missing_is_named(monkeypatch, missing):
    def version(name):
        if name == missing:
            raise PackageNotFoundError(name)
        return "4.0.0" if name == "pyspark" else "2.2.0" if name == "pandas" else "20.0.0"

    monkeypatch.setattr(sessions, "version", version)
    with pytest.raises(ConfigurationError, match=rf"{missing}, which .*accordingto\[spark\]"):
        check_packages()


def test_a_pandas_that_spark_does_not_know_is_refused(monkeypatch):
    versions = {"pyspark": "4.3.0", "pandas": "3.1.1", "pyarrow": "26.0.1"}
    monkeypatch.setattr(sessions, "version", versions.__getitem__)
    with pytest.raises(ConfigurationError, match=r"pandas 3\.1\.1 is .* needs pandas 2 .*below 3"):
        check_packages()


def test_without_java_there_is_a_word_on_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(ConfigurationError, match=r"does not run; expected Java 17.*default-jre"):
        check_java()


def test_a_java_that_is_too_old_is_refused(monkeypatch, tmp_path):
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!{sys.executable}\nimport sys\nsys.stderr.write('version \"11.0.2\"')\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(ConfigurationError, match="is Java 11; expected Java 17"):
        check_java()
