/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "api_body.h"
#include "api_etag.h"
#include "api_stream.h"
#include "base/document.h"
#include "store/db_document.h"

/* How often a change is tried that others' are in the way of. */
enum { ATTEMPTS = 3, WHO_NAME_MAX = 100 };

static const struct api_method *
method_of(const struct api_resource *resource, enum request_method method)
{
	const struct api_method *one = resource->methods;
	if (method == METHOD_HEAD)
		method = METHOD_GET;
	while (one->method != 0 && one->method != method)
		one++;
	return one;
}

static size_t
count_ids(const struct api_resource *resource)
{
	size_t count = 0;
	for (const char *p = resource->pattern; (p = strstr(p, "{id}")) != NULL; p++)
		count++;
	return count;
}

bool
api_refuse_argument(struct call *call, const struct err *err)
{
	if (err->code != ERR_INPUT)
		return false;
	reply_refuse(call->reply, 400, err);
	return true;
}

bool
api_write_document(struct call *call, struct document *document, struct err *err)
{
	bool written = document_write(document, &call->reply->body, err);
	document_free(document);
	return written;
}

bool
api_write_rows(struct call *call, const struct db_rows *rows, struct err *err)
{
	return api_write_document(call, db_document_rows(rows, rows->count), err);
}

/* What "next" is after the last row of a page. */
static bool
cursor_of(struct call *call, const struct db_rows *rows, size_t row, int column,
          struct text *cursor, struct err *err)
{
	*cursor = db_rows_letter(rows, column) == 't'
	              ? db_rows_text(rows, row, column)
	              : text_of(arena_format(call->arena, err, "%" PRId64,
	                                     db_rows_int64(rows, row, column, 0)));
	return text_is_set(*cursor);
}

bool
api_write_page(struct call *call, const struct db_rows *rows, size_t limit, int cursor,
               struct err *err)
{
	return api_write_page_of(call, db_document_rows(rows, limit), rows, limit, cursor, err);
}

bool
api_write_page_of(struct call *call, struct document *results, const struct db_rows *rows,
                  size_t limit, int cursor, struct err *err)
{
	struct text next = {NULL, 0};
	if (rows->count > limit && !cursor_of(call, rows, limit - 1, cursor, &next, err)) {
		document_free(results);
		return false;
	}
	struct document *page = document_object();
	if (!document_add(page, "results", results) || !document_add_set(page, "next", next)) {
		document_free(page);
		page = NULL;
	}
	return api_write_document(call, page, err);
}

bool
api_string(struct call *call, struct text text, const char **string, struct err *err)
{
	*string = text_is_set(text) ? arena_copy(call->arena, text.bytes, text.size, err) : NULL;
	return !text_is_set(text) || *string != NULL;
}

bool
api_page_limit(struct call *call, size_t place, int64_t *limit, struct text *parameter,
               struct err *err)
{
	if (!text_to_int64(call->arguments[place], 1, INT32_MAX, limit))
		*limit = 1;
	*parameter = text_of(arena_format(call->arena, err, "%" PRId64, *limit + 1));
	return text_is_set(*parameter);
}

/* "token 1a2b3c4d "name"" */
static bool
say_who(struct call *call, struct err *err)
{
	struct text name = text_cut(call->token->name, WHO_NAME_MAX);
	struct text who = text_of(arena_format(call->arena, err, "token %s \"%.*s\"",
	                                       call->token->prefix, (int)name.size, name.bytes));
	return text_is_set(who) &&
	       db_query(call->db, &query_session_who, &who, 1, call->arena, NULL, err);
}

/* *found is whether what the address names is there; it stays so to the end. */
static bool
lock(struct call *call, const struct api_resource *resource, const struct api_method *method,
     const void *body, bool *found, struct err *err)
{
	bool changes = method->method != METHOD_GET;
	bool rules = resource->lock_kind == API_LOCK_RULES ||
	             (method->changes_rules != NULL && method->changes_rules(body));
	struct text alone = text_of(rules ? "yes" : "no");
	struct db_rows rows;
	*found = true;
	if (changes && resource->lock_kind != API_LOCK_ROW &&
	    !db_query(call->db, &query_part_lock, &alone, 1, call->arena, NULL, err))
		return false;
	if (resource->lock == NULL)
		return true;
	if (!db_query(call->db, resource->lock, call->ids, count_ids(resource), call->arena, &rows,
	              err))
		return false;
	*found = rows.count > 0;
	return true;
}

static bool
get_row(struct call *call, const struct api_resource *resource, struct document **document,
        struct err *err)
{
	struct db_rows rows;
	if (!db_query(call->db, resource->get, call->ids, count_ids(resource), call->arena, &rows,
	              err))
		return false;
	*document = rows.count == 0 ? NULL : db_document_row(&rows, 0);
	return rows.count == 0 || *document != NULL ||
	       err_set(err, ERR_LIMIT, "no memory for a JSON document");
}

/* Puts the document into the body, with its ETag, in the place of what is there. */
static bool
render(struct call *call, const struct api_resource *resource, bool *found, struct err *err)
{
	struct document *document = NULL;
	bool good = resource->show != NULL ? resource->show(call, &document, err)
	                                   : get_row(call, resource, &document, err);
	call->reply->body = (struct buf){.arena = call->arena};
	*found = document != NULL;
	if (!good || document == NULL) {
		document_free(document);
		return good;
	}
	return api_write_document(call, document, err) &&
	       api_etag_make(buf_text(&call->reply->body), call->reply->etag, err);
}

