/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_use.h"

#include <inttypes.h>

#include "store/db_document.h"

/* "{12,7}" */
static bool
ids_of(const struct db_rows *revisions, struct arena *arena, struct text *ids, struct err *err)
{
	struct buf list = {.arena = arena};
	for (size_t i = 0; i < revisions->count; i++)
		buf_append_format(&list, "%c%" PRId64, i == 0 ? '{' : ',',
		                  db_rows_int64(revisions, i, NETLIST_USE_ID, 0));
	buf_append_string(&list, revisions->count == 0 ? "{}" : "}");
	*ids = buf_text(&list);
	return buf_check(&list, err);
}

bool
netlist_use_list(struct db *db, const struct netlist_use_page *page, struct arena *arena,
                 struct netlist_use *use, struct err *err)
{
	const struct text params[] = {page->part_id, text_of(page->all ? "yes" : "no"),
	                              page->before, page->limit};
	struct text of_variants[2] = {page->part_id};
	struct netlist_use found;
	if (!db_query(db, &query_netlist_use_list, params, 4, arena, &found.revisions, err) ||
	    !ids_of(&found.revisions, arena, &of_variants[1], err) ||
	    !db_query(db, &query_netlist_use_variant, of_variants, 2, arena, &found.variants, err))
		return false;
	*use = found;
	return true;
}

/* From row `*next` on, which is left behind them. */
static struct document *
variants_document(const struct netlist_use *use, int64_t id, size_t *next)
{
	struct document *array = document_array();
	for (; *next < use->variants.count &&
	       db_rows_int64(&use->variants, *next, NETLIST_USE_VARIANT_ID, 0) == id;
	     ++*next)
		if (!document_append(array, db_document_row_from(&use->variants, *next,
		                                                 NETLIST_USE_VARIANT_NAME))) {
			document_free(array);
			return NULL;
		}
	return array;
}

struct document *
netlist_use_document(const struct netlist_use *use, size_t count)
{
	struct document *array = document_array();
	size_t variant = 0;
	for (size_t i = 0; i < use->revisions.count && i < count; i++) {
		int64_t id = db_rows_int64(&use->revisions, i, NETLIST_USE_ID, 0);
		struct document *revision = db_document_row(&use->revisions, i);
		bool good = document_add(revision, "variants",
		                         variants_document(use, id, &variant));
		if (!document_append(array, revision) || !good) {
			document_free(array);
			return NULL;
		}
	}
	return array;
}
