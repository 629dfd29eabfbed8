"""A clock that jumps: the journal's order and everything that rests on it stay whole, and the jump is said.

The clock of a real vault is set a day back, ten years back, to 1970 and ahead; the system's own clock is read through
the changes of summer time. What is written meanwhile must verify, come in its order, and open again.
"""

from __future__ import annotations

import os
import shutil
import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.domain import clock as clocks
from desktop.domain.clock import SystemClock
from desktop.domain.errors import Refused
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.services import backups, campaigns, cash, people, vaults, verification
from desktop.services.clock import accept_clock, clock_doubt, clock_words
from tests.services.office_kit import CHEAP, PASSPHRASE, SETTINGS, SetClock, draft_campaign

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.clock import Clock
    from desktop.services.office import Office

START = datetime(2027, 3, 1, 9, tzinfo=UTC)
JUMPS = {
    "a day back": START - timedelta(days=1),
    "ten years back": START.replace(year=START.year - 10),
    "1970": datetime(1970, 1, 1, 0, 0, 30, tzinfo=UTC),
}


@pytest.fixture
def clock() -> SetClock:
    made = SetClock()
    made.moment = START
    return made


@pytest.fixture
def folder(tmp_path: Path, clock: SetClock) -> Path:
    office = vaults.create_vault(tmp_path / "vault", PASSPHRASE, SETTINGS, clock=clock, cost=CHEAP)
    work_a_while(office, "before")
    office.close()
    return tmp_path / "vault"


def opened(folder: Path, clock: Clock) -> Office:
    return vaults.open_vault(folder, PASSPHRASE, clock=clock, floor=CHEAP)


def work_a_while(office: Office, name: str) -> None:
    """What is done whatever the clock says: a person, a campaign."""
    people.save_person(office, PersonDraft(PersonCategory.DONOR, alias=f"Donor {name}"))
    campaigns.save_campaign(office, draft_campaign("500", title=f"A need {name}"))


def journal(office: Office) -> list[tuple[int, datetime, str, bool]]:
    with office.work() as work:
        links = [link for link, _stored in work.journal.links()]
    return [(link.sequence, link.at, link.record.verb, link.clock_went_back) for link in links]


def assert_whole(office: Office) -> None:
    assert verification.verify(office).findings == ()
    assert [sequence for sequence, *_rest in journal(office)] == list(range(1, len(journal(office)) + 1))


@pytest.mark.parametrize("jump", JUMPS)
def test_a_clock_set_back_disorders_nothing_and_is_said(folder: Path, clock: SetClock, jump: str) -> None:
    office = opened(folder, clock)
    before = journal(office)
    assert clock_doubt(office) is None
    clock.moment = JUMPS[jump]
    doubt = clock_doubt(office)
    assert doubt is not None
    assert doubt.last is not None
    assert doubt.last >= START
    assert str(doubt.now.year) in clock_words(doubt)[0]
    work_a_while(office, jump)
    after = journal(office)
    assert after[: len(before)] == before
    marks = [went_back for *_rest, went_back in after[len(before) :]]
    assert marks == [True, *(False for _each in marks[1:])]  # the first after the jump bears the mark
    assert after[-1][1] < START
    assert_whole(office)
    assert clock_doubt(office) is not None  # what was written meanwhile does not hide it
    office.close()
    office = opened(folder, clock)
    assert clock_doubt(office) is not None
    assert_whole(office)
    clock.moment = START + timedelta(hours=1)
    assert clock_doubt(office) is None
    work_a_while(office, "after")
    assert_whole(office)
    office.close()


def test_a_day_that_the_wrong_clock_takes_for_the_future_is_refused_and_nothing_is_stored(
    folder: Path, clock: SetClock
) -> None:
    office = opened(folder, clock)
    clock.moment = JUMPS["ten years back"]
    before = journal(office)
    with pytest.raises(Refused) as refused:
        cash.close_day(office, "EUR", START.date())
    assert {problem.code for problem in refused.value.problems} == {"date.in_future"}
    assert journal(office) == before
    office.close()


def test_a_clock_that_was_ahead_is_accepted_once_and_is_watched_on(folder: Path, clock: SetClock) -> None:
    office = opened(folder, clock)
    clock.moment = ahead = START.replace(year=2037)
    work_a_while(office, "ahead")
    assert clock_doubt(office) is None  # nothing tells that a clock is ahead
    clock.moment = START + timedelta(hours=1)
    doubt = clock_doubt(office)
    assert doubt is not None
    assert doubt.last is not None
    assert doubt.last >= ahead
    assert accept_clock(office) is not None
    assert clock_doubt(office) is None
    assert accept_clock(office) is None
    work_a_while(office, "right again")
    clock.moment = START
    assert clock_doubt(office) is not None
    assert_whole(office)
    office.close()


