"""All errors of the package.

AccordingtoError
+-- ConfigurationError          nothing can be read until it is mended
|   +-- LexiconError            file, entry
|   +-- GazetteerError          path
|   +-- PipelineOrderError      stage, missing layer
+-- IngestError                 this one input could not become a Report
+-- ReadingError                this one report could not be read to its end
+-- ModelError                  a language model gave no answer that can be used, on this one report
+-- JudgementError              this decision cannot be recorded as it was asked for
+-- FilterError                 this cannot be asked of a ledger
+-- DeliveryError               what was to be told to others did not arrive; it can be told again
+-- InvalidRecordError          our own bug: an invariant broke
+-- StoreError                  the ledger cannot be opened, or did not take what was given
"""


class AccordingtoError(Exception):
    """Base of every error that the package raises on purpose."""


class ConfigurationError(AccordingtoError):
    """Nothing can be read until this is mended."""


class LexiconError(ConfigurationError):
    """A lexicon file is not as the loader expects it."""

    def __init__(self, message: str, *, file: str, entry: str | None = None) -> None:
        where = f"{file}, entry {entry!r}" if entry else file
        super().__init__(f"{where}: {message}")
        self.file = file
        self.entry = entry


class GazetteerError(ConfigurationError):
    """The index of places is missing or is not one of ours."""

    def __init__(self, message: str, *, path: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class PipelineOrderError(ConfigurationError):
    """A stage stands before a layer that it needs."""

    def __init__(self, stage: str, missing: str) -> None:
        super().__init__(
            f"stage {stage!r} needs the layer {missing!r}, which no stage before it provides; "
            "put the stage that provides it earlier"
        )
        self.stage = stage
        self.missing = missing


class DeliveryError(AccordingtoError):
    """What was to be told to others did not arrive; it can be told again."""


class IngestError(AccordingtoError):
    """One input could not become a report; the rest can still be read.

    `raw` holds its bytes and `media_type` says what they are, where whoever refused it had them.
    """

    raw: bytes | None = None
    media_type: str = ""

    def __init__(
        self, message: str, *, path: str, line: int | None = None, code: str = "unreadable"
    ) -> None:
        where = path if line is None else f"{path}, line {line}"
        super().__init__(f"{where}: {message}")
        self.message = message
        self.path = path
        self.line = line
        self.code = code

    def holding(self, raw: bytes, media_type: str) -> "IngestError":
        """Return this error with the bytes that were refused, unless it has some already."""
        if self.raw is None:
            self.raw, self.media_type = raw, media_type
        return self


class ReadingError(AccordingtoError):
    """One report could not be read to its end; the rest can still be read."""

    def __init__(
        self, message: str, *, report: str, path: str, line: int | None = None, code: str = "failed"
    ) -> None:
        where = path if line is None else f"{path}, line {line}"
        super().__init__(f"{where} (report {report!r}): {message}")
        self.message = message
        self.report = report
        self.path = path
        self.line = line
        self.code = code


class ModelError(AccordingtoError):
    """A language model gave no answer on this report that can be used; it can be asked again."""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code


class JudgementError(AccordingtoError):
    """A decision by a person cannot be recorded as it was asked for; nothing was changed."""


class OvertakenError(JudgementError):
    """Somebody decided meanwhile on what a decision is about; it was not recorded.

    `entries` are the hashes of what was decided.
    """

    def __init__(self, message: str, entries: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.entries = entries


class FilterError(AccordingtoError):
    """What is asked of a ledger cannot be meant, or is not there; nothing was looked up."""


class InvalidRecordError(AccordingtoError):
    """A record breaks an invariant: our own bug, or a reading that was edited by hand."""


class StoreError(AccordingtoError):
    """The ledger cannot be opened, or did not take what was given; what it holds is whole."""

    def __init__(self, message: str, *, ledger: str, code: str) -> None:
        super().__init__(f"{ledger}: {message}")
        self.message = message
        self.ledger = ledger
        self.code = code
