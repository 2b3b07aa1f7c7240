"""Papers of periodicals: what is ordered, registered, claimed, passed on and signed up for."""

from plugins.periodicals.documents.articles import ARTICLES
from plugins.periodicals.documents.lists import LISTS
from plugins.periodicals.documents.registration import CARDS

DOCUMENTS = (*LISTS, *CARDS, *ARTICLES)
