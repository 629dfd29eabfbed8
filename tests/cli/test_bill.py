"""components: a line for each part, or the whole bill, without a vault."""

import json

from tests.cli.conftest import Run


def test_components_are_listed_without_a_vault_and_billed_for_machines(run: Run) -> None:
    said = run("components", stdin="")
    assert (said.code, said.err) == (0, "")
    lines = [line.split() for line in said.out.splitlines()]
    assert lines[0] == ["skarbonka", lines[0][1], "GPL-3.0-or-later"]
    assert ["resources/fonts", "Bitstream-Vera"] in lines
    assert any(line[0] == "SQLCipher" for line in lines)
    told = json.loads(run("components", "--json", stdin="").out)
    assert told["bomFormat"] == "CycloneDX"
    assert told["metadata"]["component"]["name"] == "skarbonka"
