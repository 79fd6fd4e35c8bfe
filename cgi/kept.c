/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/gzip.h"
#include "kept_table.h"
#include "metrics.h"

/* A smaller answer is one packet in either form; nginx has the same bound. */
enum { PACK_MIN = 1000 };

struct subject {
	struct kept_node node; /* first */
	int64_t generation;
	bool is_learnt; /* since kept_learn_start */
	struct entry *entries;
	size_t size; /* of the name */
	char name[];
};

struct row {
	struct kept_node node; /* first */
	const struct entry *entry;
	struct kept_row row; /* the id stands in the entry's bytes */
};

struct entry {
	struct kept_node node; /* first */
	struct kept_key key;
	struct kept_thing thing; /* without rows */
	struct subject *subject;
	struct entry *of_subject_next, *of_subject_before;
	struct entry *newer, *older; /* by when it was asked for last */
	struct row *rows;
	size_t row_count;
	struct text packed;
	bool is_not_packed; /* and never will be */
	size_t cost;        /* of memory */
	char texts[];       /* the key's */
};

struct kept {
	struct kept_table subjects, entries, rows;
	struct entry *newest, *oldest;
	size_t limit, used;
	uint64_t sum; /* as signed numbers are added, without overflow */
};

struct kept *
kept_new(size_t limit)
{
	struct kept *kept = calloc(1, sizeof *kept);
	if (kept != NULL)
		kept->limit = limit;
	return kept;
}

static size_t
memory_used(const struct kept *kept)
{
	return kept->used + kept_table_memory(&kept->subjects) + kept_table_memory(&kept->entries) +
	       kept_table_memory(&kept->rows);
}

static void
tell_metrics(const struct kept *kept)
{
	metrics_set(METRICS_KEPT_ENTRIES, kept->entries.count);
	metrics_set(METRICS_KEPT_BYTES, memory_used(kept));
}

/* --- the order in which entries were asked for */

static void
unlink_age(struct kept *kept, struct entry *entry)
{
	*(entry->newer != NULL ? &entry->newer->older : &kept->newest) = entry->older;
	*(entry->older != NULL ? &entry->older->newer : &kept->oldest) = entry->newer;
}

static void
link_newest(struct kept *kept, struct entry *entry)
{
	entry->newer = NULL;
	entry->older = kept->newest;
	*(kept->newest != NULL ? &kept->newest->newer : &kept->oldest) = entry;
	kept->newest = entry;
}

static void
use(struct kept *kept, struct entry *entry)
{
	if (kept->newest == entry)
		return;
	unlink_age(kept, entry);
	link_newest(kept, entry);
}

/* --- entries */

static void
entry_free(struct entry *entry)
{
	free((char *)(uintptr_t)entry->thing.bytes.bytes);
	free((char *)(uintptr_t)entry->packed.bytes);
	free(entry->rows);
	free(entry);
}

static void
entry_drop(struct kept *kept, struct entry *entry)
{
	for (size_t i = 0; i < entry->row_count; i++)
		kept_table_remove(&kept->rows, &entry->rows[i].node);
	kept_table_remove(&kept->entries, &entry->node);
	unlink_age(kept, entry);
	struct entry *before = entry->of_subject_before, *next = entry->of_subject_next;
	*(before != NULL ? &before->of_subject_next : &entry->subject->entries) = next;
	if (next != NULL)
		next->of_subject_before = before;
	kept->used -= entry->cost;
	entry_free(entry);
}

/* Drops what was not asked for longest until `more` bytes fit; false when they do not. */
static bool
make_room(struct kept *kept, size_t more, const struct entry *but)
{
	while (kept->oldest != NULL && kept->oldest != but &&
	       (more > kept->limit || memory_used(kept) > kept->limit - more)) {
		entry_drop(kept, kept->oldest);
		metrics_add(METRICS_DROPPED_MEMORY, 1);
	}
	return more <= kept->limit && memory_used(kept) <= kept->limit - more;
}

/* --- which state of what */

static uint64_t
hash_name(struct text name)
{
	return kept_table_hash(0, name);
}

static struct subject *
find_subject(const struct kept *kept, struct text name)
{
	struct kept_node *node = kept_table_first(&kept->subjects, hash_name(name));
	for (; node != NULL; node = kept_table_next(node)) {
		struct subject *subject = (struct subject *)node;
		if (text_equal((struct text){subject->name, subject->size}, name))
			return subject;
	}
	return NULL;
}

static void
subject_drop_entries(struct kept *kept, struct subject *subject)
{
	while (subject->entries != NULL) {
		entry_drop(kept, subject->entries);
		metrics_add(METRICS_DROPPED_CHANGE, 1);
	}
}

