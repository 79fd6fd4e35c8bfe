/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_identity.h"

#include <ctype.h>
#include <string.h>

#include "base/buf.h"

static bool
is_short(const char *id, size_t size)
{
	return size == 8 && strspn(id, "0123456789abcdefABCDEF") >= 8;
}

static bool
has_short(const char *ids)
{
	for (;;) {
		size_t size = strcspn(ids, "/");
		if (is_short(ids, size))
			return true;
		if (ids[size] == '\0')
			return false;
		ids += size + 1;
	}
}

const char *
netlist_identity_of(const char *ids, struct arena *arena, struct err *err)
{
	struct buf out = {.arena = arena};
	if (ids == NULL || !has_short(ids))
		return ids == NULL ? "" : ids;
	for (;;) {
		size_t size = strcspn(ids, "/");
		if (is_short(ids, size)) {
			buf_append_string(&out, "00000000-0000-0000-0000-0000");
			for (size_t i = 0; i < size; i++) {
				char digit = (char)tolower((unsigned char)ids[i]);
				buf_append(&out, &digit, 1);
			}
		} else {
			buf_append(&out, ids, size);
		}
		if (ids[size] == '\0')
			break;
		buf_append(&out, "/", 1);
		ids += size + 1;
	}
	buf_append(&out, "", 1);
	return buf_check(&out, err) ? out.bytes : NULL;
}

const char *
netlist_identity_symbol(const char *id, const char *ref, struct arena *arena, struct err *err)
{
	if (id == NULL || *id == '\0')
		return arena_format(arena, err, "ref:%s", ref);
	return netlist_identity_of(id, arena, err);
}
