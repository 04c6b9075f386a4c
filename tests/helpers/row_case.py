"""A small case whose households are a table of rows, with a post that only three clients use."""

CLIENTS = 12
TABLED = """naam: X
gemeente: Y
periode: 2018
prijspeil: 2018
prijslijsten: [zoetermeer-2018]
baten:
  - naam: A
    casussen: {table}
"""


def price_list(coach="50", lesson="20", rare="100", payer="gemeente"):
    """What the posts of the small case cost, and who pays."""
    posts = {"coach": coach, "les": lesson, "zeldzaam": rare}
    rest = f'eenheid: uur, bron: "blz. 2", betaler: {payer}'
    lines = [
        f"  {post}: {{naam: {post.title()}, bedrag: {amount}, {rest}}}\n" for post, amount in posts.items()
    ]
    return 'prijslijst: eigen\nprijspeil: 2020\nbron: "rapport, blz. 1"\nposten:\n' + "".join(lines)


LIST = price_list()
CASE = """naam: Zaak
gemeente: Borne
periode: 2020
prijslijsten: [lijst.yaml]
baten:
  - naam: Trajecten
    casussen: {table}
kosten:
  - {{naam: Inzet, bedrag: 200}}
"""
OF_FEW = 100 * 3 + 20 * 10  # of three clients; and les, which is the next in number of clients


def rows(coach=2, first=0, until=CLIENTS):
    """Of each client `coach` hours, of the first ten a lesson, and of three an hour of what is rare."""
    return [
        (f"geheim-{number}", post, count)
        for number in range(first, until)
        for post, count, users in (("coach", coach, until), ("les", 1, 10), ("zeldzaam", 1, 3))
        if number < users
    ]


def write_csv(path, found):
    lines = ["client,post,aantal", *(",".join(map(str, row)) for row in found)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_table(path, found):
    """As CSV or as Parquet, by its name."""
    if path.suffix == ".csv":
        write_csv(path, found)
        return
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    columns = dict(zip(("client", "post", "aantal"), zip(*found, strict=True), strict=True))
    pq.write_table(pa.table({name: list(cells) for name, cells in columns.items()}), path)
