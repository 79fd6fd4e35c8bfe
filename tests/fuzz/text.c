/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of base/text.h against slower ones that are plainly right. */
#include <errno.h>

#include "fuzz.h"

/* Decodes by the definition: RFC 3629, section 3. */
static bool
decodes(const unsigned char *p, size_t left, size_t *length)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	uint32_t value = p[0];
	*length = value < 0x80             ? 1
	          : (value & 0xe0) == 0xc0 ? 2
	          : (value & 0xf0) == 0xe0 ? 3
	          : (value & 0xf8) == 0xf0 ? 4
	                                   : 0;
	if (*length == 0 || *length > left)
		return false;
	if (*length > 1)
		value &= 0x7fu >> *length;
	for (size_t i = 1; i < *length; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return false;
		value = value << 6 | (p[i] & 0x3fu);
	}
	return value >= least[*length] && value <= 0x10ffff && (value < 0xd800 || value > 0xdfff);
}

static bool
is_utf8(struct text text)
{
	size_t length = 0;
	for (size_t i = 0; i < text.size; i += length)
		if (!decodes((const unsigned char *)text.bytes + i, text.size - i, &length))
			return false;
	return true;
}

static void
check_number(struct text text)
{
	int64_t number = 42, limited = 42;
	bool ok = text_to_int64(text, INT64_MIN, INT64_MAX, &number);
	char *string = fuzz_string(text);
	char *end;
	errno = 0;
	long long expected = strtoll(string, &end, 10);
	bool plain = text.size > 0 && strspn(string, "-0123456789") == text.size &&
	             (size_t)(end - string) == text.size;
	FUZZ_CHECK(ok == (plain && errno == 0));
	FUZZ_CHECK(number == (ok ? expected : 42));
	FUZZ_CHECK(text_to_int64(text, 0, 255, &limited) == (ok && number >= 0 && number <= 255));
	free(string);
}

static void
check_id(struct text text)
{
	static const char allowed[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.";
	char *string = fuzz_string(text);
	bool expected = text.size > 0 && text.size <= 64 && string[0] != '.' &&
	                strspn(string, allowed) == text.size;
	FUZZ_CHECK(text_is_id(text) == expected);
	free(string);
}

static void
check_library_id(struct text text)
{
	size_t colons = 0;
	for (size_t i = 0; i < text.size; i++)
		colons += text.bytes[i] == ':';
	bool expected = colons == 1 && text.bytes[0] != ':' && text.bytes[text.size - 1] != ':' &&
	                !text_has_control(text);
	FUZZ_CHECK(text_is_library_id(text) == expected);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text text = fuzz_copy((struct text){(const char *)data, size});
	bool truth = true;
	FUZZ_CHECK(text_is_utf8(text) == is_utf8(text));
	FUZZ_CHECK(text_has_control(text) || !text_has_control_but_breaks(text));
	FUZZ_CHECK(text_equal(text, text) && text_equal_nocase(text, text));
	text_to_bool(text, &truth);
	check_number(text);
	check_id(text);
	check_library_id(text);
	free((char *)(uintptr_t)text.bytes);
	return 0;
}
