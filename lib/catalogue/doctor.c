/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/doctor.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "catalogue/kicad_library.h"
#include "catalogue/overview.h"

enum { PAGE_MEMORY = 256 * 1024 * 1024 };

/* One run. */
struct visit {
	struct db *db;
	const struct doctor_request *request;
	struct arena *arena; /* what lasts for the whole run */
	struct arena *page;  /* one answer of the database */
	struct overview overview;
	bool has_symbols, has_footprints; /* libraries to look in are known */
};

/* Libraries that are given. */
struct reading {
	const struct visit *visit;
	struct kicad_library_stage stage;
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
static bool
tell_unread(void *context, const char *library, const char *reason, struct err *err)
{
	const struct reading *reading = context;
	const struct visit *visit = reading->visit;
	const struct doctor_finding finding = {.check = doctor_check_libraries,
	                                       .kind = text_of("library"),
	                                       .name = text_of(library),
	                                       .detail = text_of(reason)};
	return !is_asked_for(visit, doctor_check_libraries) ||
	       visit->request->tell(visit->request->context, &finding, err);
}

static bool
take_library(void *context, struct text library, bool is_read, struct err *err)
{
	struct reading *reading = context;
	return kicad_library_take_library(&reading->stage, library, is_read, err);
}

static bool
take_item(void *context, const struct library_item *item, struct err *err)
{
	struct reading *reading = context;
	return kicad_library_take_item(&reading->stage, item, err);
}

static bool
read_libraries(struct reading *reading, enum library_reader_kind kind,
               const struct setting_list *paths, struct err *err)
{
	const struct visit *visit = reading->visit;
	const struct library_reader_sink sink = {take_library, take_item, tell_unread, reading};
	const struct library_reader reader = {
	    .kind = kind,
	    .variables = visit->request->variables.items,
	    .variable_count = visit->request->variables.count,
	    .sink = &sink,
	    .arena = visit->page,
	};
	reading->stage.kind = text_of(kicad_library_kinds[kind]);
	for (size_t i = 0; i < paths->count; i++)
		if (!library_reader_add(&reader, paths->items[i], err))
			return false;
	return true;
}

/* What is given is looked in as if it were indexed, up to the end of the transaction. */
static bool
give_libraries(const struct visit *visit, struct err *err)
{
	struct reading reading = {.visit = visit};
	struct kicad_library_count counts[KICAD_LIBRARY_KINDS];
	const struct doctor_request *request = visit->request;
	if (request->symbols.count == 0 && request->footprints.count == 0)
		return true;
	bool ok = kicad_library_begin(&reading.stage, visit->db, err) &&
	          read_libraries(&reading, LIBRARY_READER_SYMBOLS, &request->symbols, err) &&
	          read_libraries(&reading, LIBRARY_READER_FOOTPRINTS, &request->footprints, err) &&
	          kicad_library_put(&reading.stage, KICAD_LIBRARY_GIVEN, text_of(NULL), true,
	                            visit->arena, counts, err);
	kicad_library_end(&reading.stage);
	return ok;
}

static bool
find_libraries(struct visit *visit, struct err *err)
{
	struct db_rows rows;
	if (!db_query(visit->db, &query_doctor_library_known, NULL, 0, visit->arena, &rows, err))
		return false;
	visit->has_symbols = db_rows_bool(&rows, 0, 0, false);
	visit->has_footprints = db_rows_bool(&rows, 0, 1, false);
	return true;
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
	       (check->wants_symbols && !visit->has_symbols) ||
	       (check->wants_footprints && !visit->has_footprints) ||
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
	};
	struct db_rows rows;
	struct text param = text_of("");
	char days[24];
	snprintf(days, sizeof days, "%" PRId64, visit->request->days);
	if (check->parameter == DOCTOR_DAYS)
		param = text_of(days);
	else if (check->parameter == DOCTOR_NAME)
		param = text_of(check->name);
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
	bool ok = db_begin(db, err);
	if (ok) {
		ok = give_libraries(&visit, err) && find_libraries(&visit, err) &&
		     run_checks(&visit, err);
		db_rollback(db);
	}
	arena_free(visit.page);
	return ok;
}
