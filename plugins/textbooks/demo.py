"""The sets of textbooks of the demo school: those by which its pupils have got theirs."""

from core.demo import School
from plugins.catalogue.models import Record
from plugins.textbooks.models import SetEdition, SetItem, TextbookSet


def fill(school: School) -> None:
    """Add this school year's sets, as the catalogue has chosen them."""
    subjects = dict(Record.select(Record.id, Record.subject).tuples())
    for (grade, language, profile), books in school.notes["textbook_sets"].items():
        if not books:
            continue
        its = TextbookSet.create(
            school_year=school.year, grade=grade, language=language, profile=profile
        )
        for place, (record, whom) in enumerate(books):
            item = SetItem.create(
                textbook_set=its,
                position=place,
                subject=subjects[record],
                share=100 if whom == "all" else 50,
            )
            SetEdition.create(item=item, record=record)
