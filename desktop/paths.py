"""Where the program's own resources are: the one module that knows.

In a checkout they stand beside the ``desktop`` package; in a built program (PyInstaller) in the bundle's folder.
Users' files are no business of this module: a vault's folder is always given.
"""

import sys
from pathlib import Path


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
