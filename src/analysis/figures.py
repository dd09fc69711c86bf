"""Figures: the style, the fonts and the charts of the report.

One style for all: sober, colour-blind safe (Okabe–Ito), readable in print. Arabic is shaped by
matplotlib itself; the font that ships with the dependencies holds both scripts. Every figure is saved
as PNG and SVG with fixed metadata, so the same data give the same bytes.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic as plex
import matplotlib
import pandas as pd
from matplotlib import font_manager
from matplotlib.figure import Figure

from analysis.store import write_bytes

GROUP_COLOURS = {
    "civilians": "#D55E00",
    "combatants/opposition": "#009E73",
    "combatants/government": "#0072B2",
}
ACTOR_COLOURS = {
    "government": "#0072B2", "russia": "#CC79A7", "opposition": "#009E73", "jihadists": "#E69F00", "": "#7F7F7F",
}  # fmt: skip
GROUP_NAMES = {
    "civilians": ("civilians", "مدنيون"),
    "combatants/opposition": ("opposition fighters, jihadists among them", "مقاتلون معارضون، منهم جهاديون"),
    "combatants/government": ("government forces and militias", "قوات النظام والمسلحون الموالون"),
}
SYMBOLS = "DejaVu Sans"  # the font of the marks in legends; it comes with matplotlib


@cache
def use_style() -> str:
    """Register the fonts and set the style for all figures; return the name of the font of the text.

    The fonts of the dependencies stand before those of the machine that have the same names: which fonts a machine
    has, and what its cache says of them, changes no figure.
    """
    matplotlib.use("agg")
    manager = font_manager.fontManager
    of_machine, manager.ttflist = manager.ttflist, []
    symbols = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / f"{SYMBOLS.replace(' ', '')}.ttf"
    for path in [*sorted((plex.ROOT / "files").glob("*.ttf")), symbols]:
        manager.addfont(path)
    manager.ttflist += of_machine
    matplotlib.rcParams.update(
        {
            "font.family": ["IBM Plex Sans Arabic"],
            "font.size": 9,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.edgecolor": "#555555",
            "axes.labelcolor": "#333333",
            "xtick.color": "#555555",
            "ytick.color": "#333333",
            "text.color": "#222222",
            "figure.facecolor": "white",
            "svg.fonttype": "path",
            "svg.hashsalt": "hasila",
        }
    )
    return "IBM Plex Sans Arabic"


def save_figure(figure: Figure, folder: Path, name: str, dpi: int) -> list[Path]:
    """Write a figure as <name>.png and <name>.svg, without dates or random ids."""
    written = []
    for ending, metadata in (("png", {"Software": None}), ("svg", {"Date": None, "Creator": "Hasila"})):
        stream = BytesIO()
        figure.savefig(stream, format=ending, dpi=dpi, metadata=metadata)
        written.append(write_bytes(Path(folder) / f"{name}.{ending}", stream.getvalue()))
    return written


def as_image(figure: Figure, dpi: int = 110):
    """Return a figure as a picture that a notebook shows, the same bytes on every run."""
    from IPython.display import Image

    stream = BytesIO()
    figure.savefig(stream, format="png", dpi=dpi, metadata={"Software": None})
    return Image(data=stream.getvalue())


def nested_windows(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the running tolls by group of each window that is stated with all three groups.

    One row per window and group: window_start, window_end, publisher, group, low, best, high, whole.
    """
    running = totals[
        (totals["measure"] == "killed") & (totals["scope"] != "") & (totals["actor"] == "") & (totals["method"] == "")
        & (totals["window_start"] != "") & (totals["window_end"] != "")
    ]  # fmt: skip
    wholes = running[running["group"] == "people"].set_index(["publisher", "window_start", "window_end"])["best"]
    parts = running[running["group"].isin(GROUP_NAMES)]
    keys = ["publisher", "window_start", "window_end"]
    complete = parts.groupby(keys)["group"].transform("nunique") == len(GROUP_NAMES)
    parts = parts[complete].copy()
    parts["whole"] = [wholes.get(tuple(row), pd.NA) for row in parts[keys].itertuples(index=False)]
    columns = [*keys, "group", "low", "best", "high", "whole"]
    return parts[columns].sort_values(["window_start", "window_end", "group"]).reset_index(drop=True)


