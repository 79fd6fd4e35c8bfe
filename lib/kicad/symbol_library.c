/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad/symbol_library.h"

static bool
read_name(struct sexpr *sexpr, struct text library, struct library_names *names, struct err *err)
{
	enum sexpr_kind kind = SEXPR_END;
	if (!sexpr_next(sexpr, &kind, err))
		return false;
	if (kind != SEXPR_TEXT)
		return err_set(err, ERR_INPUT, "the symbol in line %zu has no name", sexpr->line);
	if (sexpr->text_is_cut)
		return err_set(err, ERR_INPUT, "the name in line %zu is too long", sexpr->line);
	return library_names_add(names, library, sexpr_text(sexpr), err);
}

bool
symbol_library_read(struct sexpr *sexpr, struct text library, struct library_names *names,
                    struct err *err)
{
	enum sexpr_kind kind = SEXPR_END;
	if (!sexpr_is(sexpr, "kicad_symbol_lib"))
		return err_set(err, ERR_INPUT, "it is no library of symbols");
	if (!library_names_add_library(names, library, true, err))
		return false;
	for (;;) {
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		if (sexpr->depth == 0)
			return true;
		if (kind != SEXPR_OPEN)
			continue;
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		if (kind == SEXPR_TEXT && sexpr_is(sexpr, "symbol") &&
		    !read_name(sexpr, library, names, err))
			return false;
		if (!sexpr_leave(sexpr, 2, err))
			return false;
	}
}
