/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/category_tree.h"

#include <inttypes.h>
#include <string.h>

#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 }; /* bytes of a path that a message repeats */

const char *const category_tree_words[CATEGORY_DEFAULTS] = {
    [CATEGORY_SYMBOL] = "symbol",
    [CATEGORY_FOOTPRINT] = "footprint",
    [CATEGORY_REFERENCE] = "reference",
    [CATEGORY_VALUE_TEMPLATE] = "value_template",
    [CATEGORY_VALUE_PARAMETER] = "value_parameter",
    [CATEGORY_FOOTPRINT_PARAMETER] = "footprint_parameter",
};

/* Puts the category before what a constraint says. */
static bool
refuse(struct text path, struct err *err)
{
	struct text shown = text_cut(path, SHOWN_MAX);
	if (err->code == ERR_CONFLICT || err->code == ERR_INPUT)
		err_prefix(err, "category \"%.*s\"", (int)shown.size, shown.bytes);
	return false;
}

/* A transaction in which what is read stays so. */
static bool
begin(struct db *db, struct arena *arena, struct err *err)
{
	if (!db_begin(db, err))
		return false;
	if (db_query(db, &query_category_lock, NULL, 0, arena, NULL, err))
		return true;
	db_rollback(db);
	return false;
}

/* Ends the transaction: for good when `ok`. */
static bool
finish(struct db *db, bool ok, struct err *err)
{
	if (ok && db_commit(db, err))
		return true;
	db_rollback(db);
	return false;
}

bool
category_tree_find(struct db *db, struct text which, struct arena *arena, struct text *id,
                   struct text *path, struct err *err)
{
	struct db_rows rows;
	if (!text_is_utf8(which) || text_has_control(which))
		return err_set(err, ERR_INPUT,
		               "the category has a control character or is not UTF-8; \"kidepot "
		               "category list\" shows them");
	if (!db_query(db, &query_category_find, &which, 1, arena, &rows, err))
		return false;
	struct text shown = text_cut(which, SHOWN_MAX);
	if (rows.count == 0)
		return err_set(
		    err, ERR_INPUT,
		    "no category \"%.*s\" is there; \"kidepot category list\" shows them",
		    (int)shown.size, shown.bytes);
	*id = db_rows_text(&rows, 0, 0);
	if (path != NULL)
		*path = db_rows_text(&rows, 0, 1);
	return true;
}

/* The columns are those of category_tree_list.sql; behind the defaults there are others. */
enum { OTHERS = 7 + 2 * CATEGORY_DEFAULTS };

static void
read_row(const struct db_rows *rows, size_t row, struct category_info *info)
{
	*info = (struct category_info){
	    .id = db_rows_text(rows, row, 0),
	    .path = db_rows_text(rows, row, 1),
	    .description = db_rows_text(rows, row, 2),
	    .exposed = db_rows_bool(rows, row, 3, false),
	    .own_exposed = db_rows_text(rows, row, 4),
	    .parts = db_rows_int64(rows, row, 5, 0),
	    .categories = db_rows_int64(rows, row, 6, 0),
	    .name = db_rows_text(rows, row, OTHERS),
	    .parent_id = db_rows_text(rows, row, OTHERS + 1),
	    .value_parameter_id = db_rows_text(rows, row, OTHERS + 2),
	    .footprint_parameter_id = db_rows_text(rows, row, OTHERS + 3),
	};
	for (int i = 0; i < CATEGORY_DEFAULTS; i++) {
		info->own[i] = db_rows_text(rows, row, 7 + i);
		info->resolved[i] = db_rows_text(rows, row, 7 + CATEGORY_DEFAULTS + i);
	}
}

bool
category_tree_list(struct db *db, struct text id, struct arena *arena,
                   struct category_info **categories, size_t *count, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_category_tree_list, &id, 1, arena, &rows, err))
		return false;
	struct category_info *list = arena_alloc(arena, rows.count * sizeof *list, err);
	if (list == NULL)
		return false;
	for (size_t i = 0; i < rows.count; i++)
		read_row(&rows, i, &list[i]);
	*categories = list;
	*count = rows.count;
	return true;
}

bool
category_tree_check_clash(struct db *db, struct arena *arena, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_category_clash, NULL, 0, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return true;
	struct text path = text_cut(db_rows_text(&rows, 0, 0), SHOWN_MAX);
	return err_set(err, ERR_CONFLICT,
	               "\"%.*s\" would be a category and where %s are shown; give one of them "
	               "another name",
	               (int)path.size, path.bytes,
	               db_rows_bool(&rows, 0, 1, false) ? "former names of parts"
	                                                : "parts without one");
}

