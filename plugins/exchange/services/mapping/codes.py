"""Codes of both dialects: languages, what people did for a book, for whom it is."""

#: Codes of MARC (ISO 639-2) and ours.
_LANGUAGES = {
    "kaz": "kk", "rus": "ru", "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr",
    "uzb": "uz", "kir": "ky", "tur": "tr", "uig": "ug", "tat": "tt", "chi": "zh", "zho": "zh",
    "kor": "ko", "ara": "ar", "lat": "la", "ita": "it", "spa": "es", "ukr": "uk", "bel": "be",
    "pol": "pl", "jpn": "ja", "per": "fa", "fas": "fa", "mon": "mn", "tuk": "tk", "tgk": "tg",
    "aze": "az", "bak": "ba", "gre": "el", "ell": "el",
}  # fmt: skip
_BACK = {
    "kk": "kaz", "ru": "rus", "en": "eng", "de": "ger", "fr": "fre", "uz": "uzb", "ky": "kir",
    "tr": "tur", "ug": "uig", "tt": "tat", "zh": "chi", "ko": "kor", "ar": "ara", "la": "lat",
    "it": "ita", "es": "spa", "uk": "ukr", "be": "bel", "pl": "pol", "ja": "jpn", "fa": "per",
    "mn": "mon", "tk": "tuk", "tg": "tgk", "az": "aze", "ba": "bak", "el": "gre",
}  # fmt: skip
_OWN = ("kk", "ru", "en")

#: UNIMARC's figures and MARC 21's letters for what somebody did, and our roles.
RELATORS = {
    "070": "author", "aut": "author", "100": "author", "275": "author",
    "220": "compiler", "com": "compiler",
    "340": "editor", "edt": "editor", "651": "editor", "650": "editor",
    "730": "translator", "trl": "translator",
    "440": "illustrator", "ill": "illustrator", "040": "illustrator", "art": "illustrator",
    "600": "photographer", "pht": "photographer",
    "080": "foreword", "aui": "foreword", "win": "foreword", "wpr": "foreword",
    "230": "composer", "cmp": "composer",
    "675": "reviewer", "rev": "reviewer",
}  # fmt: skip
ROLE_FIGURES = {
    "author": "070", "compiler": "220", "editor": "340", "translator": "730",
    "illustrator": "440", "photographer": "600", "foreword": "080", "composer": "230",
    "reviewer": "675", "other": "570",
}  # fmt: skip
ROLE_LETTERS = {
    "author": "aut", "compiler": "com", "editor": "edt", "translator": "trl",
    "illustrator": "ill", "photographer": "pht", "foreword": "aui", "composer": "cmp",
    "reviewer": "rev", "other": "oth",
}  # fmt: skip
#: Beginnings of words for what somebody did, where there is no code.
_ROLE_WORDS = (
    ("translator", ("перев", "пер.", "ауд", "transl")),
    ("compiler", ("сост", "құраст", "comp")),
    ("editor", ("ред", "edit", "ed.", "басқ")),
    ("illustrator", ("худож", "ил.", "сурет", "illus")),
    ("photographer", ("фото", "photo")),
    ("foreword", ("предисл", "алғы", "вступ", "introd", "foreword")),
    ("composer", ("композ", "сазгер", "муз")),
    ("reviewer", ("рец", "пікір", "review")),
    ("author", ("авт", "author")),
)

UNIMARC_AUDIENCES = {"b": "preschool", "c": "primary", "d": "middle", "e": "senior"}
MARC21_AUDIENCES = {"a": "preschool", "b": "primary", "c": "middle", "d": "senior"}
UNIMARC_AUDIENCE_OF = {ours: code for code, ours in UNIMARC_AUDIENCES.items()}
MARC21_AUDIENCE_OF = {ours: code for code, ours in MARC21_AUDIENCES.items()}


def languages(found: list[str]) -> tuple[str, str]:
    """Return our first language and the others, parted by blanks, of MARC's codes."""
    ours = list(dict.fromkeys(_LANGUAGES.get(one, one) for one in found if one not in ("", "und")))
    if not ours:
        return "other", ""
    first = ours[0] if ours[0] in _OWN else "other"
    return first, " ".join(ours if first == "other" else ours[1:])


def language_codes(first: str, others: str) -> list[str]:
    """Return MARC's codes of our languages, the first one first."""
    found = ([] if first == "other" else [first]) + others.split()
    return [_BACK.get(one, one) for one in found] or ["und"]


def role_of(code: str, words: str, default: str) -> str:
    """Return what somebody did by the code, else by the words, of his field."""
    if code:
        return RELATORS.get(code.strip()[-3:].lower(), "other")
    lower = words.casefold()
    if lower:
        for role, beginnings in _ROLE_WORDS:
            if any(one in lower for one in beginnings):
                return role
        return "other"
    return default
