"""When the recovery papers are spoken of."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.recovery import REHEARSE_EVERY, RecoveryNeed, RecoveryStatus

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "need"),
    [
        (RecoveryStatus(), RecoveryNeed.MAKE),
        (RecoveryStatus(1), RecoveryNeed.TRY),
        (RecoveryStatus(1, NOW), RecoveryNeed.TRY),
        (RecoveryStatus(1, NOW, NOW), RecoveryNeed.NOTHING),
        (RecoveryStatus(1, None, NOW - REHEARSE_EVERY), RecoveryNeed.NOTHING),
        (RecoveryStatus(1, None, NOW - REHEARSE_EVERY - timedelta(seconds=1)), RecoveryNeed.TRY_AGAIN),
        (RecoveryStatus(1, NOW, NOW + timedelta(days=9)), RecoveryNeed.NOTHING),
    ],
)
def test_what_is_to_be_done(status: RecoveryStatus, need: RecoveryNeed) -> None:
    assert status.need(NOW) is need
