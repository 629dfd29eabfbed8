"""Works the program from another process, as a screen reader does: over AT-SPI, by accessible ids, names and roles.

Run by the system's Python (pyatspi belongs to it) inside a D-Bus session. It reads one command a line from standard
input and answers each with one line, both JSON; `hand.py` beside it is the other end. It knows nothing of the program.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gi

gi.require_version("Atspi", "2.0")
import pyatspi  # noqa: E402
from gi.repository import GLib  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 10.0
#: Begins a line that is an answer: the bus and what it starts write to the same standard output.
ANSWER = "answer "
_BETWEEN = 0.03
_STEP = 0.4
_GRID = ".items.table"
_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_TABLES = ("table", "tree table", "list", "tree")
_LONG = 400
_MOST_CELLS = 4000


class Failed(Exception):
    """What was asked could not be done in time; its text says what and why."""


def alive(call: Callable[[], Any], default: Any = None) -> Any:
    """Ask an accessible that may be gone by now."""
    try:
        return call()
    except (GLib.GError, LookupError, NotImplementedError, AttributeError):
        return default


def states(node: Any) -> set[str]:
    found = alive(lambda: node.getState().getStates(), ())
    return {state.value_nick for state in found}


def role_name(node: Any) -> str | None:
    """Give a role's name, the same from every release of AT-SPI: newer ones call a push button a button."""
    name = alive(node.getRoleName)
    return "push button" if name == "button" else name


def fits(node: Any, want: dict[str, Any]) -> bool:
    ident = want.get("id")
    if ident is not None:
        own = alive(node.get_accessible_id, "") or ""
        if own != ident and not own.endswith("." + ident):  # a menu's actions show the path to them
            return False
    name = want.get("name")
    if name is not None and alive(lambda: node.name) != name:
        return False
    holds = want.get("holds")
    if holds is not None and holds not in (alive(lambda: node.name) or ""):
        return False
    role = want.get("role")
    return role is None or role_name(node) == role


