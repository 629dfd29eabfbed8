"""The program that is killed while somebody edits and takes it back, again and again.

    python -m tests.faults.undoer MODE FOLDER COUNT

It says "opened"; then, for each turn, "did N" after a campaign was changed in both books and "undid N" when that is
taken back; "put away" after three people were archived by one gesture and "brought back" when that is taken back. Mode
`steps` is the real thing; `piecemeal` takes the people back one by one: with it, the checks must find something half
undone.
"""

import sys
from dataclasses import replace
from pathlib import Path

from desktop.domain.campaigns import Campaign
from desktop.domain.errors import SkarbonkaError
from desktop.services import campaigns, people, undo
from desktop.services.office import Office
from tests.services.office_kit import eur, open_office

CAMPAIGN, PEOPLE = "C-0001", ("P-0001", "P-0002", "P-0003")
BASE, WHOLE = "Патрэба", 1000
"""The title before each change, and the goal that belongs to it: one lies in each book."""


def say(words: str) -> None:
    print(words, flush=True)


def title_of(goal: int) -> str:
    """Give the title that belongs to a goal."""
    return BASE if goal == WHOLE else f"Змена {goal}" + " і яшчэ" * 12


def save(office: Office, now: Campaign, goal: int) -> Campaign:
    draft = replace(now.draft, title=title_of(goal), goal=eur(f"{goal}.00"))
    return campaigns.save_campaign(office, draft, CAMPAIGN, now.revision)


def begin(office: Office) -> None:
    """Put in order what a kill left between a change and its undoing."""
    save(office, campaigns.load_campaign(office, CAMPAIGN), WHOLE)
    people.archive_people(office, PEOPLE, archived=False)


def edit_and_undo(office: Office, turn: int) -> None:
    save(office, campaigns.load_campaign(office, CAMPAIGN), turn + 1)
    say(f"did {turn + 1}")
    undo.undo(office)
    say(f"undid {turn + 1}")


def archive_and_undo(office: Office, mode: str) -> None:
    people.archive_people(office, PEOPLE)
    say("put away")
    if mode == "piecemeal":
        for code in PEOPLE:
            people.archive_people(office, (code,), archived=False)
    else:
        undo.undo(office)
    say("brought back")


def main(mode: str, folder: str, count: str) -> int:
    try:
        office = open_office(Path(folder))
    except SkarbonkaError as error:
        say(f"refused {error.code}")
        return 1
    say("opened")
    begin(office)
    for turn in range(int(count)):
        edit_and_undo(office, turn)
        archive_and_undo(office, mode)
    office.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
