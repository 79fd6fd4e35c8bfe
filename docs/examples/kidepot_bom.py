#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""
    @package
    Bill of materials by KiDepot: parts of the catalogue with manufacturer, order
    numbers, stock and where it lies; DNP and what is excluded from the BOM apart.
    For CSV; "%O.html" in the command line makes a page to print, "%O.json" data.

    Command line:
    python3 "pathToFile/kidepot_bom.py" "%I" "%O.csv"

    Words after these go to "kidepot netlist bom", such as: --boards 25
"""
import os
import sys

if len(sys.argv) < 3:
    sys.exit(__doc__)
command = ["kidepot", "netlist", "bom", sys.argv[1], "--output", sys.argv[2]] + sys.argv[3:]
try:
    os.execvp(command[0], command)
except FileNotFoundError:
    sys.exit("kidepot is not in the search path; install it, or write its whole path into this script")
