"""What the sample office's people agreed to: most of it in force, one consent over, one soon over, one withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.domain.consents import ConsentChannel, ConsentDraft, ConsentRule, Purpose
from desktop.services import consents
from desktop.services.settings import load_settings, save_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.services.office import Office

_MONTHS = timedelta(days=90)
_SOON = timedelta(days=20)
_YEARS = timedelta(days=730)
_KNOWN = (
    "clinic",
    "landlord",
    "school",
    "north",
    "baker",
    "choir",
)  # whose names accountants see by a contract or gift


def agree(office: Office, codes: Mapping[str, str]) -> None:
    """Record the consents of the sample's people, and let names on documents need one from now on."""
    today = office.today()
    before = today - _MONTHS
    paper = ConsentDraft(Purpose.DATA, ConsentChannel.PAPER, before, today + _YEARS)
    for key in _KNOWN:
        named = ConsentDraft(
            Purpose.ACCOUNTANT, ConsentChannel.EMAIL, before, note="Agreed with the contract or the gift"
        )
        consents.record_consent(office, codes[key], named)
    florist, weaver, carpenter = (codes[key] for key in ("florist", "weaver", "carpenter"))
    for purpose in (Purpose.DATA, Purpose.ACCOUNTANT, Purpose.PUBLISH_STORY):
        consents.record_consent(office, florist, replace(paper, purpose=purpose))
    photo = replace(paper, purpose=Purpose.PUBLISH_PHOTO, channel=ConsentChannel.MESSENGER)
    number = consents.record_consent(office, florist, photo).number
    consents.withdraw_consent(office, number, today, "Relatives at home are asked about her")
    oral = replace(paper, channel=ConsentChannel.WITNESSED, until=None, witness="Ema Lichylnik")
    consents.record_consent(office, weaver, oral)
    consents.record_consent(office, carpenter, replace(paper, until=today - _SOON))
    consents.record_consent(office, carpenter, replace(paper, purpose=Purpose.ACCOUNTANT))  # his voucher names him
    others = [code for key, code in codes.items() if key.startswith("person")]
    for place, code in enumerate(others[:-1]):  # the last one was not asked yet
        until = today + _SOON if place == 1 else paper.until
        consents.record_consent(office, code, replace(paper, until=until))
    save_settings(office, replace(load_settings(office), document_consent=ConsentRule.REFUSE))
