"""Which backups are kept as time goes, and when the next one is due."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.backups import INSIDE_EVERY, RECENT, WEEKLY, is_due, kept_ones

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
_MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


def test_a_year_of_days_keeps_ten_days_eight_weeks_and_twelve_months() -> None:
    days = [NOW - timedelta(days=number) for number in range(400)]
    kept = sorted(kept_ones(days), reverse=True)
    assert kept[:RECENT] == days[:RECENT]
    weeks = {moment.isocalendar()[:2] for moment in kept}
    assert {day.isocalendar()[:2] for day in days[:50]} <= weeks | {days[49].isocalendar()[:2]}
    assert len({(moment.year, moment.month) for moment in kept}) == 12
    assert 12 + WEEKLY < len(kept) <= RECENT + WEEKLY + 12
    assert min(kept) == datetime(2025, 12, 31, 12, tzinfo=UTC)


@given(st.lists(_MOMENTS, max_size=60))
def test_the_newest_are_always_kept_and_keeping_twice_changes_nothing(moments: list[datetime]) -> None:
    kept = kept_ones(moments)
    assert set(sorted(set(moments), reverse=True)[:RECENT]) <= kept <= set(moments)
    assert kept_ones(kept) == kept


def test_a_backup_is_due_when_something_happened_and_the_newest_is_old() -> None:
    old, event = NOW - INSIDE_EVERY - timedelta(seconds=1), NOW - timedelta(hours=1)
    assert is_due(None, event, NOW, INSIDE_EVERY)
    assert is_due(old, event, NOW, INSIDE_EVERY)
    assert not is_due(None, None, NOW, INSIDE_EVERY)  # an empty office
    assert not is_due(old, old - timedelta(hours=1), NOW, INSIDE_EVERY)  # nothing happened since
    assert not is_due(NOW - timedelta(hours=2), event, NOW, INSIDE_EVERY)  # young enough
    assert is_due(NOW + timedelta(days=1), event, NOW, INSIDE_EVERY)  # from a clock that was ahead
