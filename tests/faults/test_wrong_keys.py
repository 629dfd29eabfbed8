"""What does not open a vault: wrong passphrases, other keyboards, wrong key files and papers, and files cut short.

Each is answered by its own sentence with the step that leads on, nothing is written into the books, and the right key
opens afterwards as before. Wrong ones in a row are slowed down, however they are wrong.
"""

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.domain.errors import (
    BackupDamaged,
    DamagedDatabase,
    DamagedHeader,
    KeyFileNeeded,
    NotABackup,
    Refused,
    SkarbonkaError,
    WrongKeyFile,
    WrongPassphrase,
)
from desktop.domain.key_files import key_file_from, read_key_file, write_key_file
from desktop.services import attempts, backups, key_files, recovery, users, vaults, wording
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, SetClock, books, make_office, open_office

ROOT = Path(__file__).parents[2]
HERS = "copper willow seven northern lights"
QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`1234567890 "
#: The letters that the keys of QWERTY give on other keyboards.
KEYBOARDS = {
    "Russian": "йцукенгшщзхъфывапролджэячсмитьбю.ё1234567890 ",
    "Belarusian": "йцукенгшўзх'фывапролджэячсмітьбю.ё1234567890 ",
    "Ukrainian": "йцукенгшщзхїфівапролджєячсмитьбю.'1234567890 ",
    "Lithuanian": "qwertyuiop[]asdfghjkl;'zxcvbnm,./`ąčęėįšųū90 ",
    "German": "qwertzuiopü+asdfghjklöäyxcvbnm,.-^1234567890 ",
    "French": "azertyuiop^$qsdfghjklmùwxcvbn,;:!²&é\"'(-è_çà ",
}
#: What each failure must say to do next, in English.
LEADS_ON = {
    WrongPassphrase: "keyboard's language and Caps Lock",
    KeyFileNeeded: "key file",
    WrongKeyFile: "your own key file",
    DamagedHeader: "from a backup",
    DamagedDatabase: "backup",
    BackupDamaged: "an older one",
    NotABackup: "backup",
}


@dataclass(frozen=True)
class Place:
    """A closed office of two users, of whom the second has a key file; a backup and the papers of a recovery key."""

    folder: Path
    stick: Path
    backup: Path
    papers: tuple[str, ...]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    office = make_office(tmp_path / "vault")
    kit = Kit(office)
    kit.give(kit.campaign("500").code, "70", kit.person("North Star"), receipt="en")
    users.add_user(office, PASSPHRASE, "Hanna", HERS)
    papers = recovery.make_recovery(office, PASSPHRASE).parts
    stick = tmp_path / "stick" / "mine.skarbonka-key"
    stick.parent.mkdir()
    office.close()
    hers = vaults.open_vault(tmp_path / "vault", HERS, clock=SetClock(), floor=CHEAP)
    key_files.make_key_file(hers, HERS, stick)
    hers.close()
    office = open_office(tmp_path / "vault")
    shutil.copy(backups.make_backup(office).path, tmp_path / "one.backup")
    office.close()
    return Place(tmp_path / "vault", stick, tmp_path / "one.backup", papers)


# ------------------------------------------------------------------------------------------------------------ attempts


def no_more_waiting(folder: Path) -> None:
    attempts._forget(attempts._name(folder))


def answer(attempt: Callable[[], object], folder: Path) -> str:
    """Try, and give the name of the failure (or the code of the refusal); its sentence must be right."""
    no_more_waiting(folder)
    try:
        attempt()
    except SkarbonkaError as error:
        failure = error
    else:
        return "opened"
    said = wording.explain(failure)
    if isinstance(failure, Refused):
        assert len(said.what) > 15
        assert failure.problems[0].code not in said.what
        return failure.problems[0].code
    assert said.what
    assert said.why
    assert LEADS_ON[type(failure)] in said.next, said
    return type(failure).__name__


