"""Every text of the code stands in every language: translated, confirmed, with the same placeholders."""

import ast
import gettext
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo

from desktop import i18n
from desktop.i18n import Texts
from tests.tools import translations

CALLS = {"tr", "ntr", "ptr", "mark"}
NUMBER_OF_PLURALS = {"be": 3, "ru": 3, "uk": 3, "pl": 3, "lt": 3}
FOREIGN = {
    "be": "[ищъИЩЪ'ґєїҐЄЇ]",
    "ru": "[іўІЎґєїҐЄЇ'’]",
    "uk": "[ыэъёўЫЭЪЁЎ']",
    "pl": "[\u0400-\u04ffėįųūšžĖĮŲŪŠŽ]",
    "lt": "[\u0400-\u04ffłńóśźżŁŃÓŚŹŻ]",
}
_PLACEHOLDER = re.compile(r"\{[^}]*\}|Ctrl\+'")


def _texts_of(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else (str(message.id),)


def _strings_of(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (list, tuple)) else (str(message.string),)


def _placeholders(text: str) -> list[tuple[str, str, str]]:
    return sorted(
        (name, spec or "", how or "") for _, name, spec, how in Formatter().parse(text) if name is not None
    )  # fmt: skip


def _translated(catalog: Catalog) -> list[Message]:
    return [message for message in translations.messages(catalog) if translations.is_translated(message)]


@pytest.fixture(scope="module")
def template() -> Catalog:
    return translations.extract()


@pytest.fixture(scope="module", params=translations.LANGUAGES)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    return translations.read(str(request.param))


def test_every_complete_language_has_a_catalogue() -> None:
    assert set(translations.LANGUAGES) == set(i18n.LANGUAGES[1:])
    assert set(i18n.LANGUAGES) == set(i18n.NATIVE_NAMES)


def test_each_text_is_translated_and_none_is_left_over(template: Catalog, catalog: Catalog) -> None:
    wanted = {(message.context, _texts_of(message)) for message in translations.messages(template)}
    found = {
        (message.context, _texts_of(message))
        for message in translations.messages(catalog)
        if translations.is_translated(message)
    }
    assert wanted, "no text was found in the code"
    assert sorted(map(str, wanted - found)) == [], "run: .venv/bin/python -m tests.tools.translations"
    assert sorted(map(str, found - wanted)) == []


def test_placeholders_are_the_same(catalog: Catalog) -> None:
    for message in _translated(catalog):
        wanted = _placeholders(_texts_of(message)[-1])
        for text in _strings_of(message):
            assert _placeholders(text) == wanted, text


def test_plural_forms_are_all_there(catalog: Catalog) -> None:
    assert catalog.num_plurals == NUMBER_OF_PLURALS[str(catalog.locale)]
    for message in _translated(catalog):
        if message.pluralizable:
            assert len(_strings_of(message)) == catalog.num_plurals
            assert len(set(_strings_of(message))) > 1, message.id


def test_signs_around_a_text_are_kept(catalog: Catalog) -> None:
    for message in _translated(catalog):
        english, translated = _texts_of(message)[-1], _strings_of(message)[-1]
        assert ("&" in english) == ("&" in translated), english
        assert english.count("\n") == translated.count("\n"), english
        for sign in (" ", "\n", ":", "…", "."):
            if sign == "." and translated in {"№", "Lp."}:  # a sign of its own, where English shortens a word
                continue
            assert english.endswith(sign) == translated.endswith(sign), english
            assert english.startswith(sign) == translated.startswith(sign), english


STAND_ALONE = {
    "{count} gift booked", "{count} gift would be booked", "{count} entry read", "{count} posting read",
    "{count} journal record read", "{count} document read", "{count} record changes", "{count} page filed",
}  # fmt: skip
"""Messages of a line of their own that begin with a number in English alone."""
WITHIN = ("Polish PESEL", "identification number", "personal code", "taxpayer number")
"""What is written large in English and stands within a sentence: adjectives of countries."""


def _begins_small(text: str) -> bool:
    return text.lstrip(' \n“„«"(…')[:1].islower()


def test_what_begins_large_in_english_begins_large(catalog: Catalog) -> None:
    for message in _translated(catalog):
        english = _texts_of(message)
        if english[0].endswith(WITHIN) or not (english[0][:1].isupper() or english[0] in STAND_ALONE):
            continue
        small = [text for text in _strings_of(message) if _begins_small(text)]
        assert not small, (catalog.locale_identifier, english[0], small)


def test_no_text_has_letters_of_a_neighbour(catalog: Catalog) -> None:
    foreign = re.compile(FOREIGN[str(catalog.locale)])
    for message in translations.messages(catalog):
        for text in _strings_of(message):
            assert not foreign.search(_PLACEHOLDER.sub("", text)), text


def test_texts_in_the_code_are_english(template: Catalog) -> None:
    for message in translations.messages(template):
        for text in _texts_of(message):
            assert not re.search("[\u0400-\u04ff]", text), text


def test_the_file_compiles(catalog: Catalog) -> None:
    assert [(message.id, [str(each) for each in errors]) for message, errors in catalog.check()] == []


def test_the_file_is_in_its_one_form(catalog: Catalog) -> None:
    before = translations.po_file(str(catalog.locale)).read_bytes()
    assert b"-Date:" not in before
    assert not re.search(rb"^#: .*:[0-9]+", before, re.MULTILINE)


# ------------------------------------------------------------------------------------- how the code calls for texts


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_other_mark(call: ast.Call) -> bool:
    """Whether it is a method of that name, which has nothing to do with texts."""
    return _name(call) == "mark" and isinstance(call.func, ast.Attribute)


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, bool]]:
    """Give each call for a text, and whether it runs when the module is imported."""

    def walk(node: ast.AST, inside: bool) -> Iterator[tuple[ast.Call, bool]]:
        inside = inside or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        if isinstance(node, ast.Call) and _name(node) in CALLS and not _is_other_mark(node):
            yield node, not inside
        for child in ast.iter_child_nodes(node):
            yield from walk(child, inside)

    return walk(tree, False)


