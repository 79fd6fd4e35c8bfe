/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/catalogue_settings.h"

#include "catalogue/category_tree.h"
#include "catalogue/value_check.h"
#include "store/constraint.h"

/* In the order of setting_list.sql's columns. */
static const struct row {
	const char *name, *meaning;
	const struct query *query;
	const char *constraint; /* says what a value is, when the database cannot read it */
	enum catalogue_setting_type type;
} table[CATALOGUE_SETTINGS] = {
    {"category_depth", "categories below this level are shown in the one there; unset: all levels",
     &query_setting_category_depth, "category_depth_is_from_1_to_20", CATALOGUE_SETTING_NUMBER},
    {"uncategorized", "the category that shows parts without one; unset: they are not shown",
     &query_setting_uncategorized, NULL, CATALOGUE_SETTING_TEXT},
    {"value_style", "how SI prefixes are written in values: 4k7 or 4.7k",
     &query_setting_value_style, "value_style_is_known", CATALOGUE_SETTING_TEXT},
    {"stock_format",
     "the description where parts are chosen: {0} it, {1} stock, {part.IPN} ...; unset: without",
     &query_setting_stock_format, NULL, CATALOGUE_SETTING_TEXT},
    {"former_names", "the category that shows renamed parts under names they had; unset: not shown",
     &query_setting_former_names, NULL, CATALOGUE_SETTING_TEXT},
    {"pcm_url", "the address of the packages as KiCad asks for them: https://HOST/pcm",
     &query_setting_pcm_url, NULL, CATALOGUE_SETTING_TEXT},
    {"pcm_name", "what KiCad calls the repository of packages", &query_setting_pcm_name, NULL,
     CATALOGUE_SETTING_TEXT},
    {"pcm_prefix", "what KiCad has before the names of libraries that it installed; unset: nothing",
     &query_setting_pcm_prefix, NULL, CATALOGUE_SETTING_TEXT},
    {"hold_unpublished", "whether parts wait until symbol and footprint are published: yes or no",
     &query_setting_hold_unpublished, NULL, CATALOGUE_SETTING_TRUTH},
    {"database_library", "whether the tables are kept that a database library reads: yes or no",
     &query_setting_database_library, NULL, CATALOGUE_SETTING_TRUTH},
};

bool
catalogue_settings_list(struct db *db, struct arena *arena, struct catalogue_setting **settings,
                        struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_setting_list, NULL, 0, arena, &rows, err))
		return false;
	struct catalogue_setting *list = arena_alloc(arena, sizeof *list * CATALOGUE_SETTINGS, err);
	if (list == NULL)
		return false;
	for (int i = 0; i < CATALOGUE_SETTINGS; i++)
		list[i] = (struct catalogue_setting){
		    .name = table[i].name,
		    .meaning = table[i].meaning,
		    .type = table[i].type,
		    .value = rows.count == 0 ? text_of(NULL) : db_rows_text(&rows, 0, i),
		};
	*settings = list;
	return true;
}

static bool
add_value(struct document *object, const struct catalogue_setting *setting)
{
	int64_t number;
	if (!text_is_set(setting->value))
		return document_add_null(object, setting->name);
	if (setting->type == CATALOGUE_SETTING_NUMBER &&
	    text_to_int64(setting->value, INT64_MIN, INT64_MAX, &number))
		return document_add_number(object, setting->name, number);
	if (setting->type == CATALOGUE_SETTING_TRUTH)
		return document_add_bool(object, setting->name,
		                         text_equal(setting->value, text_of("yes")));
	return document_add_text(object, setting->name, setting->value);
}

struct document *
catalogue_settings_document(const struct catalogue_setting *settings)
{
	struct document *object = document_object();
	for (int i = 0; i < CATALOGUE_SETTINGS; i++)
		if (!add_value(object, &settings[i])) {
			document_free(object);
			return NULL;
		}
	return object;
}

static const struct row *
find(struct text name, struct err *err)
{
	for (int i = 0; i < CATALOGUE_SETTINGS; i++)
		if (text_equal(name, text_of(table[i].name)))
			return &table[i];
	bool clean = text_is_utf8(name) && !text_has_control(name);
	struct text shown = clean ? text_cut(name, 100) : text_of("?");
	err_set(err, ERR_INPUT, "no setting is called \"%.*s\"; \"kidepot settings\" shows them",
	        (int)shown.size, shown.bytes);
	return NULL;
}

static bool
set(struct db *db, const struct row *row, struct text value, struct arena *arena, bool *changed,
    struct err *err)
{
	struct db_rows rows;
	if (row->type == CATALOGUE_SETTING_TRUTH && value.size > 0 &&
	    !text_equal(value, text_of("yes")) && !text_equal(value, text_of("no"))) {
		struct text shown = text_cut(value, 100);
		return err_set(err, ERR_INPUT, "%s \"%.*s\": give yes or no", row->name,
		               (int)shown.size, shown.bytes);
	}
	if (db_query(db, row->query, &value, 1, arena, &rows, err)) {
		*changed = rows.affected > 0;
		return category_tree_check_clash(db, arena, err);
	}
	if (err->code == ERR_INPUT && row->constraint != NULL)
		err_set(err, ERR_INPUT, "%s", constraint_sentence(row->constraint));
	if (err->code == ERR_INPUT || err->code == ERR_CONFLICT) {
		struct text shown = text_cut(value, 100);
		err_prefix(err, "%s \"%.*s\"", row->name, (int)shown.size, shown.bytes);
	}
	return false;
}

bool
catalogue_settings_set(struct db *db, struct text name, struct text value, struct arena *arena,
                       bool *changed, struct err *err)
{
	const struct row *row = find(name, err);
	bool differs = false;
	if (row == NULL || !value_check(db, row->name, value, VALUE_LINE, arena, err) ||
	    !db_begin(db, err))
		return false;
	if (!set(db, row, value, arena, &differs, err) || !db_commit(db, err)) {
		db_rollback(db);
		return false;
	}
	*changed = differs;
	return true;
}
