/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "secret_file.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"

enum { SECRET_FILE_LIMIT = 4096 };

struct text
secret_file_trim(struct text secret)
{
	while (secret.size > 0 && strchr(" \t\r\n", secret.bytes[secret.size - 1]) != NULL)
		secret.size--;
	return secret;
}

static bool
read_stdin(const char *what, struct arena *arena, struct text *content, struct err *err)
{
	char *bytes = arena_alloc(arena, SECRET_FILE_LIMIT + 1, err);
	if (bytes == NULL)
		return false;
	size_t size = fread(bytes, 1, SECRET_FILE_LIMIT + 1, stdin);
	if (ferror(stdin))
		return err_set(err, ERR_INPUT, "cannot read the %s from the standard input", what);
	if (size > SECRET_FILE_LIMIT)
		return err_set(err, ERR_LIMIT,
		               "the standard input is larger than %d bytes; give the %s alone",
		               SECRET_FILE_LIMIT, what);
	*content = (struct text){bytes, size};
	return true;
}

bool
secret_file_read(const char *path, const char *what, struct arena *arena, struct text *secret,
                 struct err *err)
{
	struct text content = {0};
	bool ok = strcmp(path, "-") == 0 ? read_stdin(what, arena, &content, err)
	                                 : file_read(path, SECRET_FILE_LIMIT, arena, &content, err);
	if (ok)
		*secret = secret_file_trim(content);
	return ok;
}