def _complaints(source: str) -> list[str]:
    found = []
    for call, at_import in _calls(ast.parse(source)):
        name = _name(call)
        texts: Sequence[ast.expr] = call.args[:2] if name in {"ntr", "ptr"} else call.args[:1]
        for text in texts:
            literal = isinstance(text, ast.Constant) and isinstance(text.value, str)
            deferred = name == "tr" and isinstance(text, (ast.Name, ast.Attribute, ast.Subscript))
            deferred = deferred or (name == "ptr" and isinstance(text, (ast.Name, ast.Attribute, ast.Subscript)))
            if not literal and not deferred:
                found.append(f"line {call.lineno}: {name}() takes a plain text, not a made one")
        if at_import and name != "mark":
            found.append(f"line {call.lineno}: {name}() at import freezes the language; use mark() there")
    return found


@pytest.mark.parametrize(
    ("source", "bad"),
    [
        ('def f():\n tr("a {x}").format(x=1)', 0),
        ('X = mark("a")\ndef f():\n tr(X)', 0),
        ('def f():\n texts.ntr("{count} a", "{count} b", 2)', 0),
        ('def f():\n tr(f"a {x}")', 1),
        ('def f():\n tr("a" + b)', 1),
        ('def f():\n tr("a {x}".format(x=1))', 1),
        ('def f():\n ntr("a", f"b{c}", 2)', 1),
        ('X = tr("a")', 1),
        ('class A:\n x = self.tr("a")', 1),
        ('X = lambda: tr("a")', 0),
        ("grid.mark({})", 0),
    ],
)
def test_the_check_of_calls_can_fail(source: str, bad: int) -> None:
    assert len(_complaints(source)) == bad


@pytest.mark.parametrize(
    "path", sorted(translations.SOURCES.rglob("*.py")), ids=lambda path: path.relative_to(translations.ROOT).as_posix()
)
def test_texts_are_called_for_rightly(path: Path) -> None:
    if path.parent.name != "i18n":
        assert _complaints(path.read_text(encoding="utf-8")) == []


# ------------------------------------------------------------------------------------------------- the command itself


def _catalog(source: str, folder: Path) -> Catalog:
    code = folder / "desktop"
    code.mkdir(exist_ok=True)
    (code / "some.py").write_text(source, encoding="utf-8")
    return translations.extract(code)


def test_extraction_finds_every_way_to_say_a_text(tmp_path: Path) -> None:
    source = 'tr("A")\nmark("B")\nntr("{count} c", "{count} cs", 2)\nptr("food", "D")\nself.texts.tr("E"\n "F")\ntr(G)'
    found = _catalog(source, tmp_path)
    assert {(message.context, _texts_of(message)) for message in translations.messages(found)} == {
        (None, ("A",)),
        (None, ("B",)),
        (None, ("{count} c", "{count} cs")),
        ("food", ("D",)),
        (None, ("EF",)),
    }


def test_update_keeps_fills_and_is_stable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "TRANSLATIONS", tmp_path / "translations")
    _catalog('tr("Money in")\nntr("{count} day", "{count} days", 2)\nptr("food", "Orange")\ntr("Old")', tmp_path)
    monkeypatch.setattr(translations, "SOURCES", tmp_path / "desktop")
    monkeypatch.setattr(translations, "LANGUAGES", ("be",))
    monkeypatch.setattr(translations.extract, "__defaults__", (tmp_path / "desktop",))
    filled = tmp_path / "filled"
    filled.write_text(
        "Money in => Грошы\n{count} day | {count} days => {count} дзень | {count} дні | {count} дзён\n"
        "food ^ Orange => Апельсін\nOld => Старое\nUnknown => Невядома\nno arrow\n",
        encoding="utf-8",
    )
    assert translations.main([]) == 1
    assert translations.main(["--fill", "be", str(filled)]) == 0
    first = translations.po_file("be").read_bytes()
    assert translations.main([]) == 0
    assert translations.po_file("be").read_bytes() == first
    _catalog('tr("Money in")\n\n\nntr("{count} day", "{count} days", 2)\nptr("food", "Orange")', tmp_path)
    assert translations.main([]) == 0
    assert "Старое" not in translations.po_file("be").read_text(encoding="utf-8")

    compiled = io.BytesIO()
    write_mo(compiled, translations.read("be"))
    compiled.seek(0)
    texts = Texts("be", gettext.GNUTranslations(compiled))
    assert texts.tr("Money in") == "Грошы"
    assert texts.tr("") == ""
    assert texts.ptr("food", "Orange") == "Апельсін"
    said = [texts.ntr("{count} day", "{count} days", count) for count in (1, 2, 5, 11, 21, 22)]
    assert said == ["1 дзень", "2 дні", "5 дзён", "11 дзён", "21 дзень", "22 дні"]
