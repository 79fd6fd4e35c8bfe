/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part_edit.h"

#include <string.h>

#include "base/buf.h"
#include "catalogue/category_tree.h"
#include "catalogue/parameter_template.h"
#include "catalogue/supplier.h"
#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 }; /* bytes of a text that a message repeats */

/* The columns of part_insert and part_update before the fields. */
enum { KEY_COLUMNS = 2 };

static bool
check_fields(struct db *db, const struct part_edit *edit, struct arena *arena, struct err *err)
{
	static const struct {
		const char *what;
		enum value_kind kind;
	} texts[PART_EDIT_EXCLUDE_FROM_BOM] = {
	    [PART_EDIT_IPN] = {"IPN", VALUE_LINE},
	    [PART_EDIT_DESCRIPTION] = {"description", VALUE_PROSE},
	    [PART_EDIT_KEYWORDS] = {"keywords' text", VALUE_LINE},
	    [PART_EDIT_MANUFACTURER] = {"manufacturer", VALUE_LINE},
	    [PART_EDIT_MPN] = {"MPN", VALUE_LINE},
	    [PART_EDIT_DATASHEET] = {"datasheet", VALUE_URL},
	    [PART_EDIT_SYMBOL] = {"symbol", VALUE_LIBRARY_ID},
	    [PART_EDIT_FOOTPRINT] = {"footprint", VALUE_LIBRARY_ID},
	    [PART_EDIT_REFERENCE] = {"reference", VALUE_LINE},
	    [PART_EDIT_VALUE] = {"value", VALUE_LINE},
	};
	static const char *const truths[PART_EDIT_FIELDS] = {
	    [PART_EDIT_EXCLUDE_FROM_BOM] = "exclude-from-bom",
	    [PART_EDIT_EXCLUDE_FROM_BOARD] = "exclude-from-board",
	    [PART_EDIT_EXCLUDE_FROM_SIM] = "exclude-from-sim",
	    [PART_EDIT_ACTIVE] = "active",
	    [PART_EDIT_TEMPLATE] = "template",
	    [PART_EDIT_NOT_FOR_NEW_DESIGNS] = "not-for-new-designs",
	};
	for (size_t i = 0; i < PART_EDIT_EXCLUDE_FROM_BOM; i++)
		if (!value_check(db, texts[i].what, edit->fields[i], texts[i].kind, arena, err))
			return false;
	for (size_t i = PART_EDIT_EXCLUDE_FROM_BOM; i < PART_EDIT_FIELDS; i++)
		if (!value_check_truth(truths[i], edit->fields[i], err))
			return false;
	return true;
}

/* Rules are changed by one at a time, parts by many. */
static bool
lock(struct db *db, const struct part_edit *edit, struct arena *arena, struct err *err)
{
	bool alone = edit != NULL && (edit->make_category || edit->make_templates);
	struct text param = text_of(alone ? "yes" : "no");
	return db_query(db, &query_part_lock, &param, 1, arena, NULL, err);
}

