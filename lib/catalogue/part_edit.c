/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/part_edit.h"

#include <string.h>

#include "catalogue/category_tree.h"
#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 }; /* bytes of a text that a message repeats */

/* The columns of part_insert and part_update before the fields. */
enum { KEY_COLUMNS = 2 };

const char *const part_edit_keys[PART_EDIT_FIELDS] = {
    [PART_EDIT_IPN] = "ipn",
    [PART_EDIT_DESCRIPTION] = "description",
    [PART_EDIT_KEYWORDS] = "keywords",
    [PART_EDIT_MANUFACTURER] = "manufacturer",
    [PART_EDIT_MPN] = "mpn",
    [PART_EDIT_DATASHEET] = "datasheet",
    [PART_EDIT_SYMBOL] = "symbol",
    [PART_EDIT_FOOTPRINT] = "footprint",
    [PART_EDIT_REFERENCE] = "reference",
    [PART_EDIT_VALUE] = "value",
    [PART_EDIT_EXCLUDE_FROM_BOM] = "exclude_from_bom",
    [PART_EDIT_EXCLUDE_FROM_BOARD] = "exclude_from_board",
    [PART_EDIT_EXCLUDE_FROM_SIM] = "exclude_from_sim",
    [PART_EDIT_ACTIVE] = "active",
    [PART_EDIT_TEMPLATE] = "template",
    [PART_EDIT_NOT_FOR_NEW_DESIGNS] = "not_for_new_designs",
};

/* "0805": what a mapping makes a footprint of. */
static bool
is_package(struct text footprint)
{
	return footprint.size > 0 && memchr(footprint.bytes, ':', footprint.size) == NULL;
}

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
	for (size_t i = 0; i < PART_EDIT_FIELDS; i++) {
		struct text value = edit->fields[i];
		bool package = i == PART_EDIT_FOOTPRINT && is_package(value);
		enum value_kind kind = package ? VALUE_LINE
		                               : texts[i % PART_EDIT_EXCLUDE_FROM_BOM].kind;
		bool good = i < PART_EDIT_EXCLUDE_FROM_BOM
		                ? value_check(db, texts[i].what, value, kind, arena, err)
		                : value_check_truth(part_edit_keys[i], value, err);
		if (!good)
			return err_field(err, part_edit_keys[i]);
	}
	return true;
}

