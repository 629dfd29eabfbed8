"""The English sentences of bank statements and matching rules."""

from __future__ import annotations

from desktop.i18n import mark

BANK_STATEMENTS: dict[str, str] = {
    "statement.taken_meanwhile": mark("This line became {code} since the file was looked at. Look at the file again."),
    "statement.import_again": mark(
        "What was taken back stays taken back in the ledger. Import the file again: its lines are new."
    ),
    "statement.fund_closed": mark("{campaign} takes no more gifts. Choose another campaign."),
    "rule.when": mark("Write an account, or at least {shortest} letters of what stands in the line."),
    "rule.what": mark("Choose a donor or a campaign: the rule says nothing yet."),
    "rule.many": mark("{most} matching rules are kept at most. Remove one first."),
}
