/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who changed a part, and when, in the REST interface. */
#include <inttypes.h>
#include <string.h>

#include "api_resources.h"
#include "base/document.h"
#include "catalogue/history.h"
#include "store/db_document.h"

static const struct api_field fields[] = {
    {"id", API_NUMBER, .help = "the number of the change or the movement"},
    {"at", API_TEXT, .format = "date-time", .help = "when, in UTC"},
    {"who", API_TEXT, .help = "who acted, such as token 1a2b3c4d \"name\""},
    {"action", API_TEXT, .choices = "added changed removed moved", .help = "moved: stock"},
    {"kind", API_TEXT, .choices = "part stock_movement", .help = "what was changed"},
    {"row_id", API_NUMBER, .help = "the part's number"},
    {"name", API_TEXT, .help = "as it was called after the change"},
    {"field", API_TEXT, .nullable = true, .help = "what of it"},
    {"old_value", API_TEXT, .nullable = true, .help = "the value before"},
    {"new_value", API_TEXT, .nullable = true, .help = "the value after"},
    {"note", API_TEXT, .nullable = true, .help = "of a movement"},
    {.key = NULL},
};

enum { ARGUMENT_LIMIT, ARGUMENT_AFTER };

static const struct argument arguments[] = {
    [ARGUMENT_LIMIT] = API_PAGE_LIMIT,
    [ARGUMENT_AFTER] = API_PAGE_AFTER,
    {.name = NULL},
};

/* A cursor is "kind-id" of the last change on a page. */
static bool
read_after(struct text after, struct text *kind, struct text *id, struct err *err)
{
	const char *dash = after.size > 0 ? memchr(after.bytes, '-', after.size) : NULL;
	int64_t number;
	if (!text_is_set(after))
		return true;
	size_t size = dash == NULL ? after.size : (size_t)(dash - after.bytes);
	*kind = (struct text){after.bytes, size};
	*id = (struct text){after.bytes + size + 1, after.size - size - (dash != NULL)};
	if (dash != NULL && text_to_int64(*id, 1, INT64_MAX, &number))
		return true;
	err_set(err, ERR_INPUT, "\"after\" is no \"next\" of a page before; leave it out");
	return err_field(err, "after");
}

static bool
write_page(struct call *call, const struct db_rows *rows, size_t limit, struct err *err)
{
	struct document *page = document_object();
	struct document *results = db_document_rows(rows, limit);
	struct text next = {NULL, 0};
	if (rows->count > limit) {
		struct text kind = db_rows_text(rows, limit - 1, HISTORY_KIND);
		next = text_of(arena_format(call->arena, err, "%.*s-%" PRId64, (int)kind.size,
		                            kind.bytes,
		                            db_rows_int64(rows, limit - 1, HISTORY_ID, 0)));
	}
	if (!document_add(page, "results", results) || !document_add_set(page, "next", next)) {
		document_free(page);
		page = NULL;
	}
	return api_write_document(call, page, err);
}

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct text kind = text_of(NULL), id = text_of(NULL);
	struct db_rows rows;
	int64_t limit = 1;
	(void)body;
	text_to_int64(call->arguments[ARGUMENT_LIMIT], 1, HISTORY_MAX, &limit);
	if (!read_after(call->arguments[ARGUMENT_AFTER], &kind, &id, err))
		return api_refuse_argument(call, err);
	return history_part(call->db, call->ids[0], kind, id, limit + 1, call->arena, &rows, err) &&
	       write_page(call, &rows, (size_t)limit, err);
}

const struct api_resource api_part_history = {
    .pattern = "/api/part/{id}/history/",
    .word = "part",
    .schema = "Change",
    .fields = fields,
    .lock = &query_part_row_lock,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "who changed a part, and when, the newest first", arguments, .run = list,
             .answer = API_PAGE},
	    {.method = 0},
	},
};
