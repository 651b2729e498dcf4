"""What the input options of a command mean to the reader."""

from typing import TYPE_CHECKING

from harvester.cli.options import INPUT_FIELDS

if TYPE_CHECKING:
    from harvester.pipeline import Reading


def reading(outlet: str | None, names: dict[str, str]) -> "Reading":
    """The reading that `--outlet` and the `--…-field` options ask for."""
    from harvester.pipeline import Reading
    from harvester.reading import Fields

    return Reading(Fields(**{name: names[f"{name}_field"] for name in INPUT_FIELDS}), outlet)
