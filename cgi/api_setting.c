/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for the whole catalogue, in the REST interface. */
#include "api_resources.h"
#include "catalogue/catalogue_settings.h"

struct body {
	struct text category_depth, uncategorized, value_style, former_names, stock_format, pcm_url,
	    pcm_name, pcm_prefix, hold_unpublished, database_library;
};

#define MEMBER(name) #name, .offset = offsetof(struct body, name)

static const struct api_field fields[] = {
    {MEMBER(category_depth), .type = API_NUMBER, .nullable = true,
     .help = "categories below this level are shown in the one there; null: all levels"},
    {MEMBER(uncategorized), .type = API_TEXT, .nullable = true,
     .help = "the category that shows parts without one; null: they are not shown"},
    {MEMBER(value_style), .type = API_TEXT, .choices = "4k7 4.7k",
     .help = "how SI prefixes are written in values"},
    {MEMBER(former_names), .type = API_TEXT, .nullable = true,
     .help = "the category that shows renamed parts under names they had; null: not shown"},
    {MEMBER(stock_format), .type = API_TEXT, .nullable = true,
     .help = "the description where parts are chosen: {0} it, {1} stock, {part.IPN}; null: "
             "without stock"},
    {MEMBER(pcm_url), .type = API_TEXT, .nullable = true,
     .help = "the address of the packages as KiCad asks for them: https://HOST/pcm"},
    {MEMBER(pcm_name), .type = API_TEXT, .help = "what KiCad calls the repository of packages"},
    {MEMBER(pcm_prefix), .type = API_TEXT, .nullable = true,
     .help = "what KiCad has before the names of libraries that it installed; null: nothing"},
    {MEMBER(hold_unpublished), .type = API_TRUTH,
     .help = "whether parts wait until their symbol and footprint are published"},
    {MEMBER(database_library), .type = API_TRUTH,
     .help = "whether the tables are kept that a database library reads over ODBC; of many "
             "parts \"kidepot settings set\" makes them, for it takes longer than an answer may"},
    {.key = NULL},
};

static bool
show(struct call *call, struct document **document, struct err *err)
{
	struct catalogue_setting *settings;
	if (!catalogue_settings_list(call->db, call->arena, &settings, err))
		return false;
	*document = catalogue_settings_document(settings);
	return *document != NULL || err_set(err, ERR_LIMIT, "no memory for a JSON document");
}

static bool
set(struct call *call, const void *body, struct err *err)
{
	bool changed;
	for (const struct api_field *field = fields; field->key != NULL; field++) {
		struct text value = *(const struct text *)((const char *)body + field->offset);
		if (text_is_set(value) &&
		    !catalogue_settings_set(call->db, text_of(field->key), value, call->arena,
		                            &changed, err))
			return err_field(err, field->key);
	}
	return true;
}

const struct api_resource api_setting = {
    .pattern = "/api/setting/",
    .word = "settings",
    .schema = "Settings",
    .fields = fields,
    .lock_kind = API_LOCK_RULES,
    .show = show,
    .methods =
	(const struct api_method[]){
	    {.method = METHOD_GET, .summary = "what holds for the whole catalogue"},
	    {METHOD_PATCH, "change what holds for the whole catalogue", .fields = fields,
             .body_size = sizeof(struct body), .run = set},
	    {.method = 0},
	},
};