def plot_nested_windows(windows: pd.DataFrame, caption: str = "") -> Figure:
    """Draw the running tolls of nested windows by group, the longest window first.

    `windows`: from :func:`nested_windows`. A frame without rows gives a figure that says so.
    """
    use_style()
    figure = Figure(figsize=(7.2, 3.9))
    axes = figure.add_axes((0.04, 0.25, 0.92, 0.52))
    if windows.empty:
        return _empty(figure, axes, "No running total is stated with all of its groups.")
    spans = list(windows.groupby(["window_start", "window_end"], sort=True))
    longest = max(float(rows["best"].fillna(rows["low"]).sum()) for _, rows in spans)
    for position, ((start, end), rows) in enumerate(spans):
        _draw_window(axes, position, start, end, rows.set_index("group"), longest)
    axes.set_ylim(len(spans) - 0.45, -0.75)
    axes.set_xlim(0, longest * 1.12)
    axes.set_yticks([])
    axes.xaxis.set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    figure.text(0.04, 0.93, "Killed, counted from three starting points", size=13, weight="bold", va="center")
    figure.text(0.96, 0.93, "القتلى بحسب بداية العد", size=13, weight="bold", ha="right", va="center")
    note = f"{rows['publisher'].iloc[0]}; the windows end on the same day and overlap: do not add them. {caption}"
    figure.text(0.04, 0.855, note, size=8.5, color="#555555", va="center")
    _legend(figure)
    return figure


def _draw_window(axes, position: int, start: str, end: str, rows: pd.DataFrame, longest: float) -> None:
    left = 0.0
    for group, colour in GROUP_COLOURS.items():
        row = rows.loc[group]
        value = row["best"] if pd.notna(row["best"]) else row["low"]
        open_ended = pd.isna(row["best"])
        axes.barh(position, value, left=left, height=0.56, color=colour, edgecolor="white",
                  hatch="///" if open_ended else None)  # fmt: skip
        label = f"{int(value):,}" + ("+" if open_ended else "")
        axes.text(left + value / 2, position, label, ha="center", va="center", color="white", size=9, weight="bold")
        left += float(value)
    whole = rows["whole"].iloc[0]
    if pd.notna(whole):
        axes.text(left + longest * 0.012, position, f"{int(whole):,}", va="center", size=11, weight="bold")
    axes.text(0, position - 0.42, f"{start} to {end}", size=8.5, color="#333333", va="center")


def _legend(figure: Figure) -> None:
    for number, (group, (english, arabic)) in enumerate(GROUP_NAMES.items()):
        y = 0.17 - 0.055 * number
        figure.text(0.04, y, "■", color=GROUP_COLOURS[group], size=10, va="center", fontfamily=SYMBOLS)
        figure.text(0.07, y, english, size=8.5, va="center")
        figure.text(0.96, y, arabic, size=8.5, va="center", ha="right")


def _empty(figure: Figure, axes, message: str) -> Figure:
    axes.set_axis_off()
    axes.text(0.5, 0.5, message, ha="center", va="center", transform=axes.transAxes, color="#555555")
    return figure


def plot_scores(scores: dict[str, pd.DataFrame]) -> Figure:
    """Return F1 and its interval per field, one mark per half (frames of evaluation.summarise)."""
    use_style()
    figure = Figure(figsize=(7.2, 3.6), layout="constrained")
    axes = figure.subplots()
    fields = list(next(iter(scores.values()))["field"])
    for offset, (half, colour) in enumerate((("unseen", "#D55E00"), ("seen", "#0072B2"))):
        frame = scores[half]
        heights = [len(fields) - 1 - i - 0.28 * offset + 0.14 for i in range(len(fields))]
        axes.hlines(heights, frame["low"], frame["high"], color=colour, linewidth=2.2, alpha=0.55)
        axes.plot(frame["f1"], heights, "o", color=colour, markersize=5, label=half)
    axes.set_yticks(range(len(fields)), fields[::-1])
    axes.set_xlim(min(0.5, *(float(f["low"].min()) for f in scores.values())) - 0.02, 1.01)
    axes.set_xlabel("F1, with the 95% interval over reports")
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.legend(frameon=False, loc="lower left")
    return figure


