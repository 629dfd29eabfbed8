"""Saved web pages: what a reader sees of them is read, and nothing else."""

from __future__ import annotations

import pytest

from desktop.intake.markup import is_markup, visible_text
from desktop.intake.page import read_page

_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Help | Fund</title>
<style>.a{color:red}</style>
<script>var a = "<p>How much is needed?</p> €99";</script></head><body><nav><a href="/">Home</a> <a>Campaigns</a></nav>
<header><div>EN</div></header><main><h1>Help for former prisoner <b>Alena Kavalchuk</b></h1>
<ul class="tabs"><li>Story</li></ul>
<p>Hello &amp; welcome. I paid &mdash; &euro;300 &mdash; once.</p><!-- <p>€77</p> --><p title="a > b">Second.</p>
<h2>How much is needed?</h2><p>€2000</p>NEEDS
<div><span>Сollected:</span><br><strong>€ 683</strong> in <em>2&nbsp;000</em></div>
<button>Donate</button></main><footer>Another: €500 — tea</footer></body></html>"""
_LIST = "<ul><li>Rent&nbsp;&mdash; &euro;1 200</li><li>Food&nbsp;— <b>€</b>800</li></ul>"
_TABLE = (
    "<table><tr><th>Item</th><th>Sum</th></tr><tr><td>Rent</td><td>€1200</td></tr><tr><td>"
    "Food</td><td>€800</td></tr></table>"
)


@pytest.mark.parametrize(
    "needs", [_LIST, _TABLE, _LIST.upper().replace("&MDASH;", "—").replace("&NBSP;", " ").replace("&EURO;", "€")]
)
def test_a_saved_page_is_read(needs: str) -> None:
    draft = read_page(_PAGE.replace("NEEDS", needs).encode())
    assert draft.title == "Help for former prisoner Alena Kavalchuk"
    assert draft.person == "Alena Kavalchuk"
    assert draft.story == "Hello & welcome. I paid — €300 — once.\n\nSecond."
    assert [item.amount.plain() for item in draft.items] == ["1200.00", "800.00"]
    assert draft.collected is not None
    assert draft.collected.plain() == "683.00"
    assert draft.warnings == ()


def test_a_page_that_shows_the_newlines_of_its_source_is_read() -> None:
    text = "Help for a nurse\n\nHow much is needed?\n\nRent — €1200\nFood — €800\n\nCollected: € 683 in 2 000"
    draft = read_page(f"<html><body><div style='white-space: pre-line'>{text}</div></body></html>".encode())
    assert [item.amount.plain() for item in draft.items] == ["1200.00", "800.00"]


def test_windows_1251_is_believed_when_a_page_declares_it() -> None:
    page = (
        '<html><head><meta charset="windows-1251"></head><body><h1>Помощь</h1><p>Сколько нужно?</p>'
        "<p>Еда — 5 €</p></body></html>"
    )
    draft = read_page(page.encode("cp1251"))
    assert draft.encoding == "cp1251"
    assert draft.items[0].description == "Еда"


def test_text_with_a_less_sign_is_no_markup() -> None:
    assert not is_markup("I paid < €5 and > €3, <b>really</b>")


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("a<script>b</script>c", "ac"),
        ("a<SCRIPT>b</ScRiPt >c", "ac"),
        ("a<style>b", "a"),
        ("a<!-- b -->c", "ac"),
        ("a<!-- b", "a"),
        ("a<br>b", "a\nb"),
        ("a < b", "a < b"),
        ("a<b title='x>y'>c</b>", "ac"),
        ('a<b title="x>c', "ac"),
        ("a<b", "a"),
        ("a&lt;b&gt;", "a<b>"),
        ("<head><title>x</title><body>a", "a"),
        ("<nav>x<nav>y</nav></nav>z", "z"),
        ("a<svg><title>x</title></svg>b", "ab"),
    ],
)
def test_only_what_is_shown_is_seen(markup: str, seen: str) -> None:
    assert visible_text(markup).strip() == seen
