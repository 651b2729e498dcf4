"""How scrapers lay out an article with the posts in it: the ways that the composer knows.

Each layout is one habit of one kind of scraper or site. A document follows its layout throughout,
as documents do; what varies inside one is drawn anew for each post.
"""

from typing import Literal, NamedTuple

LINE, BLANK, SPACE, NOTHING = "\n", "\n\n", " ", ""
Dates = Literal["english", "own", "digits", "none"]


class Layout(NamedTuple):
    """One way to flatten an article.

    `paragraph`, `line`, `before`, `signature` and `after` stand between paragraphs, between the
    lines of a post, before it, between its words and its signature, and behind that. Shares say
    how many of the posts are led to, echoed, split behind their first line, without words, or
    without signature; `run` is the share that follows another post at once.
    """

    paragraph: str = LINE
    line: str = LINE
    before: str = LINE
    signature: str = NOTHING
    after: str = LINE
    dash: str = "— "
    dates: Dates = "english"
    margin: str = ""
    signature_margin: str = ""
    is_directed: bool = False
    is_numbered: bool = False
    is_split: bool = False
    has_headline: bool = False
    is_brief: bool = False
    run: float = 0.25
    led: float = 0.5
    echoed: float = 0.3
    wordless: float = 0.0
    unsigned: float = 0.0
    furniture: tuple[str, ...] = ()
    interrupted: float = 0.0


LAYOUTS = {
    # the owner's sample: lines everywhere, the dash glued to the last word
    "glued": Layout(),
    "glued own date": Layout(dates="own", is_directed=True, led=0.3),
    "signature on its line": Layout(signature=LINE),
    "signature on its line, runs": Layout(signature=LINE, run=0.7, led=0.2),
    "space before the dash": Layout(signature=SPACE, has_headline=True),
    "blank lines": Layout(BLANK, LINE, BLANK, SPACE, BLANK),
    "blank lines, own date": Layout(BLANK, LINE, BLANK, NOTHING, BLANK, dates="digits"),
    "blank lines everywhere": Layout(BLANK, BLANK, BLANK, SPACE, BLANK, run=0.4),
    "blank lines, signature apart": Layout(BLANK, BLANK, BLANK, BLANK, BLANK),
    "lines of posts run together": Layout(LINE, SPACE, LINE, SPACE, LINE),
    "lines glued in posts": Layout(BLANK, SPACE, BLANK, NOTHING, BLANK, run=0.5),
    "one line": Layout(SPACE, SPACE, SPACE, SPACE, SPACE),
    "one line, glued": Layout(SPACE, SPACE, SPACE, NOTHING, SPACE, dates="own"),
    "post inside the paragraph": Layout(LINE, SPACE, SPACE, SPACE, SPACE),
    "post inside the paragraph, blank lines": Layout(BLANK, LINE, SPACE, NOTHING, SPACE),
    "report goes on behind the date": Layout(LINE, LINE, LINE, SPACE, NOTHING),
    "split": Layout(signature=LINE, is_split=True),
    "split, blank lines": Layout(BLANK, LINE, BLANK, NOTHING, LINE, is_split=True, dates="own"),
    "split, runs": Layout(signature=SPACE, is_split=True, run=0.6, has_headline=True),
    "split, signature glued": Layout(BLANK, LINE, BLANK, NOTHING, BLANK, is_split=True),
    "split, blank lines everywhere": Layout(BLANK, BLANK, BLANK, BLANK, BLANK, is_split=True),
    "numbered": Layout(BLANK, LINE, LINE, SPACE, BLANK, is_numbered=True, run=0.5),
    "quoted in Markdown": Layout(BLANK, "\n> ", "\n\n> ", "\n>\n> ", BLANK),
    "set in": Layout(BLANK, "\n     ", "\n\n     ", "\n     ", BLANK, margin="   "),
    "adverts between": Layout(furniture=("adverts", "teasers"), signature=LINE, interrupted=0.3),
    "site furniture": Layout(
        BLANK, LINE, BLANK, SPACE, BLANK, furniture=("skips", "notices", "buttons"), run=0.5
    ),
    "newsletters and polls": Layout(furniture=("newsletters", "polls", "teasers"), run=0.4),
    "unsigned between": Layout(unsigned=0.4, signature=SPACE),
    "unsigned, blank lines": Layout(BLANK, LINE, BLANK, SPACE, BLANK, unsigned=0.4),
    "signatures alone": Layout(BLANK, LINE, BLANK, SPACE, BLANK, wordless=0.35, led=0.3),
    "signatures alone on lines": Layout(signature=LINE, wordless=0.35, run=0.5),
    "led to by name": Layout(led=1.0, run=0.1, dates="digits"),
    # a few short sentences around a post: notes, captions, examples
    "brief": Layout(is_brief=True, led=0.2, run=0.1),
    "brief, space before the dash": Layout(signature=SPACE, is_brief=True, led=0.2, run=0.1),
    "brief, blank lines": Layout(BLANK, LINE, BLANK, SPACE, BLANK, is_brief=True, led=0.2, run=0.1),
    "brief, blank lines everywhere": Layout(
        BLANK, BLANK, BLANK, BLANK, BLANK, is_brief=True, led=0.2, run=0.1
    ),
    "brief, signature on its line": Layout(signature=LINE, is_brief=True, led=0.2, run=0.1),
    "brief, quoted": Layout("\n>\n> ", "\n> ", "\n>\n> ", " ", "\n>\n> ", is_brief=True, run=0.1),
    "brief, unsigned": Layout(is_brief=True, unsigned=0.8, led=0.2, run=0.1),
    "echoed": Layout(BLANK, LINE, BLANK, SPACE, BLANK, echoed=1.0, led=0.7),
}