PUBLISHER_COLOURS = {
    "Syrian Observatory for Human Rights": "#0072B2", "Response Coordinators Group": "#D55E00",
    "Syrian Network for Human Rights": "#009E73", "Syrian Civil Defence": "#CC79A7", "OHCHR": "#E69F00",
}  # fmt: skip


def plot_series(panels: list[tuple[str, str, pd.DataFrame]], caption: str) -> Figure:
    """Return running totals over time, one panel per start; intervals as bars, bounds as arrows.

    `panels`: (English title, Arabic title, frame of series.running_series). A total that lies below an earlier
    one of its publisher is ringed; nothing is smoothed.
    """
    use_style()
    figure = Figure(figsize=(9.6, 4.3 * len(panels)))
    grid = figure.subplots(len(panels), 1, squeeze=False)[:, 0]
    figure.subplots_adjust(left=0.075, right=0.80, top=0.94, bottom=0.10, hspace=0.36)
    for axes, (title, title_ar, frame) in zip(grid, panels, strict=True):
        axes.set_title(title, loc="left", weight="bold", size=11)
        axes.set_title(title_ar, loc="right", weight="bold", size=11)
        _draw_series(axes, frame)
    figure.text(0.075, 0.02, caption, size=7.5, color="#555555", va="bottom")
    return figure


def _draw_series(axes, frame: pd.DataFrame) -> None:
    ends: list[tuple[float, str, str]] = []
    for publisher, rows in frame.groupby("publisher", sort=True):
        colour = PUBLISHER_COLOURS.get(publisher, "#7F7F7F")
        rows = rows.sort_values("window_end")
        days = pd.to_datetime(rows["window_end"])
        low = rows["low"].where(rows["low"].notna(), rows["best"]).astype(float)
        high = rows["high"].astype("Float64").astype(float)
        centre = ((low + high) / 2).where(high.notna(), low)
        middle = rows["best"].astype("Float64").astype(float).where(rows["best"].notna(), centre)
        axes.plot(days, middle, "-", color=colour, linewidth=1.1, alpha=0.6)
        bounded = high.notna() & (high > low)
        axes.vlines(days[bounded], low[bounded], high[bounded], color=colour, linewidth=5, alpha=0.35)
        exact = high.notna() & ~bounded
        axes.plot(days[exact], middle[exact], "o", color=colour, markersize=4.5)
        open_ended = high.isna()
        axes.plot(days[open_ended], middle[open_ended], "^", color=colour, markersize=5.5, markerfacecolor="white")
        fallen = rows["falls"].astype(bool).to_numpy()
        axes.plot(days[fallen], middle[fallen], "o", markersize=12, markerfacecolor="none", markeredgecolor="#222222")
        if len(rows):
            ends.append((float(middle.iloc[-1]), publisher, colour))
    axes.set_ylim(bottom=0)
    axes.grid(axis="y", color="#E3DFD5", linewidth=0.7)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(axes.xaxis.get_major_locator()))
    _label_ends(axes, ends)


def _label_ends(axes, ends: list[tuple[float, str, str]]) -> None:
    """Write the publishers at the right edge, apart enough to be read."""
    top = axes.get_ylim()[1]
    least = top * 0.075
    placed = -least
    for value, publisher, colour in sorted(ends):
        placed = max(value, placed + least)
        words = publisher.replace(" for Human Rights", "\nfor Human Rights").replace(" Group", "\nGroup")
        axes.annotate(
            words,
            (1.01, placed / top),
            xycoords="axes fraction",
            color=colour,
            size=8,
            va="center",
            annotation_clip=False,
        )
        placed += least * words.count("\n") * 0.8
