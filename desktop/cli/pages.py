"""Commands about campaign pages: what one says, and importing several."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli import arguments
from desktop.cli.main import DONE, MISUSE, REFUSED, complain
from desktop.cli.session import opened
from desktop.domain.errors import CannotRead, SkarbonkaError
from desktop.domain.ids import CodeKind
from desktop.domain.imports import PageImport
from desktop.i18n import ntr, tr
from desktop.services import pages, wording
from desktop.services.page_text import page_text

if TYPE_CHECKING:
    import argparse

    from desktop.domain.money import Money
    from desktop.domain.pages import PageDraft
    from desktop.domain.summaries import Imported
    from desktop.services.office import Office


def read_page(options: argparse.Namespace) -> int:
    """Say what a campaign page says; exit code 2 when the file is none."""
    try:
        page = pages.read_page_file(Path(options.file))
    except CannotRead as error:
        return complain(f"{options.file}: {wording.explain(error).why}", MISUSE)
    if options.json:
        print(json.dumps(as_json(page), ensure_ascii=False, indent=2))
    else:
        _print_page(page)
    return DONE


def show_page(options: argparse.Namespace) -> int:
    """Print a campaign's page as text; say it when the page names somebody whom its appeal does not name."""
    with opened(options) as office:
        page = page_text(office, arguments.code(CodeKind.CAMPAIGN, options.code))
    print(page.text, end="")
    if page.names:
        complain(
            tr("The text names the beneficiary, and the appeal is said not to. Read it before it is published."), DONE
        )
    elif page.title_names:
        complain(tr("A title in another language names the beneficiary, and the appeal is said not to."), DONE)
    return DONE


def as_json(page: PageDraft) -> dict[str, Any]:
    """Give a page as plain values: amounts as decimal strings or null. The keys are a promise to other programs."""
    return {
        "title": page.title,
        "person": page.person,
        "stated_goal": _plain(page.stated_goal),
        "currency": page.currency,
        "items": [
            {"description": item.description, "amount": item.amount.plain(), "currency": item.amount.currency}
            for item in page.items
        ],
        "item_sum": _plain(page.item_sum),
        "collected": _plain(page.collected),
        "status": page.status.value,
        "warnings": [warning.value for warning in page.warnings],
    }


def _plain(amount: Money | None) -> str | None:
    return amount.plain() if amount is not None else None


def _said(amount: Money | None) -> str:
    return wording.money(amount) if amount is not None else "—"


def _print_page(page: PageDraft) -> None:
    """Print a page for a reader."""
    lines = [
        (tr("Title"), page.title),
        (tr("Person"), page.person or "—"),
        (tr("Stated goal"), _said(page.stated_goal)),
        (tr("Sum of items"), _said(page.item_sum)),
        (tr("Collected"), _said(page.collected)),
        (tr("Status"), wording.label(page.status)),
    ]
    width = max(len(name) for name, _value in lines)
    for name, value in lines:
        print(f"{name:<{width}}  {value}")
    for index, item in enumerate(page.items, 1):
        print(f"  {index}. {wording.money(item.amount)}  {item.description}")
    for warning in page.warnings:
        print(f"! {wording.label(warning)}")


def import_pages(options: argparse.Namespace) -> int:
    """Import pages, each in its own transaction; a page that fails is named, and the others still come in."""
    person = arguments.code(CodeKind.PERSON, options.person) if options.person else None
    alias, failed = options.alias.strip(), False
    with opened(options) as office:
        for name in options.files:
            try:
                made = _import(office, name, person, alias, again=options.again)
            except SkarbonkaError as error:
                failed = True
                complain(f"{name}: {_why(error)}", REFUSED)
                continue
            if alias:  # the person is made once; the other pages of this command belong to the same one
                person, alias = made.person, ""
            _print_imported(name, made)
    return REFUSED if failed else DONE


def _import(office: Office, name: str, person: str | None, alias: str, *, again: bool) -> Imported:
    page = pages.read_page_file(Path(name))
    campaign = pages.proposed_campaign(page)
    return pages.import_page(
        office,
        PageImport(
            page=page,
            campaign=campaign,
            collected=page.collected,
            on=office.today(),
            person=person,
            alias=alias,
            again=again,
        ),
    )


def _why(error: SkarbonkaError) -> str:
    words = wording.explain(error)
    return words.why if isinstance(error, CannotRead) else words.line()


def _print_imported(name: str, made: Imported) -> None:
    parts = [
        made.campaign,
        *([made.person] if made.person else []),
        ntr("{count} expense item", "{count} expense items", made.items),
        *([tr("{amount} brought in").format(amount=wording.money(made.opening))] if made.opening else []),
        Path(name).name,
    ]
    print("  ".join(parts))
