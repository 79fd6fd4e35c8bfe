/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What KiCad's library files may hold: S-expressions and tables. */
#include "kicad/library_table.h"

#include "fuzz.h"

static struct sexpr one, other;

/* However it is cut into pieces, it says the same. */
static void
check_pieces(struct text text)
{
	struct fuzz_source whole = {text, SEXPR_PIECE}, pieces = {text, 3};
	struct err err = {ERR_NONE, ""}, other_err = {ERR_NONE, ""};
	enum sexpr_kind kind = SEXPR_TEXT, other_kind = SEXPR_TEXT;
	sexpr_start(&one, fuzz_read, &whole);
	sexpr_start(&other, fuzz_read, &pieces);
	for (;;) {
		bool ok = sexpr_next(&one, &kind, &err);
		FUZZ_CHECK(ok == sexpr_next(&other, &other_kind, &other_err));
		FUZZ_CHECK(ok ||
		           (err.code == ERR_INPUT && strcmp(err.message, other_err.message) == 0));
		if (!ok)
			return;
		FUZZ_CHECK(kind == other_kind && one.depth == other.depth &&
		           one.depth <= SEXPR_DEPTH_MAX);
		FUZZ_CHECK(memcmp(&one.start, &other.start, sizeof one.start) == 0 &&
		           memcmp(&one.end, &other.end, sizeof one.end) == 0);
		FUZZ_CHECK(kind != SEXPR_TEXT || text_equal(sexpr_text(&one), sexpr_text(&other)));
		FUZZ_CHECK(kind != SEXPR_END || one.depth == 0);
		if (kind == SEXPR_END)
			return;
	}
}

static void
check_table(struct text text)
{
	static struct library_table_row row;
	struct err err = {ERR_NONE, ""};
	struct fuzz_source source = {text, 100};
	const struct library_table_variables variables = {NULL, 0, "/table", "/project"};
	enum sexpr_kind kind;
	char path[300];
	bool more = true;
	sexpr_start(&one, fuzz_read, &source);
	if (!sexpr_next(&one, &kind, &err) || kind != SEXPR_OPEN)
		return;
	while (more && library_table_next(&one, &row, &more, &err))
		if (more && library_table_expand(row.uri, &variables, path, sizeof path, &err))
			FUZZ_CHECK(strlen(path) < sizeof path);
	FUZZ_CHECK(!more || err.code == ERR_INPUT);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text text = fuzz_copy((struct text){(const char *)data, size});
	check_pieces(text);
	check_table(text);
	free((char *)(uintptr_t)text.bytes);
	return 0;
}
