"""Files for the readers: written here, read back as articles and problems."""

import json
import tomllib
from pathlib import Path
from typing import Any

from harvester.reading import read
from harvester.records import Article, Problem

STORY = "Der Fluss stieg über Nacht.\r\nNiemand kam zu Schaden.\n"


def cases(name: str) -> dict[str, Any]:
    """A table of cases, as data."""
    return tomllib.loads((Path(__file__).parent / "cases" / f"{name}.toml").read_text("utf-8"))


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def articles(path: Path | str, **options: object) -> list[Article]:
    return [found for found in read(path, **options) if isinstance(found, Article)]  # type: ignore[arg-type]


def problems(path: Path | str) -> list[Problem]:
    return [found for found in read(path) if isinstance(found, Problem)]


def codes(path: Path | str) -> list[str]:
    return [problem.code for problem in problems(path)]


def row(**values: object) -> str:
    return json.dumps({"id": "a1", "text": STORY, **values}, ensure_ascii=False) + "\n"
