"""Persons: known again by any of their names, linked on entry, merged without losing a record."""

import pytest

from core.database import transaction
from core.models import JournalEntry, Staff
from plugins.catalogue import services
from plugins.catalogue.errors import NoName, PersonTwice, SamePerson
from plugins.catalogue.models import Person, PersonName, Record, RecordPerson
from plugins.catalogue.services import names, people
from tests.makers import make_record, make_staff


@pytest.fixture
def by(database: str) -> Staff:
    """The librarian who catalogues."""
    return make_staff()


def parts(record: Record) -> list[tuple[str, str]]:
    return [(one.person.name, one.role) for one in people.of_record(record)]


def everybody() -> list[str]:
    return [one.name for one in Person.select().order_by(Person.id)]


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("Әуезов Мұхтар", "Әуезов, Мұхтар"),
        ("Әуезов  Мұхтар Омарханұлы", "Әуезов, Мұхтар Омарханұлы"),
        ("Уайсова Г.", "Уайсова, Г."),
        ("М. О. Әуезов", "Әуезов, М. О."),
        ("М.О. Әуезов", "Әуезов, М.О."),
        ("Rowling, J. K.", "Rowling, J. K."),
        ("Гомер", "Гомер"),
    ],
)
def test_a_name_is_listed_by_its_surname(written: str, listed: str) -> None:
    assert names.authority_name(written) == listed


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("Әуезов, Мұхтар Омарханұлы", "М. О. Әуезов"),
        ("Әуезов, М.О.", "М. О. Әуезов"),
        ("Гомер", "Гомер"),
    ],
)
def test_a_card_says_initials_first(listed: str, said: str) -> None:
    assert names.with_initials(listed) == said


def test_authors_become_persons_in_their_order(by: Staff) -> None:
    record = services.enter({"title": "Алгебра", "authors": "Шыныбеков Ә.; Шыныбеков Д."}, by=by)

    assert parts(record) == [("Шыныбеков, Ә.", "author"), ("Шыныбеков, Д.", "author")]


@pytest.mark.parametrize("typed", ["Әуезов Мұхтар", "ӘУЕЗОВ, МҰХТАР", "Ауезов Мухтар"])
def test_an_author_is_known_again_however_his_name_is_typed(by: Staff, typed: str) -> None:
    services.enter({"title": "Абай жолы", "authors": "Әуезов Мұхтар"}, by=by)
    services.enter({"title": "Қараш-қараш оқиғасы", "authors": typed}, by=by)

    assert everybody() == ["Әуезов, Мұхтар"]


def test_an_author_is_known_again_by_another_name_of_his(by: Staff) -> None:
    abai = people.enter({"name": "Құнанбайұлы Абай"}, [("Кунанбаев Абай", "russian")], by=by)

    record = services.enter({"title": "Слова назидания", "authors": "Кунанбаев Абай"}, by=by)

    assert [one.person for one in people.of_record(record)] == [abai]
    assert record.authors == "Кунанбаев Абай"


def test_a_corrected_line_of_authors_changes_the_authors_only(by: Staff) -> None:
    record = services.enter(
        {"title": "Т", "authors": "Аймақов А.; Сәрсенов С.", "persons": [("Ли Э.", "editor")]},
        by=by,
    )

    services.correct(record, {"authors": "Сәрсенов С.; Досов Д."}, by=by)

    assert sorted(parts(record)) == [
        ("Досов, Д.", "author"),
        ("Ли, Э.", "editor"),
        ("Сәрсенов, С.", "author"),
    ]


def test_a_person_added_as_author_stands_in_the_line_of_authors(by: Staff) -> None:
    record = services.enter({"title": "Физика", "authors": "Закирова Н."}, by=by)

    people.add(record, "Аширов, Р.", "author", by=by)
    people.add(record, "Ким К.", "translator", by=by)

    assert Record.get().authors == "Закирова Н.; Аширов Р."


def test_a_person_has_one_part_in_a_record_once(by: Staff) -> None:
    record = services.enter({"title": "Физика", "authors": "Закирова Н."}, by=by)

    with pytest.raises(PersonTwice):
        people.add(record, "закирова н", "author", by=by)


def test_roles_change_and_the_line_of_authors_follows(by: Staff) -> None:
    record = services.enter({"title": "Физика", "authors": "Закирова Н.; Аширов Р."}, by=by)
    second = people.of_record(record)[1]

    people.change_role(record, second.id, "editor", by=by)

    assert (Record.get().authors, parts(record)[1]) == ("Закирова Н.", ("Аширов, Р.", "editor"))


