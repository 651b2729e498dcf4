"""JSON-LD, the data that news pages carry for search engines: one node of it is the article.

It reads what is there, broken or not, and never raises. Which fact to believe is left to
`metadata`.
"""

import json
from collections.abc import Iterable, Iterator

import orjson

_MOST_NODES = 1000
_WRAPPINGS = ("<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>")
_ARTICLES = ("Article", "BlogPosting", "Posting", "Report", "Review", "Broadcast")
_PAGES = ("WebPage", "ItemPage", "CreativeWork")

Node = dict[str, object]


def article_node(scripts: Iterable[str]) -> Node:
    """The node that describes the article, an empty one if none does.

    >>> article_node(['[{"@type": "Person"}, {"@type": "NewsArticle", "headline": "Rain"}]'])
    {'@type': 'NewsArticle', 'headline': 'Rain'}
    """
    nodes = [node for script in scripts for node in _nodes(script)]
    for endings in (_ARTICLES, _PAGES):
        for node in nodes:
            if any(kind.endswith(endings) for kind in strings(node.get("@type"))):
                return node
    return next((node for node in nodes if "headline" in node), {})


def strings(value: object) -> list[str]:
    """A value that may be one string, several, or something with a name or an @id.

    >>> strings([{"name": "Ada Marlow"}, "Peter Quist", 7])
    ['Ada Marlow', 'Peter Quist']
    """
    values = value if isinstance(value, list) else [value]
    named = map(_named, values[:_MOST_NODES])
    return [name.strip() for name in named if isinstance(name, str) and name.strip()]


def _named(item: object) -> object:
    if not isinstance(item, dict):
        return item
    name = item.get("name") or item.get("@id")
    return name[0] if isinstance(name, list) and name else name


def _nodes(script: str) -> Iterator[Node]:
    """All nodes of one script: of a list, of a graph, or the only one."""
    waiting = [_parsed(script)]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value[:_MOST_NODES]))
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[key] for key in ("mainEntity", "@graph") if key in value)


def _parsed(script: str) -> object:
    for wrapping in _WRAPPINGS:
        script = script.replace(wrapping, "")
    try:
        return loaded(script.strip().rstrip(";"))
    except (ValueError, RecursionError):
        return None


def loaded(text: str) -> object:
    r"""What JSON holds, also if it has line ends in its strings, as pages have it.

    Raises ValueError, or RecursionError, for anything else.

    >>> loaded('{"headline": "Rain\n"}')
    {'headline': 'Rain\n'}
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text, strict=False)
