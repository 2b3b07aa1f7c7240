"""The panel says everything in Kazakh, Russian and English, and says it properly.

What cannot be judged by a program has been judged by a person and is kept in tests/words/.
"""

import functools
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from tests.needs import need
from tools import words

JUDGED = Path(__file__).parent.parent / "words"

DOMAINS = ("messages", "admin", "wtforms")
CATALOGUES = [(domain, language) for domain in DOMAINS for language in words.LANGUAGES]
TRANSLATED = [(domain, language) for domain in DOMAINS for language in ("kk", "ru")]

#: %(name)s for Python, {n} for the scripts.
PLACE = re.compile(r"%(?:\(\w+\))?[sd]|\{\w+\}")
LETTER = "А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
KAZAKH_WORD = re.compile(rf"[{LETTER}]+")
#: A letter, or a hyphen and a letter, right after data or after the quotes around it.
GLUED = re.compile(rf"(?:%\(\w+\)[sd]|\{{\w+\}})[»”\"]?[-\u2010\u2011\u2060’']*[{LETTER}]")
MIXED_WORD = re.compile(rf"[{LETTER}][a-zA-Z\u0259\u018f]|[a-zA-Z\u0259\u018f][{LETTER}]")
NOT_SAID = re.compile(
    r"!|өтінем|пожалуйста|сервер|сессия|\bJSON\b|токен|қате орын алды|произошла ошибка", re.I
)


@functools.cache
def domains() -> dict[str, words.Domain]:
    return {one.name: one for one in words.domains()}


@functools.cache
def catalogue(domain: str, language: str) -> Catalog:
    return domains()[domain].read(language)


def messages(domain: str, language: str) -> list[Message]:
    return [one for one in catalogue(domain, language) if one.id]


def texts(message: Message) -> list[str]:
    """Return the message's translations; one that is missing is another test's business."""
    return [text for text in words.forms(message) if text]


def judged(name: str) -> dict[str, str]:
    """Return the entries of a list in tests/words/, each with the reason that stands beside it."""
    lines = (JUDGED / name).read_text("utf-8").splitlines()
    pairs = [line.partition("\t") for line in lines if line and not line.startswith("#")]
    return {entry: reason for entry, _tab, reason in pairs}


def without_places(text: str) -> str:
    return PLACE.sub(" ", text)


def kazakh_words() -> set[str]:
    found: set[str] = set()
    for domain in DOMAINS:
        for message in messages(domain, "kk"):
            for text in texts(message):
                found.update(KAZAKH_WORD.findall(without_places(text)))
    return found


@pytest.mark.parametrize(("domain", "language"), CATALOGUES)
def test_nothing_is_left_untranslated_or_guessed(domain: str, language: str) -> None:
    assert words.missing(catalogue(domain, language)) == []


@pytest.mark.parametrize(("domain", "language"), CATALOGUES)
def test_the_catalogues_are_those_of_the_code(domain: str, language: str) -> None:
    assert words.outdated(domains()[domain], language) == [], "run 'make words'"


@pytest.mark.parametrize(("domain", "language"), TRANSLATED)
def test_every_translation_has_the_places_of_the_english(domain: str, language: str) -> None:
    wrong = []
    for message in messages(domain, language):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        allowed = [Counter(PLACE.findall(one)) for one in ids]
        for text in texts(message):
            if Counter(PLACE.findall(text)) not in allowed:
                wrong.append((words.first(message), text))

    assert wrong == []