/* Rules are changed by one at a time, parts by many. */
static bool
lock(struct db *db, const struct part_edit *edit, struct arena *arena, struct err *err)
{
	bool alone = edit != NULL && (edit->make_category || edit->details.make_templates);
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
	struct part_edit_match found[2] = {
	    {db_rows_text(&rows, 0, 0), db_rows_text(&rows, 0, 1), db_rows_text(&rows, 0, 2)}};
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

bool
part_edit_find_present(struct db *db, struct text part, struct arena *arena,
                       struct part_edit_match *match, struct err *err)
{
	struct part_edit_match found = {.id = {NULL, 0}};
	if (!part_edit_find(db, part, arena, &found, err))
		return false;
	if (text_is_set(found.former_name)) {
		struct text former = text_cut(found.former_name, SHOWN_MAX);
		struct text name = text_cut(found.name, SHOWN_MAX);
		return err_set(err, ERR_CONFLICT,
		               "\"%.*s\" is only what part %.*s \"%.*s\" was called before; give "
		               "that name, or the id %.*s, if you mean this part",
		               (int)former.size, former.bytes, (int)found.id.size, found.id.bytes,
		               (int)name.size, name.bytes, (int)found.id.size, found.id.bytes);
	}
	*match = found;
	return true;
}

bool
part_edit_check_taken(struct db *db, struct text name, struct text ipn, struct text own_id,
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
	struct text former = db_rows_text(&rows, 0, 3);
	bool is_name = db_rows_bool(&rows, 0, 2, false);
	if (!is_name && text_is_set(former)) {
		err_set(err, ERR_CONFLICT,
		        "part %.*s \"%.*s\" was called \"%.*s\", and saved schematics find it by "
		        "that; choose another name, or free it with \"kidepot part forget\"",
		        (int)id.size, id.bytes, (int)shown.size, shown.bytes,
		        (int)text_cut(former, SHOWN_MAX).size, former.bytes);
		return err_field(err, "name");
	}
	if (!is_name) {
		err_set(err, ERR_CONFLICT,
		        "part %.*s \"%.*s\" has the IPN \"%.*s\" already; choose another",
		        (int)id.size, id.bytes, (int)shown.size, shown.bytes,
		        (int)text_cut(ipn, SHOWN_MAX).size, ipn.bytes);
		return err_field(err, "ipn");
	}
	if (text_equal(name, other))
		err_set(err, ERR_CONFLICT,
		        "part %.*s is called \"%.*s\" already; \"kidepot part set\" changes it",
		        (int)id.size, id.bytes, (int)shown.size, shown.bytes);
	else
		err_set(err, ERR_CONFLICT,
		        "part %.*s is called \"%.*s\", which KiCad cannot tell from \"%.*s\"; "
		        "choose another name",
		        (int)id.size, id.bytes, (int)shown.size, shown.bytes,
		        (int)text_cut(name, SHOWN_MAX).size, name.bytes);
	return err_field(err, "name");
}

/* The id of the category, made when it is missing and `make` says so. */
static bool
category_id(struct db *db, struct text category, bool make, struct arena *arena, struct text *id,
            struct err *err)
{
	return make ? category_tree_make(db, category, arena, id, err)
	            : category_tree_find(db, category, arena, id, NULL, err);
}

/* Runs part_insert or part_update; `key` is the name or the id. */
static bool
store(struct db *db, const struct query *query, struct text key, const struct part_edit *edit,
      struct arena *arena, struct db_rows *rows, struct err *err)
{
	struct text params[KEY_COLUMNS + PART_EDIT_FIELDS] = {key, edit->category};
	if (edit->category.size > 0 &&
	    !category_id(db, edit->category, edit->make_category, arena, &params[1], err))
		return err_field(err, "category");
	memcpy(params + KEY_COLUMNS, edit->fields, sizeof edit->fields);
	if (is_package(edit->fields[PART_EDIT_FOOTPRINT]))
		params[KEY_COLUMNS + PART_EDIT_FOOTPRINT] = text_of("");
	if (db_query(db, query, params, KEY_COLUMNS + PART_EDIT_FIELDS, arena, rows, err))
		return true;
	struct text shown = text_cut(key, SHOWN_MAX);
	if (err->code == ERR_CONFLICT || err->code == ERR_INPUT)
		err_prefix(err, "part \"%.*s\"", (int)shown.size, shown.bytes);
	return false;
}

/* Kept as the category's footprint parameter, so that the mapping goes on holding; in
 * a category without one, as what it means now. */
static bool
set_package(struct db *db, struct text part_id, struct text package, struct arena *arena,
            struct err *err)
{
	struct text shown = text_cut(package, SHOWN_MAX);
	const struct text asked[] = {part_id, package};
	struct db_rows rows;
	if (!db_query(db, &query_part_package_find, asked, 2, arena, &rows, err))
		return false;
	struct text footprint = rows.count > 0 ? db_rows_text(&rows, 0, 0) : text_of(NULL);
	if (!text_is_set(footprint)) {
		err_set(err, ERR_INPUT,
		        "footprint \"%.*s\" is not \"Library:Name\", and no mapping of the part's "
		        "category has it; write it as KiCad does, or first type: kidepot map add "
		        "\"%.*s\" LIBRARY:NAME",
		        (int)shown.size, shown.bytes, (int)shown.size, shown.bytes);
		return err_field(err, "footprint");
	}
	const struct text parameter[] = {part_id,       db_rows_text(&rows, 0, 1),
	                                 package,       text_of(NULL),
	                                 text_of(NULL), text_of(NULL)};
	const struct text own[] = {part_id, footprint};
	return text_is_set(parameter[1])
	           ? db_query(db, &query_part_parameter_put, parameter, 6, arena, NULL, err)
	           : db_query(db, &query_part_footprint_set, own, 2, arena, NULL, err);
}

static bool
set_details(struct db *db, struct text id, const struct part_edit *edit, struct arena *arena,
            struct err *err)
{
	struct text footprint = edit->fields[PART_EDIT_FOOTPRINT];
	if (is_package(footprint) && !set_package(db, id, footprint, arena, err))
		return false;
	return part_detail_set(db, id, &edit->details, arena, err);
}

static bool
add(struct db *db, struct text name, const struct part_edit *edit, struct arena *arena,
    struct text *id, struct err *err)
{
	struct text ipn = edit->fields[PART_EDIT_IPN];
	struct db_rows rows;
	if (!lock(db, edit, arena, err) ||
	    !part_edit_check_taken(db, name, ipn, text_of(NULL), arena, err) ||
	    !store(db, &query_part_insert, name, edit, arena, &rows, err))
		return false;
	*id = db_rows_text(&rows, 0, 0);
	return set_details(db, *id, edit, arena, err);
}

static bool
check(struct db *db, const struct part_edit *edit, struct arena *arena, struct err *err)
{
	return check_fields(db, edit, arena, err) &&
	       part_detail_check(db, &edit->details, arena, err);
}

bool
part_edit_add(struct db *db, struct text name, const struct part_edit *edit, struct arena *arena,
              struct text *id, struct err *err)
{
	struct text made;
	if (!value_check_name(db, "part's name", name, arena, err))
		return err_field(err, "name");
	if (!check(db, edit, arena, err) || !db_begin(db, err))
		return false;
	if (!add(db, name, edit, arena, &made, err) || !db_commit(db, err)) {
		db_rollback(db);
		return false;
	}
	*id = made;
	return true;
}

static bool
set(struct db *db, struct text id, const struct part_edit *edit, struct arena *arena,
    struct err *err)
{
	struct text ipn = edit->fields[PART_EDIT_IPN];
	struct db_rows rows = {.affected = 0};
	if (!lock(db, edit, arena, err) ||
	    !part_edit_check_taken(db, text_of(NULL), ipn, id, arena, err) ||
	    !store(db, &query_part_update, id, edit, arena, &rows, err))
		return false;
	if (rows.affected == 0)
		return err_set(err, ERR_CONFLICT, "the part was removed just now; look again");
	return set_details(db, id, edit, arena, err);
}

bool
part_edit_set(struct db *db, struct text id, const struct part_edit *edit, struct arena *arena,
              struct err *err)
{
	if (!check(db, edit, arena, err) || !db_begin(db, err))
		return false;
	if (set(db, id, edit, arena, err) && db_commit(db, err))
		return true;
	db_rollback(db);
	return false;
}

static bool
check_stock(struct db *db, struct text id, struct arena *arena, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_stock_total, &id, 1, arena, &rows, err))
		return false;
	struct text quantity = rows.count == 0 ? text_of("0") : db_rows_text(&rows, 0, 2);
	if (text_equal(quantity, text_of("0")))
		return true;
	struct text name = text_cut(db_rows_text(&rows, 0, 1), SHOWN_MAX);
	return err_set(err, ERR_CONFLICT,
	               "part \"%.*s\" is in stock, %.*s of it; count it down to 0 first",
	               (int)name.size, name.bytes, (int)quantity.size, quantity.bytes);
}

bool
part_edit_remove(struct db *db, struct text id, struct arena *arena, struct err *err)
{
	if (!db_begin(db, err))
		return false;
	if (lock(db, NULL, arena, err) && check_stock(db, id, arena, err) &&
	    db_query(db, &query_part_delete, &id, 1, arena, NULL, err) && db_commit(db, err))
		return true;
	db_rollback(db);
	return false;
}