/* The ids in the places of "{id}"; how many there were. */
static size_t
append_filled(struct buf *out, const char *pattern, const struct text *ids)
{
	size_t count = 0;
	for (const char *hole; (hole = strstr(pattern, "{id}")) != NULL; count++) {
		buf_append(out, pattern, (size_t)(hole - pattern));
		buf_append_text(out, ids[count]);
		pattern = hole + strlen("{id}");
	}
	buf_append_string(out, pattern);
	return count;
}

static bool
not_found(struct call *call, const struct api_resource *resource)
{
	struct buf what = {.arena = call->arena};
	if (append_filled(&what, resource->word, call->ids) == 0) {
		buf_append_string(&what, " ");
		buf_append_text(&what, call->ids[count_ids(resource) - 1]);
	}
	buf_append(&what, "", 1);
	reply_problem(call->reply, 404, "There is no %s.",
	              what.failed ? resource->word : what.bytes);
	return true;
}

static bool
show(struct call *call, const struct api_resource *resource, struct err *err)
{
	bool found;
	return render(call, resource, &found, err) && (found || not_found(call, resource));
}

/* The address of the resource that call->ids mean, as the client would write it. */
static const char *
address(struct call *call, const struct api_resource *resource, struct err *err)
{
	struct buf path = {.arena = call->arena};
	struct text script = call->request->script;
	if (text_is_utf8(script) && !text_has_control(script))
		buf_append_text(&path, script);
	append_filled(&path, resource->pattern, call->ids);
	buf_append(&path, "", 1);
	return buf_check(&path, err) ? path.bytes : NULL;
}

static bool
make(struct call *call, const struct api_resource *resource, const struct api_method *method,
     const void *body, struct err *err)
{
	struct reply *reply = call->reply;
	const struct api_resource *item = resource->item;
	if (!method->run(call, body, err))
		return false;
	if (reply->status != 200)
		return true;
	bool is_written = reply->body.size > 0;
	if (is_written && !text_is_set(call->made))
		return true;
	reply->status = 201;
	struct call of_item = *call;
	if (text_is_set(call->made))
		of_item.ids[count_ids(item) - 1] = call->made;
	reply->location = address(&of_item, item, err);
	return reply->location != NULL && (is_written || show(&of_item, item, err));
}

static bool
change(struct call *call, const struct api_resource *resource, const struct api_method *method,
       const void *body, struct err *err)
{
	struct reply *reply = call->reply;
	bool was_there, found;
	if (!render(call, resource, &was_there, err))
		return false;
	if (!was_there && method->method != METHOD_PUT)
		return not_found(call, resource);
	if (!api_etag_match(call->request, was_there, reply))
		return true;
	reply->body = (struct buf){.arena = call->arena};
	reply->etag[0] = '\0';
	if (!method->run(call, body, err))
		return false;
	if (reply->status != 200)
		return true;
	if (method->method == METHOD_DELETE) {
		reply->status = 204;
		return true;
	}
	reply->status = was_there ? 200 : 201;
	return render(call, resource, &found, err) && (found || not_found(call, resource));
}

static bool
work(struct call *call, const struct api_resource *resource, const struct api_method *method,
     const void *body, struct err *err)
{
	bool changes = method->method != METHOD_GET, found;
	if (changes && !say_who(call, err))
		return false;
	/* A list below a thing is there when the thing is. */
	if ((changes || (resource->get == NULL && resource->show == NULL)) &&
	    (!lock(call, resource, method, body, &found, err) ||
	     (!found && not_found(call, resource))))
		return call->reply->status != 200;
	switch (method->method) {
	case METHOD_GET:
		return method->run != NULL ? method->run(call, body, err)
		                           : show(call, resource, err);
	case METHOD_POST:
		return make(call, resource, method, body, err);
	default:
		return change(call, resource, method, body, err);
	}
}

static bool
transact(struct call *call, const struct api_resource *resource, const struct api_method *method,
         const void *body, struct err *err)
{
	reply_start(call->reply, call->arena);
	call->made = text_of(NULL);
	call->is_trial = false;
	if (!db_begin(call->db, err))
		return false;
	bool answered = work(call, resource, method, body, err);
	bool good = answered && call->reply->status < 300;
	bool stays = good && !call->is_trial;
	if (stays && db_commit(call->db, err))
		return true;
	db_rollback(call->db);
	return answered && !stays;
}

bool
api_answer(struct call *call, const struct api_resource *resource, struct err *err)
{
	const struct api_method *method = method_of(resource, call->request->method);
	struct api_stream stream;
	void *body = &stream;
	if (!arguments_read(call->request->query, method->arguments, call->arena, call->arguments,
	                    call->reply, err))
		return false;
	if (call->reply->status == 200 && method->fields != NULL &&
	    !api_body_read(call, method->fields, method->body_size, method->method != METHOD_PATCH,
	                   &body, err))
		return false;
	if (call->reply->status == 200 && method->stream_types != NULL)
		api_stream_start(&stream, call, method->stream_types);
	if (call->reply->status == 200 && method->method == METHOD_POST &&
	    text_is_set(call->request->if_match))
		reply_problem(
		    call->reply, 400,
		    "If-Match is for PATCH, PUT and DELETE; a POST makes what has no tag yet.");
	if (call->reply->status != 200)
		return true;
	bool done = false;
	/* What streams is gone after the first. */
	int attempts = method->stream_types != NULL ? 1 : ATTEMPTS;
	for (int i = 0; i < attempts && !done; i++) {
		done = transact(call, resource, method, body, err);
		if (!done && err->code != ERR_BUSY)
			break;
	}
	return done;
}
