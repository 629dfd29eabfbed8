"""The header's reader, fed with everything a stranger or a failing disk could put there: an error, never a crash."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.errors import DamagedHeader, NewerSchema
from desktop.vault import header as form
from desktop.vault.header import Header, Recovery, Slot, User, Wrap, decode, encode
from desktop.vault.keys import CEILING, FLOOR, Box, KdfCost, Sealed

SEALED = Sealed(bytes(12), bytes(48))


def made(cost: KdfCost = FLOOR, users: int = 1) -> Header:
    slot = Slot("passphrase", bytes(range(16)), cost, SEALED)
    wraps = (Wrap("ledger", 1, Box(bytes(32), SEALED)), Wrap("identity", 1, Box(bytes(32), SEALED)))
    people = tuple(User(number, bytes([number] * 32), (slot,), wraps) for number in range(1, users + 1))
    return Header(bytes(range(16)), 7, people).sealed_with(bytes(32))


def framed(body: bytes, number: int = 1, length: int | None = None) -> bytes:
    """A header with a right digest around whatever body: what only a deliberate hand could make."""
    front = form.MAGIC + number.to_bytes(2, "big") + (len(body) if length is None else length).to_bytes(4, "big") + body
    return front + hashlib.sha256(front).digest()


def body_of(header: Header) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(encode(header)[14:-32])
    return found


def canonical(plain: object) -> bytes:
    return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize("users", [1, 2, 200])
def test_what_is_written_is_read(users: int) -> None:
    header = made(users=users)
    assert decode(encode(header)) == header
    assert len(encode(header)) < form.MOST_BYTES


def with_recovery(set_number: int = 3) -> Header:
    header = made()
    return replace(header, recovery=Recovery(set_number, bytes(32), header.users[0].wraps)).sealed_with(bytes(32))


def test_a_recovery_key_needs_the_second_format_and_without_one_the_first_is_written() -> None:
    header = with_recovery()
    data = encode(header)
    assert decode(data) == header
    assert [encode(each)[8:10] for each in (made(), header)] == [b"\x00\x01", b"\x00\x02"]
    assert header.is_sealed_with(bytes(32))
    assert not replace(header, recovery=None).is_sealed_with(bytes(32)), "the seal covers it"


@pytest.mark.parametrize(("header", "number"), [(made(), 2), (with_recovery(), 1), (made(), 0)])
def test_a_header_in_another_format_than_it_needs_is_damage(header: Header, number: int) -> None:
    with pytest.raises(DamagedHeader):
        decode(framed(canonical(body_of(header)), number=number))


@pytest.mark.parametrize("recovery", [None, [], {}, {"set": 0}, {"set": 1, "public": "00" * 32, "wraps": []}])
def test_a_recovery_key_of_another_form_is_damage(recovery: object) -> None:
    with pytest.raises(DamagedHeader):
        decode(framed(canonical(body_of(made()) | {"recovery": recovery}), number=2))


def test_every_truncation_is_damage() -> None:
    data = encode(made())
    for length in range(len(data)):
        with pytest.raises(DamagedHeader):
            decode(data[:length])


def test_every_flipped_bit_is_damage() -> None:
    data = encode(made())
    for index in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[index] ^= 1 << bit
            with pytest.raises(DamagedHeader):
                decode(bytes(flipped))


def test_bytes_after_the_end_are_damage() -> None:
    with pytest.raises(DamagedHeader):
        decode(encode(made()) + b"\x00")


@given(st.binary(max_size=2000))
@example(b"")
@example(form.MAGIC)
@example(b"SQLite format 3\x00" + bytes(4080))
def test_any_bytes_are_a_header_or_damage(data: bytes) -> None:
    with pytest.raises(DamagedHeader):
        decode(data)


@given(st.binary(max_size=600))
def test_any_body_under_a_right_digest_is_damage(body: bytes) -> None:
    with pytest.raises(DamagedHeader):
        decode(framed(body))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=20,
)


@given(plain=JSON)
def test_any_json_under_a_right_digest_is_damage(plain: object) -> None:
    with pytest.raises(DamagedHeader):
        decode(framed(canonical(plain)))


def paths(plain: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    found = [above] if above else []
    children = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for key, inner in children:
        found += paths(inner, (*above, key))
    return found


PLACES = paths(body_of(made()))


@given(place=st.sampled_from(PLACES), value=JSON | st.sampled_from(["ab" * n for n in (12, 16, 32, 48)]))
def test_a_header_with_one_value_replaced_is_read_as_such_or_damage(place: tuple[Any, ...], value: object) -> None:
    plain = body_of(made())
    inner = plain
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    try:
        read = decode(framed(canonical(plain)))
    except DamagedHeader:
        return
    assert body_of(read) == plain
    # Whatever was replaced, the seal of the ledger's key shows it.
    assert read == made() or not read.is_sealed_with(bytes(32))


@given(place=st.sampled_from(PLACES))
def test_a_header_with_one_value_missing_is_damage(place: tuple[Any, ...]) -> None:
    plain = body_of(made())
    inner = plain
    for key in place[:-1]:
        inner = inner[key]
    del inner[place[-1]]
    try:
        decode(framed(canonical(plain)))
    except DamagedHeader:
        return
    # Only a whole member of a list can be left out and leave the right form.
    assert isinstance(place[-1], int)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plain: plain.update(more=1),
        lambda plain: plain.update(users=[]),
        lambda plain: plain.update(users=plain["users"] * 2),
        lambda plain: plain.update(users=plain["users"] * 201),
        lambda plain: plain.update(revision=True),
        lambda plain: plain.update(revision=0),
        lambda plain: plain.update(revision=2**31),
        lambda plain: plain.update(vault="zz" * 16),
        lambda plain: plain.update(vault="AB" * 16),
        lambda plain: plain.update(vault="0 " * 16),
        lambda plain: plain["users"][0].update(slots=plain["users"][0]["slots"] * 17),
        lambda plain: plain["users"][0].update(wraps=plain["users"][0]["wraps"] * 2),
        lambda plain: plain["users"][0]["slots"][0].update(kind="none"),
        lambda plain: plain["users"][0]["slots"][0].update(cost=[64, 3]),
        lambda plain: plain["users"][0]["wraps"][0].update(book="other"),
    ],
)
def test_a_form_that_is_never_written_is_damage(spoil: Callable[[dict[str, Any]], None]) -> None:
    plain = body_of(made())
    spoil(plain)
    with pytest.raises(DamagedHeader) as caught:
        decode(framed(canonical(plain)))
    assert caught.value.params["reason"] == "form"


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 20_000,
        b"9" * 10_000,
        b"NaN",
        b'{"vault":1,"vault":1}',
        b" " + canonical(body_of(made())),
    ],
)
def test_json_made_to_hurt_is_damage(body: bytes) -> None:
    with pytest.raises(DamagedHeader):
        decode(framed(body))


def test_a_wrong_length_or_an_older_format_under_a_right_digest_is_damage() -> None:
    body = canonical(body_of(made()))
    assert decode(framed(body)) == made()
    for data in (framed(body, length=len(body) - 1), framed(body, number=0)):
        with pytest.raises(DamagedHeader):
            decode(data)


def test_a_later_format_is_newer_and_not_damaged() -> None:
    with pytest.raises(NewerSchema):
        decode(framed(b"anything", number=form.FORMAT + 1))


def test_a_header_beyond_the_bound_is_not_even_read() -> None:
    with pytest.raises(DamagedHeader):
        decode(framed(bytes(form.MOST_BYTES)))


@pytest.mark.parametrize(
    ("cost", "accepted"),
    [
        (FLOOR, True),
        (CEILING, True),
        (KdfCost(63, 3, 4), False),
        (KdfCost(64, 1, 4), False),
        (KdfCost(1025, 3, 4), False),
        (KdfCost(64, 10_000, 4), False),
        (KdfCost(64, 3, 10_000), False),
    ],
)
def test_a_cost_under_the_floor_or_over_the_ceiling_is_refused(cost: KdfCost, accepted: bool) -> None:
    data = encode(made(cost))
    if accepted:
        assert decode(data).users[0].slots[0].cost == cost
        return
    with pytest.raises(DamagedHeader) as caught:
        decode(data)
    assert caught.value.params["reason"] == "cost"


def test_the_seal_shows_any_change_and_any_other_key() -> None:
    header = made(users=2)
    assert header.is_sealed_with(bytes(32))
    assert not header.is_sealed_with(b"x" * 32)
    assert not replace(header, revision=8).is_sealed_with(bytes(32))
    assert not replace(header, users=header.users[:1]).is_sealed_with(bytes(32))


def test_what_a_secret_belongs_to_differs_in_each_of_its_parts() -> None:
    cost = KdfCost(64, 3, 4)
    slots = {
        form.slot_belongs_to(vault, user, public, "passphrase", salt, chosen)
        for vault in (b"a" * 16, b"b" * 16)
        for user in (1, 2)
        for public in (b"a" * 32, b"b" * 32)
        for salt in (b"a" * 16, b"b" * 16)
        for chosen in (cost, replace(cost, mebibytes=65), replace(cost, passes=4), replace(cost, lanes=5))
    }
    assert len(slots) == 64
    wraps = {
        form.wrap_belongs_to(vault, user, book, generation)
        for vault in (b"a" * 16, b"b" * 16)
        for user in (1, 2)
        for book in form.BOOKS
        for generation in (1, 2)
    }
    assert len(wraps) == 16
