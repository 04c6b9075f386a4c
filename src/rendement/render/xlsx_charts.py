"""Native charts on the live cells of a sheet."""

from typing import Any

from rendement.report.sheets.records import Series, Sheet, SheetChart

# kinds whose bars stand; of the others they lie
_UPRIGHT = ("waterval", "verloop", "doel", "verdeling", "kans")
_COLOURS = ("#1f4e79", "#e39a4f", "#8c8c8c")  # they differ in grey as well
# of a waterfall what stands, what is added and what is taken off; of a tornado what is below and above
_OF_KIND = {"waterval": ("#1f4e79", "#9dc3e6", "#e39a4f"), "tornado": ("#e39a4f", "#1f4e79")}
_SIZE = {"width": 860, "height": 320}
_FORM = {"omslag": "0%", "kans": "0%"}
_AXES: dict[str, dict[str, Any]] = {
    "kans": {"min": 0, "max": 1},
    "tornado": {"name": "verschil met zoals geschreven", "name_font": {"bold": False}},
}
_STACKED = ("waterval", "tornado")


def add_charts(book: Any, page: Any, sheet: Sheet) -> None:
    """Every chart of a sheet, below the table that it draws."""
    for chart in sheet.charts:
        drawn = _drawn(book, sheet.name, chart)
        page.insert_chart(chart.row, chart.column, drawn, {"description": f"{chart.title}. {chart.text}"})


def _drawn(book: Any, name: str, chart: SheetChart) -> Any:
    upright = chart.kind in _UPRIGHT
    stacked = {"subtype": "stacked"} if chart.kind in _STACKED else {}
    drawn = book.add_chart({"type": "column" if upright else "bar", **stacked})
    lines = book.add_chart({"type": "line"})
    colours = _OF_KIND.get(chart.kind, _COLOURS)
    seen = [series for series in chart.series if not series.hidden]
    for series in chart.series:
        own = _series(name, chart, series, "" if series.hidden else colours[seen.index(series)])
        (lines if series.line else drawn).add_series(own)
    if any(series.line for series in chart.series):
        drawn.combine(lines)
    form = _FORM.get(chart.kind, "#,##0")
    gridlines = {"visible": True, "line": {"color": "#d9d9d9"}}
    amounts = {"num_format": form, "major_gridlines": gridlines, **_AXES.get(chart.kind, {})}
    labels = {"label_position": "low"}
    if upright:
        drawn.set_x_axis(labels)
        drawn.set_y_axis(amounts)
    else:  # of bars that lie, the first axis is the one along which they lie
        drawn.set_x_axis(amounts)
        drawn.set_y_axis(labels | {"reverse": True})
    hidden = [number for number, series in enumerate(chart.series) if series.hidden]
    alone = len(seen) == 1 or chart.kind == "tornado"  # on which side a bar lies says what it is
    drawn.set_legend({"none": True} if alone else {"position": "bottom", "delete_series": hidden})
    drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
    drawn.set_size(_SIZE)
    return drawn


def _series(name: str, chart: SheetChart, series: Series, colour: str) -> dict[str, Any]:
    sheet, first = series.beside or (name, chart.first)
    last = first + chart.last - chart.first
    own: dict[str, Any] = {
        "name": series.name,
        "categories": [name, chart.first, chart.labels, chart.last, chart.labels],
        "values": [sheet, first, series.column, last, series.column],
    }
    if series.hidden:
        return own | {"fill": {"none": True}, "border": {"none": True}, "gap": 60}
    if series.line:
        return own | {"line": {"color": colour, "width": 2.25}, "marker": {"type": "circle", "size": 5}}
    return own | {"fill": {"color": colour}, "gap": 60}
