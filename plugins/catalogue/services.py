"""What can be done with records: find one by its ISBN."""

from plugins.catalogue.models import Record


def find_by_isbn(isbn: str) -> list[Record]:
    """Return the editions with this ISBN-13 (digits only), newest first; often one, or none."""
    return list(
        Record.select()
        .where(Record.isbn == isbn)
        .order_by(Record.year.desc(), Record.id.desc())
        .limit(20)
    )
