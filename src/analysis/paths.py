"""Where the project's own files lie, and where it may keep its caches."""

import os
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent


def project_folder() -> Path:
    """Return the folder that holds ``notebooks/`` and ``corpus/``.

    Returns
    -------
    Path
        The checkout when the package is installed from one (``pip install -e .``), else
        the copy that a built wheel carries.
    """
    checkout = PACKAGE.parents[1]
    return checkout if (checkout / "notebooks").is_dir() else PACKAGE / "_project"


def cache_folder() -> Path:
    """Return the folder for caches, private to the user; it need not exist yet.

    Returns
    -------
    Path
        ``$TIFA_CACHE`` when it is set, else the platform's cache folder for "tifa".
    """
    chosen = os.environ.get("TIFA_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("tifa", appauthor=False)
