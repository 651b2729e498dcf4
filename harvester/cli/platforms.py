"""`harvester platforms`: which platforms are understood, with an example of each."""

from collections.abc import Iterator

import click

from harvester.cli.options import output_options

EPILOG = "Example:  harvester platforms --table"


@click.command("platforms", epilog=EPILOG)
@output_options
def command(form: str | None) -> None:
    """List the platforms that are understood, with an example of each."""
    from harvester.cli.output import put

    put(
        _rows(),
        ("platform", "title", "hosts", "found_by", "id_tells_time", "example"),
        form,
        plain="table",
    )


def _rows() -> Iterator[dict[str, object]]:
    from harvester.platforms import PLATFORMS

    for platform in PLATFORMS:
        ways = ["link", *(["signature"] if platform.signs_in_brackets else [])]
        ways += [f"embed.{name}" for name in dict.fromkeys(m.rule for m in platform.markup)]
        example = platform.examples[0]
        yield {
            "platform": platform.name,
            "title": platform.title,
            "hosts": platform.hosts,
            "found_by": ways,
            "id_tells_time": bool(
                example.post_id and platform.posted_at(_latest(platform.examples))
            ),
            "example": example.url,
        }


def _latest(examples: tuple[object, ...]) -> str:
    ids = [str(post_id) for e in examples if (post_id := getattr(e, "post_id", None))]
    return max(ids, key=lambda post_id: (len(post_id), post_id))
