"""Every number of the plan, recounted by SQL that shares nothing with the program's own."""

from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask

from core import demo
from core.database import db
from plugins.planning import services
from plugins.planning.models import Plan


def utc(day: date) -> str:
    """Return when the day begins in the school, as the database writes it: five hours before the
    clock there, six before Kazakhstan became one zone on 1 March 2024.
    """
    hours = 5 if day >= date(2024, 3, 1) else 6
    return f"{datetime.combine(day, time()) - timedelta(hours=hours):%Y-%m-%d %H:%M:%S}"


def questions(year: int) -> dict[str, str]:
    """Return the SQL that counts each unit of work in the school year."""
    on = f"BETWEEN '{year}-09-01' AND '{year + 1}-08-31'"
    at = f">= '{utc(date(year, 9, 1))}' AND {{0}} < '{utc(date(year + 1, 9, 1))}'"
    return {
        "fund.titles_checked": f"""
            SELECT COUNT(*) FROM (SELECT l.delivery_id, l.record_id FROM fund_delivery_line l
            JOIN fund_delivery d ON d.id = l.delivery_id
            WHERE d.state = 'accepted' AND d.received_on {on}
            GROUP BY l.delivery_id, l.record_id) x""",
        "fund.titles_numbered": f"""
            SELECT COUNT(*) FROM (SELECT m.entry_id, c.record_id FROM fund_movement m
            JOIN fund_copy c ON c.id = m.copy_id JOIN fund_summary_entry e ON e.id = m.entry_id
            WHERE m.sign = 1 AND e.part = 1 AND e.kind IN ('delivery', 'replacement')
            AND e.entered_on {on}
            AND NOT EXISTS (SELECT 1 FROM fund_summary_entry b WHERE b.reverses_id = e.id)
            GROUP BY m.entry_id, c.record_id) x""",
        "fund.titles_in_summary_book": f"""
            SELECT COALESCE(SUM(e.titles), 0) FROM fund_summary_entry e
            WHERE e.part = 1 AND e.kind IN ('delivery', 'replacement') AND e.entered_on {on}
            AND NOT EXISTS (SELECT 1 FROM fund_summary_entry b WHERE b.reverses_id = e.id)""",
        "fund.titles_shelved": f"""
            SELECT COUNT(*) FROM (SELECT l.delivery_id, l.record_id FROM fund_delivery_step s
            JOIN fund_delivery_line l ON l.delivery_id = s.delivery_id
            WHERE s.step = 'labelled' AND s.done_on {on} GROUP BY l.delivery_id, l.record_id) x""",
        "catalogue.records": f"""
            SELECT COUNT(*) FROM catalogue_record WHERE created_at {at.format("created_at")}""",
        "catalogue.cards_printed": f"""
            SELECT COALESCE(SUM(cards), 0) FROM catalogue_card_print
            WHERE printed_at {at.format("printed_at")}""",
        "circulation.replacements": f"""
            SELECT COUNT(*) FROM circulation_replacement WHERE accepted_on {on}""",
        "circulation.classes_supplied": f"""
            SELECT COUNT(DISTINCT r.school_class_id) FROM circulation_loan l
            JOIN readers_reader r ON r.id = l.reader_id JOIN fund_copy c ON c.id = l.copy_id
            WHERE c.fund = 'textbook' AND NOT l.is_undone
            AND l.lent_at >= '{utc(date(year, 6, 1))}'
            AND l.lent_at < '{utc(date(year + 1, 6, 1))}'""",
        "writeoff.acts": f"""
            SELECT COUNT(*) FROM writeoff_case
            WHERE state IN ('approved', 'closed') AND act_on {on}""",
        "writeoff.to_classrooms": f"""
            SELECT COUNT(*) FROM writeoff_case_copy k
            JOIN writeoff_disposal d ON d.id = k.disposal_id
            WHERE d.kind = 'classroom' AND d.done_on {on}""",
        "writeoff.waste": f"""
            SELECT COUNT(*) FROM writeoff_case_copy k
            JOIN writeoff_disposal d ON d.id = k.disposal_id
            WHERE d.kind = 'waste' AND d.done_on {on}""",
        "readers.entered": f"SELECT COUNT(*) FROM readers_reader WHERE registered_on {on}",
        "readers.rules_read": f"SELECT COUNT(*) FROM readers_reader WHERE rules_read_on {on}",
        "readers.council_members": f"""
            SELECT COUNT(*) FROM readers_council_member WHERE elected_on {on}""",
        "debtors.worked_with": f"""
            SELECT COUNT(DISTINCT reader_id) FROM debtors_notice
            WHERE sent_at {at.format("sent_at")} AND result <> 'failed'""",
        "planning.plans": f"""
            SELECT COUNT(*) FROM planning_plan
            WHERE made_on {on} AND CAST(made_on AS TEXT) < CAST(school_year AS TEXT) || '-09-01'""",
        "periodicals.subscriptions": f"""
            SELECT COUNT(*) FROM periodicals_order WHERE ordered_on {on}""",
        "periodicals.serial_records": f"""
            SELECT COUNT(*) FROM periodicals_title WHERE added_on {on}""",
        "periodicals.issues": f"SELECT COUNT(*) FROM periodicals_issue WHERE received_on {on}",
        "periodicals.bindings": f"""
            SELECT COUNT(*) FROM periodicals_binding WHERE bound_on {on} AND undone_on IS NULL""",
        "periodicals.reader_subscriptions": f"""
            SELECT COUNT(DISTINCT reader_id) FROM periodicals_reader_subscription
            WHERE signed_on {on}""",
        "acquisitions.gifts": f"""
            SELECT COALESCE(SUM(l.quantity), 0) FROM fund_delivery_line l
            JOIN fund_delivery d ON d.id = l.delivery_id
            WHERE d.state = 'accepted' AND d.received_on {on}
            AND EXISTS (SELECT 1 FROM acquisitions_gift g WHERE g.delivery_id = d.id)""",
        "acquisitions.exhibitions": f"""
            SELECT COUNT(*) FROM acquisitions_exhibition WHERE came_on {on}""",
        "periodicals.articles": f"""
            SELECT COUNT(*) FROM periodicals_article WHERE added_on {on}""",
        "information.lessons": f"SELECT COUNT(*) FROM information_lesson WHERE held_on {on}",
        "information.bulletins": f"SELECT COUNT(*) FROM information_bulletin WHERE given_on {on}",
        "information.meetings": f"SELECT COUNT(*) FROM information_meeting WHERE met_on {on}",
        "information.enquiries": f"SELECT COUNT(*) FROM information_enquiry WHERE asked_on {on}",
        "reports.reports": f"SELECT COUNT(*) FROM reports_report WHERE approved_on {on}",
        # The demo school gives no whole sets at once: their days are in the diary's own tests.
        "reports.diary_days": f"""
            SELECT COUNT(*) FROM (SELECT visited_on AS day FROM circulation_visit
            WHERE visited_on {on} UNION SELECT day FROM reports_day_note WHERE day {on}) x""",
        "events.held": f"SELECT COUNT(*) FROM events_event WHERE state = 'held' AND day {on}",
        "events.excursions": f"""
            SELECT COUNT(*) FROM events_event e JOIN events_event_form f ON f.id = e.form_id
            WHERE f.nature = 'excursion' AND e.state = 'held' AND e.day {on}""",
    }


