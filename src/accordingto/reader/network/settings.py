"""How sure the network must be, by what it is asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Least likelihoods, 0 to 1, chosen on the development reports and by cross-validation.

    `keep_` is for what the rules found too, `add_` for what they did not; `change_` is for giving
    something that the rules found another value.
    """

    keep_statement: float = 0.3
    add_statement: float = 0.85
    change_source: float = 0.95
    keep_figure: float = 0.15
    add_figure: float = 0.9
    change_state: float = 0.7
    any_deed: float = 0.25
    """Of a figure's being of any deed, as a share of its being of none: in reports that it never
    saw the network is less sure of deeds than it should be."""
    keep_incident: float = 0.3
    add_incident: float = 0.8
    alleged: float = 0.35
    target: float = 0.3
    doer: float = 0.6
    """Of somebody's being held responsible, in the likeliest mode."""
    second_mode: float = 0.8
    """Of one mention's blaming somebody in a further mode."""
    second_mention: float = 0.6
    """Of another mention's blaming the same doer in another mode."""
    keep_step: float = 0.0
    add_step: float = 0.985
    party: float = 0.4
    edge: float = 0.25
    """Words beside one that is sure belong to it from here on."""
    doubtful: float | None = None
    """To tell of people who may have been killed, beside those that all this finds; None: never."""
    alike_nations: bool = True
    """Nations are shown to the network under one row of names (`nations.py`), in training too."""


DEFAULT = Settings()
TRIAGE = Settings(doubtful=0.02)
"""No killed person is to be missed; nineteen in twenty of what comes in addition are wrong."""
