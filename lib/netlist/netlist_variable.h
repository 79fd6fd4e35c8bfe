/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_variable: KiCad's text variables in texts about a netlist, such as ${VALUE} in
 * the words of a component, ${TITLE} or ${R1:MPN}. How they are written is base/variable.h's.
 *
 * What a name stands for is what KiCad 10.0.6 writes for it, and its order; the first that
 * there is wins:
 * - REF:NAME is NAME as the component of that reference, or id, sees it; the first of several;
 * - REFERENCE, VALUE, FOOTPRINT, DATASHEET, DESCRIPTION, and fields of the component, in any
 *   case;
 * - in capitals only, as all below: FOOTPRINT_LIBRARY, FOOTPRINT_NAME, SYMBOL_LIBRARY,
 *   SYMBOL_NAME, SYMBOL_DESCRIPTION, SYMBOL_KEYWORDS; PIN_NAME(2), NET_NAME(2),
 *   SHORT_NET_NAME(2) and NET_CLASS(2) of its pin 2; DNP, EXCLUDE_FROM_BOM and
 *   EXCLUDE_FROM_BOARD, which are words or nothing;
 * - SHEETNAME, SHEETFILE, SHEETPATH and fields of its sheet; TITLE, COMPANY, REVISION,
 *   ISSUE_DATE, COMMENT1 to COMMENT9 of the sheet's title block, and # and ##;
 * - FILENAME, FILEPATH, PROJECTNAME, CURRENT_DATE;
 * - the project's text variables.
 * Without a component the title block is that of the root sheet.
 *
 * Netlists do not tell, and so stay as they are: EXCLUDE_FROM_SIM, UNIT, OP, VCSHASH, PAPER,
 * KICAD_VERSION. # is the sheet's place in the list, for its page is not in the netlist.
 * Where KiCad 10 writes "<Unresolved: ...>", what was there stays.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_VARIABLE_H
#define KIDEPOT_NETLIST_NETLIST_VARIABLE_H

#include "netlist/netlist_index.h"
#include "netlist/netlist_model.h"

/* What of a model the names stand for; one that was made with less knows fewer of them. */
enum {
	NETLIST_VARIABLE_WANTED = NETLIST_MODEL_PROPERTIES | NETLIST_MODEL_SHEETS |
	                          NETLIST_MODEL_TEXTVARS | NETLIST_MODEL_NETS | NETLIST_MODEL_PINS
};

struct netlist_variables {
	const struct netlist_model *model;
	const char *today; /* "2026-11-20"; NULL: CURRENT_DATE stays as it is */
	struct arena *arena;
	struct netlist_index components; /* by reference, and by id */
	struct netlist_index sheets;     /* by tstamps */
	struct netlist_index textvars;
	/* Made when a pin is asked for: */
	struct netlist_index libparts; /* by library and part or alias */
	struct netlist_index nodes;    /* by reference and pin */
	bool has_pins;
	const struct netlist_sheet *root;
	size_t sheet_count;
};

/* For the model, which it borrows, as it does the date. Grows in the arena. ERR_LIMIT. */
bool netlist_variable_start(const struct netlist_model *model, const char *today,
                            struct arena *arena, struct netlist_variables *variables,
                            struct err *err);

/*
 * The text with its variables replaced, as the component sees them; NULL: none. It is `text`
 * itself when there are none in it, else in `arena`, which may be another one than above.
 * ERR_LIMIT.
 */
bool netlist_variable_expand(struct netlist_variables *variables,
                             const struct netlist_model_component *component, const char *text,
                             struct arena *arena, const char **expanded, struct err *err);

/*
 * Values and footprints of all components with their variables replaced; each sees the
 * others as they were. ERR_LIMIT.
 */
bool netlist_variable_expand_model(struct netlist_variables *variables, struct netlist_model *model,
                                   struct err *err);

#endif