def scalar(sql: str) -> int:
    return int(db.execute_sql(sql).fetchone()[0])


@pytest.mark.parametrize(
    ("year", "today"),
    [
        pytest.param(2023, date(2024, 5, 31), id="the customer's plan of 2023-2024"),
        pytest.param(2026, date(2026, 11, 27), id="this year's", marks=pytest.mark.sqlite),
    ],
)
def test_every_line_shows_the_number_that_plain_sql_counts(
    app: Flask, year: int, today: date
) -> None:
    demo.fill(pupils=demo.FEWEST, password="kitap-oqu-2026", today=today)
    plan = Plan.get_or_none(Plan.school_year == year) or services.load(year, by=None)
    db.execute_sql(
        f"UPDATE events_event SET state = 'held', day = month WHERE month <= '{today.isoformat()}'"
    )
    sql = questions(year)
    found = services.progress(plan, today)

    by_hand = {
        int(line): int(total)
        for line, total in db.execute_sql(
            "SELECT line_id, SUM(quantity) FROM planning_tally WHERE undone_at IS NULL "
            "GROUP BY line_id"
        ).fetchall()
    }
    known = services.units()
    assert len(found) == 76
    for one in found:
        name = str(one.line.work_unit)
        if name and name in known:
            counted = scalar(sql[name])
        elif one.line.is_event:
            counted = scalar(
                "SELECT COUNT(*) FROM events_event WHERE state = 'held' "
                f"AND (plan_key = '{one.line.key}' "
                f"OR SUBSTR(plan_key, 1, 18) = '{one.line.key}/')"
            )
        else:
            counted = 0  # its section is switched off or still to come
        assert (name, one.counted) == (name, counted)
        assert one.done == counted + by_hand.get(one.line.id, 0)
    # The demo school has something of these; a test of zeros would show nothing.
    numbers = {str(one.line.work_unit): one.counted for one in found}
    for name in ("fund.titles_numbered", "readers.entered", "circulation.classes_supplied"):
        assert numbers[name] > 0
    assert sum(one.counted for one in found if one.line.is_event) > 15


def test_every_unit_of_every_section_is_recounted(app: Flask) -> None:
    assert set(services.units()) <= set(questions(2026))
