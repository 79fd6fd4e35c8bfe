/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_bom: the bill of materials of a netlist: components that are the same, as
 * lines, and what of them is missing to build a number of boards. Which part a
 * component is says netlist_bom_part, how the lines are written netlist_bom_write; neither
 * asks for the other. Reserves nothing and changes nothing.
 *
 * All of it lies in the arena. The time grows with the components, but for their sorting.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_BOM_H
#define KIDEPOT_NETLIST_NETLIST_BOM_H

#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "netlist/netlist_model.h"

/* What becomes of a component. Excluded from the BOM goes before DNP. */
enum netlist_bom_section {
	NETLIST_BOM_FITTED,
	NETLIST_BOM_DNP,
	NETLIST_BOM_EXCLUDED,
	NETLIST_BOM_SECTIONS
};

/* What is known of its part. Nobody asked is no answer. */
enum netlist_bom_status {
	NETLIST_BOM_NOT_ASKED,
	NETLIST_BOM_MATCHED,
	NETLIST_BOM_AMBIGUOUS,
	NETLIST_BOM_UNMATCHED,
	NETLIST_BOM_NO_PART, /* somebody decided that it is none of the catalogue */
	NETLIST_BOM_STATUSES
};

/* "fitted", "dnp", "excluded"; "", "matched", "ambiguous", "unmatched", "no part". */
extern const char *const netlist_bom_section_words[NETLIST_BOM_SECTIONS];
extern const char *const netlist_bom_status_words[NETLIST_BOM_STATUSES];

/* Of two texts each: supplier and its number, location and what is there. */
struct netlist_bom_pairs {
	struct text (*items)[2];
	size_t count;
};

struct netlist_bom_line;

struct netlist_bom_part {
	int64_t id;
	struct text name;
	struct text ipn, manufacturer, mpn; /* may be not set */
	struct netlist_bom_pairs suppliers;
	struct text stock;                  /* in all, a decimal number */
	int64_t pieces;                     /* whole ones of it */
	struct netlist_bom_pairs locations; /* where something is */
	/* Set by netlist_bom_group: */
	int64_t fitted;        /* how many one board takes */
	int64_t left, missing; /* of `pieces`, after all lines; for all boards */
	struct netlist_bom_line *lines[NETLIST_BOM_SECTIONS]; /* when grouped by part */
};

struct netlist_bom_component {
	const struct netlist_model_component *component;
	enum netlist_bom_section section;
	enum netlist_bom_status status;
	struct netlist_bom_part *part;      /* NULL unless it is matched */
	struct netlist_bom_component *next; /* of its line */
};

/* A part of a line; there is one at most when lines are grouped by part. */
struct netlist_bom_line_part {
	struct netlist_bom_line_part *next;
	struct netlist_bom_part *part;
	int64_t quantity;        /* components of the line */
	int64_t needed, missing; /* pieces for the boards; 0 of what is not fitted */
};

/* Different texts of a line's components, the one of its first reference first. */
struct netlist_bom_text {
	struct netlist_bom_text *next;
	const char *text;
};

struct netlist_bom_texts {
	struct netlist_bom_text *first, **end;
};

struct netlist_bom_line {
	struct netlist_bom_line *next;
	enum netlist_bom_section section;
	const char **refs; /* in netlist_ref_compare's order */
	size_t count;
	const struct netlist_model_component *first; /* the one of refs[0] */
	struct netlist_bom_texts values, footprints; /* "" for none */
	struct netlist_bom_line_part *parts, **parts_end;
	size_t statuses[NETLIST_BOM_STATUSES]; /* components of each */
	int64_t needed;                        /* for the boards; 0 of what is not fitted */
	int64_t missing; /* pieces of its parts; -1 when there are components of unknown parts */
	struct netlist_bom_component *components, **components_end;
};

enum netlist_bom_grouping { NETLIST_BOM_BY_PART, NETLIST_BOM_BY_VALUE };

struct netlist_bom {
	struct arena *arena;
	const struct netlist_model *model;
	const char *variant;                      /* set by the caller; NULL: none */
	struct text project, revision;            /* set by the caller; of a file not set */
	struct netlist_sheet title;               /* set by netlist_bom_title */
	struct netlist_bom_component *components; /* in the order of the netlist */
	size_t count;
	bool parts_known;                      /* somebody asked for the parts */
	size_t sections[NETLIST_BOM_SECTIONS]; /* components of each */
	/* Set by netlist_bom_group: */
	enum netlist_bom_grouping grouping;
	struct netlist_bom_line *lines; /* by section, in it by their first references */
	size_t line_count;
	int64_t boards;     /* that are wanted; 0: not asked */
	int64_t possible;   /* boards, as far as parts are known; -1: none is */
	size_t short_parts; /* parts of which pieces are missing */
	size_t unknown;     /* fitted components whose part is not known */
};

/*
 * The components of the model, which is borrowed and was made with NETLIST_MODEL_SAYS,
 * NETLIST_MODEL_SHEETS and NETLIST_MODEL_TEXTVARS. ERR_LIMIT, here and below.
 */
bool netlist_bom_start(const struct netlist_model *model, struct arena *arena,
                       struct netlist_bom *bom, struct err *err);

enum { NETLIST_BOM_BOARDS_MAX = 1000000 };

/*
 * Makes the lines, once. By part: those of one part are one line, others go by value. By
 * value: those of one value and one footprint are one line; without a footprint, those of
 * one value and one symbol name. Fitted ones, DNP and excluded ones are lines of their own.
 *
 * `boards` from 1, or 0. What is needed of a part is counted over all lines: what is in
 * stock is for the first lines first.
 */
bool netlist_bom_group(struct netlist_bom *bom, enum netlist_bom_grouping grouping, int64_t boards,
                       struct err *err);

/* Whether the boards can be built: 1 yes, 0 no, -1 when it cannot be said. */
int netlist_bom_suffices(const struct netlist_bom *bom);

/*
 * Sets `title`: the title block of the root sheet, with its text variables replaced, `today` being
 * netlist_variable_start's; all of it NULL when there is none. ERR_LIMIT.
 */
bool netlist_bom_title(struct netlist_bom *bom, const char *today, struct err *err);

#endif
