"""What hangs on an issue: volumes it is bound in, readers who have it."""

from collections import Counter
from collections.abc import Sequence

from flask_babel import gettext
from peewee import fn

from plugins.fund.models import Copy
from plugins.periodicals.errors import IssueUsed
from plugins.periodicals.models import Article, Binding, BindingIssue, Issue, IssueLoan
from plugins.readers.models import Reader


def taken_sets(issue: Issue) -> int:
    """Return how many sets of the issue are bound or lent."""
    return taken_of([int(issue.id)]).get(int(issue.id), 0)


def taken_of(ids: Sequence[int]) -> dict[int, int]:
    """Return how many sets of each of the issues are bound or lent, in two queries."""
    bound = (
        BindingIssue.select(BindingIssue.issue, fn.COUNT(BindingIssue.id))
        .where(BindingIssue.issue.in_(list(ids)))
        .group_by(BindingIssue.issue)
    )
    lent = (
        IssueLoan.select(IssueLoan.issue, fn.COUNT(IssueLoan.id))
        .where(IssueLoan.issue.in_(list(ids)), IssueLoan.returned_at.is_null())
        .group_by(IssueLoan.issue)
    )
    found: Counter[int] = Counter()
    for query in (bound, lent):
        for issue, count in query.tuples():
            found[int(issue)] += int(count)
    return dict(found)


def reasons(issue: Issue) -> list[str]:
    """Return where the sets are: ``№ 10234``, ``Әлібек Нұрасыл``."""
    bound = (
        BindingIssue.select(BindingIssue, Binding, Copy)
        .join(Binding)
        .join(Copy)
        .where(BindingIssue.issue == issue)
    )
    lent = (
        IssueLoan.select(IssueLoan, Reader)
        .join(Reader)
        .where(IssueLoan.issue == issue, IssueLoan.returned_at.is_null())
    )
    return [str(one.binding.copy) for one in bound] + [one.reader.name for one in lent]


def ensure_unused(issue: Issue) -> None:
    """Raise IssueUsed if a set of it is bound, lent or was lent, or an article is described."""
    why = reasons(issue)
    if not why:
        why = [
            one.reader.name
            for one in IssueLoan.select(IssueLoan, Reader)
            .join(Reader)
            .where(IssueLoan.issue == issue)
            .limit(1)
        ]
    articles = Article.select().where(Article.issue == issue).count()
    if articles:
        why.append(gettext("articles described: %(count)s", count=articles))
    if why:
        raise IssueUsed(number=issue.number, title=issue.title, reasons="; ".join(why))
