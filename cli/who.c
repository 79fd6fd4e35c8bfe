/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "who.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"

static int64_t
uid_that_calls(void)
{
	int64_t uid;
	return text_to_int64(text_of(getenv("SUDO_UID")), 0, UINT32_MAX, &uid) ? uid
	                                                                       : (int64_t)getuid();
}

const char *
who_calls(struct arena *arena, struct err *err)
{
	int64_t uid = uid_that_calls();
	const struct passwd *user = getpwuid((uid_t)uid);
	struct text name = text_of(user == NULL ? NULL : user->pw_name);
	if (name.size == 0 || !text_is_utf8(name) || text_has_control(name))
		return arena_format(arena, err, "user %lld", (long long)uid);
	return arena_format(arena, err, "user %s", name.bytes);
}