def opening(folder: Path, passphrase: str, file: Path | None = None) -> Callable[[], None]:
    def attempt() -> None:
        vaults.open_vault(folder, key_files.opener(passphrase, file), clock=SetClock(), floor=CHEAP).close()

    return attempt


def on_keyboard(letters: str, text: str) -> str:
    """What the keys of a text give on another keyboard."""
    return text.translate(str.maketrans(QWERTY, letters))


def wrong_passphrase(dice: random.Random, right: str) -> str:
    """A passphrase as people mistype it; never the right one."""
    place = dice.randrange(len(right))
    rest = right[place + 1 :]
    words = right.split()
    typed = dice.choice(
        (
            right[:place] + rest,
            right[:place] + right[place] + right[place] + rest,
            right[:place] + dice.choice("abcdefghijklmnopqrstuvwxyząėж0 ") + rest,
            right[:place] + right[place].swapcase() + rest,
            right[:place] + rest[:1] + right[place] + rest[1:],
            right.swapcase(),
            right.title(),
            right[: place + 1],
            right.replace(" ", ""),
            right.replace(" ", "-"),
            right + " ",
            " ".join(dice.sample(words, len(words))),
            on_keyboard(dice.choice(list(KEYBOARDS.values())), right),
            "".join(chr(dice.choice((dice.randrange(32, 0x500), dice.randrange(0x10000)))) for _ in range(place)),
        )
    )
    return typed if typed not in {right, ""} else right + "."


def try_passphrases(place: Place, count: int) -> Counter[str]:
    dice, found = random.Random(10), Counter[str]()
    for turn in range(count):
        right = (PASSPHRASE, HERS)[turn % 2]
        found[answer(opening(place.folder, wrong_passphrase(dice, right)), place.folder)] += 1
    return found


def try_key_files(place: Place, count: int) -> Counter[str]:
    """Her passphrase with her key file damaged, or with another one, or with none."""
    dice, found = random.Random(11), Counter[str]()
    whole, file = place.stick.read_bytes(), place.stick.with_name("tried.skarbonka-key")
    for turn in range(count):
        data = bytearray(whole)
        if turn % 4 == 0:
            data = bytearray(write_key_file(key_file_from(bytearray(dice.randbytes(32)))))
        elif turn % 4 == 1:
            del data[dice.randrange(len(data) - 2) :]
        elif turn % 4 == 2:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        else:
            data = bytearray(dice.randbytes(dice.choice((0, 20, 200, 5000))))
        if is_the_same(bytes(data), whole):  # a letter of its digits in the other case is no damage
            continue
        file.write_bytes(data)
        found[answer(opening(place.folder, HERS, file), place.folder)] += 1
    found[answer(opening(place.folder, HERS), place.folder)] += 1
    found[answer(opening(place.folder, HERS, file.with_name("gone")), place.folder)] += 1
    found[answer(opening(place.folder, HERS, file.parent), place.folder)] += 1
    found[answer(opening(place.folder, PASSPHRASE[:-1], place.stick), place.folder)] += 1
    return found


def is_the_same(data: bytes, whole: bytes) -> bool:
    try:
        return read_key_file(data).secret == read_key_file(whole).secret
    except Refused:
        return False


def try_papers(place: Place, count: int) -> Counter[str]:
    """Two papers of the recovery key, of which one is mistyped, cut, or the same again."""
    dice, found = random.Random(12), Counter[str]()
    for _turn in range(count):
        first, second = dice.sample(place.papers, 2)
        at = dice.randrange(len(first))
        wrong = dice.choice(
            (
                second,
                first[:at],
                first[:at] + dice.choice("0123456789Oо") + first[at + 1 :],
                first[:at] + first[at + 1 :],
            )
        )
        if "".join(filter(str.isalnum, wrong)) == "".join(filter(str.isalnum, first)):
            continue

        def attempt(wrong: str = wrong, second: str = second) -> None:
            recovery.users_by_parts(place.folder, wrong, second, clock=SetClock(), floor=CHEAP)

        found[answer(attempt, place.folder)] += 1
    return found


