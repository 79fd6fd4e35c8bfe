/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad.h"

#include "catalogue/category.h"
#include "catalogue/part.h"
#include "client.h"
#include "log.h"
#include "metrics.h"

enum { VARIANTS = PART_ROW_KICAD_10_DESCRIPTION + 1 };

static struct kept_key
key_of(const struct call *call, enum kept_kind kind, int variant, struct text id)
{
	return (struct kept_key){kind, variant, id, call->token->own_category_ids};
}

/* --- what is kept is sent */

static void
count_kept(struct call *call, size_t left_out)
{
	call->left_out.count += left_out;
	call->reply->is_stale = changes_is_away(call->changes);
	metrics_add(METRICS_SERVED_KEPT, 1);
	if (call->reply->is_stale)
		metrics_add(METRICS_SERVED_STALE, 1);
}

/* In the form that the client takes. */
static void
borrow(struct call *call, const struct kept_thing *thing)
{
	struct text bytes = thing->bytes;
	/* Too old from one moment to the next, it may be nobody's to pack. */
	struct kept *kept = changes_kept(call->changes);
	call->reply->is_packed = kept != NULL && request_takes_gzip(call->request) &&
	                         kept_pack(kept, thing, &bytes);
	reply_borrow(call->reply, bytes);
}

static const struct kept_thing *
find(const struct call *call, struct kept_key key)
{
	struct kept *kept = changes_kept(call->changes);
	return kept != NULL ? kept_find(kept, &key) : NULL;
}

static bool
send_kept(struct call *call, const struct kept_thing *thing)
{
	if (thing == NULL)
		return false;
	borrow(call, thing);
	count_kept(call, thing->left_out);
	return true;
}

/* --- what the database was asked for is kept */

static void
count_rendered(void)
{
	metrics_add(METRICS_RENDERED, 1);
}

/* `thing` is what is known of the reply's body. */
static void
keep(struct call *call, struct kept_key key, struct text subject, struct kept_thing thing)
{
	thing.bytes = buf_text(&call->reply->body);
	thing.left_out = call->left_out.count;
	const struct kept_thing *kept = changes_keep(call->changes, &key, subject, &thing);
	if (kept != NULL)
		borrow(call, kept);
}

/* Without memory for the name nothing is kept. */
static void
keep_of_category(struct call *call, struct kept_key key, struct text category_id,
                 struct kept_thing thing)
{
	struct text subject = text_of(arena_format(call->arena, NULL, "category %.*s",
	                                           (int)category_id.size, category_id.bytes));
	if (text_is_set(subject))
		keep(call, key, subject, thing);
}

/* --- the documents */

/*
 * While the database is away KiCad is let in only to what is there: it asks for the
 * categories once, takes an error for none, and is without a library for as long as it runs.
 */
bool
kicad_root(struct call *call, struct err *err)
{
	if (changes_is_away(call->changes)) {
		struct kept_key key = key_of(call, KEPT_CATEGORIES, 0, text_of(""));
		if (find(call, key) != NULL)
			count_kept(call, 0);
		else if (!db_connect(call->db, err))
			return false;
	}
	buf_append_string(&call->reply->body, "{\"categories\":\"\",\"parts\":\"\"}");
	return buf_check(&call->reply->body, err);
}

void
kicad_keep_categories(struct call *call)
{
	struct kept_key key = key_of(call, KEPT_CATEGORIES, 0, text_of(""));
	struct left_out left_out = {.count = 0};
	struct buf body = {.arena = call->arena};
	struct err err;
	int64_t generation;
	struct kept *kept = changes_kept(call->changes);
	if (changes_is_away(call->changes) || kept == NULL ||
	    !kept_generation(kept, text_of("categories"), &generation) || find(call, key) != NULL)
		return;
	if (!category_list(call->db, call->token->own_category_ids, call->arena, &body, &left_out,
	                   &err)) {
		log_message(LOG_DEBUG, "the categories are not kept: %s", err.message);
		return;
	}
	count_rendered();
	const struct kept_thing thing = {
	    .bytes = buf_text(&body), .variants = 1, .left_out = left_out.count};
	changes_keep(call->changes, &key, text_of("categories"), &thing);
}

