"""Which old code page some bytes are in, told by whether their letters belong to one language.

charset-normalizer, made for whole files, takes the seed sentence in windows-1256 for Cyrillic and
two lines of windows-1252 for Polish. A headline is enough for what is done here: each candidate
decodes the bytes, and its non-ASCII letters are held against the alphabets it was made for. It is
asked only where no candidate makes sense.
"""

from functools import cache
from itertools import pairwise
from unicodedata import category

_SAMPLE = 6000  # bytes with at least one that is not ASCII
_ENOUGH = 0.3
_FALLBACK = "cp1252"
_WEIGHTS = (1.0, 0.6, 0.25)  # of common, middling and rare letters
_STRANGE = -1.0
_SIGNS = "“”‘’„–—…•«»©®°€£™§·\N{NO-BREAK SPACE}"

# The letters beyond ASCII of each language: common | middling | rare. Order of the code pages
# decides between equals: a text whose only odd byte is a dash is windows-1252.
_ALPHABETS: dict[str, tuple[str, ...]] = {
    "cp1252": (
        "éèêàçâîôûùëïœ",
        "äöüß",
        "áéíóúñü",
        "ãçáéíóõâêôà",
        "àèìòùé",
        "åäöæøé",
        "áéíóú|æö|þðý",
        "ëéïèöü",
        "àèéíïòóúüç",
    ),
    "cp1256": ("النيمورتبة|عدسفحكقجهىشصأطخ|ضذثزئغءإآظؤًٌٍَُِّْپچگژکھں",),
    "cp1251": (
        "оеаинтсрвлкмдпу|яыьгзбчй|хжшюцщэфъё",
        "оаинівретслкдумп|язьбгйчхжї|цюєшфщґ",
        "аоиеунртскјвдмпл|гзбчшж|цљњћхђџфѓќѕ",
        "аиоентрсвлдпкмъ|зябгущчжйц|хшфюь",
    ),
    "cp1253": ("αοιετσνηυρπκμλωόίά|δθέήώγχύβφς|ξζψϊΐϋΰ",),
    "cp1255": ("יוהלאמתרבשםנע|דקחפטכצ|גזןסךףץװױײַָּֿׁׂ",),
    "cp1250": (
        "ąćęłńóśźż",
        "áčďéěíňóřšťúůýž",
        "áäčďéíĺľňóôŕšťúýž",
        "áéíóöőúüű",
        "ăâîşţ",
        "čćđšž",
    ),
    "cp1254": ("çğıöşüİ|âîû",),
    "cp1257": ("ąčęėįšųūž", "āīēš|čģļņūž|ķ", "äöõüšž"),
    "cp874": ("านรอกเงมยลวดทสตะปบ่้ัิี|คหแจพชขใไโผ์ุูึืำ็|ธณถซภฉศญฐษฝฟฮฤฎฏฑฌฒฆฬฃๆฯ๐๑๒๓๔๕๖๗๘๙",),
    "koi8-r": ("оеаинтсрвлкмдпу|яыьгзбчй|хжшюцщэфъё",),
    "iso8859-2": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű"),
    "iso8859-5": ("оеаинтсрвлкмдпу|яыьгзбчй|хжшюцщэфъё",),
    "iso8859-6": ("النيمورتبة|عدسفحكقجهىشصأطخ|ضذثزئغءإآظؤًٌٍَُِّْ",),
}
_KANA = "".join(map(chr, range(0x3041, 0x30FF)))
_JAPANESE = _KANA + (
    "日一人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女"
    "北午百書先名川千水半男西電校語国会"
)
# The characters that make a quarter of any running text.
_COMMON_IDEOGRAPHS: dict[str, str] = {
    "gb18030": (
        "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着"
        "去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行"
        "方又如前所本见经头面公同三已老从动两长"
    ),
    "big5hkscs": (
        "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著"
        "去之過家學對可里後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行"
        "方又如前所本見經頭面公同三已老從動兩長"
    ),
    "cp932": _JAPANESE,
    "euc_jp": _JAPANESE,
    "cp949": (
        "이다는을의에가고한하지로사기은도대들인를어아시나자서리그해과일정수있부전보것제상"
        "니게라스안장국경와조만위원년동여공적으했오신구주관구성비세민용"
    ),
}


def best_codepage(data: bytes) -> str:
    """The code page in which these bytes read best; windows-1252 if nothing tells.

    >>> best_codepage("نص عربي قصير — مارس".encode("cp1256"))
    'cp1256'
    >>> best_codepage("Élysée : « c’est dit »".encode("cp1252"))
    'cp1252'
    """
    sample = _telling(data)
    if _has_only_signs(sample):
        return _FALLBACK
    grades = {codec: _grade(sample, codec) for codec in (*_ALPHABETS, *_COMMON_IDEOGRAPHS)}
    best = max(grades, key=lambda codec: grades[codec])
    if grades[best] >= _ENOUGH:
        return best
    return _asked(sample) or _FALLBACK


