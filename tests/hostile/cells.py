"""cells.py FILE: fails when a cell of a CSV would be a formula to a spreadsheet, or none is text
that was kept from being one."""
import csv
import sys

with open(sys.argv[1], newline="", encoding="utf-8") as file:
    cells = [cell for row in list(csv.reader(file))[1:] for cell in row]
for cell in cells:
    if cell[:1] in tuple("=+@\t\r") or (cell[:1] == "-" and not cell[1:2].isdigit()):
        sys.exit(f"a formula: {cell!r}")
if "'=HYPERLINK" not in "".join(cells):
    sys.exit("the formula of the input is gone")
