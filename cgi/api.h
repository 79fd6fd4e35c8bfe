/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * api: the REST interface under /api/. A resource is a table: its address, the fields
 * of its document, and what each method does. api_answer runs them: it reads query and
 * body, opens the transaction, says who acts, locks, holds If-Match against the
 * document as it is, changes, renders and commits. The statuses are docs/api.md's.
 *
 * What a resource does itself is in cgi/api_<resource>.c, and the rest of it in
 * lib/catalogue, which the command uses too.
 */
#ifndef KIDEPOT_CGI_API_H
#define KIDEPOT_CGI_API_H

#include <stddef.h>

#include "base/document_read.h"
#include "route.h"

enum api_type {
	API_TEXT,      /* string */
	API_NUMBER,    /* whole number */
	API_TRUTH,     /* boolean */
	API_DECIMAL,   /* decimal number: a string; of a body also a number, as it is spelt */
	API_REFERENCE, /* of a body: a number, which is an id, or a name */
	API_TEXTS,     /* array of strings */
	API_MAP,       /* object whose values are strings or null */
	API_COUNTS,    /* of an answer: object whose values are whole numbers */
	API_VALUE,     /* of an answer: a string or a boolean, or null */
	API_OBJECT,    /* object with `members` */
	API_OBJECTS,   /* array of such objects */
	API_TYPES
};

enum api_use { API_BOTH, API_ANSWER, API_BODY };

/*
 * A member of a resource's document. A table ends with a row without a key. In a
 * method's body it becomes, at `offset` of the struct that the method is given,
 *   API_TEXT, API_NUMBER, API_TRUTH,  a struct text in lib's three states: not set:
 *   API_DECIMAL                       not given; empty: null or ""; else the text, the
 *                                     number as it was spelt, "yes" or "no"
 *   API_REFERENCE                     a struct api_reference
 *   API_TEXTS                         a struct api_texts
 *   API_MAP, API_OBJECT, API_OBJECTS  a const struct document *, NULL when not given
 *                                     or null; an object or array, the rest unchecked
 */
struct api_field {
	const char *key;
	enum api_type type;
	enum api_use use;
	size_t offset;
	bool required; /* in POST and PUT */
	bool nullable; /* null unsets it, and may be answered */
	/* Of a text: the words it can be, "read admin"; NULL: any. Only said in
	 * openapi.json: the rule itself is lib's. */
	const char *choices;
	const char *format; /* of a text in openapi.json: "date-time", "date"; NULL: none */
	const struct api_field *members;
	const char *help;    /* one sentence, without a full stop */
	const char *way_out; /* of API_ANSWER: what to do where a body has it; NULL: leave it out */
};

/* One of the two is set when it is given; null and "" are an empty name. */
struct api_reference {
	struct text id, name;
};

struct api_texts {
	const struct text *items;
	size_t count;
	bool is_set;
};

struct api_method {
	enum request_method method;       /* 0 ends a table */
	const char *summary;              /* a few words, no full stop */
	const struct argument *arguments; /* NULL: none */
	/* Of the body, with the size of its struct; NULL: no body is read. */
	const struct api_field *fields;
	size_t body_size;
	/* In the place of `fields`: the body is of one of these types, "application/xml
	 * text/xml", and read by `run`, which is given a struct api_stream (api_stream.h),
	 * while it comes. */
	const char *stream_types;
	/*
	 * GET: appends the body; NULL: the resource's document is rendered.
	 * POST: makes, and says call->made; the answer is the document of the resource's
	 *   `item`, unless `run` appended another to the reply, with `answers`. When it says
	 *   no call->made then, nothing had to be made: 200.
	 * PUT, PATCH, DELETE: changes what is locked and there (PUT: or is not).
	 * It may say reply_problem; then, and when false, all is rolled back; so it is when
	 * it says call->is_trial.
	 */
	bool (*run)(struct call *call, const void *body, struct err *err);
	/* Of a body whose change waits as API_LOCK_RULES; NULL: as the resource's do. */
	bool (*changes_rules)(const void *body);
	/* Of GET's answer, when it is not the resource's document. */
	enum { API_ONE, API_LIST, API_PAGE } answer;
	/* Of POST's answer, when it is not the document of the resource's `item`. */
	const struct api_field *answers;
	/* Types that GET's answer may be of besides JSON, "text/csv text/html"; NULL: none. */
	const char *other_types;
	bool may_make_nothing; /* POST may answer 200 */
};

