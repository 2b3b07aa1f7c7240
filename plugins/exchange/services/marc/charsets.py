"""Which letters the bytes of a record are: UTF-8, MARC-8, windows-1251, cp866 or koi8-r.

Leaders lie, and one file may hold records of several programs. So each record is read in every way
it may have been written, and the way that gives words of Russian or Kazakh wins. What the leader
says, and how the records before it were written, tips the scales when the record itself is too
short to tell.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from plugins.exchange.services.marc import marc8

UTF8, MARC8 = "utf-8", "marc-8"
#: Windows with the Kazakh letters of STRK 1048-2002 in the places of Serbian and Ukrainian ones.
WINDOWS, KAZAKH_WINDOWS, PARATYPE = "windows-1251", "kz1048", "ptcp154"
DOS, KOI8, WESTERN = "cp866", "koi8-r", "cp1252"
#: What a person may name; the Kazakh kinds of Windows are told apart by themselves.
NAMED = (UTF8, MARC8, WINDOWS, DOS, KOI8)

_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
#: How often a letter (row) is followed by another (column) in Russian and Kazakh, as powers of two
#: among 30,000 pairs. Counted in this program's own sentences and titles.
_PAIRS = [
    "187678249587989189998673563000047078601020",
    "930059121803515706106011005171011400065306",
    "902118102603614724643012321064002000000001",
    "601128101601401716016000000010010001010207",
    "914318240703425736216012110082022401001507",
    "189775255179889679895253564000012000600000",
    "002020000001134012150110000000000000000000",
    "810146110600015700105000000051010500025504",
    "955466011601245501216000010171012121001006",
    "464658247478778636881365653050128111000001",
    "141163012004554014560221240060001030002005",
    "943108045804616935686001050010110301061608",
    "840678240805593830466030040088046163000008",
    "961269132703353761336111310061113411037406",
    "965588341906027931577624440085015241045106",
    "179777056367877258874341541000424157400000",
    "735007110704601828375050020032001202000001",
    "963567144806787822578141330084115153013107",
    "834038310608545774796121230085115415045406",
    "947129230806144847667011210098022203045608",
    "651464045346864157760151762050143130000012",
    "500102200700010605122100000011000000000000",
    "711201000502154604543000010050000000000000",
    "401005000502000200013000000030000000000000",
    "700008400603103000154000000001000000000000",
    "612007100505223511052000000070010203002215",
    "300006400400001000001000000001000000000000",
    "000001000000000000000000000000000000000000",
    "063155016067878067860040140000001068700000",
    "030334104105035100340102240000033000000000",
    "001010001015412003060100000000000000000000",
    "020110011110212012340000304000000000000000",
    "011133016014335015551011111000011013000000",
    "050070023034535235425000010000000000100000",
    "800020021200100010001000000070000000004000",
    "940001020200011640566000040070000003006000",
    "450344020001110000110000000050000040000005",
    "010110005005654036140000030000000000100000",
    "010020043030654037420050010000002025100000",
    "020400005043526004510100030000000000100000",
    "200000000000000000000000000000000100000100",
    "040410017006877057670000040000000001502000",
]
_WORTH = {
    first + second: int(_PAIRS[row][column]) - 3
    for row, first in enumerate(_LETTERS)
    for column, second in enumerate(_LETTERS)
}

_HIGH = re.compile(rb"[\x80-\xff]")
_FOREIGN = re.compile(
    r"[\x80-\x9f\xa4\u0402-\u0405\u0407-\u040f\u0452-\u0455\u0457-\u045f\u0490\u0491\u2500-\u25ff]"
)
#: Signs of the Latin and the Greek half of Unicode, but for those of any printed text.
_ODD = re.compile("[\xa1-\u03ff](?<![«»§°·©®±])")
_HALF_WORD = re.compile("[а-яёәғқңөұүһі][А-ЯЁӘҒҚҢӨҰҮҺІ]|[A-Za-z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][A-Za-z]")
_CYRILLIC = re.compile("[а-яёәғқңөұүһі]+")
_PARTS = re.compile(rb"[\x1d-\x1f]")
_ESCAPE = re.compile(rb"\x1b[(,)\-$gbps]")
_LATIN_MARKED = re.compile("[A-Za-z][\u00c0-\u024f](?![\u00c0-\u024f])|[\u00c0-\u024f][a-z]")
#: A word of one letter with a mark: French à, Italian è.
_LATIN_ALONE = re.compile(r"(?<!\w)[àèéòóùìåöøÀÈÉÒÓÙÌÅÖØ](?!\w)")
#: What the marks of MARC-8, which stand before their vowels, would be as letters of Windows.
_MARK_FIRST = re.compile(r"[áâèêÁÂÈÊ][aeiouAEIOU]|ã(?![oe]s?\b)[aeiouAEIOU]|ä[naoNAO]|ð[cC]")
_MARKS_LEFT = re.compile("[\u0300-\u036f\u00a0-\u00bf\u0100-\u024f]")
#: Signs that begin and end what is passed over in sorting; single bytes among Windows' letters.
_PASSED_OVER = re.compile(rb"\x88([^\x88\x89\x1e\x1f]{0,40})\x89")
#: Bytes that are Kazakh letters in one Windows, and something else in the other.
_IN_DISPUTE = re.compile(rb"[\x8d\x8e\x9d\x9e\xa1-\xa3\xa5\xaa\xaf\xb4\xba\xbc-\xbf]")
_UNWANTED = re.compile("[\x00-\x1d\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"[\t\r\n]+")

#: From so many records of one kind the next is believed to be of it, if it reads well.
_SURE = 12
#: A reading is good if its pairs of letters are worth so much on average.
_GOOD = 1.2
#: So many bytes of a record are enough to tell.
_ENOUGH = 1500
#: And so many to see that it is written like those before.
_A_FEW = 240

#: UNIMARC says in 100 $a how a record is written; believed only if nothing else tells.
_SAID = {"50": UTF8, "79": DOS, "89": WINDOWS, "99": KOI8}


class Reader:
    """Tells the letters of one record after another of a file; ``named`` settles it for all."""

    def __init__(self, named: str = "") -> None:
        self.named = named
        self.seen: Counter[str] = Counter()

    def tell(self, data: bytes, says_utf8: bool, said: str = "") -> str:
        """Return the name of the letters of ``data``, a record or a part of one."""
        found = self._tell(data, says_utf8, said)
        if found:
            self.seen[found] += 1
        return found or UTF8

    def _tell(self, data: bytes, says_utf8: bool, said: str) -> str:
        if data.isascii():
            if b"\x1b" in data and _ESCAPE.search(data):
                return MARC8
            return ""
        if self.named and self.named != WINDOWS:
            return self.named
        try:
            data.decode(UTF8)
        except UnicodeDecodeError:
            pass
        else:
            return UTF8
        if self.named:
            return self._windows(data)
        if _ESCAPE.search(data):
            return MARC8
        if _is_nearly_utf8(data):
            return UTF8
        usual = self.seen.most_common(1)
        if usual and usual[0][1] >= _SURE and usual[0][0] in (WINDOWS, KAZAKH_WINDOWS, DOS, KOI8):
            name = usual[0][0]
            if worth(_read(_sample(data, _A_FEW), name)) >= _GOOD:
                return name if name in (DOS, KOI8) else self._windows(data)
        return self._best(data, says_utf8, said)

    def _best(self, data: bytes, says_utf8: bool, said: str) -> str:
        sample = _sample(data)
        worths = {name: worth(_read(sample, name)) for name in (WINDOWS, DOS, KOI8, PARATYPE)}
        worths[PARATYPE] -= 0.3  # seldom met, and differs from Windows in the Kazakh letters only
        worths[KAZAKH_WINDOWS] = worth(_read(sample, KAZAKH_WINDOWS)) - 0.1
        worths[MARC8] = _latin_worth(_read(sample, MARC8), sample) + (0.0 if says_utf8 else 0.2)
        worths[WESTERN] = _latin_worth(_read(sample, WESTERN), sample) - 0.1
        if hint := _SAID.get(said):
            worths[hint] = worths.get(hint, -9.0) + 0.5
        total = sum(self.seen.values())
        for name, count in self.seen.items():
            if name in worths:
                worths[name] += 0.8 * count / total
        worths.pop(UTF8, None)
        return max(worths, key=lambda name: worths[name])

    def _windows(self, data: bytes) -> str:
        """Return which Windows it is: with Kazakh letters, or with Serbian and Ukrainian ones."""
        if not _IN_DISPUTE.search(data):
            return WINDOWS
        sample = _sample(data)
        plain, kazakh = worth(_read(sample, WINDOWS)), worth(_read(sample, KAZAKH_WINDOWS))
        return KAZAKH_WINDOWS if kazakh > plain else WINDOWS


def _sample(data: bytes, most: int = _ENOUGH) -> bytes:
    """Return as much of ``data`` as is needed, from the first letter that is not ASCII."""
    first = _HIGH.search(data)
    start = max(0, first.start() - 20) if first else 0
    return _PASSED_OVER.sub(rb"\1", data[start : start + most])


def _read(data: bytes, name: str) -> str:
    return marc8.decode(data) if name == MARC8 else data.decode(name, "replace")


def worth(text: str) -> float:
    """Return how much ``text`` looks like words of Russian or Kazakh: about 2 to 4 if it is."""
    words = _CYRILLIC.findall(text.lower())
    total = sum(map(_worth_of_word, words))
    pairs = sum(map(len, words)) - len(words)
    high = len(text) - len(text.encode("ascii", "ignore"))
    amiss = 12 * len(_FOREIGN.findall(text)) + 4 * len(_HALF_WORD.findall(text))
    amiss += 2 * len(_ODD.findall(text))
    return (total - amiss) / max(1, pairs + high // 4)


@lru_cache(maxsize=20_000)
def _worth_of_word(word: str) -> int:
    return sum([_WORTH[word[place : place + 2]] for place in range(len(word) - 1)])


def _latin_worth(text: str, data: bytes) -> float:
    """Return how much ``text`` looks like Latin words with marks over some letters."""
    high = len(_HIGH.findall(data))
    good = len(_LATIN_MARKED.findall(text)) + text.count("\ufe20") + text.count("\ufe21")
    good += len(_LATIN_ALONE.findall(text))
    bad = sum(1 for one in _MARKS_LEFT.findall(text) if unicodedata.combining(one))
    bad += len(_MARK_FIRST.findall(text))
    return (3.0 * good - 3.0 * bad) / max(1, high) - (2.0 if high > 4 * max(1, good) else 0.0)


def _is_nearly_utf8(data: bytes) -> bool:
    """Return whether ``data`` is UTF-8 but for a cut letter, or but for some of its parts.

    Words in any other letters are as good as never UTF-8 by chance.
    """
    text = data.decode(UTF8, "ignore")
    kept = sum(len(sign.encode()) for sign in text if sign > "\x7f")
    if kept >= 6 and kept * 10 >= len(_HIGH.findall(data)) * 9:
        return True
    return any(_is_utf8(one) for one in _PARTS.split(data) if not one.isascii())


def _is_utf8(part: bytes) -> bool:
    try:
        signs = [sign for sign in part.decode(UTF8) if sign > "\x7f"]
    except UnicodeDecodeError:
        return False
    return len(signs) >= 3 and all(sign < "\u0530" or sign in "–—«»„“”№…" for sign in signs)


def decode(data: bytes, name: str) -> str:
    """Return the text of ``data`` in those letters; composed, without what is no letter.

    A byte that stands for nothing is left out: no reader is helped by a question mark.
    """
    if data.isascii() and b"\x1b" not in data:
        text = data.decode("ascii")
    elif name == MARC8:
        text = marc8.decode(data)
    elif name == UTF8:
        text = data.decode(UTF8, "ignore")
    else:
        if name != DOS:
            data = _PASSED_OVER.sub(_marked_off, data)
        text = data.decode(name, "ignore").replace("\x1a", "\x98").replace("\x1b", "\x9c")
    return cleaned(text)


def cleaned(text: str) -> str:
    """Return ``text`` composed, and without what no XML and no database would take."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if _UNWANTED.search(text):
        text = _UNWANTED.sub("", _LINE_ENDS.sub(" ", text))
    return text


def _marked_off(match: re.Match[bytes]) -> bytes:
    return b"\x1a" + match[1] + b"\x1b"