class Driver:
    """One program and the tree that it shows."""

    def __init__(self) -> None:
        self.bus = subprocess.Popen([_LAUNCHER, "--launch-immediately"], stderr=subprocess.DEVNULL)
        self.program: subprocess.Popen[bytes] | None = None
        self.alerts: list[str] = []

    # -------------------------------------------------------------------------------- the program

    def do_start(self, argv: list[str], cwd: str, log: str) -> float:
        """Start the program; gives the seconds until its window shows."""
        began = time.monotonic()
        with Path(log).open("ab") as output:
            self.program = subprocess.Popen(argv, cwd=cwd, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        self.until(lambda: self.frames() or None, 30, "the program's window")
        return time.monotonic() - began

    def do_stop(self) -> int | None:
        """End the program if it still runs; gives its exit code."""
        if self.program is None:
            return None
        if self.program.poll() is None:
            self.program.terminate()
        try:
            return self.program.wait(10)
        except subprocess.TimeoutExpired:
            self.program.kill()
            return self.program.wait()

    def do_ended(self, patience: float = PATIENCE) -> int:
        """Wait until the program ends by itself; gives its exit code."""
        assert self.program is not None
        return self.program.wait(patience)

    def application(self) -> Any:
        assert self.program is not None
        if self.program.poll() is not None:
            raise Failed(f"the program ended with {self.program.returncode}")
        desktop = pyatspi.Registry.getDesktop(0)
        desktop.clear_cache()
        for place in range(alive(lambda: desktop.childCount, 0)):
            child = alive(lambda place=place: desktop.getChildAtIndex(place))
            if child is not None and alive(child.get_process_id) == self.program.pid:
                return child
        return None

    def frames(self) -> list[Any]:
        """The program's windows that show, the newest first."""
        application = self.application()
        if application is None:
            return []
        alive(application.clear_cache)
        found = [alive(lambda at=at: application.getChildAtIndex(at)) for at in range(application.childCount)]
        return [each for each in reversed(found) if each is not None and "showing" in states(each)]

    # -------------------------------------------------------------------------------- finding

    def walk(self, node: Any, hidden: bool) -> Any:
        """Give what stands below a node; not the cells of long tables, nor what does not show."""
        yield node
        count = alive(lambda: node.childCount, 0)
        if count > _LONG and alive(node.getRoleName) in _TABLES:
            return
        for place in range(count):
            child = alive(lambda place=place: node.getChildAtIndex(place))
            if child is None:
                continue
            if not hidden and "showing" not in states(child) and alive(child.getRoleName) not in ("list", "popup menu"):
                continue
            yield from self.walk(child, hidden)

    def matches(self, want: dict[str, Any]) -> list[Any]:
        return [
            node
            for frame in self.frames()
            for node in self.walk(frame, bool(want.get("hidden")))
            if fits(node, want) and (want.get("hidden") or "showing" in states(node))
        ]

    def until(self, ask: Callable[[], Any], patience: float, what: str) -> Any:
        """Ask again until there is an answer that is not None."""
        end = time.monotonic() + patience
        why = ""
        while True:
            try:
                answer = ask()
            except (GLib.GError, LookupError, NotImplementedError) as error:
                answer, why = None, f" ({error})"
            if answer is not None:
                return answer
            if time.monotonic() > end:
                raise Failed(f"{what} did not come{why}; there is: {self.do_words()}")
            time.sleep(_BETWEEN)

    def find(self, want: dict[str, Any]) -> Any:
        found = self.until(lambda: self.matches(want) or None, want.get("patience", PATIENCE), f"{want}")
        return found[want.get("place", 0)]

    def ready(self, want: dict[str, Any]) -> Any:
        """Find what can be worked: it shows and is enabled."""

        def ask() -> Any:
            found = [node for node in self.matches(want) if "enabled" in states(node)]
            return found[want.get("place", 0)] if len(found) > want.get("place", 0) else None

        return self.until(ask, want.get("patience", PATIENCE), f"{want} to be worked")

    # -------------------------------------------------------------------------------- looking

    def facts(self, node: Any) -> dict[str, Any]:
        relations = {}
        for relation in alive(node.getRelationSet, ()):
            kind = relation.getRelationType().value_nick
            targets = [relation.getTarget(at) for at in range(relation.getNTargets())]
            relations[kind] = [alive(lambda each=each: each.name, "") for each in targets]
        action = alive(node.queryAction)
        text = alive(node.queryText)
        return {
            "id": alive(node.get_accessible_id, ""),
            "name": node.name,
            "role": role_name(node),
            "description": node.description,
            "states": sorted(states(node)),
            "interfaces": list(node.get_interfaces()),
            "relations": relations,
            "actions": [action.getName(at) for at in range(action.nActions)] if action else [],
            "text": alive(lambda: text.getText(0, -1)) if text else None,
            "children": node.childCount,
        }

    def do_see(self, **want: Any) -> dict[str, Any]:
        """Wait for something that shows and tell all about it."""
        found: dict[str, Any] = self.until(
            lambda: self.facts(self.find(want)), want.get("patience", PATIENCE), f"{want}"
        )  # it may be replaced between being found and being asked
        return found

    def do_ready(self, **want: Any) -> bool:
        """Wait until something shows and can be worked."""
        return self.ready(want) is not None

    def do_gone(self, **want: Any) -> bool:
        """Wait until nothing like it shows."""
        return bool(
            self.until(lambda: None if self.matches(want) else True, want.get("patience", PATIENCE), f"{want} going")
        )

    def do_all(self, **want: Any) -> list[dict[str, Any]]:
        """Tell about everything that fits now."""
        found = [alive(lambda node=node: self.facts(node)) for node in self.matches(want)]
        return [each for each in found if each is not None]

    def do_words(self) -> list[str]:
        """What can be read on the screen now."""
        return [node.name for node in self.matches({}) if alive(lambda node=node: node.name)][:200]

    # -------------------------------------------------------------------------------- working

    def do_press(self, **want: Any) -> bool:
        """Press a button, tick a box, choose from a menu."""
        node = self.ready(want)
        action = node.queryAction()
        names = [action.getName(at).casefold() for at in range(action.nActions)]
        for wanted in (want.get("action", "press").casefold(), "toggle", "show menu"):
            if wanted in names:
                return bool(action.doAction(names.index(wanted)))
        raise Failed(f"{want} has no action but {names}")

    def do_write(self, text: str, **want: Any) -> str:
        """Put a text into a field through its EditableText."""
        node = self.ready(want)
        if not node.queryEditableText().setTextContents(text):
            raise Failed(f"{want} takes no text")
        return str(node.queryText().getText(0, -1))

    def do_focus(self, **want: Any) -> bool:
        """Give something the keyboard."""
        node = self.ready(want)
        node.queryComponent().grabFocus()
        return bool(self.until(lambda: True if "focused" in self.fresh(node) else None, PATIENCE, f"focus of {want}"))

    def fresh(self, node: Any) -> set[str]:
        node.clear_cache()
        return states(node)

    def do_focused(self) -> dict[str, Any]:
        """Tell what has the keyboard now; of things within each other the innermost."""
        return self.facts(
            self.until(
                lambda: (
                    [n for n in self.matches({}) if {"focused", "transient"} & states(n) == {"focused"}] or [None]
                )[-1],
                PATIENCE,
                "focus",
            )
        )

    def do_go(self, ident: str, key: str, most: int) -> list[str]:
        """Press a key until the part `ident` has the focus; tells which parts had it on the way."""
        passed: list[str] = []
        while True:
            here = self.until(self.where, PATIENCE, "focus")
            if here.endswith(ident):
                return passed
            passed.append(here)
            if len(passed) > most:
                raise Failed(f"{ident} is not reached by {key}: {passed}")
            self.do_keys(keys=[f"ctrl+{key}" if here.endswith(_GRID) else key])  # out of a grid, past its cells
            end = time.monotonic() + _STEP
            while alive(self.where) == here and time.monotonic() < end:  # within a grid it stays the same
                time.sleep(_BETWEEN)

    def where(self) -> str | None:
        """The id of what has the keyboard: looked for in windows and their parts, not in the rows of lists."""
        for frame in self.frames():
            for node in self.parts(frame):
                if {"focused", "transient"} & states(node) == {"focused"}:
                    return str(alive(node.get_accessible_id, ""))
        return None

    def parts(self, node: Any) -> Any:
        """Give what stands below a node, the innermost first, without what lists and boxes hold."""
        if alive(node.getRoleName) not in (*_TABLES, "combo box", "label", "push button", "button"):
            for place in range(alive(lambda: node.childCount, 0)):
                child = alive(lambda place=place: node.getChildAtIndex(place))
                if child is not None and "showing" in states(child):
                    yield from self.parts(child)
        yield node

    def do_until_focused(self, **want: Any) -> bool:
        """Wait until something has the keyboard."""

        def ask() -> bool | None:
            return True if any("focused" in states(node) for node in self.matches(want)) else None

        return bool(self.until(ask, PATIENCE, f"focus of {want}"))

    def do_keys(self, *, keys: list[str]) -> bool:
        """Press keys on the keyboard of the screen."""
        return subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=False).returncode == 0

    def do_type(self, *, text: str) -> bool:
        """Type a text on the keyboard of the screen."""
        return subprocess.run(["xdotool", "type", "--delay", "8", text], check=False).returncode == 0

    def do_choose(self, choice: str, **want: Any) -> str:
        """Choose in a combo box by its list's Selection."""
        box = self.ready(want)
        for at in range(box.childCount):
            child = box.getChildAtIndex(at)
            if child.getRoleName() == "list":
                names = [child.getChildAtIndex(row).name for row in range(child.childCount)]
                if choice not in names:
                    raise Failed(f"{choice!r} is not among {names}")
                child.querySelection().selectChild(names.index(choice))
        return str(
            self.until(
                lambda: choice if self.clean_name(box) == choice or self.shown(box) == choice else None,
                PATIENCE,
                f"{choice} in {want}",
            )
        )

    def clean_name(self, node: Any) -> str:
        node.clear_cache()
        return str(node.name)

    def shown(self, box: Any) -> str:
        """What a combo box shows now."""
        for at in range(box.childCount):
            child = box.getChildAtIndex(at)
            if child.getRoleName() == "list":
                chosen = child.querySelection()
                if chosen.nSelectedChildren:
                    return str(chosen.getSelectedChild(0).name)
        return ""

    # -------------------------------------------------------------------------------- tables

    def table_of(self, want: dict[str, Any]) -> Any:
        return self.find(want).queryTable()

    def do_rows(self, at_least: int = 0, **want: Any) -> list[list[str]]:
        """Read a table: its titles, then its rows; waits until there are as many as wanted."""

        def ask() -> list[list[str]] | None:
            found = self.matches(want)
            if not found:
                return None
            table = found[0].queryTable()
            rows, columns = table.nRows, table.nColumns
            if rows < at_least or rows * columns > _MOST_CELLS:
                return None
            titles = [alive(lambda at=at: table.getColumnHeader(at).name, "") for at in range(columns)]
            return [titles] + [[table.getAccessibleAt(row, at).name for at in range(columns)] for row in range(rows)]

        found: list[list[str]] = self.until(ask, want.get("patience", PATIENCE), f"{at_least} rows of {want}")
        return found

    def do_shape(self, **want: Any) -> list[int]:
        """Rows and columns of a table."""
        table = self.table_of(want)
        return [table.nRows, table.nColumns]

    def do_cell(self, row: int, column: int, **want: Any) -> dict[str, Any]:
        """Tell about one cell."""
        return self.facts(self.table_of(want).getAccessibleAt(row, column))

    def do_write_cell(self, row: int, column: int, text: str, **want: Any) -> bool:
        """Write into a cell of a grid, if cells take a text."""
        cell = self.table_of(want).getAccessibleAt(row, column)
        return bool(cell.queryEditableText().setTextContents(text))

    def do_select_row(self, row: int, **want: Any) -> bool:
        """Select a row of a table."""
        return bool(self.table_of(want).addRowSelection(row))

    def do_open_row(self, row: int, **want: Any) -> bool:
        """Select a row and open it with the Enter key, as at a keyboard."""
        node = self.ready(want)
        node.queryTable().addRowSelection(row)
        node.queryComponent().grabFocus()
        self.until(lambda: True if "focused" in self.fresh(node) else None, PATIENCE, "focus of the table")
        return self.do_keys(keys=["Return"])

    # -------------------------------------------------------------------------------- announcements

    def do_listen(self) -> bool:
        """Collect from now on what the program announces."""
        pyatspi.Registry.registerEventListener(
            self.on_event, "object:announcement", "object:state-changed:showing", "window:create"
        )
        return True

    def on_event(self, event: Any) -> None:
        self.alerts.append(f"{event.type}: {event.any_data if isinstance(event.any_data, str) else event.source.name}")

    def do_announced(self, patience: float = 1.0) -> list[str]:
        """What was announced since it was asked last."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            while GLib.MainContext.default().iteration(False):
                pass
            if self.alerts:
                break
            time.sleep(_BETWEEN)
        said, self.alerts = self.alerts, []
        return said


def main() -> None:
    """Answer commands until standard input ends, then end the program and the bus."""
    driver = Driver()
    try:
        for line in sys.stdin:
            command = json.loads(line)
            try:
                answer = {"ok": getattr(driver, "do_" + command.pop("do"))(**command)}
            except Failed as failure:
                answer = {"failed": str(failure)}
            except Exception as error:  # noqa: BLE001  told to the other end, which fails its test
                answer = {"failed": f"{type(error).__name__}: {error}"}
            print(ANSWER + json.dumps(answer), flush=True)
    finally:
        driver.do_stop()
        driver.bus.terminate()
        driver.bus.wait(10)


if __name__ == "__main__":
    main()
