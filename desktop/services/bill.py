"""The bill of materials: what the program consists of, in the form that tools read (CycloneDX 1.6, JSON).

The same components give the same bytes: sorted, numbered by their content, and without the time of making unless
SOURCE_DATE_EPOCH says one. A built program carries its own bill among the resources; a checkout makes one.
"""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.services.components import Component, is_spdx, its_components, the_program

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME = "skarbonka.cdx.json"
"""The bill's name among the resources of a built program, and beside the installer."""

_SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
_NUMBERS = uuid.UUID("6f1c2a52-0d0e-5b7a-9c1b-53b4a7be7d10")  # of our bills; any would do, but always this one


def make_bill(root: Path, more: Iterable[Component] = (), built_at: str | None = None) -> bytes:
    """Make the bill of a checkout.

    Args:
        root: The checkout's folder.
        more: What a built program consists of besides: libraries of the system on which it was built.
        built_at: Seconds since 1970, as SOURCE_DATE_EPOCH gives them; that variable's own where None.
    """
    program = the_program(root)
    components = sorted([*its_components(root), *more], key=lambda each: (each.kind, each.name.lower(), each.version))
    about: dict[str, Any] = {"component": _described(program), "lifecycles": [{"phase": "build"}]}
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "") if built_at is None else built_at
    if seconds:
        about["timestamp"] = datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    used = tuple(each.mark for each in components if each.used)
    needs = [{"ref": program.mark, "dependsOn": sorted(used)}]
    needs += [{"ref": each.mark, "dependsOn": list(each.needs)} for each in components]
    bill = {
        "$schema": _SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": about,
        "components": [_described(each) for each in components],
        "dependencies": sorted(needs, key=lambda each: str(each["ref"])),
    }
    number = uuid.uuid5(_NUMBERS, json.dumps(bill, sort_keys=True))
    return (json.dumps({**bill, "serialNumber": f"urn:uuid:{number}"}, indent=1, sort_keys=True) + "\n").encode()


def _described(each: Component) -> dict[str, Any]:
    """Give a component in the standard's words; what is not known is left out."""
    said: dict[str, Any] = {
        "type": each.kind,
        "bom-ref": each.mark,
        "name": each.name,
        "version": each.version,
        "scope": "required" if each.used else "optional",  # the standard's word for what is not installed
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in each.hashes],
        "licenses": _licences(each),
        "purl": each.package,
        "cpe": each.known_as,
        "properties": [{"name": "skarbonka:where", "value": each.where}] if each.where else [],
        "components": [_described(held) for held in each.holds],
    }
    return {key: value for key, value in said.items() if value}


def _licences(each: Component) -> list[dict[str, Any]]:
    """Say the licence: an entry of the standard list, several of them, or else in the words that are there."""
    if not each.licence:
        return []
    how = "concluded" if each.read else "declared"
    if " " in each.licence and is_spdx(each.licence):
        return [{"expression": each.licence, "acknowledgement": how}]
    key = "id" if is_spdx(each.licence) else "name"
    return [{"license": {key: each.licence, "acknowledgement": how}}]


# -------------------------------------------------------------------------------------------- for the reader


@dataclass(frozen=True, slots=True)
class BillLine:
    """One component in a line for a reader."""

    name: str
    version: str
    licence: str


def own_bill() -> bytes:
    """Give the bill of the program as it runs here: what was built with it, else one of this checkout."""
    shipped = paths.resources() / NAME
    return shipped.read_bytes() if shipped.exists() else make_bill(paths.resources().parent)


def lines(bill: bytes) -> tuple[BillLine, ...]:
    """Give a bill's lines for a reader: the program, then what it uses here."""
    told = json.loads(bill)
    shown = [told["metadata"]["component"], *(each for each in told["components"] if each["scope"] == "required")]
    return tuple(BillLine(each["name"], each.get("version", ""), _said(each.get("licenses", []))) for each in shown)


def _said(licences: list[dict[str, Any]]) -> str:
    found = [each.get("expression") or each["license"].get("id") or each["license"]["name"] for each in licences]
    return ", ".join(found)
