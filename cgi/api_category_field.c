/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a category says of the KiCad fields that parameters become, in the REST
 * interface. A field is there when the category itself says something of it.
 */
#include "api_reference.h"
#include "api_resources.h"
#include "catalogue/category_document.h"

#define MEMBER(name) #name, .offset = offsetof(struct category_field_words, name)
#define WORDS                                                                        \
	{MEMBER(name), .type = API_TEXT, .nullable = true,                           \
	 .help = "what KiCad calls the field; null: not said here"},                 \
	    {MEMBER(visible), .type = API_TRUTH, .nullable = true,                   \
	     .help = "whether it is drawn on the sheet; null: not said here"},       \
	{                                                                            \
		MEMBER(served), .type = API_TRUTH, .nullable = true,                 \
				.help = "whether KiCad gets it; null: not said here" \
	}

static const struct api_field resolved[] = {WORDS, {.key = NULL}};

static const struct api_field fields[] = {
    {"parameter_id", API_NUMBER, .use = API_ANSWER, .help = "the parameter template's number"},
    {"parameter", API_TEXT, .use = API_ANSWER, .help = "its name"},
    WORDS,
    {"resolved", API_OBJECT, .use = API_ANSWER, .members = resolved,
     .help = "what is said here or in the nearest category above"},
    {.key = NULL},
};

static bool
list(struct call *call, const void *body, struct err *err)
{
	struct category_field *all;
	size_t count;
	(void)body;
	if (!category_field_list(call->db, call->ids[0], call->arena, &all, &count, err))
		return false;
	return api_write_document(call, category_document_field_list(all, count), err);
}

static bool
show(struct call *call, struct document **document, struct err *err)
{
	struct category_field *all;
	size_t count;
	if (!category_field_list(call->db, call->ids[0], call->arena, &all, &count, err))
		return false;
	*document = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct category_field_words *own = &all[i].own;
		if (!text_equal(all[i].parameter_id, call->ids[1]) ||
		    !(text_is_set(own->name) || text_is_set(own->visible) ||
		      text_is_set(own->served)))
			continue;
		*document = category_document_field(&all[i]);
		return *document != NULL ||
		       err_set(err, ERR_LIMIT, "no memory for a JSON document");
	}
	return true;
}

static bool
change(struct call *call, const struct category_field_words *words, struct err *err)
{
	const struct api_reference template = {.id = call->ids[1]};
	struct text name;
	bool changed;
	return api_reference_template(call, &template, "parameter_id", &name, err) &&
	       category_field_set(call->db, call->ids[0], name, words, call->arena, &changed, err);
}

/* The whole: what is not given is not said. */
static bool
put(struct call *call, const void *body, struct err *err)
{
	struct category_field_words words = *(const struct category_field_words *)body;
	struct text *const all[] = {&words.name, &words.visible, &words.served};
	size_t empty = 0;
	for (size_t i = 0; i < 3; i++)
		if (all[i]->size == 0) {
			*all[i] = text_of("");
			empty++;
		}
	if (empty == 3)
		return err_set(err, ERR_INPUT, "nothing is said; give name, visible or served");
	return change(call, &words, err);
}

static bool
rm(struct call *call, const void *body, struct err *err)
{
	const struct text none = text_of("");
	(void)body;
	return change(call, &(const struct category_field_words){none, none, none}, err);
}

const struct api_resource api_category_field_all = {
    .pattern = "/api/part/category/{id}/field/",
    .word = "category",
    .schema = "CategoryField",
    .fields = fields,
    .lock = &query_category_row_lock,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "list the fields that the category or one above it says something of",
             .run = list, .answer = API_LIST},
	    {.method = 0},
	},
};

const struct api_resource api_category_field = {
    .pattern = "/api/part/category/{id}/field/{id}/",
    .word = "category {id}, or no field of it for the parameter template {id}",
    .schema = "CategoryField",
    .fields = fields,
    .lock_kind = API_LOCK_RULES,
    .lock = &query_category_field_lock,
    .show = show,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "what the category says of a parameter's field"},
	    {METHOD_PUT, "say what becomes of a parameter's field", .fields = fields,
             .body_size = sizeof(struct category_field_words), .run = put},
	    {METHOD_DELETE, "say nothing of a parameter's field", .run = rm},
	    {.method = 0},
	},
};
