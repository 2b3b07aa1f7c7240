"""Which fields mean what: UNIMARC (and RUSMARC), or MARC 21. The record itself tells."""

from collections import Counter

from plugins.exchange.services.marc.fields import MARC21, UNIMARC, Marc

#: Fields that only one of the two has, or that mean something quite different in the other.
_OF_UNIMARC = frozenset(
    [
        "101",
        "102",
        "105",
        "106",
        "200",
        "205",
        "210",
        "215",
        "225",
        "327",
        "330",
        "333",
        "461",
        "463",
        "464",
        "606",
        "610",
        "675",
        "686",
        "700",
        "701",
        "702",
        "801",
    ]
)
_OF_MARC21 = frozenset(
    [
        "003",
        "006",
        "007",
        "008",
        "020",
        "022",
        "040",
        "041",
        "080",
        "082",
        "084",
        "245",
        "246",
        "250",
        "260",
        "264",
        "336",
        "337",
        "338",
        "490",
        "504",
        "505",
        "520",
        "521",
        "650",
        "651",
        "653",
        "655",
        "773",
    ]
)


class Dialects:
    """Tells the dialect of one record after another of a file."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def tell(self, marc: Marc) -> str:
        """Return the dialect of ``marc``; that of those before it, if it does not tell."""
        found = _tell(marc)
        if found:
            self.seen[found] += 1
            return found
        usual = self.seen.most_common(1)
        return usual[0][0] if usual else MARC21


def _tell(marc: Marc) -> str:
    tags = marc.by_tag
    points = len(_OF_MARC21.intersection(tags)) - len(_OF_UNIMARC.intersection(tags))
    if "245" in tags:
        points += 4
    if "200" in tags and marc.first("200", "a"):
        points -= 4
    general = marc.first("100", "a")
    if len(general) >= 30 and general[:8].strip().isdigit():
        points -= 3
    if "008" in tags and len(marc.plain("008")) >= 35:
        points += 3
    if marc.leader[20:24] == "450 ":
        points -= 1
    elif marc.leader[20:24] == "4500":
        points += 1
    if points == 0:
        return ""
    return MARC21 if points > 0 else UNIMARC