def test_backups_are_made_in_order_and_none_goes_for_a_clock_set_back(
    folder: Path, clock: SetClock, tmp_path: Path
) -> None:
    office = opened(folder, clock)
    clock.moment = START
    first = backups.make_backup(office)
    for jump in JUMPS.values():
        clock.moment = jump
        backups.make_backup(office)
    assert first.path.is_file()
    clock.moment = START + timedelta(days=1)
    assert accept_clock(office) is None
    office.close()
    backups.restore_backup(first.path, PASSPHRASE, tmp_path / "again", clock=clock, floor=CHEAP)
    office = opened(tmp_path / "again", clock)
    assert_whole(office)
    office.close()


# -------------------------------------------------------------------------------------------------------- summer time


@pytest.fixture
def in_vilnius(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "EET-2EEST,M3.5.0/3,M10.5.0/4")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


class SystemTime(datetime):
    """The machine's time, as a test sets it."""

    moment = START

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        assert tz is UTC
        return cls.moment


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        (datetime(2027, 3, 28, 1, tzinfo=UTC), [date(2027, 3, 28)] * 4),
        (datetime(2027, 10, 31, 1, tzinfo=UTC), [date(2027, 10, 31)] * 4),
        (datetime(2027, 3, 27, 22, tzinfo=UTC), [date(2027, 3, 27)] * 2 + [date(2027, 3, 28)] * 2),
    ],
    ids=["to summer", "to winter", "midnight before"],
)
@pytest.mark.usefixtures("in_vilnius")
def test_the_change_of_summer_time_is_no_jump(
    folder: Path, monkeypatch: pytest.MonkeyPatch, changes: datetime, days: list[date]
) -> None:
    """On the wall the hour after three comes twice in autumn; in the journal every minute comes once."""
    monkeypatch.setattr(clocks, "datetime", SystemTime)
    office = opened(folder, SystemClock())
    told = []
    for turn, minutes in enumerate((-40, -20, 0, 20)):
        SystemTime.moment = changes + timedelta(minutes=minutes)
        work_a_while(office, str(turn))
        told.append(office.today())
        assert clock_doubt(office) is None
    assert told == days
    assert not any(went_back for *_rest, went_back in journal(office))
    assert_whole(office)
    office.close()


@pytest.mark.skipif(os.name != "posix", reason="zones are set by POSIX")
def test_a_journey_to_another_zone_is_no_jump(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "datetime", SystemTime)
    office = opened(folder, SystemClock())
    for turn, zone in enumerate(("EET-2", "EST5", "JST-9")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        SystemTime.moment = START + timedelta(hours=turn + 1)
        work_a_while(office, zone)
        assert clock_doubt(office) is None
    monkeypatch.undo()
    time.tzset()
    office.close()


# ----------------------------------------------------------------------------------------------------------- control


class WallClock(SetClock):
    """What a clock would be that tells the time on the wall as if it were UTC."""

    def now(self) -> datetime:
        self.moment += timedelta(minutes=20)
        return self.moment.astimezone().replace(tzinfo=UTC)


@pytest.mark.usefixtures("in_vilnius")
def test_control_a_clock_on_the_wall_goes_back_in_autumn(folder: Path) -> None:
    clock = WallClock()
    clock.moment = datetime(2027, 10, 31, 0, tzinfo=UTC)
    office = opened(folder, clock)
    for turn in range(4):
        work_a_while(office, str(turn))
    assert any(went_back for *_rest, went_back in journal(office))
    office.close()


def test_control_an_order_by_the_clock_would_be_another(folder: Path, clock: SetClock) -> None:
    office = opened(folder, clock)
    clock.moment = JUMPS["1970"]
    work_a_while(office, "1970")
    told = journal(office)
    assert sorted(told, key=lambda each: each[1]) != told
    office.close()


def test_control_without_the_record_of_before_nothing_is_doubted(folder: Path, clock: SetClock, tmp_path: Path) -> None:
    """What is compared is the journal: a vault that never saw the later day finds nothing in the earlier one."""
    shutil.copytree(folder, tmp_path / "other")
    office = opened(tmp_path / "other", clock)
    clock.moment = START + timedelta(days=2)
    assert clock_doubt(office) is None
    work_a_while(office, "later")
    office.close()
    clock.moment = START + timedelta(days=1)
    later, earlier = opened(tmp_path / "other", clock), opened(folder, clock)
    assert (clock_doubt(later) is None, clock_doubt(earlier) is None) == (False, True)
    later.close()
    earlier.close()
