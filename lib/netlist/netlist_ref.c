/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_ref.h"

#include <string.h>

enum { DIGITS_MAX = 18 }; /* so that the next number is one, too */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *
skip_zeros(const char *digits)
{
	while (digits[0] == '0' && is_digit(digits[1]))
		digits++;
	return digits;
}

/* Two numbers, and on to what follows them. */
static int
compare_numbers(const char **a, const char **b)
{
	const char *one = skip_zeros(*a), *other = skip_zeros(*b);
	size_t size = strspn(one, "0123456789"), other_size = strspn(other, "0123456789");
	*a = one + size;
	*b = other + other_size;
	if (size != other_size)
		return size < other_size ? -1 : 1;
	return memcmp(one, other, size);
}

int
netlist_ref_compare(const char *a, const char *b)
{
	const char *one = a, *other = b;
	while (*one != '\0' && *other != '\0') {
		int order;
		if (is_digit(*one) && is_digit(*other))
			order = compare_numbers(&one, &other);
		else
			order = (unsigned char)*one++ - (unsigned char)*other++;
		if (order != 0)
			return order;
	}
	if (*one != *other)
		return *one == '\0' ? -1 : 1;
	return strcmp(a, b);
}

bool
netlist_ref_is_open(const char *ref)
{
	size_t size = strlen(ref);
	return size > 0 && ref[size - 1] == '?';
}

/* Splits off the number at the end; false when there is none that counts on. */
static bool
split(const char *ref, size_t *prefix, int64_t *number)
{
	size_t size = strlen(ref), start = size;
	while (start > 0 && is_digit(ref[start - 1]))
		start--;
	if (start == size || size - start > DIGITS_MAX || (ref[start] == '0' && start + 1 < size))
		return false;
	*prefix = start;
	return text_to_int64((struct text){ref + start, size - start}, 0, INT64_MAX, number);
}

static bool
follows(const char *ref, const char *next)
{
	size_t prefix, next_prefix;
	int64_t number, next_number;
	return split(ref, &prefix, &number) && split(next, &next_prefix, &next_number) &&
	       prefix == next_prefix && memcmp(ref, next, prefix) == 0 && next_number == number + 1;
}

/* Where the row that begins with refs[first] ends: the index after it. */
static size_t
run_end(const char *const *refs, size_t count, size_t first)
{
	size_t end = first + 1;
	while (end < count && follows(refs[end - 1], refs[end]))
		end++;
	return end - first > 2 ? end : first + 1;
}

static void
append(struct buf *out, bool first, const char *ref)
{
	if (!first)
		buf_append(out, " ", 1);
	buf_append_string(out, ref);
}

void
netlist_ref_append_short(struct buf *out, const char *const *refs, size_t count)
{
	for (size_t i = 0, end; i < count; i = end) {
		end = run_end(refs, count, i);
		append(out, i == 0, refs[i]);
		if (end == i + 1)
			continue;
		buf_append(out, "-", 1);
		buf_append_string(out, refs[end - 1]);
	}
}

void
netlist_ref_append_all(struct buf *out, const char *const *refs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		append(out, i == 0, refs[i]);
}
