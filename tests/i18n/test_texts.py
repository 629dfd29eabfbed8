"""The screens' language and a document's language: asked for, changed, listened to."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from desktop import i18n


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    before_folder, before_language = i18n._screen.folder, i18n.screen_language()
    catalog = Catalog(locale="be")
    catalog.add("Save", "Захаваць")
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    place = tmp_path / "be" / "LC_MESSAGES" / "skarbonka.mo"
    place.parent.mkdir(parents=True)
    place.write_bytes(compiled.getvalue())
    i18n.install(tmp_path)
    yield tmp_path
    i18n.install(before_folder)
    i18n.use_language(before_language)


@pytest.mark.usefixtures("folder")
def test_screens_speak_the_language_in_use() -> None:
    assert (i18n.screen_language(), i18n.tr("Save")) == ("en", "Save")
    i18n.use_language("be")
    assert (i18n.screen_language(), i18n.tr("Save"), i18n.tr("Unknown text")) == ("be", "Захаваць", "Unknown text")
    assert i18n.ptr("menu", "Save") == "Save"
    assert i18n.ntr("{count} day", "{count} days", 2) == "2 days"
    assert i18n.mark("Save") == "Save"
    i18n.use_language("tlh")
    assert (i18n.screen_language(), i18n.tr("Save")) == ("en", "Save")


@pytest.mark.usefixtures("folder")
def test_a_document_speaks_its_own_language() -> None:
    assert i18n.texts("be").tr("Save") == "Захаваць"
    assert i18n.texts("be").language == "be"
    assert i18n.texts("de").language == "en"
    assert i18n.tr("Save") == "Save"


@pytest.mark.usefixtures("folder")
def test_a_listener_hears_changes_until_it_stops() -> None:
    heard: list[str] = []
    stop = i18n.on_language_change(lambda: heard.append(i18n.screen_language()))
    i18n.use_language("be")
    i18n.use_language("en")
    stop()
    stop()
    i18n.use_language("be")
    assert heard == ["be", "en"]