def truncate(place: Place, count: int) -> Counter[str]:
    """Cut the header (both copies), a book, the backup at chosen lengths; each is told as what it is."""
    dice, found = random.Random(13), Counter[str]()
    for turn in range(count):
        which = ("header", "ledger.db", "identity.db", "backup")[turn % 4]
        files = [place.folder / "header", place.folder / "header.copy"] if which == "header" else [place.folder / which]
        files = [place.backup] if which == "backup" else files
        whole = files[0].read_bytes()
        length = dice.randrange(len(whole)) if turn > 7 else (0, 1)[turn // 4]
        for path in files:
            path.write_bytes(whole[:length])
        attempt = opening(place.folder, PASSPHRASE)
        if which == "backup":

            def attempt(turn: int = turn) -> None:
                target = place.backup.with_name(f"restored {turn}")
                try:
                    backups.restore_backup(place.backup, PASSPHRASE, target, floor=CHEAP)
                finally:
                    assert not target.exists()
                    assert not [each for each in target.parent.iterdir() if each.name.startswith(".restored")]

        found[f"{which.partition('.')[0]}: {answer(attempt, place.folder)}"] += 1
        for path in files:
            path.write_bytes(whole)
    return found


def whole_battery(place: Place, rounds: int) -> dict[str, Counter[str]]:
    """Run all of it; nothing is written by any of it, and the right keys open afterwards."""
    before = books(place.folder)
    found = {
        "passphrases": try_passphrases(place, rounds),
        "key files": try_key_files(place, rounds),
        "papers": try_papers(place, rounds),
        "truncations": truncate(place, 200),
    }
    assert books(place.folder) == before
    no_more_waiting(place.folder)
    opening(place.folder, PASSPHRASE)()
    opening(place.folder, HERS, place.stick)()
    return found


def check(found: dict[str, Counter[str]]) -> None:
    """Each answer is the one that fits."""
    assert set(found["passphrases"]) == {"KeyFileNeeded"}  # one user has a key file: it may be what is missing
    assert set(found["key files"]) == {
        "WrongPassphrase", "WrongKeyFile", "KeyFileNeeded",
        "key_file.not_one", "key_file.damaged", "key_file.missing", "key_file.unreadable",
    }  # fmt: skip
    assert {each.partition(".")[0] for each in found["papers"]} == {"recovery"}
    assert {"recovery.part_group", "recovery.same_part", "recovery.part_length"} <= set(found["papers"])
    assert set(found["truncations"]) <= {
        "header: DamagedHeader", "ledger: DamagedDatabase", "identity: DamagedDatabase",
        "backup: BackupDamaged", "backup: NotABackup",
    }  # fmt: skip
    assert found["truncations"]["header: DamagedHeader"] == 50


def test_what_is_wrong_is_answered_by_its_own_sentence(place: Place) -> None:
    check(whole_battery(place, 40))


@pytest.mark.full
def test_1000_wrong_keys_and_200_truncations(place: Place) -> None:
    found = whole_battery(place, 350)
    for name, answers in found.items():
        print(f"{name}: {sum(answers.values())}: {dict(answers)}")
    check(found)


@pytest.mark.parametrize("keyboard", KEYBOARDS)
def test_the_right_passphrase_on_another_keyboard_leads_to_the_keyboard(tmp_path: Path, keyboard: str) -> None:
    make_office(tmp_path / "vault").close()
    typed = on_keyboard(KEYBOARDS[keyboard], f"{PASSPHRASE}3")[:-1]
    attempt = opening(tmp_path / "vault", typed)
    assert answer(attempt, tmp_path / "vault") == ("opened" if typed == PASSPHRASE else "WrongPassphrase")
