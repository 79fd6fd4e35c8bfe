/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doctor: finds what makes parts wrong or missing in KiCad, and says how to mend it.
 * It changes nothing: libraries that are given are indexed for its own transaction alone. The
 * checks are the table of doctor_check.h.
 */
#ifndef KIDEPOT_CATALOGUE_DOCTOR_H
#define KIDEPOT_CATALOGUE_DOCTOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/settings.h"
#include "catalogue/doctor_check.h"
#include "store/db.h"

struct doctor_request {
	struct setting_list only; /* names of checks; none: all */
	/* Paths, as library_reader_add takes them, to look in; none: in what is indexed. */
	struct setting_list symbols, footprints;
	struct setting_list variables; /* "NAME=VALUE" */
	const char *nickname;          /* of this library in KiCad */
	int64_t days;                  /* for which tokens should last */
	/* Called for each finding, one check after the other. False with err ends all. */
	bool (*tell)(void *context, const struct doctor_finding *finding, struct err *err);
	void *context;
};

/*
 * Runs the checks asked for. Memory does not grow with the number of parts. ERR_INPUT
 * for the name of a check that is none and for a path that cannot be read; ERR_SCHEMA
 * when the database is not migrated or a view of the site's own has a column of a wrong
 * type; ERR_DENIED when the role is not of kidepot_writer or kidepot_owner; db_query's
 * errors. err must not be NULL.
 */
bool doctor_run(struct db *db, const struct doctor_request *request, struct arena *arena,
                struct err *err);

#endif
