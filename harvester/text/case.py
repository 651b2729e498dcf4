"""Words without differences of case, as `regex` compares them where it ignores case."""

_ONE_LETTER = str.maketrans("ıİ", "ii")


def without_case(text: str) -> str:
    """The text in small letters, so that what a pattern found in any case is found as a key, too.

    Patterns that ignore case take the two letters i of Turkish for one; `str.casefold` does not.

    >>> without_case("KASIM"), without_case("Kasım"), without_case("HAZİRAN")
    ('kasim', 'kasim', 'haziran')
    """
    return text.translate(_ONE_LETTER).casefold()
