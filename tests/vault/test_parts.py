"""A secret in three parts, proven by trying all cases of a byte; parts as typed, with every slip of one digit."""

from collections import Counter
from contextlib import suppress
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import Refused
from desktop.vault.parts import GROUP_DIGITS, GROUPS, MOST_SETS, NUMBERS, Part, join, read_part, split, write_part

BYTES = range(256)
parts = st.builds(
    Part,
    st.sampled_from(NUMBERS),
    st.integers(1, MOST_SETS),
    st.binary(min_size=4, max_size=4),
    st.binary(min_size=16, max_size=16),
)


def three(secret: bytes, chance: bytes) -> list[Part]:
    shares = split(secret, lambda _count: chance)
    return [Part(number, 1, bytes(4), share) for number, share in zip(NUMBERS, shares, strict=True)]


def problem(text: str) -> tuple[str, str | None, dict[str, object]]:
    with pytest.raises(Refused) as caught:
        read_part(text, "part_1")
    found = caught.value.problems[0]
    return found.code, found.at, dict(found.params)


# ------------------------------------------------------------------------------------------------------------- sharing


def test_any_two_parts_give_the_secret_back_for_all_bytes_and_all_chances() -> None:
    """All 65,536 cases of a byte, each by all six ordered pairs: this is the proof, since bytes are shared apart."""
    secret = bytes(byte for byte in BYTES for _chance in BYTES)
    shared = three(secret, bytes(BYTES) * 256)
    for one, two in permutations(shared, 2):
        assert join(one, two) == secret


def test_one_part_says_nothing_every_secret_gives_it_by_one_chance() -> None:
    for number in NUMBERS:
        for secret in BYTES:
            shares = three(bytes([secret]) * 256, bytes(BYTES))[number - 1].share
            assert set(Counter(shares).values()) == {1}


def test_chance_is_asked_anew_for_each_secret() -> None:
    assert split(bytes(16)) != split(bytes(16))


@given(st.binary(min_size=16, max_size=16))
def test_the_three_parts_differ_and_are_not_the_secret_itself(secret: bytes) -> None:
    shares = three(secret, bytes(range(1, 17)))
    assert all(one.share != two.share for one, two in combinations(shares, 2))
    assert all(part.share != secret for part in shares)


# --------------------------------------------------------------------------------------------------- written and typed


@given(parts)
def test_a_part_is_read_as_it_was_written_however_it_is_spaced(part: Part) -> None:
    text = write_part(part)
    assert [len(group) for group in text.split(" ")] == [GROUP_DIGITS] * GROUPS
    for typed in (
        text,
        text.replace(" ", ""),
        text.replace(" ", "-"),
        f"\n {text.replace(' ', chr(10))}\t",
        text + " ",
    ):
        assert read_part(typed, "part_1") == part


@given(parts, st.integers(0, GROUPS * GROUP_DIGITS - 1), st.integers(1, 9))
def test_every_single_wrong_digit_is_found_and_its_group_named(part: Part, place: int, by: int) -> None:
    digits = write_part(part).replace(" ", "")
    wrong = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]
    assert problem(wrong) == ("recovery.part_group", "part_1", {"group": place // GROUP_DIGITS + 1})


@given(parts, st.integers(0, GROUPS - 1), st.integers(0, GROUP_DIGITS - 2))
def test_two_neighbours_swapped_in_a_group_are_found(part: Part, group: int, within: int) -> None:
    digits = write_part(part).replace(" ", "")
    at = group * GROUP_DIGITS + within
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    if swapped != digits:
        assert problem(swapped)[0::2] == ("recovery.part_group", {"group": group + 1})


def test_groups_in_another_order_are_found_by_the_checksum() -> None:
    groups = write_part(Part(1, 7, b"\x01\x02\x03\x04", bytes(range(16)))).split()
    assert len(set(groups)) == GROUPS
    for one, two in combinations(range(GROUPS), 2):
        mixed = list(groups)
        mixed[one], mixed[two] = mixed[two], mixed[one]
        assert problem(" ".join(mixed)) == ("recovery.part_mixed", "part_1", {})


def test_a_group_above_what_it_can_carry_is_mistyped() -> None:
    groups = write_part(Part(1, 7, bytes(4), bytes(16))).split()
    groups[4] = str(65536 * 11)
    assert problem(" ".join(groups)) == ("recovery.part_group", "part_1", {"group": 5})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "recovery.part_empty"),
        (" \n-", "recovery.part_empty"),
        ("copper willow seven", "recovery.part_letters"),
        ("12345O", "recovery.part_letters"),
        ("١" * 72, "recovery.part_letters"),
        ("²" * 72, "recovery.part_letters"),
        ("1" * 71, "recovery.part_length"),
        ("1" * 73, "recovery.part_length"),
        ("1" * 100_000, "recovery.part_length"),
    ],
)
def test_what_is_no_part_is_said_plainly(text: str, code: str) -> None:
    assert problem(text)[:2] == (code, "part_1")


@given(st.text(max_size=200) | st.text("0123456789 -", max_size=120))
def test_whatever_is_typed_is_a_part_or_a_sentence(text: str) -> None:
    with suppress(Refused):
        assert write_part(read_part(text, "part_2")).replace(" ", "") in "".join(filter(str.isdigit, text))


@pytest.mark.parametrize("marks", [0x0001, 0x5000, 0x4001, 0x8001, 0xD001])
def test_a_part_with_marks_that_we_never_write_is_of_a_newer_program(marks: int) -> None:
    """Format 1, a number of 1 to 3, and a set counted from 1: everything else."""
    from desktop.vault import parts as form

    front = marks.to_bytes(2, "big") + bytes(20)
    data = front + form._checksum(front)
    text = " ".join(f"{int.from_bytes(data[at : at + 2], 'big') * 11:06d}" for at in range(0, 24, 2))
    assert problem(text) == ("recovery.part_unknown", "part_1", {})
