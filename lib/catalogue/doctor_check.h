/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doctor_check: the table of what the doctor looks for. A new check is a row, and a
 * file in schema/queries. Each row of the query's answer is a finding, or is judged.
 *
 * The columns of a query: kind, id, name, detail, as in struct doctor_finding, or what its
 * judge wants.
 */
#ifndef KIDEPOT_CATALOGUE_DOCTOR_CHECK_H
#define KIDEPOT_CATALOGUE_DOCTOR_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "store/db.h"

enum doctor_severity {
	DOCTOR_NOTE,    /* worth knowing */
	DOCTOR_WARNING, /* KiCad gets something that is hardly meant */
	DOCTOR_ERROR    /* KiCad gets something wrong, or lacks what was to be shown */
};

enum doctor_parameter {
	DOCTOR_NO_PARAMETER,
	DOCTOR_ALL,  /* $1 is null, which means all */
	DOCTOR_DAYS, /* $1 is the number of days for which tokens should last */
	DOCTOR_NAME, /* $1 is the name of the check */
	DOCTOR_PAGE  /* asked again with the last row's first column until there are no rows */
};

struct doctor_check;

struct doctor_finding {
	const struct doctor_check *check;
	struct text kind;   /* "part", "category", "mapping", "name", "token" or "library" */
	struct text id;     /* may be not set */
	struct text name;   /* may be not set */
	struct text detail; /* what is wrong with it, in words */
};

/* What judges know besides the row. */
struct doctor_judgement {
	const char *nickname;
	struct text previous; /* for the judge alone; not set at the first row */
	char words[600];      /* room for a detail */
};

/*
 * Whether the row is a finding; it is asked again with *nth one more until it says no.
 * `finding` has the query's columns, or nothing when the query has others.
 */
typedef bool doctor_judge(struct doctor_judgement *judgement, const struct db_rows *rows,
                          size_t row, size_t nth, struct doctor_finding *finding);

struct doctor_check {
	const char *name;
	const char *sentence;      /* what it means, lower case, no full stop */
	const char *mend;          /* the way out */
	const struct query *query; /* NULL: found while libraries are read */
	const char *view;          /* passed over when this view is the site's own; or NULL */
	doctor_judge *judge;       /* NULL: every row is a finding */
	enum doctor_severity severity;
	enum doctor_parameter parameter;
	bool wants_symbols, wants_footprints; /* passed over while no such library is known */
};

extern const struct doctor_check doctor_check_table[];
extern const size_t doctor_check_count;

/* The row of that name, or NULL. */
const struct doctor_check *doctor_check_find(const char *name);

/* "note", "warning" or "error". */
const char *doctor_check_word(enum doctor_severity severity);

/* What finds libraries that cannot be read. */
extern const struct doctor_check *const doctor_check_libraries;

#endif
