/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "basic.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Base 64 with its padding (RFC 4648, 4). */
static bool
decode(struct text coded, char *bytes, size_t *size)
{
	size_t padding = 0, count = 0;
	uint32_t group = 0;
	while (padding < 2 && coded.size > padding && coded.bytes[coded.size - 1 - padding] == '=')
		padding++;
	if (coded.size == 0 || coded.size % 4 != 0)
		return false;
	for (size_t i = 0; i < coded.size; i++) {
		const char *digit = i < coded.size - padding
		                        ? memchr(digits, coded.bytes[i], sizeof digits - 1)
		                        : digits;
		if (digit == NULL)
			return false;
		group = group << 6 | (uint32_t)(digit - digits);
		if (i % 4 != 3)
			continue;
		bytes[count++] = (char)(group >> 16 & 0xff);
		bytes[count++] = (char)(group >> 8 & 0xff);
		bytes[count++] = (char)(group & 0xff);
		group = 0;
	}
	*size = count - padding;
	return true;
}

bool
basic_read(struct text credentials, struct arena *arena, struct basic *basic, struct err *err)
{
	struct basic read = {.user = text_of(NULL)};
	char *bytes = arena_alloc(arena, credentials.size, err);
	size_t size;
	if (bytes == NULL)
		return false;
	*basic = read;
	if (!decode(credentials, bytes, &size))
		return true;
	const char *colon = memchr(bytes, ':', size);
	size_t user = colon == NULL ? size : (size_t)(colon - bytes);
	if (user + 1 >= size)
		return true;
	*basic = (struct basic){{bytes, user}, {bytes + user + 1, size - user - 1}};
	return true;
}

/* All but the unreserved (RFC 3986, 2.3). */
static void
append_encoded(struct buf *out, struct text text)
{
	static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
					 "0123456789-._~";
	for (size_t i = 0; i < text.size; i++) {
		if (memchr(unreserved, text.bytes[i], sizeof unreserved - 1) != NULL)
			buf_append(out, text.bytes + i, 1);
		else
			buf_append_format(out, "%%%02X", (unsigned)(unsigned char)text.bytes[i]);
	}
}

char *
basic_userinfo(const struct basic *basic, struct arena *arena, struct err *err)
{
	struct buf out = {.arena = arena};
	append_encoded(&out, basic->user);
	buf_append_string(&out, ":");
	append_encoded(&out, basic->password);
	buf_append(&out, "@", sizeof "@");
	return buf_check(&out, err) ? out.bytes : NULL;
}
