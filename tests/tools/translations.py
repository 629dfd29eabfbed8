"""Developers' command: bring each language's .po file up to date with the texts in the code, and say what is missing.

    .venv/bin/python -m tests.tools.translations                  update, and report
    .venv/bin/python -m tests.tools.translations --missing        print what is untranslated, as a list to fill in
    .venv/bin/python -m tests.tools.translations --fill be FILE…  take translations from filled-in lists

A list has one text a line, `English => translation`; ` | ` parts plural forms, and `context ^ English` gives a context.
The .po files are sorted and hold neither dates nor line numbers, so that a change of one text is a change of one place.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = ROOT / "desktop"
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("be", "ru", "uk", "pl", "lt")
KEYWORDS = {"tr": None, "mark": None, "ntr": (1, 2), "ptr": ((1, "c"), 2), "_stock": ((1, "c"), 2)}
HEADER = """# {name} texts of Skarbonka. Updated by tests/tools/translations.py; see resources/translations/README.md.
msgid ""
msgstr ""
"Project-Id-Version: skarbonka\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def extract(sources: Path = SOURCES) -> Catalog:
    """Collect every text of the code, with its plural, context and the files that show it."""
    template = Catalog(fuzzy=False)
    for path in sorted(sources.rglob("*.py")):
        place = path.relative_to(sources.parent).as_posix()
        for _line, texts, comments, context in extract_from_file(
            "python", path, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
        ):
            if isinstance(texts, str) or texts:
                template.add(texts, locations=[(place, 0)], auto_comments=comments, context=context)
    return template


def po_file(language: str) -> Path:
    """Say where a language's texts stand."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "skarbonka.po"


def read(language: str) -> Catalog:
    """Read a language's texts; nothing yet is an empty catalogue."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write(language: str, catalog: Catalog) -> None:
    """Write a language's texts in their one stable form."""
    out = io.BytesIO()
    for message in catalog:
        message.locations = sorted(set(message.locations))
    write_po(out, catalog, width=0, omit_header=True, sort_output=True, ignore_obsolete=True, include_previous=True,
             include_lineno=False)  # fmt: skip
    header = HEADER.format(name=catalog.locale.english_name, language=language, plurals=catalog.plural_forms)
    path = po_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header.encode() + out.getvalue().strip() + b"\n")


def messages(catalog: Catalog) -> Iterator[Message]:
    """Walk through the texts without the header."""
    return (message for message in catalog if message.id)


def is_translated(message: Message) -> bool:
    """Whether a text has a translation in each of its forms that somebody has confirmed."""
    forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return all(forms) and not message.fuzzy


def as_line(message: Message) -> str:
    """Write a text as a line of a list."""
    ids, strings = message.id, message.string
    left = " | ".join(ids) if isinstance(ids, (list, tuple)) else str(ids)
    right = " | ".join(filter(None, strings)) if isinstance(strings, (list, tuple)) else str(strings or "")
    left = f"{message.context} ^ {left}" if message.context else left
    return f"{left} => {right}".replace("\n", "\\n").rstrip()


def fill(catalog: Catalog, lines: Iterable[str]) -> int:
    """Take translations from the lines of a list where the text is known; gives how many were taken."""
    known = {as_line(message).split(" =>", 1)[0]: message for message in messages(catalog)}
    taken = 0
    for line in lines:
        left, arrow, right = line.strip().partition(" => ")
        message = known.get(left)
        if not arrow or not right or message is None:
            continue
        text = right.strip().replace("\\n", "\n")
        if left.endswith(" "):  # a prompt; editors take spaces at line ends away
            text += " "
        message.string = tuple(text.split(" | ")) if message.pluralizable else text
        message.flags.discard("fuzzy")
        message.previous_id = []
        taken += 1
    return taken


def main(arguments: list[str]) -> int:
    """Run the command; gives 1 while anything is untranslated."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--fill", nargs="+", metavar=("LANGUAGE", "FILE"), default=[])
    options = parser.parse_args(arguments)
    template, unfinished = extract(), 0
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True)
        if options.fill[:1] == [language]:
            for name in options.fill[1:]:
                lines = Path(name).read_text(encoding="utf-8").splitlines()
                print(f"{name}: {fill(catalog, lines)} texts taken", file=sys.stderr)
        for message, errors in catalog.check():
            if errors:  # a guess with other placeholders would not compile
                message.string = ("",) * catalog.num_plurals if message.pluralizable else ""
                message.flags.discard("fuzzy")
        write(language, catalog)
        missing = [message for message in messages(catalog) if not is_translated(message)]
        unfinished += len(missing)
        if options.missing:
            print("\n".join(as_line(message) for message in missing))
        print(f"{language}: {len(list(messages(catalog)))} texts, {len(missing)} to translate", file=sys.stderr)
    return 1 if unfinished else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
