"""What the columns of a record are called, and in which groups its form asks for them."""

from flask_babel import lazy_gettext as _

LABELS = {
    "created_at": _("Entered on"),
    "title": _("Title"),
    "authors": _("Authors"),
    "imprint": _("Publisher, year"),
    "kind": _("Kind"),
    "grade": _("Grade"),
    "language": _("Language"),
    "shelf_mark": _("Shelf mark"),
    "part": _("Part"),
    "publisher": _("Publisher"),
    "city": _("Place of publication"),
    "year": _("Year"),
    "pages": _("Pages"),
    "isbn": _("ISBN"),
    "bbk": _("BBK index"),
    "udc": _("UDC index"),
    "author_mark": _("Author mark"),
    "subject": _("School subject"),
    "annotation": _("Annotation"),
    "subtitle": _("Other title information"),
    "responsibility": _("Statement of responsibility"),
    "edition": _("Edition"),
    "series": _("Series"),
    "extent": _("Illustrations, size, enclosures"),
    "issn": _("ISSN"),
    "other_isbns": _("Other ISBNs"),
    "other_languages": _("Other languages"),
    "audience": _("For whom"),
    "shelf": _("Shelf"),
    "links": _("Links"),
    "notes": _("Notes"),
    "subjects": _("Subject headings"),
}

#: The first group is enough for a textbook; the others follow the areas of a description (ISBD).
GROUPS = (
    (
        "",
        (
            "isbn",
            "kind",
            "title",
            "part",
            "authors",
            "language",
            "grade",
            "subject",
            "city",
            "publisher",
            "year",
            "pages",
        ),
    ),
    (_("Where it stands"), ("bbk", "udc", "author_mark", "shelf", "subjects", "audience")),
    (_("Title and responsibility in full"), ("subtitle", "responsibility", "edition")),
    (
        _("Extent, series, further numbers"),
        ("extent", "series", "other_isbns", "issn", "other_languages"),
    ),
    (_("Annotation, notes, links"), ("annotation", "notes", "links")),
)

#: Groups that are open when the form opens: the rest is unfolded when it is wanted.
OPEN = 2