@pytest.mark.parametrize(("domain", "language"), TRANSLATED)
def test_no_ending_is_glued_to_data(domain: str, language: str) -> None:
    glued = [
        text
        for message in messages(domain, language)
        for text in texts(message)
        if GLUED.search(text)
    ]

    assert glued == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_kazakh_is_neither_the_russian_nor_the_english(domain: str) -> None:
    allowed = judged("equal.txt")
    russian = {(one.context, one.id): texts(one) for one in messages(domain, "ru")}
    equal = []
    for message in messages(domain, "kk"):
        said = texts(message)
        english = [message.id] if isinstance(message.id, str) else list(message.id)
        others = {*russian[message.context, message.id], *english}
        equal += [text for text in said if text in others and text not in allowed]

    assert equal == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_kazakh_word_is_taken_from_the_russian_letter_by_letter(domain: str) -> None:
    allowed = judged("shared.txt")
    russian = {(one.context, one.id): " ".join(texts(one)) for one in messages(domain, "ru")}
    taken = set()
    for message in messages(domain, "kk"):
        theirs = KAZAKH_WORD.findall(without_places(russian[message.context, message.id]).lower())
        ours = KAZAKH_WORD.findall(without_places(" ".join(texts(message))).lower())
        taken |= {word for word in ours if len(word) > 1 and word in theirs and word not in allowed}

    assert sorted(taken) == []


@pytest.mark.parametrize(("domain", "language"), TRANSLATED)
def test_no_word_mixes_two_alphabets(domain: str, language: str) -> None:
    mixed = [
        text
        for message in messages(domain, language)
        for text in texts(message)
        if MIXED_WORD.search(without_places(text)) or "\u0259" in text or "\u018f" in text
    ]

    assert mixed == []


def test_every_kazakh_word_is_in_the_dictionary() -> None:
    hunspell = need("hunspell")
    unknown = subprocess.run(
        [hunspell, "-d", "kk_KZ", "-i", "utf-8", "-l"],
        input="\n".join(sorted(kazakh_words())),
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.split()
    known = {word.lower() for word in judged("kk_words.txt")}

    assert sorted({word for word in unknown if word.lower() not in known}) == []


def test_what_may_be_equal_is_really_said() -> None:
    said = {text for name in DOMAINS for one in messages(name, "kk") for text in texts(one)}

    assert [one for one in judged("equal.txt") if one not in said] == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_tone_is_calm_and_plain(language: str) -> None:
    said = [text for one in messages("messages", language) for text in texts(one)]

    assert [text for text in said if NOT_SAID.search(text)] == []
    assert [text for text in said if '"' in text or "“" in text] == [], "quotes are « »"
    assert [text for text in said if text != text.strip() or "  " in text] == []


def test_undo_cancel_and_return_are_three_different_verbs() -> None:
    wrong = []
    for message in messages("messages", "kk"):
        english = " ".join([message.id] if isinstance(message.id, str) else message.id).lower()
        said = " ".join(texts(message)).lower()
        for ours, verb in (("болдыр", r"\bund(o|id|one|oes)"), ("бас тарт", r"\bcancel")):
            if (ours in said) != bool(re.search(verb, english)):
                wrong.append((english, said))

    assert wrong == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_kazakh_noun_stays_singular_after_a_number(domain: str) -> None:
    plural = re.compile(rf"%\((?:num|count)\)[sd] [{LETTER}]+(?:лар|лер|дар|дер|тар|тер)\b")
    said = [text for one in messages(domain, "kk") for text in texts(one)]

    assert [text for text in said if plural.search(text)] == []


def glossary() -> list[tuple[str, str, str]]:
    """Return the Kazakh, Russian and English words of docs/words.md."""
    lines = (words.ROOT / "docs" / "words.md").read_text("utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    return [(row[0], row[1], row[2].strip(" |")) for row in rows if row[0] != "Қазақша"]


@pytest.mark.parametrize(("kazakh", "russian", "english"), glossary(), ids=lambda word: word)
def test_the_panel_uses_the_words_of_the_glossary(kazakh: str, russian: str, english: str) -> None:
    for domain in ("messages", "admin"):
        for language, word in (("kk", kazakh), ("ru", russian)):
            for message in messages(domain, language):
                if words.first(message).lower() == english:
                    # The stem: the ending depends on what the word stands beside.
                    assert {text.lower()[:5] for text in texts(message)} <= {word.lower()[:5]}
