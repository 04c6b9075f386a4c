"""Floor 5: what there is to say of a file that computes, rule by rule, each a finding of its own.

Remarks (`of_case`, `of_programme`, `of_monitor`) say what a reader of the outcome must know; they have
a code. Rules of method say what is weak or double; they have a number too, and stand in one file a
family:

    R1 timing.py, printed.py       R2 attribution.py   R3 evidence.py   R4 prices.py, levels.py
    R5 parties.py
    R6 programmes.py   R7 course.py        R8 privacy.py    R9 outcome.py   R0 upkeep.py (of waivers)

To add a rule:

1. In the file of its family write a function that takes what is known (`KnownCase`, `KnownProgramme` or
   `KnownMonitor` of `known.py`) and yields a `Seen` for every place, usually with `at(line, "sleutel", ...)`:
   the keywords are the figures that fired it, and fill the braces of the message. A `Seen` may be graver or
   milder than its rule (`severity=`). What only a programme or a monitor needs of the engine is imported
   inside the function, for every run of a case loads these files.
2. Add a `Method` to `RULES` at the end of that file: number, slug, severity, message, remedy, why, ground,
   and the function as `case=`, `programme=` or `monitor=`. `off=True` when it must be asked for.
3. Put a smallest file that fires it in `tests/regels/R201-vuurt.yaml` and the nearest that does not in
   `tests/regels/R201-zwijgt.yaml` (more of either: `R201-vuurt--naam.yaml`), and run
   `python tools/rules_page.py`, which writes `docs/regels.md`. A file beside them that they name (a case, a
   list) goes in `tests/regels/delen/`. The tests in `tests/lint/test_rules.py` take every file from there.

What is said of the file as a whole stands at a key of it (`("baten",)`), not at the first of its lines: which
line comes first is no news. A share or sum that decides is the point value, as in the table.

A rule over the files of a run (`check` reports it once, at the first file) has `facts=`, what one file brings
along (`Fact` of `facts.py`), and `over=`, the groups of those facts in which it sees something; see `R610`.
Its message may name the other file as `{andere}`. Its files are folders, as
`tests/regels/R610-vuurt/`.

Nothing else: the registry, the waivers, the formats, `explain` and the pages follow. A rule that sees several
places is one finding: the framework takes out what is waived, puts the gravest place first and the others in
`paden`. When a rule takes over a finding that was made while reading, that finding goes.
"""