def _telling(data: bytes) -> bytes:
    """Whole lines with bytes beyond ASCII, as many as are needed to tell."""
    held, size = [], 0
    for line in data.split(b"\n"):
        if not line.isascii():
            held.append(line[: _SAMPLE * 10])
            size += len(line)
        if size > _SAMPLE:
            break
    return b"\n".join(held)


def _has_only_signs(sample: bytes) -> bool:
    """Whether all that is beyond ASCII are dashes, quotation marks and the like, as in English."""
    return all(c.isascii() or c in _SIGNS for c in sample.decode(_FALLBACK, "replace"))


def _asked(sample: bytes) -> str | None:
    """What charset-normalizer makes of it, among the code pages that newspapers used."""
    from charset_normalizer import from_bytes

    candidates = [*_ALPHABETS, *_COMMON_IDEOGRAPHS]
    found = from_bytes(sample, cp_isolation=candidates).best()
    return str(found.encoding) if found else None


def _grade(sample: bytes, codec: str) -> float:
    """How well the text reads as the language it fits best, from -1 to 1; 0 without letters."""
    try:
        text = sample.decode(codec)
    except UnicodeDecodeError as failure:
        if failure.start * 20 < len(sample) * 19:
            return _STRANGE
        text = sample[: failure.start].decode(codec, "ignore")
    if codec in _COMMON_IDEOGRAPHS:
        return _mean([_ideograph_weight(a, b, codec) for a, b in pairwise(" " + text)])
    return max(_fit(text, alphabet) for alphabet in _ALPHABETS[codec])


def _fit(text: str, alphabet: str) -> float:
    weights = _weights(alphabet)
    padded = f" {text} "
    return _mean(
        [
            _letter_weight(before, letter, after, weights)
            for before, letter, after in zip(padded, padded[1:], padded[2:], strict=False)
            if not letter.isascii()
        ]
    )


def _mean(values: list[float | None]) -> float:
    counted = [value for value in values if value is not None]
    return sum(counted) / len(counted) if counted else 0.0


@cache
def _weights(alphabet: str) -> dict[str, float]:
    tiers = zip(alphabet.split("|"), _WEIGHTS, strict=False)
    return {letter: weight for tier, weight in tiers for letter in tier}


def _letter_weight(before: str, letter: str, after: str, weights: dict[str, float]) -> float | None:
    """How well one character beyond ASCII stands where it stands; None if it says nothing."""
    kind = category(letter)
    if kind[0] == "M" and not before.isalpha() and category(before)[0] != "M":
        return _STRANGE  # a mark with nothing to stand on
    if kind[0] in "LM":
        return _in_word(before, letter, after, weights)
    if kind in ("Cc", "Co"):
        return _STRANGE
    in_word = before.isalpha() and after.isalpha()
    # quotation marks and dashes touch words, signs such as ³ or ¤ do not stand inside them
    return _STRANGE if in_word and kind[0] in "SN" else None


def _in_word(before: str, letter: str, after: str, weights: dict[str, float]) -> float:
    is_latin = letter < "\u0250"
    if not is_latin and (_is_ascii_letter(before) or _is_ascii_letter(after)):
        return _STRANGE  # no word is half Latin, half another script
    if letter.isupper() and before.islower():
        return _STRANGE  # KOI8 read as windows-1251 has its capitals inside the words
    weight = weights.get(letter) or weights.get(letter.lower(), _STRANGE)
    if weight > 0 and is_latin and before.isalpha() and not before.isascii():
        return weight / 2  # two accents in a row are rare, and all of Cyrillic looks so
    return weight * 0.7 if letter.isupper() and weight > 0 else weight


def _is_ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _ideograph_weight(before: str, character: str, codec: str) -> float | None:
    """The same for a character of East Asia."""
    if character.isascii():
        beyond = not before.isascii() and before.isalpha()
        return _STRANGE if beyond and character.islower() else None
    if not character.isalpha():
        return None
    if _is_ascii_letter(before) and before.islower():
        return _STRANGE
    if character in _COMMON_IDEOGRAPHS[codec]:
        return 1.0
    return 0.35 if _is_basic(character, codec) else _STRANGE


@cache
def _is_basic(character: str, codec: str) -> bool:
    """Whether it is in the first level of its standard, where the characters of newspapers are."""
    standard = {"gb18030": "gb2312", "big5hkscs": "big5", "cp932": "euc_jp", "cp949": "euc_kr"}
    try:
        lead = character.encode(standard.get(codec, codec))[0]
    except UnicodeEncodeError:
        return False
    last = {"gb18030": 0xD7, "big5hkscs": 0xC6, "cp949": 0xC8}.get(codec, 0xCF)
    first = 0xA4 if codec == "big5hkscs" else 0xB0
    return first <= lead <= last
