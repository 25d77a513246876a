"""The page that an export carries, for the person who opens the folder in years to come."""

from __future__ import annotations

README_TEXT = """\
# {title}

Handling marking of the plan: {marking}. The notes in here are as people wrote them: treat this folder as the
database itself.

This is the whole ledger of an action-plan tracker, as plain text: {entries} entries, made on {day} by tracker
{tracker}. A database is made from it again with

    tracker --db NEW.db init --from-export THIS-FOLDER

which refuses the folder if anything in it is missing or has been changed. The head of its chain of hashes,
the same before and after, is

    {head}

| file | holds |
| --- | --- |
| `updates.csv` | every update, correction and withdrawal in the order recorded; `seq` is the ledger number |
| `texts.csv` | their notes, causes, actions and evidence, each with salt and hash; redacted ones are empty |
| `redactions.csv` | what was redacted, of which number, by whom, when and why |
| `plan-versions.csv` | every version of the plan: who, when, why |
| `plan-N/` | version N: `plan.yaml` as written, the files it names, and `record.json`, computed from |
| `plan-files.csv` | which file of `plan-N/` has which name in the plan |
| `sources.csv`, `imports.csv` | the files that updates came from, and each taking-in |
| `kept-files.csv`, `kept-files/` | those files themselves, named by their SHA-256; redacted ones are gone |
| `issued-reports.csv`, `issued-reports/` | reports as they were issued, named by their SHA-256 |
| `export.yaml` | what this export is of |
| `SHA256SUMS` | the SHA-256 of every other file: `sha256sum -c SHA256SUMS` |

The CSV files are UTF-8, with commas, and a line of column names. An empty cell is nothing at all. A text that
begins with a quote (') or with what a spreadsheet would take for a formula has one quote before it, which is
not part of it; a quote alone is a text without a character. Look at these files with a spreadsheet, but do
not save them with one. Days are YYYY-MM-DD, instants are UTC.
"""
