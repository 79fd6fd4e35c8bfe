/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part_edit.h"

#include <stdio.h>
#include <string.h>

#include "catalogue/entry.h"
#include "catalogue/parameter_template.h"
#include "catalogue/supplier.h"

/* The columns of part_insert and part_update before the fields. */
enum { KEY_COLUMNS = 2 };

static bool
check_fields(const struct part_edit *edit, struct err *err)
{
	static const struct {
		const char *what;
		enum entry_kind kind;
	} table[PART_EDIT_FIELDS] = {
	    [PART_EDIT_IPN] = {"the IPN", ENTRY_LINE},
	    [PART_EDIT_DESCRIPTION] = {"the description", ENTRY_PROSE},
	    [PART_EDIT_KEYWORDS] = {"the keywords' text", ENTRY_LINE},
	    [PART_EDIT_MANUFACTURER] = {"the manufacturer", ENTRY_LINE},
	    [PART_EDIT_MPN] = {"the MPN", ENTRY_LINE},
	    [PART_EDIT_DATASHEET] = {"the datasheet", ENTRY_URL},
	    [PART_EDIT_SYMBOL] = {"the symbol", ENTRY_LIBRARY_ID},
	    [PART_EDIT_FOOTPRINT] = {"the footprint", ENTRY_LIBRARY_ID},
	    [PART_EDIT_REFERENCE] = {"the reference", ENTRY_LINE},
	    [PART_EDIT_VALUE] = {"the value", ENTRY_LINE},
	    [PART_EDIT_EXCLUDE_FROM_BOM] = {"exclude-from-bom", ENTRY_TRUTH},
	    [PART_EDIT_EXCLUDE_FROM_BOARD] = {"exclude-from-board", ENTRY_TRUTH},
	    [PART_EDIT_EXCLUDE_FROM_SIM] = {"exclude-from-sim", ENTRY_TRUTH},
	    [PART_EDIT_ACTIVE] = {"active", ENTRY_TRUTH},
	    [PART_EDIT_TEMPLATE] = {"template", ENTRY_TRUTH},
	    [PART_EDIT_NOT_FOR_NEW_DESIGNS] = {"not-for-new-designs", ENTRY_TRUTH},
	};
	for (size_t i = 0; i < PART_EDIT_FIELDS; i++)
		if (!entry_check(table[i].kind, table[i].what, edit->fields[i], err))
			return false;
	return true;
}

static bool
check_name(struct text name, struct err *err)
{
	struct text shown = entry_shown(name);
	if (!entry_check_name("the part's name", name, err))
		return false;
	if (name.bytes[0] == ' ' || name.bytes[name.size - 1] == ' ')
		return err_set(err, ERR_INPUT,
		               "the part's name \"%.*s\" begins or ends with a blank; leave it out",
		               (int)shown.size, shown.bytes);
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
	struct text shown = entry_shown(part);
	struct db_rows rows;
	if (!entry_check_name("the part", part, err) ||
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
	struct text shown = entry_shown(other);
	if (!db_rows_bool(&rows, 0, 2, false))
		return err_set(err, ERR_CONFLICT,
		               "part %.*s \"%.*s\" has the IPN \"%.*s\" already; choose another",
		               (int)id.size, id.bytes, (int)shown.size, shown.bytes,
		               (int)entry_shown(ipn).size, ipn.bytes);
	if (text_equal(name, other))
		return err_set(err, ERR_CONFLICT,
		               "part %.*s is called \"%.*s\" already; \"kidepot part set\" "
		               "changes it",
		               (int)id.size, id.bytes, (int)shown.size, shown.bytes);
	return err_set(err, ERR_CONFLICT,
	               "part %.*s is called \"%.*s\", which KiCad cannot tell from \"%.*s\"; "
	               "choose another name",
	               (int)id.size, id.bytes, (int)shown.size, shown.bytes,
	               (int)entry_shown(name).size, name.bytes);
}

static bool
check_path(struct text path, struct err *err)
{
	struct text shown = entry_shown(path);
	const char *end = path.bytes + path.size;
	if (!entry_check(ENTRY_PROSE, "the category's path", path, err))
		return false;
	for (const char *start = path.bytes; start <= end;) {
		const char *slash = memchr(start, '/', (size_t)(end - start));
		const char *stop = slash == NULL ? end : slash;
		struct text name = {start, (size_t)(stop - start)};
		if (stop == start || *start == ' ' || stop[-1] == ' ')
			return err_set(err, ERR_INPUT,
			               "\"%.*s\" is not a category's path; give names with \"/\" "
			               "between them, such as Passives/Resistors",
			               (int)shown.size, shown.bytes);
		if (!entry_check(ENTRY_LINE, "the category's name", name, err))
			return false;
		start = stop + 1;
	}
	return true;
}

/* `id` is not set when there is none. */
static bool
find_category(struct db *db, struct text path, struct arena *arena, struct text *id,
              struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_part_category_find, &path, 1, arena, &rows, err))
		return false;
	*id = rows.count == 0 ? text_of(NULL) : db_rows_text(&rows, 0, 0);
	return true;
}

