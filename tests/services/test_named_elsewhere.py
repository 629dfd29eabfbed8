"""Before somebody is erased, the texts of others that may speak of them are named; nothing touches these."""

from pathlib import Path

import pytest

from desktop.domain.campaigns import ItemDraft
from desktop.domain.case_events import EventDraft
from desktop.domain.people import PersonCategory
from desktop.services import case_events, erasing, people
from desktop.services.erasing_words import stays
from desktop.services.office import Office
from desktop.storage.named_elsewhere import stems
from tests.services.office_kit import PASSPHRASE, TODAY, Kit, eur, make_office

FAMILY = "Ковальчук"


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(make_office(tmp_path / "vault"))


def named(office: Office, code: str) -> tuple[str, ...]:
    return erasing.view_erasure(office, code).elsewhere


def test_texts_of_others_that_decline_the_name_are_found(kit: Kit) -> None:
    her = kit.person("Florist", PersonCategory.BENEFICIARY, name_local=f"Мілана {FAMILY}", phone="+37060011222")
    said = "сябар Міланы КОВАЛЬЧУКОВАЙ"
    other = kit.person("Heron", PersonCategory.BENEFICIARY, name_local="Алесь Птушкін", notes=said)
    third = kit.person("Swan", PersonCategory.BENEFICIARY, name_local="Ірына Ліс", notes="тэлефон +37060011222")
    fourth = kit.person("Tern", PersonCategory.BENEFICIARY, name_local="Янка Поль")
    case_events.save_event(kit.office, fourth, EventDraft(TODAY, text=f"Бачылі {FAMILY}"))
    kit.person("Namesake", name_local=f"Пётра {FAMILY}")  # a name of their own speaks of nobody else
    kit.campaign("10.00", title=f"Для {FAMILY}", beneficiary=her)
    told = kit.campaign("10.00", title="Ремонт", story=f"Разам з {FAMILY}овай", beneficiary=other).code
    titled = kit.campaign("10.00", title="Дом", titles=(("ru", f"Дом рядом с {FAMILY}ом"),), beneficiary=other).code
    item = ItemDraft("Line", eur("5.00"), description=f"Ліст для {FAMILY.lower()}")
    priced = kit.campaign(title="Крама", items=(item,), beneficiary=third).code
    found = (told, titled, priced, other, third, fourth)
    assert named(kit.office, her) == found
    assert any(", ".join(found) in text for text in stays(erasing.view_erasure(kit.office, her)))


def test_control_who_is_named_nowhere_is_not_found(kit: Kit) -> None:
    her = kit.person("Florist", PersonCategory.BENEFICIARY, name_local=f"Мілана {FAMILY}")
    kit.person("Heron", name_local="Алесь Птушкін", notes="сябар Міланы")
    assert named(kit.office, her) == ()
    assert not any("may speak" in text for text in stays(erasing.view_erasure(kit.office, her)))


def test_many_are_counted_and_erasing_leaves_them(kit: Kit) -> None:
    her = kit.person("Florist", PersonCategory.BENEFICIARY, name_local=f"Мілана {FAMILY}")
    others = [kit.person(f"Bird {number}", notes=f"гл. {FAMILY}") for number in range(14)]
    done = erasing.erase_person(kit.office, her, PASSPHRASE)
    assert done.elsewhere == tuple(others)
    assert any(f"{others[11]} and 2 more" in text for text in stays(done))
    assert people.load_person(kit.office, others[0]).draft.notes == f"гл. {FAMILY}"


def test_short_words_are_not_looked_for() -> None:
    assert stems(["Li Wu", "", "Ann"], ["tel", "anna@x"]) == ("anna@x",)
    assert stems(["Anna Nowak"], []) == ("Now", "now", "NOW")
