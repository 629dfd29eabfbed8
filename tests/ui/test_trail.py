"""Back and forward through places: what lay ahead is forgotten when one goes elsewhere; a new record is no place."""

from desktop.ui.trail import Stop, Trail


def walked(*stops: str) -> Trail:
    trail = Trail()
    for stop in stops:
        trail.note(Stop(*stop.split(":", 1)) if ":" in stop else Stop(stop))
    return trail


def test_back_and_forward() -> None:
    trail = walked("home", "people", "people:P-0001", "people:P-0001")
    assert trail.beside(1) is None
    assert trail.beside(-1) == Stop("people")
    trail.move(-1)
    trail.note(Stop("people"))
    assert (trail.here, trail.beside(1)) == (Stop("people"), Stop("people", "P-0001"))
    trail.note(Stop("rates"))
    assert trail.beside(1) is None
    assert trail.beside(-1) == Stop("people")


def test_nothing_lies_before_the_first() -> None:
    assert Trail().beside(-1) is None
    assert Trail().here is None
    assert walked("home").beside(-1) is None


def test_from_a_new_record_the_way_back_is_the_place_before_it() -> None:
    for new in ("people:new", "donations:new:C-0001", "campaigns:C-0001.new"):
        trail = walked("home", "people", new)
        assert trail.beside(-1) == Stop("people")
        trail.move(-1)
        assert trail.beside(-1) == Stop("home")


def test_what_was_open_is_told_the_latest_first_without_what_is_in_front() -> None:
    trail = walked("people:P-0001", "campaigns:import", "campaigns:C-0001.2", "people:P-0001", "documents:PV/2026/0001")
    assert trail.opened() == (Stop("people", "P-0001"), Stop("campaigns", "C-0001.2"))
    trail.note(Stop("home"))
    assert trail.opened()[0] == Stop("documents", "PV/2026/0001")


def test_a_long_way_is_not_kept_for_ever() -> None:
    trail = walked(*(f"people:P-{number:04d}" for number in range(1, 150)))
    assert len(trail._places) == 100
    assert len(trail.opened()) == 6
