/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a client sends for a token. */
#include "catalogue/token.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text secret = fuzz_copy((struct text){(const char *)data, size});
	char *string = fuzz_string(secret);
	char prefix[9], rest[65];
	int taken = 0;
	bool expected = size == TOKEN_SIZE &&
	                sscanf(string, "kd_%8[0-9a-f]_%64[0-9a-f]%n", prefix, rest, &taken) == 2 &&
	                strlen(prefix) == 8 && taken == TOKEN_SIZE;
	FUZZ_CHECK(token_has_form(secret) == expected);
	free(string);
	free((char *)(uintptr_t)secret.bytes);
	return 0;
}