static bool
check_changes(struct db *db, const struct category_changes *changes, struct arena *arena,
              struct err *err)
{
	const struct text *defaults = changes->defaults;
	const struct {
		const char *what, *field;
		struct text value;
		enum value_kind kind;
	} texts[] = {
	    {"name", "name", changes->name, VALUE_LINE},
	    {"description", "description", changes->description, VALUE_PROSE},
	    {"symbol", "symbol", defaults[CATEGORY_SYMBOL], VALUE_LIBRARY_ID},
	    {"footprint", "footprint", defaults[CATEGORY_FOOTPRINT], VALUE_LIBRARY_ID},
	    {"reference", "reference", defaults[CATEGORY_REFERENCE], VALUE_LINE},
	    {"value template", "value_template", defaults[CATEGORY_VALUE_TEMPLATE], VALUE_LINE},
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (!value_check(db, texts[i].what, texts[i].value, texts[i].kind, arena, err))
			return err_field(err, texts[i].field);
	return true;
}

/* The id of the new parent; "" is the top, not set is where the category is. */
static bool
find_parent(struct db *db, struct text parent, struct arena *arena, struct text *id,
            struct err *err)
{
	if (text_equal(parent, text_of("/")))
		parent = text_of("");
	*id = parent;
	return parent.size == 0 || category_tree_find(db, parent, arena, id, NULL, err);
}

static bool
update(struct db *db, struct text id, struct text path, const struct category_changes *changes,
       struct arena *arena, bool *changed, struct err *err)
{
	const struct text *defaults = changes->defaults;
	struct text parent, value, footprint;
	struct db_rows rows;
	if (!find_parent(db, changes->parent, arena, &parent, err))
		return err_field(err, "parent");
	if (!value_check_parameter(db, defaults[CATEGORY_VALUE_PARAMETER], arena, &value, err))
		return err_field(err, "value_parameter");
	if (!value_check_parameter(db, defaults[CATEGORY_FOOTPRINT_PARAMETER], arena, &footprint,
	                           err))
		return err_field(err, "footprint_parameter");
	struct text params[] = {
	    id,
	    changes->name,
	    parent,
	    changes->description,
	    changes->exposed,
	    defaults[CATEGORY_SYMBOL],
	    defaults[CATEGORY_FOOTPRINT],
	    defaults[CATEGORY_REFERENCE],
	    defaults[CATEGORY_VALUE_TEMPLATE],
	    value,
	    footprint,
	};
	if (!db_query(db, &query_category_update, params, sizeof params / sizeof params[0], arena,
	              &rows, err))
		return refuse(path, err);
	*changed = rows.affected > 0;
	return category_tree_check_clash(db, arena, err);
}

static bool
check_path(struct db *db, struct text path, struct arena *arena, struct err *err)
{
	for (size_t start = 0; start <= path.size;) {
		const char *slash = start == path.size
		                        ? NULL
		                        : memchr(path.bytes + start, '/', path.size - start);
		size_t end = slash == NULL ? path.size : (size_t)(slash - path.bytes);
		struct text name = {path.bytes + start, end - start};
		if (!value_check(db, "name", name, VALUE_LINE, arena, err))
			return false;
		struct text shown = text_cut(path, SHOWN_MAX);
		if (name.size == 0 && text_is_utf8(path) && !text_has_control(path))
			return err_set(err, ERR_INPUT,
			               "category \"%.*s\": a name in the path is empty; write it "
			               "as \"Passives/Resistors\"",
			               (int)shown.size, shown.bytes);
		start = end + 1;
	}
	return true;
}

static bool
insert(struct db *db, struct text path, struct text parent, struct text name, struct arena *arena,
       struct text *id, struct err *err)
{
	struct text params[] = {parent, name};
	struct db_rows rows;
	if (!db_query(db, &query_category_insert, params, 2, arena, &rows, err))
		return refuse(path, err);
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

/* The category that the first bytes of a path name, added when it is not there. */
static bool
step(struct db *db, struct text path, struct text name, bool may_add, struct arena *arena,
     struct text *id, size_t *made, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_category_find_path, &path, 1, arena, &rows, err))
		return false;
	if (rows.count > 0) {
		*id = db_rows_text(&rows, 0, 0);
		return true;
	}
	struct text shown = text_cut(path, SHOWN_MAX);
	if (!may_add)
		return err_set(err, ERR_INPUT,
		               "no category \"%.*s\" is there; add it first, or with --parents",
		               (int)shown.size, shown.bytes);
	(*made)++;
	return insert(db, path, *id, name, arena, id, err);
}

/* Walks down the path and adds what is missing. `id` is the last one's. */
static bool
make_path(struct db *db, struct text path, bool parents, struct arena *arena, struct text *id,
          size_t *made, struct err *err)
{
	*id = text_of(NULL);
	*made = 0;
	for (size_t start = 0; start < path.size;) {
		const char *slash = memchr(path.bytes + start, '/', path.size - start);
		size_t end = slash == NULL ? path.size : (size_t)(slash - path.bytes);
		struct text name = {path.bytes + start, end - start};
		if (!step(db, (struct text){path.bytes, end}, name, parents || end == path.size,
		          arena, id, made, err))
			return false;
		start = end + 1;
	}
	return true;
}