bool
kicad_categories(struct call *call, struct err *err)
{
	struct kept_key key = key_of(call, KEPT_CATEGORIES, 0, text_of(""));
	call->reply->varies = true;
	if (send_kept(call, find(call, key)))
		return true;
	if (!category_list(call->db, call->token->own_category_ids, call->arena, &call->reply->body,
	                   &call->left_out, err))
		return false;
	count_rendered();
	keep(call, key, text_of("categories"), (struct kept_thing){.variants = 1});
	return true;
}

/* Most listings are the same for all clients, and kept once. */
static const struct kept_thing *
find_listing(const struct call *call, enum part_variant variant)
{
	const struct kept_thing *own = find(call,
	                                    key_of(call, KEPT_LISTING, (int)variant, call->ids[0]));
	for (int other = 0; own == NULL && other < VARIANTS; other++) {
		const struct kept_thing *thing = find(
		    call, key_of(call, KEPT_LISTING, other, call->ids[0]));
		if (thing != NULL && thing->variants & 1u << variant)
			own = thing;
	}
	return own;
}

static bool
copy_places(const struct part_places *places, struct arena *arena, struct kept_thing *thing,
            struct err *err)
{
	struct kept_row *rows = arena_alloc(arena, (places->count + 1) * sizeof *rows, err);
	if (rows == NULL)
		return false;
	for (size_t i = 0; i < places->count; i++)
		rows[i] = (struct kept_row){places->at[i].id, places->at[i].offset,
		                            places->at[i].size, places->at[i].left_out};
	thing->rows = rows;
	thing->row_count = places->count;
	return true;
}

bool
kicad_parts(struct call *call, struct err *err)
{
	enum part_variant variant = client_row_variant(call->request->agent,
	                                               call->settings->stock_in_kicad_10);
	struct part_places places;
	call->reply->varies = true;
	if (send_kept(call, find_listing(call, variant)))
		return true;
	if (!part_list(call->db, call->ids[0], call->token->own_category_ids,
	               call->settings->nickname, variant, call->arena, &call->reply->body, &places,
	               &call->left_out, err))
		return false;
	count_rendered();
	struct kept_thing thing = {.variants = places.variants};
	/* Rows of whole documents are those of the parts' own addresses. */
	if (!(places.variants & 1u << PART_WHOLE) ||
	    copy_places(&places, call->arena, &thing, NULL))
		keep_of_category(call, key_of(call, KEPT_LISTING, (int)variant, call->ids[0]),
		                 call->ids[0], thing);
	return true;
}

static bool
send_kept_part(struct call *call)
{
	struct kept *kept = changes_kept(call->changes);
	struct text document;
	size_t left_out;
	if (kept != NULL && kept_find_part(kept, call->ids[0], call->token->own_category_ids,
	                                   &document, &left_out)) {
		reply_borrow(call->reply, document);
		count_kept(call, left_out);
		return true;
	}
	return send_kept(call, find(call, key_of(call, KEPT_PART, 0, call->ids[0])));
}

bool
kicad_part(struct call *call, struct err *err)
{
	bool found;
	struct text category_id;
	if (send_kept_part(call))
		return true;
	if (!part_get(call->db, call->ids[0], call->token->own_category_ids,
	              call->settings->nickname, call->arena, &call->reply->body, &found,
	              &category_id, &call->left_out, err))
		return false;
	count_rendered();
	if (!found)
		reply_problem(call->reply, 404, "There is no part with the id %.*s.",
		              (int)call->ids[0].size, call->ids[0].bytes);
	else if (text_is_set(category_id))
		keep_of_category(call, key_of(call, KEPT_PART, 0, call->ids[0]), category_id,
		                 (struct kept_thing){.variants = 1});
	return true;
}
