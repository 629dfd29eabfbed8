"""Steps back: the way back and forward, and who still knows how a record stands."""

from dataclasses import dataclass, replace

import pytest

from desktop.domain.undo import MOST_STEPS, Booked, Part, Past, Step


@dataclass(frozen=True)
class Kind:
    name: str = "person"


KIND = Kind()


def step(code: str, before: object, after: object) -> Step:
    return Step("person.changed", (Part(KIND, code, before, after),))


def back(past: Past, *now: object) -> Past:
    last = past.last
    assert isinstance(last, Step)
    return past.back([replace(part, before=each) for part, each in zip(last.parts, now, strict=True)])


def forward(past: Past, *now: object) -> Past:
    following = past.next
    assert following is not None
    return past.forward([replace(part, after=each) for part, each in zip(following.parts, now, strict=True)])


def test_an_empty_past_has_nothing() -> None:
    assert Past().last is None
    assert Past().next is None


def test_steps_go_back_and_forward_in_order() -> None:
    past = Past().with_step(step("P-1", "a1", "b2")).with_step(step("P-2", "c1", "d2"))
    assert past.last == step("P-2", "c1", "d2")
    past = back(past, "c3")
    assert (past.last, past.next) == (step("P-1", "a1", "b2"), step("P-2", "c3", "d2"))
    past = forward(past, "d4")
    assert (past.last, past.next) == (step("P-2", "c3", "d4"), None)


def test_what_is_reached_under_a_new_revision_is_known_to_the_step_before_and_to_the_one_after() -> None:
    past = Past().with_step(step("P-1", "a1", "b2")).with_step(step("P-2", 0, 1)).with_step(step("P-1", "b2", "c3"))
    past = back(past, "b4")
    assert past.done[0] == step("P-1", "a1", "b4")
    past = back(back(past, 0), "a5")
    assert past.done == ()
    past = forward(past, "b6")
    assert past.undone[0] == step("P-1", "b6", "c3")
    assert forward(forward(past, 1), "c7").done[-1] == step("P-1", "b6", "c7")


def test_what_somebody_else_changed_in_between_is_not_taken_for_ones_own() -> None:
    past = Past().with_step(step("P-1", "a1", "b2")).with_step(step("P-1", "x3", "c4"))
    assert back(past, "x5").done == (step("P-1", "a1", "b2"),)
    past = Past(undone=(step("P-1", "x3", "c4"), step("P-1", "a1", "b2")))
    assert forward(past, "b6").undone == (step("P-1", "x3", "c4"),)


def test_a_record_that_was_only_said_once_more_is_known_under_its_new_revision() -> None:
    past = Past((step("P-1", "a1", "b2"),), (step("P-1", "b2", "c3"),)).with_same([Part(KIND, "P-1", "b2", "b3")])
    assert past == Past((step("P-1", "a1", "b3"),))


def test_of_several_parts_only_the_same_record_learns_how_it_stands() -> None:
    two = Step("v", (Part(KIND, "P-1", "a", "b"), Part(KIND, "P-2", "a", "b")))
    past = back(Past().with_step(two).with_step(step("P-2", "b", "c")), "b9")
    assert past.last == Step("v", (Part(KIND, "P-1", "a", "b"), Part(KIND, "P-2", "a", "b9")))
    past = forward(back(past, "a0", "a1"), "b0", "b1")
    assert past.undone == (step("P-2", "b1", "c"),)
    other = step("P-9", 0, 1)
    assert forward(Past(undone=(other, step("P-1", 0, 1))), 2).undone == (other,)


def test_something_new_ends_the_way_forward() -> None:
    past = back(Past().with_step(step("P-1", 1, 2)), 3).with_step(Booked("payout.paid", "O-0001"))
    assert past == Past((Booked("payout.paid", "O-0001"),))


def test_what_is_booked_stands_in_the_way_and_is_no_step() -> None:
    past = Past().with_step(step("P-1", 1, 2)).with_step(Booked("payout.paid", "O-0001"))
    with pytest.raises(TypeError):
        past.back([])
    assert past.without_last().last == step("P-1", 1, 2)
    assert back(past.without_last().with_step(step("P-2", 1, 2)), 3).last == step("P-1", 1, 2)
    booked = Past((step("P-1", "a", "b"), Booked("payout.paid", "O-0001"), step("P-1", "b", "c")))
    assert back(booked, "b2").done == (step("P-1", "a", "b2"), Booked("payout.paid", "O-0001"))


def test_the_oldest_steps_go_first_and_what_comes_next_can_be_forgotten() -> None:
    past = Past()
    for number in range(MOST_STEPS + 1):
        past = past.with_step(step(f"P-{number}", 1, 2))
    assert len(past.done) == MOST_STEPS
    assert past.done[0] == step("P-1", 1, 2)
    assert back(past, 3).without_next().next is None


def test_a_step_names_its_records() -> None:
    assert Step("v", (Part(KIND, "P-1", 0, 1), Part(KIND, "P-2", 0, 1))).codes == ("P-1", "P-2")
