"""Charts, drawn by Vega-Lite as SVG, without a browser and without the network.

Colours are names that the page defines (`--post`, `--muted`, `--rule`), so that one drawing is
right on light and on dark paper. Each mark says what it is to whoever cannot see it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from harvester.errors import MissingPartError, install_command

_TEXT = {"labelColor": "var(--muted)", "labelFont": "inherit", "labelFontSize": 12}
_CONFIG = {
    "background": None,
    "view": {"stroke": None},
    "axis": {
        **_TEXT, "gridColor": "var(--rule)", "domainColor": "var(--muted)",
        "tickColor": "var(--rule)", "title": None, "labelOverlap": True,
    },
}  # fmt: skip
_COUNTED = {"tickCount": 4, "tickMinStep": 1, "format": ",d"}
_ROW = 22  # pixels for a bar and its name


def over_time(counts: Mapping[str, int], one: str, *, colour: str, width: int) -> str:
    """A bar for each day, month or year; `one` is what is counted, `colour` a name of the page.

    Raises MissingPartError without the package that draws.

    >>> over_time({"2018": 1, "2019": 4}, "post", colour="--post", width=300)[:4]
    '<svg'
    """
    rows = [{"when": when, "n": n, "told": f"{when}: {n} {one}"} for when, n in counts.items()]
    across = {"field": "when", "type": "ordinal", "sort": None, "axis": {"labelAngle": 0}}
    up = {"field": "n", "type": "quantitative", "axis": {**_COUNTED, "domain": False}}
    return _drawn(rows, {"x": across, "y": up}, colour=colour, width=width, height=110)


def ranking(counts: Sequence[tuple[str, int]], *, colour: str, width: int) -> str:
    """A bar for each name, from left to right, in the order in which they come."""
    rows = [
        {"place": place, "name": name, "n": n, "told": f"{name}: {n}"}
        for place, (name, n) in enumerate(counts)
    ]
    name = {"labelExpr": "data('named')[datum.value].name", "labelLimit": 220, "ticks": False}
    down = {"field": "place", "type": "ordinal", "sort": None, "axis": {**name, "domain": False}}
    along = {"field": "n", "type": "quantitative", "axis": _COUNTED}
    encoding = {"y": down, "x": along}
    return _drawn(rows, encoding, colour=colour, width=width, height=_ROW * len(rows))


def _drawn(
    rows: list[dict[str, Any]],
    encoding: dict[str, Any],
    *,
    colour: str,
    width: int,
    height: int,
) -> str:
    try:
        import vl_convert
    except ImportError as error:
        raise MissingPartError(
            "A chart needs the package vl-convert-python",
            hint=f"Install it: {install_command('report')}",
        ) from error
    told = {"field": "told", "type": "nominal"}
    described = {
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 2,
        "data": {"name": "named", "values": rows},
        "mark": {"type": "bar", "color": f"var({colour})"},
        "encoding": {**encoding, "description": told},
        "config": _CONFIG,
    }
    return str(vl_convert.vegalite_to_svg(json.dumps(described)))