bool
part_edit_find(struct db *db, struct text part, struct arena *arena, struct part_edit_match *match,
               struct err *err)
{
	struct text shown = text_cut(part, SHOWN_MAX);
	struct db_rows rows;
	if (!value_check_name(db, "part", part, arena, err) ||
	    !db_query(db, &query_part_match, &part, 1, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set(err, ERR_INPUT,
		               "no part \"%.*s\" is there; give its id, \"ipn:\" and its IPN, or "
		               "its name, \"kidepot part search\" finds them",
		               (int)shown.size, shown.bytes);
	struct part_edit_match found[2] = {{db_rows_text(&rows, 0, 0), db_rows_text(&rows, 0, 1)}};
	if (rows.count > 1) {
		found[1].id = db_rows_text(&rows, 1, 0);
		return err_set(err, ERR_CONFLICT,
		               "\"%.*s\" means part %.*s and part %.*s; name the one you mean in "
		               "another way",
		               (int)shown.size, shown.bytes, (int)found[0].id.size,
		               found[0].id.bytes, (int)found[1].id.size, found[1].id.bytes);
	}
	*match = found[0];
	return true;
}

/* Another part in the way, if there is one. `name` or `ipn` may be not set. */
static bool
check_taken(struct db *db, struct text name, struct text ipn, struct text own_id,
            struct arena *arena, struct err *err)
{
	const struct text params[] = {name, ipn, own_id};
	struct db_rows rows;
	if (!db_query(db, &query_part_taken, params, 3, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return true;
	struct text id = db_rows_text(&rows, 0, 0);
	struct text other = db_rows_text(&rows, 0, 1);
	struct text shown = text_cut(other, SHOWN_MAX);
	if (!db_rows_bool(&rows, 0, 2, false))
		return err_set(err, ERR_CONFLICT,
		               "part %.*s \"%.*s\" has the IPN \"%.*s\" already; choose another",
		               (int)id.size, id.bytes, (int)shown.size, shown.bytes,
		               (int)text_cut(ipn, SHOWN_MAX).size, ipn.bytes);
	if (text_equal(name, other))
		return err_set(err, ERR_CONFLICT,
		               "part %.*s is called \"%.*s\" already; \"kidepot part set\" "
		               "changes it",
		               (int)id.size, id.bytes, (int)shown.size, shown.bytes);
	return err_set(err, ERR_CONFLICT,
	               "part %.*s is called \"%.*s\", which KiCad cannot tell from \"%.*s\"; "
	               "choose another name",
	               (int)id.size, id.bytes, (int)shown.size, shown.bytes,
	               (int)text_cut(name, SHOWN_MAX).size, name.bytes);
}

/* The id of the category, made when it is missing and `make` says so. */
static bool
category_id(struct db *db, struct text category, bool make, struct arena *arena, struct text *id,
            struct err *err)
{
	return make ? category_tree_make(db, category, arena, id, err)
	            : category_tree_find(db, category, arena, id, NULL, err);
}

/* Cuts "NAME=VALUE" at the first '='. */
static bool
split(const char *what, struct text entry, struct text *name, struct text *value, struct err *err)
{
	struct text shown = text_cut(entry, SHOWN_MAX);
	const char *equals = memchr(entry.bytes, '=', entry.size);
	if (equals == NULL || equals == entry.bytes)
		return err_set(err, ERR_INPUT, "%s \"%.*s\" is not \"NAME=VALUE\"", what,
		               (int)shown.size, shown.bytes);
	*name = (struct text){entry.bytes, (size_t)(equals - entry.bytes)};
	*value = (struct text){equals + 1, entry.size - name->size - 1};
	return true;
}

static bool
set_parameter(struct db *db, struct text part_id, struct text entry, bool make, struct arena *arena,
              struct err *err)
{
	struct text name = {0}, value = {0}, template_id;
	bool is_column;
	if (!split("parameter", entry, &name, &value, err) ||
	    !value_check_name(db, "parameter's name", name, arena, err) ||
	    !value_check(db, "parameter's value", value, VALUE_LINE, arena, err) ||
	    !parameter_template_find(db, name, arena, &template_id, &is_column, err))
		return false;
	if (is_column)
		return err_set(err, ERR_INPUT,
		               "\"%.*s\" is of every part and not a parameter; use the option "
		               "--ipn, --manufacturer or --mpn",
		               (int)name.size, name.bytes);
	if (!text_is_set(template_id) && !make)
		return err_set(err, ERR_INPUT,
		               "no parameter \"%.*s\" is there; \"kidepot template add\" or "
		               "--make-templates makes it",
		               (int)text_cut(name, SHOWN_MAX).size, name.bytes);
	const struct parameter_template_change plain = {.name = name};
	if (!text_is_set(template_id) &&
	    !parameter_template_add(db, &plain, arena, &template_id, err))
		return false;
	const struct text params[] = {part_id, template_id, value};
	return value.size > 0
	           ? db_query(db, &query_part_parameter_put, params, 3, arena, NULL, err)
	           : db_query(db, &query_part_parameter_delete, params, 2, arena, NULL, err);
}

static bool
set_supplier(struct db *db, struct text part_id, struct text entry, struct arena *arena,
             struct err *err)
{
	struct text name = {0}, sku = {0}, supplier_id;
	int64_t parts;
	if (!split("supplier", entry, &name, &sku, err) ||
	    !value_check(db, "supplier's number", sku, VALUE_LINE, arena, err) ||
	    !supplier_find(db, name, arena, &supplier_id, &parts, err))
		return false;
	const struct text params[] = {part_id, supplier_id, sku};
	return sku.size > 0
	           ? db_query(db, &query_part_supplier_put, params, 3, arena, NULL, err)
	           : db_query(db, &query_part_supplier_delete, params, 2, arena, NULL, err);
}

static bool
check_alternates(struct db *db, const struct part_edit *edit, struct arena *arena, struct err *err)
{
	static const char what[] = "alternate footprint";
	for (size_t i = 0; i < edit->alternate_count; i++) {
		struct text one = edit->alternates[i];
		if (one.size == 0 && edit->alternate_count > 1)
			return err_set(err, ERR_INPUT, "an %s is empty; give \"\" alone for none",
			               what);
		if (!value_check(db, what, one, VALUE_LIBRARY_ID, arena, err))
			return false;
		for (size_t j = 0; j < i; j++)
			if (text_equal(one, edit->alternates[j]))
				return err_set(err, ERR_INPUT, "the %s \"%.*s\" is given twice",
				               what, (int)one.size, one.bytes);
	}
	return true;
}

static bool
set_alternates(struct db *db, struct text part_id, const struct part_edit *edit,
               struct arena *arena, struct err *err)
{
	struct buf lines = {.arena = arena};
	if (edit->alternate_count == 0)
		return true;
	for (size_t i = 0; i < edit->alternate_count; i++) {
		buf_append_string(&lines, i > 0 ? "\n" : "");
		buf_append_text(&lines, edit->alternates[i]);
	}
	const struct text params[] = {part_id, lines.size > 0 ? buf_text(&lines) : text_of("")};
	return buf_check(&lines, err) &&
	       db_query(db, &query_part_alternate_set, params, 2, arena, NULL, err);
}

static bool
set_details(struct db *db, struct text part_id, const struct part_edit *edit, struct arena *arena,
            struct err *err)
{
	for (size_t i = 0; i < edit->parameter_count; i++)
		if (!set_parameter(db, part_id, edit->parameters[i], edit->make_templates, arena,
		                   err))
			return false;
	for (size_t i = 0; i < edit->supplier_count; i++)
		if (!set_supplier(db, part_id, edit->suppliers[i], arena, err))
			return false;
	for (size_t i = 0; i < edit->pin_map_count; i++)
		if (!pin_map_put(db, part_id, &edit->pin_maps[i], arena, err))
			return false;
	return set_alternates(db, part_id, edit, arena, err);
}

/* Runs part_insert or part_update; `key` is the name or the id. */
static bool
store(struct db *db, const struct query *query, struct text key, const struct part_edit *edit,
      struct arena *arena, struct db_rows *rows, struct err *err)
{
	struct text params[KEY_COLUMNS + PART_EDIT_FIELDS] = {key, edit->category};
	if (edit->category.size > 0 &&
	    !category_id(db, edit->category, edit->make_category, arena, &params[1], err))
		return false;
	memcpy(params + KEY_COLUMNS, edit->fields, sizeof edit->fields);
	if (db_query(db, query, params, KEY_COLUMNS + PART_EDIT_FIELDS, arena, rows, err))
		return true;
	struct text shown = text_cut(key, SHOWN_MAX);
	if (err->code == ERR_CONFLICT || err->code == ERR_INPUT)
		err_prefix(err, "part \"%.*s\"", (int)shown.size, shown.bytes);
	return false;
}

static bool
add(struct db *db, struct text name, const struct part_edit *edit, struct arena *arena,
    struct text *id, struct err *err)
{
	struct text ipn = edit->fields[PART_EDIT_IPN];
	struct db_rows rows;
	if (!lock(db, edit, arena, err) || !check_taken(db, name, ipn, text_of(NULL), arena, err) ||
	    !store(db, &query_part_insert, name, edit, arena, &rows, err))
		return false;
	*id = db_rows_text(&rows, 0, 0);
	return set_details(db, *id, edit, arena, err);
}

bool
part_edit_add(struct db *db, struct text name, const struct part_edit *edit, struct arena *arena,
              struct text *id, struct err *err)
{
	struct text made;
	if (!value_check_name(db, "part's name", name, arena, err) ||
	    !check_fields(db, edit, arena, err) || !check_alternates(db, edit, arena, err) ||
	    !db_begin(db, err))
		return false;
	if (!add(db, name, edit, arena, &made, err) || !db_commit(db, err)) {
		db_rollback(db);
		return false;
	}
	*id = made;
	return true;
}

static bool
set(struct db *db, struct text part, const struct part_edit *edit, struct arena *arena,
    struct err *err)
{
	struct part_edit_match match = {0};
	return lock(db, edit, arena, err) && part_edit_find(db, part, arena, &match, err) &&
	       check_taken(db, text_of(NULL), edit->fields[PART_EDIT_IPN], match.id, arena, err) &&
	       store(db, &query_part_update, match.id, edit, arena, NULL, err) &&
	       set_details(db, match.id, edit, arena, err);
}

bool
part_edit_set(struct db *db, struct text part, const struct part_edit *edit, struct arena *arena,
              struct err *err)
{
	if (!check_fields(db, edit, arena, err) || !check_alternates(db, edit, arena, err) ||
	    !db_begin(db, err))
		return false;
	if (set(db, part, edit, arena, err) && db_commit(db, err))
		return true;
	db_rollback(db);
	return false;
}

bool
part_edit_remove(struct db *db, struct text part, struct arena *arena,
                 struct part_edit_match *match, struct err *err)
{
	struct part_edit_match found;
	if (!db_begin(db, err))
		return false;
	if (lock(db, NULL, arena, err) && part_edit_find(db, part, arena, &found, err) &&
	    db_query(db, &query_part_delete, &found.id, 1, arena, NULL, err) &&
	    db_commit(db, err)) {
		*match = found;
		return true;
	}
	db_rollback(db);
	return false;
}
