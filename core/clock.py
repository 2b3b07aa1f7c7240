"""What time it is at the school: every date and moment of the program is reckoned here."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: One zone for the whole country since 1 March 2024 (UTC+5); earlier moments keep their +6.
ALMATY = ZoneInfo("Asia/Almaty")

#: The school year begins on this day and month (domain.md 3.12: 01.09 to 01.09).
YEAR_BEGINS = (9, 1)


def now() -> datetime:
    """Return this moment, aware, in the school's zone."""
    return datetime.now(ALMATY)


def today() -> date:
    """Return the school's date."""
    return now().date()


def to_utc(moment: datetime) -> datetime:
    """Return ``moment`` as naive UTC, the way the database keeps it; naive means Almaty."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ALMATY)
    return moment.astimezone(UTC).replace(tzinfo=None)


def from_utc(moment: datetime) -> datetime:
    """Return naive UTC ``moment`` as an aware moment in the school's zone."""
    return moment.replace(tzinfo=UTC).astimezone(ALMATY)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Return the first moment of ``day`` and of the next day, aware."""
    start = datetime.combine(day, time(), ALMATY)
    return start, datetime.combine(day + timedelta(days=1), time(), ALMATY)


def school_year(day: date) -> int:
    """Return the year in which the school year of ``day`` began: 2026 for 2026-2027."""
    return day.year if (day.month, day.day) >= YEAR_BEGINS else day.year - 1
