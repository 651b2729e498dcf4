"""Classes of characters that the rules for links, tags and names share, to be put into brackets."""

SPACES = r"\t-\r \x85\xA0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"
# Marks, embeddings and isolates, each by itself: the characters are looked for one by one, too.
DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
PUNCTUATION = r"!'#%&()*+,\\./:;<=>?@\[\]\^{|}~$"  # but for - and _, which stand within names
ACCENTED = (  # Latin letters, and the marks that stand over them
    r"À-ÖØ-öø-ɏ\u0253\u0254\u0256\u0257\u0259\u025B\u0263\u0268\u026F\u0272\u0289\u028B\u02BB"
    r"\u0300-\u036F\u1E00-\u1EFF"
)
NO_CHARACTERS = r"\uFFFE\uFEFF\uFFFF"  # no text of Unicode may contain them