static bool
make_category(struct db *db, struct text path, struct arena *arena, struct text *id,
              struct err *err)
{
	const char *end = path.bytes + path.size;
	struct text parent = text_of(NULL);
	for (const char *start = path.bytes; start < end;) {
		const char *slash = memchr(start, '/', (size_t)(end - start));
		const char *stop = slash == NULL ? end : slash;
		struct text params[] = {parent, {start, (size_t)(stop - start)}};
		struct text here = {path.bytes, (size_t)(stop - path.bytes)};
		struct db_rows rows;
		if (!find_category(db, here, arena, id, err))
			return false;
		if (!text_is_set(*id)) {
			if (!db_query(db, &query_part_category_insert, params, 2, arena, &rows,
			              err))
				return false;
			*id = db_rows_text(&rows, 0, 0);
		}
		parent = *id;
		start = stop + 1;
	}
	return true;
}

/* The id of the category with that path, made when it is missing and `make` says so. */
static bool
category_id(struct db *db, struct text path, bool make, struct arena *arena, struct text *id,
            struct err *err)
{
	struct text found, shown = entry_shown(path);
	if (!check_path(path, err) || !find_category(db, path, arena, &found, err))
		return false;
	if (!text_is_set(found) && !make)
		return err_set(err, ERR_INPUT, "no category \"%.*s\" is there; --parents makes it",
		               (int)shown.size, shown.bytes);
	if (!text_is_set(found) && !make_category(db, path, arena, &found, err))
		return false;
	*id = found;
	return true;
}

static bool
set_parameter(struct db *db, struct text part_id, struct text entry, bool make, struct arena *arena,
              struct err *err)
{
	static const struct parameter_template_change plain = {0};
	struct text name, value, template_id;
	bool is_column;
	if (!entry_split("parameter", entry, &name, &value, err) ||
	    !entry_check_name("the parameter's name", name, err) ||
	    !entry_check(ENTRY_LINE, "the parameter's value", value, err) ||
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
		               (int)entry_shown(name).size, name.bytes);
	if (!text_is_set(template_id) &&
	    !parameter_template_add(db, name, &plain, arena, &template_id, err))
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
	struct text name, sku, supplier_id;
	int64_t parts;
	if (!entry_split("supplier", entry, &name, &sku, err) ||
	    !entry_check(ENTRY_LINE, "the supplier's number", sku, err) ||
	    !supplier_find(db, name, arena, &supplier_id, &parts, err))
		return false;
	const struct text params[] = {part_id, supplier_id, sku};
	return sku.size > 0
	           ? db_query(db, &query_part_supplier_put, params, 3, arena, NULL, err)
	           : db_query(db, &query_part_supplier_delete, params, 2, arena, NULL, err);
}

static bool
check_alternates(const struct part_edit *edit, struct err *err)
{
	static const char what[] = "an alternate footprint";
	for (size_t i = 0; i < edit->alternate_count; i++) {
		struct text one = edit->alternates[i];
		if (one.size == 0 && edit->alternate_count > 1)
			return err_set(err, ERR_INPUT, "%s is empty; give \"\" alone for none",
			               what);
		if (!entry_check(ENTRY_LIBRARY_ID, what, one, err))
			return false;
		for (size_t j = 0; j < i; j++)
			if (text_equal(one, edit->alternates[j]))
				return err_set(err, ERR_INPUT,
				               "the alternate footprint \"%.*s\" is given twice",
				               (int)one.size, one.bytes);
	}
	return true;
}

static bool
set_alternates(struct db *db, struct text part_id, const struct part_edit *edit,
               struct arena *arena, struct err *err)
{
	if (edit->alternate_count == 0)
		return true;
	if (!db_query(db, &query_part_alternate_delete, &part_id, 1, arena, NULL, err))
		return false;
	for (size_t i = 0; i < edit->alternate_count && edit->alternates[i].size > 0; i++) {
		char position[24];
		snprintf(position, sizeof position, "%zu", i + 1);
		const struct text params[] = {part_id, text_of(position), edit->alternates[i]};
		if (!db_query(db, &query_part_alternate_insert, params, 3, arena, NULL, err))
			return false;
	}
	return true;
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
	return db_query(db, query, params, KEY_COLUMNS + PART_EDIT_FIELDS, arena, rows, err);
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
	if (!check_name(name, err) || !check_fields(edit, err) || !check_alternates(edit, err) ||
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
	struct part_edit_match match;
	return lock(db, edit, arena, err) && part_edit_find(db, part, arena, &match, err) &&
	       check_taken(db, text_of(NULL), edit->fields[PART_EDIT_IPN], match.id, arena, err) &&
	       store(db, &query_part_update, match.id, edit, arena, NULL, err) &&
	       set_details(db, match.id, edit, arena, err);
}

bool
part_edit_set(struct db *db, struct text part, const struct part_edit *edit, struct arena *arena,
              struct err *err)
{
	if (!check_fields(edit, err) || !check_alternates(edit, err) || !db_begin(db, err))
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