static void
subject_forget(struct kept *kept, struct subject *subject)
{
	subject_drop_entries(kept, subject);
	kept_table_remove(&kept->subjects, &subject->node);
	kept->used -= sizeof *subject + subject->size;
	kept->sum -= (uint64_t)subject->generation;
	free(subject);
}

bool
kept_generation(const struct kept *kept, struct text name, int64_t *generation)
{
	const struct subject *subject = find_subject(kept, name);
	if (subject != NULL)
		*generation = subject->generation;
	return subject != NULL;
}

/* Without memory it stays unknown, and nothing of it is kept. */
static struct subject *
subject_new(struct kept *kept, struct text name)
{
	size_t cost = sizeof(struct subject) + name.size;
	struct subject *subject = calloc(1, cost);
	if (subject == NULL || !make_room(kept, cost, NULL) ||
	    !kept_table_add(&kept->subjects, &subject->node, hash_name(name))) {
		free(subject);
		return NULL;
	}
	memcpy(subject->name, name.bytes, name.size);
	subject->size = name.size;
	kept->used += cost;
	return subject;
}

void
kept_learn(struct kept *kept, struct text name, int64_t generation)
{
	struct subject *subject = find_subject(kept, name);
	if (subject == NULL)
		subject = subject_new(kept, name);
	if (subject == NULL)
		return;
	subject->is_learnt = true;
	if (subject->generation != generation)
		subject_drop_entries(kept, subject);
	kept->sum += (uint64_t)generation - (uint64_t)subject->generation;
	subject->generation = generation;
	tell_metrics(kept);
}

void
kept_learn_start(struct kept *kept)
{
	for (size_t i = 0; i < kept->subjects.size; i++)
		for (struct kept_node *node = kept->subjects.buckets[i]; node != NULL;
		     node = node->next)
			((struct subject *)node)->is_learnt = false;
}

static void
forget_subjects(struct kept *kept, bool also_learnt)
{
	for (size_t i = 0; i < kept->subjects.size; i++)
		for (struct kept_node *node = kept->subjects.buckets[i], *next; node != NULL;
		     node = next) {
			next = node->next;
			if (also_learnt || !((struct subject *)node)->is_learnt)
				subject_forget(kept, (struct subject *)node);
		}
	tell_metrics(kept);
}

void
kept_learn_end(struct kept *kept)
{
	forget_subjects(kept, false);
}

void
kept_forget(struct kept *kept)
{
	forget_subjects(kept, true);
}

void
kept_sum(const struct kept *kept, int64_t *sum, int64_t *count)
{
	*sum = (int64_t)kept->sum;
	*count = (int64_t)kept->subjects.count;
}

void
kept_free(struct kept *kept)
{
	if (kept == NULL)
		return;
	forget_subjects(kept, true);
	kept_table_free(&kept->subjects);
	kept_table_free(&kept->entries);
	kept_table_free(&kept->rows);
	free(kept);
}

/* --- what is kept */

static uint64_t
hash_key(const struct kept_key *key)
{
	const char kind[] = {(char)('a' + key->kind), (char)('a' + key->variant)};
	uint64_t hash = kept_table_hash(0, (struct text){kind, sizeof kind});
	return kept_table_hash(kept_table_hash(hash, key->id), key->own_category_ids);
}

static uint64_t
hash_row(struct text id, struct text own_category_ids)
{
	return kept_table_hash(kept_table_hash(0, id), own_category_ids);
}

static struct entry *
find_entry(const struct kept *kept, const struct kept_key *key)
{
	struct kept_node *node = kept_table_first(&kept->entries, hash_key(key));
	for (; node != NULL; node = kept_table_next(node)) {
		struct entry *entry = (struct entry *)node;
		if (entry->key.kind == key->kind && entry->key.variant == key->variant &&
		    text_equal(entry->key.id, key->id) &&
		    text_equal(entry->key.own_category_ids, key->own_category_ids))
			return entry;
	}
	return NULL;
}

static struct text
copy_text(char **to, struct text text)
{
	if (!text_is_set(text))
		return text;
	struct text copy = {*to, text.size};
	memcpy(*to, text.bytes, text.size);
	*to += text.size;
	return copy;
}

