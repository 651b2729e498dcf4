"""What Datasette knows of our tables: titles, columns with their meaning, facets, questions."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from harvester.views.files.columns import MEANINGS

if TYPE_CHECKING:
    from harvester.store import Question

TITLES = {
    "quotes_flat": "Quotes: who, which words, where, when",
    "reused": "Words that several outlets printed",
    "timeline": "Every printing of the same words, in order of time",
    "first_printed": "Who was first",
    "findings_flat": "To be looked at: other words, numbers, speakers or dates than elsewhere",
    "outlet_pairs": "Outlets that print the same words",
    "look_alikes": "Words that are easily taken for each other",
}
# What the columns of views mean that no record has.
_OF_VIEWS = {
    "stop": "Where the quote ends in the article's text.",
    "last_published": "When the last of the articles was published.",
    "context": "The words, marked, with what the article prints around them.",
    "change": "gone: the newest version of the article has it no longer; new: only that has it.",
    "who": "The handle, or the name of the speaker.",
    "version": "The older version of the article.",
    "seen_at": "When the file it was read from was changed last, UTC.",
    "n_shared": "How many of the same words both outlets printed.",
    "n_earlier": "How often the outlet was earlier.",
    "n_other_earlier": "How often the other outlet was earlier.",
    "n_expected": "How many words they would share by chance alone.",
    "other_cluster": "The cluster of the other words.",
    "other_account": "The account of the other words.",
    "other_handle": "The handle at the other place.",
    "other_name": "Who is named at the other place.",
    "other_title": "The headline at the other place.",
    "other_published": "When the other article was published.",
}
# What serves the program alone is still there to be asked, but in nobody's way.
HIDDEN = (
    *("matches", "wordings", "inputs", "runs", "printings", "variants", "cluster_members"),
    *("quotes", "findings", "corrections", "sightings", "article_versions"),
)
_LABELS = {
    "accounts": "handle",
    "articles": "title",
    "clusters": "words",
    "outlets": "name",
    "people": "name",
    "posts": "text",
    "quotes": "tidy",
}
_SIZE = 50  # rows of a page


def metadata(
    database: str,
    columns: Mapping[str, Sequence[str]],
    meanings: Mapping[str, Mapping[str, str]],
    questions: Iterable["Question"],
    facets: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """What `metadata.json` says of a database of this name."""
    tables = {
        name: _table(name, listed, meanings.get(name, {}), facets.get(name, ()))
        for name, listed in columns.items()
    }
    tables.setdefault("quotes_flat", {})["fts_table"] = "quotes_flat_fts"
    about = {"source": "harvester", "source_url": "https://pypi.org/project/quote-harvester/"}
    asked = {each.name: _question(each) for each in questions}
    return {
        "title": "Posts and quotations in news articles",
        **about,
        "databases": {
            database: {"description_html": _guide(database), "tables": tables, "queries": asked}
        },
    }


def _guide(database: str) -> str:
    """Where to begin: the tables that answer most questions, the first one first."""
    links = (
        f'<li><a href="/{quote(database)}/{name}">{escape(title)}</a></li>'
        for name, title in TITLES.items()
    )
    return f"<p>Begin here:</p><ul>{''.join(links)}</ul>"


def _table(
    name: str, columns: Sequence[str], known: Mapping[str, str], facets: Sequence[str]
) -> dict[str, Any]:
    described = {
        column: meaning
        for column in columns
        if (meaning := known.get(column) or (MEANINGS | _OF_VIEWS).get(column))
    }
    about: dict[str, Any] = {"columns": described, "size": _SIZE}
    if name in TITLES:
        about["title"] = TITLES[name]
    if name in HIDDEN:
        about["hidden"] = True
    if name in _LABELS:
        about["label_column"] = _LABELS[name]
    if facets:
        about["facets"] = list(facets)
    return about


def _question(question: "Question") -> dict[str, Any]:
    """A saved question; what is left empty in its form has its default."""
    sql = question.sql
    meant = [_meant(each.name, each.default, each.meaning) for each in question.parameters]
    for each in question.parameters:
        default = "NULL" if each.default is None else _quoted(each.default)
        told = f"coalesce(nullif(:{each.name}, ''), {default})"
        told = told if isinstance(each.default, (str, type(None))) else f"({told} + 0)"
        sql = _replaced(sql, f":{each.name}", told)
    return {
        "sql": sql,
        "hide_sql": True,
        "title": question.answers,
        "description": "; ".join(meant) + ". An empty field means what is in brackets, or all."
        if meant
        else question.answers,
    }


def _meant(name: str, default: object, meaning: str) -> str:
    return f"{name}{'' if default is None else f' ({default})'}: {meaning}"


def _replaced(sql: str, name: str, told: str) -> str:
    """The statement with another expression for a parameter, but where it is declared."""
    import regex

    lines = (line for line in sql.splitlines() if not line.startswith("-- :"))
    return regex.sub(rf"{name}\b", lambda _: told, "\n".join(lines))


def _quoted(value: object) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)
