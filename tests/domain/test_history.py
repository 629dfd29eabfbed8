"""What a record changes: only what it tells otherwise than before."""

from desktop.domain.history import Change, differences


def test_only_what_is_told_otherwise_is_a_change() -> None:
    before = {("status", None): "draft", ("planned", 1): 100, ("planned", 2): 50}
    told = {("status", None): "open", ("planned", 1): 100, ("planned", 3): 7}
    assert differences(before, told) == (Change("status", "draft", "open"), Change("planned", None, 7, 3))


def test_nothing_told_is_nothing_changed() -> None:
    assert differences({("goal", None): 1}, {}) == ()
    assert differences({}, {("goal", None): None}) == ()