/* An entry that is in no table and no list yet; NULL without memory. */
static struct entry *
entry_new(const struct kept_key *key, const struct kept_thing *thing)
{
	size_t texts = key->id.size + key->own_category_ids.size;
	struct entry *entry = calloc(1, sizeof *entry + texts);
	char *bytes = malloc(thing->bytes.size + 1);
	size_t rows_size = thing->row_count * sizeof(struct row);
	struct row *rows = rows_size > 0 ? calloc(1, rows_size) : NULL;
	if (entry == NULL || bytes == NULL || (rows == NULL && rows_size > 0)) {
		free(entry);
		free(bytes);
		free(rows);
		return NULL;
	}
	memcpy(bytes, thing->bytes.bytes, thing->bytes.size);
	char *to = entry->texts;
	entry->key = *key;
	entry->key.id = copy_text(&to, key->id);
	entry->key.own_category_ids = copy_text(&to, key->own_category_ids);
	entry->thing = *thing;
	entry->thing.bytes.bytes = bytes;
	entry->thing.rows = NULL;
	entry->thing.row_count = 0;
	entry->rows = rows;
	entry->cost = sizeof *entry + texts + thing->bytes.size + 1 + rows_size;
	return entry;
}

/* The id stands in the row's document, which starts with it (part_document.h). */
static void
add_row(struct kept *kept, struct entry *entry, const struct kept_row *from)
{
	static const char start[] = "{\"id\":\"";
	const size_t at = sizeof start - 1;
	struct row *row = &entry->rows[entry->row_count];
	const char *document = entry->thing.bytes.bytes + from->offset;
	row->entry = entry;
	row->row = *from;
	row->row.id.bytes = document + at;
	if (from->size > at + from->id.size && memcmp(document, start, at) == 0 &&
	    text_equal(row->row.id, from->id) &&
	    kept_table_add(&kept->rows, &row->node,
	                   hash_row(from->id, entry->key.own_category_ids)))
		entry->row_count++;
}

static void
entry_link(struct kept *kept, struct entry *entry, struct subject *subject)
{
	entry->subject = subject;
	entry->of_subject_next = subject->entries;
	if (subject->entries != NULL)
		subject->entries->of_subject_before = entry;
	subject->entries = entry;
	link_newest(kept, entry);
	kept->used += entry->cost;
}

const struct kept_thing *
kept_add(struct kept *kept, const struct kept_key *key, struct text name, int64_t generation,
         const struct kept_thing *thing)
{
	struct subject *subject = find_subject(kept, name);
	if (subject == NULL || subject->generation != generation || thing->bytes.size > kept->limit)
		return NULL;
	struct entry *former = find_entry(kept, key);
	if (former != NULL)
		entry_drop(kept, former);
	struct entry *entry = entry_new(key, thing);
	if (entry == NULL || !make_room(kept, entry->cost, NULL) ||
	    !kept_table_add(&kept->entries, &entry->node, hash_key(key))) {
		if (entry != NULL)
			entry_free(entry);
		tell_metrics(kept);
		return NULL;
	}
	entry_link(kept, entry, subject);
	for (size_t i = 0; i < thing->row_count; i++)
		add_row(kept, entry, &thing->rows[i]);
	tell_metrics(kept);
	return &entry->thing;
}

const struct kept_thing *
kept_find(struct kept *kept, const struct kept_key *key)
{
	struct entry *entry = find_entry(kept, key);
	if (entry == NULL)
		return NULL;
	use(kept, entry);
	return &entry->thing;
}

bool
kept_find_part(struct kept *kept, struct text id, struct text own_category_ids,
               struct text *document, size_t *left_out)
{
	struct kept_node *node = kept_table_first(&kept->rows, hash_row(id, own_category_ids));
	for (; node != NULL; node = kept_table_next(node)) {
		const struct row *row = (const struct row *)node;
		const struct entry *entry = row->entry;
		if (!text_equal(row->row.id, id) ||
		    !text_equal(entry->key.own_category_ids, own_category_ids))
			continue;
		use(kept, (struct entry *)(uintptr_t)entry);
		*document = (struct text){entry->thing.bytes.bytes + row->row.offset,
		                          row->row.size};
		*left_out = row->row.left_out;
		return true;
	}
	return false;
}

static bool
entry_pack(struct kept *kept, struct entry *entry)
{
	char *packed;
	size_t size;
	if (entry->thing.bytes.size < PACK_MIN ||
	    !gzip_pack(entry->thing.bytes, &packed, &size, NULL))
		return false;
	use(kept, entry);
	if (size >= entry->thing.bytes.size || !make_room(kept, size, entry)) {
		free(packed);
		return false;
	}
	entry->packed = (struct text){packed, size};
	entry->cost += size;
	kept->used += size;
	return true;
}

bool
kept_pack(struct kept *kept, const struct kept_thing *thing, struct text *packed)
{
	struct entry *entry = (struct entry *)((uintptr_t)thing - offsetof(struct entry, thing));
	if (!text_is_set(entry->packed) && !entry->is_not_packed) {
		entry->is_not_packed = !entry_pack(kept, entry);
		tell_metrics(kept);
	}
	if (text_is_set(entry->packed))
		*packed = entry->packed;
	return text_is_set(entry->packed);
}
