/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/variable.h"

#include <string.h>

#include "base/buf.h"

struct expansion {
	variable_resolve *resolve;
	void *context;
	struct arena *arena;
	struct err *err;
	int depth, steps;
	size_t written; /* bytes put so far, wherever */
	struct variable_value
	    open[VARIABLE_DEPTH + 1]; /* what is being expanded, outermost first */
	int open_count;
};

static bool expand_text(struct expansion *expansion, struct text text, const void *scope,
                        struct buf *out);
static bool expand_reference(struct expansion *expansion, struct text *rest, const void *scope,
                             struct buf *out);

static bool
begins(struct text text, const char *with)
{
	size_t size = strlen(with);
	return text.size >= size && memcmp(text.bytes, with, size) == 0;
}

static struct text
after(struct text text, size_t size)
{
	return (struct text){text.bytes + size, text.size - size};
}

static void
put(struct expansion *expansion, struct buf *out, struct text text)
{
	expansion->written += text.size;
	buf_append_text(out, text);
}

static bool
is_silent(struct text name)
{
	return name.size == 0 || begins(name, "ERC_WARNING") || begins(name, "ERC_ERROR");
}

static bool
is_open(const struct expansion *expansion, const struct variable_value *value)
{
	for (int i = 0; i < expansion->open_count; i++)
		if (expansion->open[i].text.bytes == value->text.bytes &&
		    expansion->open[i].scope == value->scope)
			return true;
	return false;
}

static bool
is_beyond(const struct expansion *expansion)
{
	return expansion->depth >= VARIABLE_DEPTH || expansion->steps >= VARIABLE_STEPS ||
	       expansion->written >= VARIABLE_SIZE;
}

/* What the name stands for; not set when it is to stay. */
static bool
find_value(struct expansion *expansion, struct text name, const void *scope,
           struct variable_value *value)
{
	*value = (struct variable_value){.scope = scope};
	if (is_silent(name)) {
		value->text = text_of("");
		return true;
	}
	if (expansion->steps++ >= VARIABLE_STEPS)
		return true;
	if (!expansion->resolve(expansion->context, scope, name, expansion->arena, value,
	                        expansion->err))
		return false;
	if (text_is_set(value->text) && is_open(expansion, value))
		value->text = (struct text){NULL, 0};
	return true;
}

static bool
put_value(struct expansion *expansion, const struct variable_value *value, struct buf *out)
{
	expansion->open[expansion->open_count++] = *value;
	bool good = expand_text(expansion, value->text, value->scope, out);
	expansion->open_count--;
	return good;
}

/* How many bytes at the start hold no "${" and, in a name, no "}". */
static size_t
plain_size(struct text text, bool in_name)
{
	size_t at = 0;
	while (at < text.size && !(in_name && text.bytes[at] == '}') &&
	       !(text.bytes[at] == '$' && at + 1 < text.size && text.bytes[at + 1] == '{'))
		at++;
	return at;
}

/* The name that `rest` begins with, up to the brace that closes it, its own references
 * replaced; `rest` is what follows it. */
static bool
read_name(struct expansion *expansion, struct text *rest, const void *scope, struct text *name)
{
	struct buf built = {.arena = expansion->arena};
	size_t size = plain_size(*rest, true);
	*name = (struct text){rest->bytes, size};
	*rest = after(*rest, size);
	if (rest->size == 0 || rest->bytes[0] == '}')
		return true;
	put(expansion, &built, *name);
	while (rest->size > 0 && rest->bytes[0] != '}') {
		if (!expand_reference(expansion, rest, scope, &built))
			return false;
		size = plain_size(*rest, true);
		put(expansion, &built, (struct text){rest->bytes, size});
		*rest = after(*rest, size);
	}
	*name = buf_text(&built);
	return buf_check(&built, expansion->err);
}

static void
put_unresolved(struct expansion *expansion, struct text name, bool closed, struct buf *out)
{
	put(expansion, out, text_of("${"));
	put(expansion, out, name);
	put(expansion, out, text_of(closed ? "}" : ""));
}

/* The reference that `rest` begins with; `rest` is what follows it. */
static bool
expand_reference(struct expansion *expansion, struct text *rest, const void *scope, struct buf *out)
{
	struct text name;
	struct variable_value value;
	bool beyond = is_beyond(expansion);
	*rest = after(*rest, 2);
	if (beyond) {
		put(expansion, out, text_of("${"));
		return true;
	}
	expansion->depth++;
	bool good = read_name(expansion, rest, scope, &name);
	bool closed = good && rest->size > 0;
	*rest = after(*rest, closed ? 1 : 0);
	good = good && find_value(expansion, name, scope, &value);
	if (good && text_is_set(value.text))
		good = put_value(expansion, &value, out);
	else if (good)
		put_unresolved(expansion, name, closed, out);
	expansion->depth--;
	return good;
}

static bool
expand_text(struct expansion *expansion, struct text text, const void *scope, struct buf *out)
{
	struct text rest = text;
	while (rest.size > 0) {
		size_t size = plain_size(rest, false);
		bool escaped = size > 0 && size < rest.size && rest.bytes[size - 1] == '\\';
		put(expansion, out, (struct text){rest.bytes, escaped ? size - 1 : size});
		rest = after(rest, size);
		if (escaped) {
			put(expansion, out, (struct text){rest.bytes, 2});
			rest = after(rest, 2);
		} else if (rest.size > 0 && !expand_reference(expansion, &rest, scope, out)) {
			return false;
		}
	}
	return buf_check(out, expansion->err);
}

bool
variable_expand(struct text text, variable_resolve *resolve, void *context, const void *scope,
                struct arena *arena, struct text *expanded, struct err *err)
{
	struct expansion expansion = {
	    .resolve = resolve, .context = context, .arena = arena, .err = err};
	const struct variable_value whole = {text, scope};
	enum { ROOM = 64 };
	struct buf out = {.arena = arena, .room = text.size + ROOM};
	if (plain_size(text, false) == text.size) {
		*expanded = text;
		return true;
	}
	out.bytes = arena_alloc(arena, out.room, err);
	if (out.bytes == NULL || !put_value(&expansion, &whole, &out))
		return false;
	buf_append(&out, "", 1);
	if (!buf_check(&out, err))
		return false;
	*expanded = (struct text){out.bytes, out.size - 1};
	return true;
}
