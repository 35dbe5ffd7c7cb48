"""The look of a printed figure: fonts, sizes, colours, and what tells things apart in grey."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cycler import cycler
from matplotlib import style

from analysis.paper.fonts import (
    Outlines,
    bundled_font,
    family_name,
    register_font,
    usable_font,
)

MM_PER_INCH = 25.4
WIDTH_MM = 170.0
"""Width of a figure: the text block of an A4 journal page."""

# Okabe and Ito's colours without yellow, which is too pale for a line on white paper. Neighbours
# differ in lightness too, so that the first few can be told apart in grey.
COLOURS = ("#0072B2", "#E69F00", "#000000", "#009E73", "#D55E00", "#CC79A7", "#56B4E9")
LINESTYLES: tuple[Any, ...] = (
    "-",
    (0, (5, 1.5)),
    (0, (1.2, 1.2)),
    (0, (6, 1.5, 1.2, 1.5)),
    (0, (3, 1)),
    (0, (8, 2)),
    (0, (3, 1.2, 1.2, 1.2, 1.2, 1.2)),
)
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
HATCHES = ("", "////", "....", "xxxx", "\\\\\\\\", "----", "++++")

GREY = "#666666"
PALE_GREY = "#d9d9d9"
GRID = "#e2e2e2"


def fill(place: int) -> dict[str, Any]:
    """Choose colour and hatch of the areas of one group, different in grey as well.

    Parameters
    ----------
    place
        Which group, from 0.

    Returns
    -------
    dict
        Properties of a patch.
    """
    turn = place // len(COLOURS)
    return {
        "facecolor": COLOURS[place % len(COLOURS)],
        "hatch": HATCHES[(place + turn) % len(HATCHES)],
        "edgecolor": "white",
        "linewidth": 0.4,
    }


_FIXED: Mapping[str, Any] = {
    # what a printer and a rerun need
    "svg.fonttype": "path",
    "svg.hashsalt": "tifa",
    "savefig.dpi": 300,
    "savefig.bbox": "standard",  # "tight" would change the width of the figure
    "savefig.facecolor": "white",
    "axes.unicode_minus": True,  # Noto Sans SC has U+2212
    "mathtext.fontset": "dejavusans",
    # sizes: inches and points
    "figure.figsize": (WIDTH_MM / MM_PER_INCH, 90 / MM_PER_INCH),
    "figure.dpi": 120,
    "figure.constrained_layout.use": True,
    "font.size": 8.5,
    "axes.titlesize": 8.5,
    "axes.labelsize": 8.5,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "legend.fontsize": 8,
    "figure.titlesize": 9,
    "figure.labelsize": 8.5,
    # quiet furniture; weights stay regular, as the font has no bold
    "axes.titleweight": "normal",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
    "axes.edgecolor": "#333333",
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": GRID,
    "grid.linewidth": 0.5,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "lines.linewidth": 1.2,
    "lines.markersize": 3.5,
    "patch.linewidth": 0.5,
    "hatch.linewidth": 0.5,
    "legend.frameon": False,
    "image.cmap": "cividis",
    "axes.prop_cycle": cycler(color=COLOURS) + cycler(linestyle=LINESTYLES),
}


def use_report_style(*, font: Path | None = None) -> None:
    """Draw everything from here on as the printed figures are drawn.

    Call it once at the top of a notebook; ``sns.set_theme`` and ``plt.style.use`` undo it.

    Parameters
    ----------
    font
        Your own font file for the text, instead of the bundled Noto Sans SC. It must not be a
        variable font.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If matplotlib cannot print the font; the message says why.
    """
    style.use(report_parameters(font=font))


def font_type(outlines: Outlines) -> dict[str, Any]:
    """Choose how a font goes into a PDF.

    Parameters
    ----------
    outlines
        What `usable_font` returns.

    Returns
    -------
    dict
        Names and values of rcParams.
    """
    # Both alike: matplotlib 3.11 reads the size of a PDF's font subsets from ps.fonttype, and
    # fails on every Chinese text if that is 42 where pdf.fonttype is 3.
    number = 3 if outlines == "cff" else 42
    return {"pdf.fonttype": number, "ps.fonttype": number}


def report_parameters(*, font: Path | None = None) -> dict[str, Any]:
    """Collect the rcParams of the report style, and register its fonts.

    Parameters
    ----------
    font
        As in `use_report_style`.

    Returns
    -------
    dict
        Names and values of rcParams.
    """
    families = [register_font(bundled_font()), "DejaVu Sans"]
    parameters = {**_FIXED, **font_type("truetype"), "font.family": families}
    if font is not None:
        parameters |= font_type(usable_font(Path(font)))
        if family_name(Path(font)) in families:
            raise ValueError(
                f"{font} has the family name of a font that is used anyway; "
                "call use_report_style() without it"
            )
        # Chinese first: a label with $…$ is drawn with the first font only.
        parameters["font.family"] = [register_font(Path(font)), *families]
    return parameters
