"""The platforms that are understood, as rows: for the command, and for the table in README."""

from collections.abc import Iterator

from harvester.platforms import PLATFORMS
from harvester.platforms.declaration import Platform

COLUMNS = ("platform", "title", "found_by", "id_tells_time", "example", "hosts")
FOR_PEOPLE = COLUMNS[:-1]


def platform_rows() -> Iterator[dict[str, object]]:
    """One row a platform: what it is called, what of it is found, and an example."""
    for platform in PLATFORMS:
        yield {
            "platform": platform.name,
            "title": platform.title,
            "found_by": _ways(platform),
            "id_tells_time": _tells_time(platform),
            "example": platform.examples[0].url,
            "hosts": platform.hosts or ("any",),
        }


def markdown() -> str:
    """The same as a Markdown table, as README has it."""
    lines = ["| platform | found by | the id tells the time | example |", "|---|---|---|---|"]
    for row in platform_rows():
        ways = ", ".join(_ways_in_words(row["found_by"]))
        tells = "yes" if row["id_tells_time"] else "no"
        lines.append(f"| {row['title']} | {ways} | {tells} | `{row['example']}` |")
    return "\n".join(lines)


def _ways(platform: Platform) -> list[str]:
    signed = ["signature"] if platform.signs_in_brackets or platform.lines else []
    markup = dict.fromkeys(f"{markup.kind}.{markup.rule}" for markup in platform.markup)
    return [*signed, *markup, "link"]


def _ways_in_words(ways: object) -> list[str]:
    """Which kinds of quotes there are of a platform, without the single forms of markup."""
    listed = ways if isinstance(ways, list) else []
    return list(dict.fromkeys(way.split(".")[0] for way in listed))


def _tells_time(platform: Platform) -> bool:
    """Whether a platform's ids tell when; the oldest may not, where they only counted."""
    ids = (example.post_id for example in platform.examples if example.post_id)
    return any(platform.posted_at(post_id) for post_id in ids)
