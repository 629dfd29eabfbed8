"""Where the program's own resources are: the one module that knows.

In a checkout they stand beside the ``desktop`` package; in a built program (PyInstaller) in the bundle's folder.
Users' files are no business of this module: a vault's folder is always given. What the program keeps outside of vaults
lies in its own folder of state, where the system wants such things to be.
"""

import os
import sys
from pathlib import Path

_OWN = "skarbonka"


def resources() -> Path:
    """Return the folder with fonts, icons, translations, templates and sample pages.

    Returns:
        An absolute path; it is read-only to the program.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one resource, for example ``resource("fonts", "DejaVuSans.ttf")``.

    Args:
        parts: The names of folders and file below the resources' folder; none may climb out of it.

    Returns:
        An absolute path to a file or folder that exists.

    Raises:
        FileNotFoundError: If there is no such resource, which means a broken installation.
        ValueError: If a part is absolute or climbs out of the folder.
    """
    if any(Path(part).is_absolute() or ".." in Path(part).parts for part in parts):
        raise ValueError("a resource is named below the resources' folder")
    path = resources().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError("the program is not completely installed: a resource is missing: " + "/".join(parts))
    return path


def state_folder(system: str = sys.platform) -> Path:
    """Return the folder for what the program remembers outside of vaults; it may not exist yet.

    Args:
        system: The system's name, as Python tells it.
    """
    given = os.environ.get("LOCALAPPDATA" if system == "win32" else "XDG_STATE_HOME", "")
    if given and Path(given).is_absolute():
        return Path(given) / _OWN
    home = Path.home()
    if system == "win32":
        return home / "AppData" / "Local" / _OWN
    if system == "darwin":
        return home / "Library" / "Application Support" / _OWN
    return home / ".local" / "state" / _OWN
