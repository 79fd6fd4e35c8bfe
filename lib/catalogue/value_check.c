/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/value_check.h"

enum { SHOWN_MAX = 100 }; /* bytes of a value that a message repeats */

static const struct query *const query_of[] = {
    [VALUE_LINE] = &query_check_line,
    [VALUE_PROSE] = &query_check_prose,
    [VALUE_LIBRARY_ID] = &query_check_library_id,
    [VALUE_URL] = &query_check_url,
};

bool
value_check(struct db *db, const char *what, struct text value, enum value_kind kind,
            struct arena *arena, struct err *err)
{
	if (value.size == 0)
		return true;
	if (!text_is_utf8(value))
		return err_set(err, ERR_INPUT, "the %s is not UTF-8", what);
	if (db_query(db, query_of[kind], &value, 1, arena, NULL, err))
		return true;
	struct text shown = text_cut(value, SHOWN_MAX);
	if (err->code == ERR_INPUT && text_has_control(value))
		err_prefix(err, "%s", what);
	else if (err->code == ERR_INPUT)
		err_prefix(err, "%s \"%.*s%s\"", what, (int)shown.size, shown.bytes,
		           shown.size < value.size ? "..." : "");
	return false;
}

bool
value_check_name(struct db *db, const char *what, struct text name, struct arena *arena,
                 struct err *err)
{
	if (name.size == 0)
		return err_set(err, ERR_INPUT, "the %s is empty; give one line of text", what);
	return value_check(db, what, name, VALUE_LINE, arena, err);
}

bool
value_check_ends(const char *what, struct text name, struct err *err)
{
	struct text shown = text_cut(name, SHOWN_MAX);
	return text_trimmed(name).size == name.size ||
	       err_set(err, ERR_INPUT, "the %s \"%.*s\" has blanks at its ends; leave them out",
	               what, (int)shown.size, shown.bytes);
}

bool
value_check_truth(const char *what, struct text value, struct err *err)
{
	struct text shown = text_cut(value, SHOWN_MAX);
	bool truth;
	if (!text_is_set(value) || text_to_bool(value, &truth))
		return true;
	if (!text_is_utf8(value) || text_has_control(value))
		return err_set(err, ERR_INPUT, "%s is neither yes nor no; give one of them", what);
	return err_set(err, ERR_INPUT, "%s is \"%.*s\"; give yes or no", what, (int)shown.size,
	               shown.bytes);
}

bool
value_check_parameter(struct db *db, struct text name, struct arena *arena, struct text *id,
                      struct err *err)
{
	struct db_rows rows;
	if (name.size == 0) {
		*id = name;
		return true;
	}
	if (!value_check(db, "parameter", name, VALUE_LINE, arena, err) ||
	    !db_query(db, &query_category_parameter_find, &name, 1, arena, &rows, err))
		return false;
	struct text shown = text_cut(name, SHOWN_MAX);
	if (rows.count == 0)
		return err_set(
		    err, ERR_INPUT,
		    "no parameter \"%.*s\" is there; \"kidepot template list\" shows them",
		    (int)shown.size, shown.bytes);
	*id = db_rows_text(&rows, 0, 0);
	return true;
}
