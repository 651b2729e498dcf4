"""What the input options of a command mean to the reader."""

from typing import TYPE_CHECKING

from harvester.cli.options import INPUT_FIELDS

if TYPE_CHECKING:
    from harvester.pipeline import Reading
    from harvester.records import Only


def reading(outlet: str | None, names: dict[str, str], *, only: "Only | None" = None) -> "Reading":
    """The reading that `--outlet`, the `--…-field` options and `--only` ask for."""
    from harvester.pipeline import Reading
    from harvester.reading import Fields

    fields = Fields(**{name: names[f"{name}_field"] for name in INPUT_FIELDS})
    return Reading(fields, outlet, only)
