"""Where a picture is printed or an account named, in a post or loose: each place as `trace` has it.

A picture is one wherever its code stands, and an account is one by its handle, whether articles
quote it, link to it or only name it. A handle that stands loose is of no platform.
"""

from typing import Literal, get_args

from harvester.platforms import recognise
from harvester.store.connection.handle import Connection
from harvester.text.links import pics

EntityKey = Literal["pic", "account"]
ENTITY_KEYS: tuple[EntityKey, ...] = get_args(EntityKey)

_PICS = """
SELECT article_id, quote_id, start, printed FROM entities WHERE kind = 'pic' AND value = ?1
"""
# The id of an account is platform:handle; without a platform it is of any.
_ACCOUNTS = """
SELECT article_id, quote_id, start, printed
FROM entities, asked
WHERE kind = 'handle' AND value = handle COLLATE NOCASE
  AND (asked.platform = '' OR coalesce(entities.platform, asked.platform) = asked.platform)
UNION ALL
SELECT article_id, quote_id, start, printed
FROM entities, asked
WHERE kind = 'account' AND substr(value, instr(value, ':') + 1) = handle COLLATE NOCASE
  AND asked.platform IN ('', entities.platform)
UNION ALL
SELECT article_id, quotes.id, start, '@' || quotes.handle
FROM quotes, asked
WHERE quotes.handle = asked.handle COLLATE NOCASE AND asked.platform IN ('', quotes.platform)
"""
_NAMED = {"pic": _PICS, "account": _ACCOUNTS}
_SHOWN = {"pic": "'pic.twitter.com/' || ?1", "account": "'@' || asked.handle"}
# One row a quote and one for all loose places of an article; on one day nobody is earlier.
_PLACES = """
WITH
  asked AS (
    SELECT substr(?1, 1, instr(?1, ':') - 1) AS platform, substr(?1, instr(?1, ':') + 1) AS handle
  ),
  named AS ({named}),
  places AS (
    SELECT article_id, quote_id, min(start) AS start, min(printed) AS printed
    FROM named GROUP BY article_id, quote_id
  ),
  dated AS (
    SELECT
      places.*,
      articles.published,
      articles.title,
      articles.url AS article_url,
      articles.source,
      outlets.name AS outlet,
      date(substr(articles.published, 1, 10)) AS day,
      min(date(substr(articles.published, 1, 10))) OVER () AS first_day
    FROM places
    JOIN articles ON articles.id = places.article_id
    LEFT JOIN outlets ON outlets.id = articles.outlet_id
  )
SELECT
  NULL AS cluster, quotes.post, quotes.platform, quotes.author_name, quotes.handle,
  coalesce(quotes.speaker_name, quotes.speaker) AS speaker, people.name AS person, {shown} AS words,
  quotes.posted_at, quotes.url AS link, dated.published, dated.outlet, dated.title,
  dated.article_url, dated.source, 0 AS is_before_post, 0 AS is_corrected,
  coalesce(day = first_day, 0) AS is_first, 24.0 * (julianday(day) - julianday(first_day)) AS lag,
  coalesce(quotes.kind, 'mention') AS kind, NULL AS relation,
  coalesce(quotes.tidy, dated.printed) AS printed_words, NULL AS difference, NULL AS copy_of,
  NULL AS likely_source, NULL AS likely_source_outlet, dated.article_id, dated.quote_id
FROM dated
CROSS JOIN asked
LEFT JOIN quotes ON quotes.id = dated.quote_id
LEFT JOIN people ON people.id = quotes.person
ORDER BY day IS NULL, day, dated.outlet, dated.article_id, dated.start
"""
PRINTINGS: dict[str, str] = {
    key: _PLACES.format(named=_NAMED[key], shown=_SHOWN[key]) for key in ENTITY_KEYS
}


def named_in(question: str) -> tuple[EntityKey, str] | None:
    """The picture or the account that a question names, with its id, or None.

    >>> named_in("pic.twitter.com/AbC123xyZ0"), named_in("@ada_q9")
    (('pic', 'AbC123xyZ0'), ('account', ':ada_q9'))
    >>> named_in("https://x.com/ada_q9"), named_in("Rain")
    (('account', 'twitter:ada_q9'), None)
    """
    if question[:1] in ("@", "＠") and len(question) > 1:
        return "account", f":{question[1:]}"
    if codes := pics(question):
        return "pic", codes[0]
    known = recognise(question)
    if known and known.kind == "profile" and known.handle:
        return "account", f"{known.platform}:{known.handle}"
    return None


def is_known(connection: Connection, kind: EntityKey, wanted: str) -> bool:
    """Whether any article prints this picture or names this account."""
    return connection.exec_driver_sql(PRINTINGS[kind], (wanted,)).first() is not None