/* What changes wait for, before any row is locked: the lock that the triggers take. */
enum api_lock { API_LOCK_ROW, API_LOCK_PARTS /* with other parts */, API_LOCK_RULES /* alone */ };

struct api_resource {
	const char *pattern; /* as in the table of routes */
	/* What one is called, "supplier"; below another thing both with their ids, "part {id}, or
	 * no name {id} of it", for one that is not there. */
	const char *word;
	const char *schema; /* its name in openapi.json: "Supplier" */
	const struct api_field *fields;
	enum api_lock lock_kind;
	/* Its parameters are the ids of the address, all of them. Locks the row until
	 * the end of the transaction; without a row the answer is 404. NULL: nothing
	 * to lock, and it is always there. */
	const struct query *lock;
	/* As `lock`: a row whose columns are the document. */
	const struct query *get;
	/* In place of `get`, where a row is not the document. *document NULL: there is
	 * none. The caller frees it. */
	bool (*show)(struct call *call, struct document **document, struct err *err);
	const struct api_resource *item; /* of a collection: what POST makes */
	const struct api_method *methods;
};

/* Answers the request, whose token is good and of scope admin. As a route's handler. */
bool api_answer(struct call *call, const struct api_resource *resource, struct err *err);

/* Appends the document and frees it; NULL is one that there was no memory for. */
bool api_write_document(struct call *call, struct document *document, struct err *err);

/* Appends rows as an array of objects (see store/db_document.h). */
bool api_write_rows(struct call *call, const struct db_rows *rows, struct err *err);

/*
 * Appends {"results":[...],"next":...} with the first `limit` rows. There is a next
 * page when there are more; "next" is then column `cursor` (shape t or i) of the last row
 * written, for the argument "after".
 */
bool api_write_page(struct call *call, const struct db_rows *rows, size_t limit, int cursor,
                    struct err *err);

/* The same with `results`, which is an array made of these rows, and is freed. */
bool api_write_page_of(struct call *call, struct document *results, const struct db_rows *rows,
                       size_t limit, int cursor, struct err *err);

/* The text as a string in the arena; NULL when it is not set. ERR_LIMIT. */
bool api_string(struct call *call, struct text text, const char **string, struct err *err);

/*
 * The argument of that place, made with API_PAGE_LIMIT, as a number, and one more than that as a
 * statement's parameter: that there is another page. ERR_LIMIT.
 */
bool api_page_limit(struct call *call, size_t place, int64_t *limit, struct text *parameter,
                    struct err *err);

/* The arguments of a page, for a method's table: call->arguments of these places. */
#define API_PAGE_LIMIT                                                                        \
	{                                                                                     \
		.name = "limit", .is_number = true, .min = 1, .max = 1000, .fallback = "100", \
		.help = "how many are answered at most"                                       \
	}
#define API_PAGE_AFTER                                                                       \
	{                                                                                    \
		.name = "after", .help = "\"next\" of the page before; not given: the first" \
	}
/* Of a list whose newest come first, by their numbers. */
#define API_PAGE_BEFORE                                                                            \
	{                                                                                          \
		.name = "after", .is_number = true, .is_cursor = true, .min = 1, .max = INT64_MAX, \
		.help = "\"next\" of the page before; not given: the newest"                       \
	}

/* Of an ERR_INPUT about what a query string says: 400, and true; else false. */
bool api_refuse_argument(struct call *call, const struct err *err);

#endif
