/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/doctor.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "catalogue/overview.h"
#include "kicad/library_reader.h"

enum { PAGE_MEMORY = 256 * 1024 * 1024 };

/* One run. */
struct visit {
	struct db *db;
	const struct doctor_request *request;
	struct arena *arena; /* what lasts for the whole run */
	struct arena *page;  /* one answer of the database */
	struct overview overview;
	struct library_names *symbols, *footprints;
	struct err library_err; /* of telling a library */
};

static bool
is_asked_for(const struct visit *visit, const struct doctor_check *check)
{
	const struct setting_list *only = &visit->request->only;
	for (size_t i = 0; i < only->count; i++)
		if (strcmp(only->items[i], check->name) == 0)
			return true;
	return only->count == 0;
}

/* A library that cannot be read is a finding. */
static void
tell_library(void *context, const char *library, const char *reason)
{
	struct visit *visit = context;
	const struct doctor_finding finding = {.check = doctor_check_libraries,
	                                       .kind = text_of("library"),
	                                       .name = text_of(library),
	                                       .detail = text_of(reason)};
	if (visit->library_err.code == ERR_NONE && is_asked_for(visit, doctor_check_libraries))
		visit->request->tell(visit->request->context, &finding, &visit->library_err);
}

static bool
read_libraries(struct visit *visit, enum library_reader_kind kind, const struct setting_list *paths,
               struct library_names **names, struct err *err)
{
	if (paths->count == 0)
		return true;
	*names = library_names_new(visit->arena, err);
	if (*names == NULL)
		return false;
	const struct library_reader reader = {
	    .kind = kind,
	    .variables = visit->request->variables.items,
	    .variable_count = visit->request->variables.count,
	    .names = *names,
	    .tell = tell_library,
	    .context = visit,
	};
	for (size_t i = 0; i < paths->count; i++)
		if (!library_reader_add(&reader, paths->items[i], err))
			return false;
	if (visit->library_err.code == ERR_NONE)
		return true;
	*err = visit->library_err;
	return false;
}

static bool
is_own_view(const struct visit *visit, const char *view)
{
	for (size_t i = 0; i < visit->overview.own_view_count; i++)
		if (text_equal(visit->overview.own_views[i], text_of(view)))
			return true;
	return false;
}

static bool
is_passed_over(const struct visit *visit, const struct doctor_check *check)
{
	return check->query == NULL || !is_asked_for(visit, check) ||
	       (check->wants_symbols && visit->symbols == NULL) ||
	       (check->wants_footprints && visit->footprints == NULL) ||
	       (check->view != NULL && is_own_view(visit, check->view));
}

/* The columns of a finding, where the query has them. */
static struct doctor_finding
read_finding(const struct doctor_check *check, const struct db_rows *rows, size_t row)
{
	struct doctor_finding finding = {.check = check};
	if (strncmp(check->query->shape, "tttt", 4) != 0 || check->parameter == DOCTOR_PAGE)
		return finding;
	finding.kind = db_rows_text(rows, row, 0);
	finding.id = db_rows_text(rows, row, 1);
	finding.name = db_rows_text(rows, row, 2);
	finding.detail = db_rows_text(rows, row, 3);
	return finding;
}

static bool
tell_row(const struct visit *visit, const struct doctor_check *check,
         struct doctor_judgement *judgement, const struct db_rows *rows, size_t row,
         struct err *err)
{
	const struct doctor_request *request = visit->request;
	struct doctor_finding finding = read_finding(check, rows, row);
	if (check->judge == NULL)
		return request->tell(request->context, &finding, err);
	for (size_t nth = 0; check->judge(judgement, rows, row, nth, &finding); nth++) {
		finding.check = check;
		if (!request->tell(request->context, &finding, err))
			return false;
	}
	return true;
}

static bool
run_check(struct visit *visit, const struct doctor_check *check, struct err *err)
{
	struct doctor_judgement judgement = {
	    .nickname = visit->request->nickname,
	    .symbols = visit->symbols,
	    .footprints = visit->footprints,
	};
	struct db_rows rows;
	struct text param = text_of("");
	char days[24];
	snprintf(days, sizeof days, "%" PRId64, visit->request->days);
	if (check->parameter == DOCTOR_DAYS)
		param = text_of(days);
	else if (check->parameter == DOCTOR_ALL)
		param = text_of(NULL);
	do {
		arena_reset(visit->page);
		if (!db_query(visit->db, check->query, &param,
		              check->parameter == DOCTOR_NO_PARAMETER ? 0 : 1, visit->page, &rows,
		              err))
			return false;
		for (size_t row = 0; row < rows.count; row++)
			if (!tell_row(visit, check, &judgement, &rows, row, err))
				return false;
		if (check->parameter == DOCTOR_PAGE && rows.count > 0) {
			param = db_rows_text(&rows, rows.count - 1, 0);
			param.bytes = arena_copy(visit->arena, param.bytes, param.size, err);
			if (param.bytes == NULL)
				return false;
		}
	} while (check->parameter == DOCTOR_PAGE && rows.count > 0);
	return true;
}

static bool
run_checks(struct visit *visit, struct err *err)
{
	for (size_t i = 0; i < doctor_check_count; i++) {
		const struct doctor_check *check = &doctor_check_table[i];
		if (!is_passed_over(visit, check) && !run_check(visit, check, err))
			return false;
	}
	return true;
}

static bool
check_names(const struct doctor_request *request, struct err *err)
{
	for (size_t i = 0; i < request->only.count; i++)
		if (doctor_check_find(request->only.items[i]) == NULL)
			return err_set(err, ERR_INPUT,
			               "there is no check \"%s\"; --list shows them all",
			               request->only.items[i]);
	return true;
}

bool
doctor_run(struct db *db, const struct doctor_request *request, struct arena *arena,
           struct err *err)
{
	struct visit visit = {.db = db, .request = request, .arena = arena};
	if (!check_names(request, err) || !overview_read(db, arena, &visit.overview, err))
		return false;
	visit.page = arena_new(PAGE_MEMORY);
	if (visit.page == NULL)
		return err_set(err, ERR_SYSTEM, "no memory");
	bool ok = read_libraries(&visit, LIBRARY_READER_SYMBOLS, &request->symbols, &visit.symbols,
	                         err) &&
	          read_libraries(&visit, LIBRARY_READER_FOOTPRINTS, &request->footprints,
	                         &visit.footprints, err) &&
	          run_checks(&visit, err);
	arena_free(visit.page);
	return ok;
}