bool
category_tree_make(struct db *db, struct text path, struct arena *arena, struct text *id,
                   struct err *err)
{
	struct text last;
	size_t made;
	if (!check_path(db, path, arena, err) ||
	    !make_path(db, path, true, arena, &last, &made, err) ||
	    !category_tree_check_clash(db, arena, err))
		return false;
	*id = last;
	return true;
}

static bool
check_made(size_t made, struct text path, struct err *err)
{
	struct text shown = text_cut(path, SHOWN_MAX);
	return made > 0 ||
	       err_set(err, ERR_CONFLICT,
	               "category \"%.*s\" is there already; \"kidepot category set\" changes it",
	               (int)shown.size, shown.bytes);
}

bool
category_tree_add(struct db *db, struct text path, bool parents,
                  const struct category_changes *changes, struct arena *arena, struct text *id,
                  size_t *made, struct err *err)
{
	struct category_changes settings = *changes;
	struct text added;
	size_t count;
	bool changed;
	settings.name = settings.parent = text_of(NULL);
	if (!check_path(db, path, arena, err) || !check_changes(db, &settings, arena, err) ||
	    !begin(db, arena, err))
		return false;
	bool ok = make_path(db, path, parents, arena, &added, &count, err) &&
	          check_made(count, path, err) &&
	          update(db, added, path, &settings, arena, &changed, err);
	if (!finish(db, ok, err))
		return false;
	*id = added;
	*made = count;
	return true;
}

bool
category_tree_insert(struct db *db, struct text parent_id, struct text name,
                     const struct category_changes *changes, struct arena *arena, struct text *id,
                     struct err *err)
{
	struct category_changes settings = *changes;
	struct text made;
	bool changed;
	settings.name = settings.parent = text_of(NULL);
	if (!value_check_name(db, "category's name", name, arena, err))
		return err_field(err, "name");
	if (!check_changes(db, &settings, arena, err) || !begin(db, arena, err))
		return false;
	bool ok = insert(db, name, parent_id, name, arena, &made, err) &&
	          update(db, made, name, &settings, arena, &changed, err);
	if (!finish(db, ok, err))
		return false;
	*id = made;
	return true;
}

/* By its id alone: a category may be called as another's id. */
static bool
get(struct db *db, struct text id, struct arena *arena, struct category_info *info, struct err *err)
{
	struct category_info *found;
	size_t count;
	if (!category_tree_list(db, id, arena, &found, &count, err))
		return false;
	if (count == 0)
		return err_set(err, ERR_INPUT, "category %.*s is not there any more; look again",
		               (int)id.size, id.bytes);
	*info = *found;
	return true;
}

bool
category_tree_set(struct db *db, struct text id, const struct category_changes *changes,
                  struct arena *arena, struct text *path, bool *changed, struct err *err)
{
	struct category_info before = {.path = id}, after = {.path = id};
	bool differs = false;
	if (text_is_set(changes->name) && changes->name.size == 0) {
		err_set(err, ERR_INPUT, "a category needs a name");
		return err_field(err, "name");
	}
	if (!check_changes(db, changes, arena, err) || !begin(db, arena, err))
		return false;
	bool ok = get(db, id, arena, &before, err) &&
	          update(db, id, before.path, changes, arena, &differs, err) &&
	          get(db, id, arena, &after, err);
	if (!finish(db, ok, err))
		return false;
	*path = after.path;
	*changed = differs;
	return true;
}

static bool
check_empty(const struct category_info *info, struct err *err)
{
	if (info->parts == 0 && info->categories == 0)
		return true;
	struct text shown = text_cut(info->path, SHOWN_MAX);
	return err_set(err, ERR_CONFLICT,
	               "category \"%.*s\" has %" PRId64 " %s and %" PRId64
	               " %s; move or remove them first",
	               (int)shown.size, shown.bytes, info->categories,
	               info->categories == 1 ? "sub-category" : "sub-categories", info->parts,
	               info->parts == 1 ? "part" : "parts");
}

bool
category_tree_remove(struct db *db, struct text id, struct arena *arena, struct text *path,
                     struct err *err)
{
	struct category_info info = {.path = id};
	if (!begin(db, arena, err))
		return false;
	bool ok = get(db, id, arena, &info, err) && check_empty(&info, err) &&
	          (db_query(db, &query_category_delete, &id, 1, arena, NULL, err) ||
	           refuse(info.path, err));
	if (!finish(db, ok, err))
		return false;
	*path = info.path;
	return true;
}
