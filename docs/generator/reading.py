"""How what stands in a workbook is read, in words."""

READING = """## How a workbook is read

**Sheets and heads.** One table per sheet. The heads stand in the first row or, at most ten rows down, in the
first one that holds all that are needed; what stands above is not read, with a warning. Sheets, heads and
settings are matched without case, spaces and underscores. A unit in brackets may follow a head, as in `Capacity
(t/yr)`; another unit than the column's is a fault. An unknown sheet, column or setting is a fault where it is
close to a known one (the nearest is said), else a warning. Nothing is dropped in silence. `Guide` and
`Lists` of a template and `Problems` of a checked copy are the planner's own; they say nothing of a plan and are
not read.

**Files.** `.xlsx` and `.xlsm` workbooks are read, also when saved as Strict Open XML. Macros, links to other
workbooks, queries and charts are neither run nor followed nor fetched. A file with a password, in another format,
cut off, damaged or made to take endless time is refused with the reason, as is one with more than 51,000 filled
rows in a sheet. Cells that are merged in a table are a fault.

**Blanks.** A blank is never zero. It is a fault in a required column; elsewhere it takes the default given below,
and the plan lists the defaults it used on its sheet `Data gaps`. A formula counts by the value that Excel last
stored.

**Numbers.** Volumes are tonnes of contained material per year, whatever the length of a period; stocks are
tonnes. Money is in the workbook's currency at constant prices of one year. No number may exceed 1e15; TRUE and
FALSE are none; text that looks like a number is a fault, and the message says which number is likely meant.
`unlimited` may stand where the column says so.

**Shares and percentages.** A share is a fraction: 0.3, or 30 in a cell formatted as a percentage (which holds
0.3). More than 1 is a fault but for `Tariff` and `Max growth`, and there only in a cell formatted as a
percentage. Rates of discount, growth and loss are per year and compounded over the length of a period.

**Periods.** `2026`, `2026Q1` or `2026-01`; a date is the period in which it lies, in a head too. A period may be
longer than those of the plan (a year stands for each of its quarters) and not shorter. `From` and `To` are
inclusive, and blank at an open end; in `Routes` they are places.

**Over time.** A column marked † stands once (`Capacity`), once per period or year (`Capacity 2027`, `Capacity
2027Q1`), or in `Profiles`. The narrowest figure holds: that of a quarter before that of its year before that for
all time; a row of `Profiles` takes the place of all of them. Figures of a year stay rates per year in each of its
periods.

**The past.** Some columns hold periods before the first: what was used (`Demand`), treated (`Recycling: Treated
2025`) or imported (`Stockpiles: Net imports 2025`). `Suppliers: Ordered 2026` holds what was ordered before the
plan and arrives within it. Where a delay, a lag or a rule looks back and finds nothing, a warning says what is at
stake.

**Durations.** A number of periods, or a text such as `18 months`, `2 years`. What is no whole number of periods
is rounded up, with a warning.

**Names.** They are your own, and matched without case and surplus spaces; a country also goes by its ISO3 code
and its aliases. A name that fits two things where it is used is a fault: write `country: Georgia`. So are two
names that look the same with letters of different alphabets. Characters that nobody sees are left out. A name of two
parts is joined by a slash between spaces, as in `cobalt / processing`. Two rows with
the same name are a fault but in `Routes`.

**Routes.** Everything may go everywhere, free of charge, where no row of `Routes` names the way. Where several
rows name it, their costs add, and every limit and every "no" holds. A volume is one limit over all that its row
names, for each material apart.

**Policies.** Which columns a rule uses, and what a blank means in them, is in the [rule catalogue](rules.md).

In the tables below a required column is in **bold**, and a dash means that a blank adds nothing."""
