"""A key file's text: read however it was carried, and told when it was changed."""

import pytest

from desktop.domain.errors import Refused
from desktop.domain.key_files import (
    WithKeyFile,
    key_file_from,
    key_file_of,
    read_key_file,
    with_key_file,
    write_key_file,
)

SECRET = bytes(range(32))


def made() -> bytes:
    return write_key_file(key_file_from(bytearray(SECRET)))


@pytest.mark.parametrize(
    "carried",
    [
        lambda data: data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data + b"\n\n",
        lambda data: data.replace(b"S", b"s").strip(),
    ],
)
def test_it_is_read_however_it_was_carried(carried: object) -> None:
    data = carried(made())  # type: ignore[operator]
    read = read_key_file(data)
    assert bytes(read.secret) == SECRET
    assert len(read.fingerprint) == 16
    assert read.shown.replace("-", "").lower() == read.fingerprint
    assert repr(SECRET.hex()) not in repr(read)
    read.wipe()
    assert bytes(read.secret) == bytes(32)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "key_file.not_one"),
        (b"hello\nworld", "key_file.not_one"),
        (bytes(range(256)) * 40, "key_file.not_one"),
        (made()[:-20], "key_file.damaged"),
        (made().replace(b"00010203", b"00010204"), "key_file.damaged"),
        (made().replace(b"00010203", b"0001020"), "key_file.damaged"),
        (made().replace(b"key:", b"kex:"), "key_file.damaged"),
        (made() + b"more\n", "key_file.damaged"),
        (made().replace(b"fingerprint: ", b"fingerprint: 0"), "key_file.damaged"),
    ],
)
def test_what_is_none_or_was_changed_is_told(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_key_file(data)
    assert [(each.code, each.at) for each in caught.value.problems] == [(code, "key_file")]


def test_a_passphrase_carries_its_key_file() -> None:
    key_file = key_file_from(bytearray(SECRET))
    both = with_key_file("six words", key_file)
    assert both == "six words"
    assert isinstance(both, WithKeyFile)
    assert key_file_of(both) is key_file
    assert key_file_of("six words") is None
    alone = with_key_file(both, None)
    assert (alone, type(alone)) == ("six words", str)