def test_whoever_is_put_first_stands_first(by: Staff) -> None:
    record = services.enter({"title": "Физика", "authors": "Закирова Н.; Аширов Р."}, by=by)

    people.put_first(record, people.of_record(record)[1].id, by=by)

    assert Record.get().authors == "Аширов Р.; Закирова Н."


def test_a_removed_person_stays_in_the_list_of_persons(by: Staff) -> None:
    record = services.enter({"title": "Физика", "authors": "Закирова Н."}, by=by)

    people.remove(record, people.of_record(record)[0].id, by=by)

    assert (Record.get().authors, everybody()) == ("", ["Закирова, Н."])


def test_a_corrected_name_is_corrected_on_all_records(by: Staff) -> None:
    services.enter({"title": "Абай жолы", "authors": "Ауезов М."}, by=by)
    services.enter({"title": "Хан Кене", "authors": "Ауезов М.; Досов Д."}, by=by)

    people.correct(Person.get(), {"name": "Әуезов, Мұхтар"}, by=by)

    written = {one.title: one.authors for one in Record.select()}
    assert written == {"Абай жолы": "Әуезов Мұхтар", "Хан Кене": "Әуезов Мұхтар; Досов Д."}


def test_a_person_without_a_name_is_refused(by: Staff) -> None:
    with pytest.raises(NoName):
        people.enter({"name": " - "}, by=by)


def test_a_person_is_found_by_a_name_in_latin_letters(by: Staff) -> None:
    people.enter({"name": "Әуезов Мұхтар"}, [("Auezov Mukhtar", "")], by=by)

    assert people.find("auezov mukhtar") == Person.get()
    assert PersonName.get().kind == "transliteration"


def test_a_surname_with_fitting_initials_may_be_the_same_person(by: Staff) -> None:
    full = people.enter({"name": "Әуезов Мұхтар"}, by=by)
    for other in ("Әуезов М.", "Әуезов Л.", "Әуезова М."):
        people.enter({"name": other}, by=by)

    assert [one.name for one in people.near(full)] == ["Әуезов, М."]


def test_merging_moves_the_records_and_keeps_the_other_name(by: Staff) -> None:
    services.enter({"title": "Абай жолы", "authors": "Әуезов Мұхтар"}, by=by)
    services.enter({"title": "Хан Кене", "authors": "Әуезов М."}, by=by)
    kept, gone = Person.select().order_by(Person.id)
    gone.dates = "1897–1961"
    gone.save()

    moved = people.merge(kept, gone, by=by)

    assert (moved, everybody()) == (1, ["Әуезов, Мұхтар"])
    assert {one.authors for one in Record.select()} == {"Әуезов Мұхтар"}
    assert people.find("Әуезов М.").dates == "1897–1961"


def test_merging_two_authors_of_one_record_leaves_him_once(by: Staff) -> None:
    record = services.enter({"title": "Хан Кене", "authors": "Әуезов Мұхтар; Әуезов М."}, by=by)
    kept, gone = Person.select().order_by(Person.id)

    people.merge(kept, gone, by=by)

    assert parts(record) == [("Әуезов, Мұхтар", "author")]
    assert Record.get().authors == "Әуезов Мұхтар"


def test_nobody_is_merged_with_himself(by: Staff) -> None:
    person = people.enter({"name": "Әуезов Мұхтар"}, by=by)

    with pytest.raises(SamePerson):
        people.merge(person, Person.get_by_id(person.id), by=by)


def test_records_brought_in_bulk_are_linked_at_once(by: Staff) -> None:
    known = people.enter({"name": "Абай"}, [("Құнанбайұлы Абай", "variant")], by=by)
    for title, authors in (("А", "Құнанбайұлы Абай"), ("Ә", "М. Әуезов; Ким К."), ("Б", "")):
        make_record(title, authors=authors)
    assert people.waiting() == 2

    linked = people.link_all(by=by)

    assert (linked, people.waiting()) == (2, 0)
    assert everybody() == ["Абай", "Әуезов, М.", "Ким, К."]
    assert RecordPerson.select().where(RecordPerson.person == known).count() == 1
    assert JournalEntry.select().where(JournalEntry.action == "catalogue.people_linked").exists()


def test_linking_again_changes_nothing(by: Staff) -> None:
    make_record(authors="М. Әуезов")
    people.link_all(by=by)

    assert (people.link_all(by=by), RecordPerson.select().count()) == (0, 1)


def test_only_the_records_asked_for_are_linked(by: Staff) -> None:
    first, second = make_record("А", authors="М. Әуезов"), make_record("Ә", authors="Ким К.")

    with transaction():
        count = people.link_many([second.id, second.id + 40])

    assert (count, parts(first), parts(second)) == (1, [], [("Ким, К.", "author")])
