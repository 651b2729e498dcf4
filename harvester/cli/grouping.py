"""Help of commands with many options: what belongs together stands together."""

import click

from harvester.filters import FILTERS

_FILTERS = {each.name for each in FILTERS}


class Grouped(click.Command):
    """A command whose help tells its filters, its forms of output and its fields one by one."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each under its heading."""
        groups: dict[str, list[tuple[str, str]]] = {
            "Options": [],
            "Filters": [],
            "Output": [],
            "Names of fields": [],
        }
        for parameter in self.get_params(ctx):
            if record := parameter.get_help_record(ctx):
                groups[self._heading(parameter)].append(record)
        for heading, records in groups.items():
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)

    def _heading(self, parameter: click.Parameter) -> str:
        name = parameter.name or ""
        if name in _FILTERS and any(each.name == "min_confidence" for each in self.params):
            return "Filters"
        if name == "form" or name.startswith("as_"):
            return "Output"
        return "Names of fields" if name.endswith("_field") else "Options"
