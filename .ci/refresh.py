"""Write everything anew that is made from the code: schemas, db/schema.sql, and README's tables.

.venv/bin/python .ci/refresh.py            write it
.venv/bin/python .ci/refresh.py --check    say what is stale, and fail if anything is
"""

import sys
from pathlib import Path

import regex

from harvester.languages import CODES
from harvester.store import schema_sql
from harvester.views.platforms import markdown
from harvester.views.schemas import RECORDS, schema_text

ROOT = Path(__file__).parents[1]


def readme() -> str:
    """README with the table of platforms and the number of languages as they are now."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    head, rest = text.split("<!-- platforms", 1)
    note, rest = rest.split("-->\n", 1)
    tail = rest.split("<!-- end -->", 1)[1]
    made = f"{head}<!-- platforms{note}-->\n{markdown()}\n<!-- end -->{tail}"
    return regex.sub(r"\b\d+ languages", f"{len(CODES)} languages", made)


def generated() -> dict[Path, str]:
    """Every generated file, and what belongs in it."""
    schemas = {ROOT / f"schemas/{name}.schema.json": schema_text(name) for name in RECORDS}
    return {**schemas, ROOT / "db/schema.sql": schema_sql(), ROOT / "README.md": readme()}


def main() -> int:
    """Write what is stale, or only name it."""
    only_check = "--check" in sys.argv[1:]
    stale = {
        path: text
        for path, text in generated().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }
    for path, text in stale.items():
        if not only_check:
            path.write_text(text, encoding="utf-8")
        verb = "stale" if only_check else "written"
        sys.stdout.write(f"{verb}: {path.relative_to(ROOT)}\n")
    return 1 if stale and only_check else 0


if __name__ == "__main__":
    sys.exit(main())
