/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "auth_kept.h"

#include <string.h>

#include "base/clock.h"

/* As it lies in memory: its texts stand behind it, one after the other. */
struct kept_token {
	struct token_row row; /* the texts' pointers only say whether they are set */
	int64_t good_until;   /* ms of the monotonic clock */
	char texts[];
};

static struct kept_key
key_of(struct text prefix)
{
	return (struct kept_key){.kind = KEPT_TOKEN, .id = prefix};
}

static void
take_text(struct text *text, const char **bytes)
{
	if (!text_is_set(*text))
		return;
	text->bytes = *bytes;
	*bytes += text->size;
}

bool
auth_kept_find(const struct changes *changes, struct text prefix, struct arena *arena,
               struct token_row *row)
{
	struct kept *kept = changes_kept(changes);
	struct kept_key key = key_of(prefix);
	const struct kept_thing *thing = kept != NULL ? kept_find(kept, &key) : NULL;
	if (thing == NULL)
		return false;
	const struct kept_token *token = (const void *)thing->bytes.bytes;
	int64_t left = token->good_until == INT64_MAX ? INT64_MAX : token->good_until - clock_ms();
	const char *bytes = left > 0 ? arena_copy(arena, token->texts,
	                                          thing->bytes.size - sizeof *token, NULL)
	                             : NULL;
	if (bytes == NULL)
		return false;
	*row = token->row;
	row->expires_in = left;
	take_text(&row->name, &bytes);
	take_text(&row->scope, &bytes);
	take_text(&row->own_category_ids, &bytes);
	return true;
}

static void
put_text(struct text text, char **to)
{
	if (text.size > 0)
		memcpy(*to, text.bytes, text.size);
	*to += text.size;
}

void
auth_kept_add(struct changes *changes, struct text prefix, const struct token_row *row,
              struct arena *arena)
{
	if (changes == NULL || !row->is_there || row->state != TOKEN_VALID || !row->tells_expiry ||
	    row->expires_in <= 0)
		return;
	size_t size = sizeof(struct kept_token) + row->name.size + row->scope.size +
	              row->own_category_ids.size;
	struct kept_token *token = arena_alloc(arena, size, NULL);
	struct text subject = text_of(
	    arena_format(arena, NULL, "token %.*s", (int)prefix.size, prefix.bytes));
	if (token == NULL || !text_is_set(subject))
		return;
	token->row = *row;
	token->row.since = text_of(NULL);
	token->good_until = row->expires_in == INT64_MAX ? INT64_MAX : clock_ms() + row->expires_in;
	char *to = token->texts;
	put_text(row->name, &to);
	put_text(row->scope, &to);
	put_text(row->own_category_ids, &to);
	struct kept_key key = key_of(prefix);
	struct kept_thing thing = {.bytes = {(const char *)token, size}};
	changes_keep(changes, &key, subject, &thing);
}
