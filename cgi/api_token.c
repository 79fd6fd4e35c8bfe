/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tokens in the REST interface. One may revoke itself: whoever learns that it leaked
 * can end it at once, and the command makes another.
 */
#include "api_resources.h"
#include "catalogue/token.h"

struct body {
	struct text name, scope, expires;
	struct api_texts categories;
};

#define MEMBER(name) #name, .offset = offsetof(struct body, name)
#define SCOPES "read admin"
#define DOCUMENT                                                                                  \
	{"id", API_NUMBER, .use = API_ANSWER, .help = "the token's number"},                      \
	    {"prefix", API_TEXT, .use = API_ANSWER,                                               \
	     .help = "the part of the token that may be shown"},                                  \
	    {"name", API_TEXT, .use = API_ANSWER, .help = "the person or machine it is for"},     \
	    {"scope", API_TEXT, .use = API_ANSWER, .choices = SCOPES, .help = "what it allows"},  \
	    {"categories", API_TEXTS, .use = API_ANSWER, .nullable = true,                        \
	     .help = "paths of the categories that it is good for, with all below; null: for "    \
	             "all there are"},                                                            \
	    {"state", API_TEXT, .use = API_ANSWER, .choices = "valid expired revoked",            \
	     .help = "whether it is good"},                                                       \
	    {"created", API_TEXT, .use = API_ANSWER, .format = "date", .help = "the day in UTC"}, \
	    {"expires",        API_TEXT,         .use = API_ANSWER,                               \
	     .nullable = true, .format = "date", .help = "the day in UTC; null: never"},          \
	    {"revoked",        API_TEXT,         .use = API_ANSWER,                               \
	     .nullable = true, .format = "date", .help = "the day in UTC; null: it was not"},     \
	{                                                                                         \
		"last_used", API_TEXT, .use = API_ANSWER, .nullable = true,                       \
				       .help = "to the minute, in UTC; null: never"               \
	}

static const struct api_field fields[] = {DOCUMENT, {.key = NULL}};

static const struct api_field made_fields[] = {
    DOCUMENT,
    {"secret", API_TEXT, .use = API_ANSWER,
     .help = "the whole token, as clients send it; it is answered this once"},
    {.key = NULL},
};

static const struct api_field body_fields[] = {
    {MEMBER(name), .type = API_TEXT, .use = API_BODY, .required = true,
     .help = "the person or machine it is for"},
    {MEMBER(scope), .type = API_TEXT, .use = API_BODY, .choices = SCOPES,
     .help = "what it allows; not given: read"},
    {MEMBER(expires), .type = API_TEXT, .use = API_BODY, .nullable = true,
     .help = "a day, 2030-12-31 (at 00:00 UTC), or days from now, 90d; null: never"},
    {MEMBER(categories), .type = API_TEXTS, .use = API_BODY,
     .help = "paths or ids of the categories that it is good for, with all below; not given: "
             "for all there are"},
    {.key = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct token_info *tokens;
	size_t count;
	(void)body;
	if (!token_list(call->db, text_of(NULL), call->arena, &tokens, &count, err))
		return false;
	struct document *array = document_array();
	for (size_t i = 0; i < count; i++)
		if (!document_append(array, token_document(&tokens[i]))) {
			document_free(array);
			array = NULL;
		}
	return api_write_document(call, array, err);
}

/* *document is NULL when there is none of that id. */
static bool
document_of(struct call *call, struct text id, struct document **document, struct err *err)
{
	struct token_info *token;
	size_t count;
	if (!token_list(call->db, id, call->arena, &token, &count, err))
		return false;
	*document = count == 0 ? NULL : token_document(token);
	return count == 0 || *document != NULL ||
	       err_set(err, ERR_LIMIT, "no memory for a JSON document");
}

static bool
show(struct call *call, struct document **document, struct err *err)
{
	return document_of(call, call->ids[0], document, err);
}

static bool
add(struct call *call, const void *body, struct err *err)
{
	const struct body *said = body;
	const struct token_terms terms = {
	    .name = said->name,
	    .scope = text_is_set(said->scope) ? said->scope : text_of("read"),
	    .expires = said->expires,
	    .categories = said->categories.items,
	    .category_count = said->categories.count,
	};
	struct document *document;
	struct text secret;
	/* A list that came out empty must not make a token that is good for all. */
	if (said->categories.is_set && said->categories.count == 0) {
		err_set(err, ERR_INPUT,
		        "\"categories\" is empty; give one, or leave it out for all there are");
		return err_field(err, "categories");
	}
	if (!token_make(call->db, &terms, call->arena, &call->made, &secret, err) ||
	    !document_of(call, call->made, &document, err))
		return false;
	if (!document_add_text(document, "secret", secret)) {
		document_free(document);
		document = NULL;
	}
	return api_write_document(call, document, err);
}

static bool
revoke(struct call *call, const void *body, struct err *err)
{
	(void)body;
	return token_revoke(call->db, call->ids[0], call->arena, err);
}

const struct api_resource api_token_all = {
    .pattern = "/api/token/",
    .word = "token",
    .schema = "Token",
    .fields = fields,
    .item = &api_token,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list the tokens, the oldest first", .run = list, .answer = API_LIST},
	    {METHOD_POST, "make a token", .fields = body_fields, .body_size = sizeof(struct body),
             .run = add, .answers = made_fields},
	    {.method = 0},
	},
};

const struct api_resource api_token = {
    .pattern = "/api/token/{id}/",
    .word = "token",
    .schema = "Token",
    .fields = fields,
    .lock = &query_token_lock,
    .show = show,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "a token, without its secret"},
	    {METHOD_DELETE, "revoke a token", .run = revoke},
	    {.method = 0},
	},
};
