/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrays, numbers and truth values as the database sends them. */
#include "store/db_rows.h"

#include <libpq-fe.h>

#include "fuzz.h"

static PGresult *
one_value(struct text value)
{
	static PGresAttDesc column = {
	    .name = (char *)"x", .format = 1, .typid = 1009, .typlen = -1};
	PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	FUZZ_CHECK(result != NULL && PQsetResultAttrs(result, 1, &column));
	FUZZ_CHECK(PQsetvalue(result, 0, 0, (char *)(uintptr_t)value.bytes, (int)value.size));
	return result;
}

/* Also when the count in the head promises more elements than there are bytes. */
static size_t
walk(struct db_array array, struct text value)
{
	struct text element;
	size_t count = 0;
	uint8_t sum = 0;
	while (db_array_text(&array, &element)) {
		count++;
		FUZZ_CHECK(element.bytes == NULL || element.size <= value.size);
		for (size_t i = 0; i < element.size; i++)
			sum = (uint8_t)(sum + (uint8_t)element.bytes[i]);
	}
	FUZZ_CHECK(count <= value.size / 4 + sum % 1);
	return count;
}

/*
 * libpq keeps values in blocks of its own, where reading a little too far goes
 * unseen; so the array is walked in a copy of exactly its size too.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text value = fuzz_copy((struct text){(const char *)data, size});
	PGresult *result = one_value(value);
	struct db_rows rows = {.result = result, .count = 1};
	struct db_array array = db_rows_array(&rows, 0, 0);
	size_t count = walk(array, value);
	if (array.next != NULL) {
		const unsigned char *start = (const unsigned char *)value.bytes;
		size_t offset = (size_t)(array.next -
		                         (const unsigned char *)PQgetvalue(result, 0, 0));
		struct db_array exact = {start + offset, start + value.size, array.left};
		FUZZ_CHECK(walk(exact, value) == count);
	}
	bool element;
	for (struct db_array bools = array; db_array_bool(&bools, false, &element);)
		FUZZ_CHECK(element == true || element == false);
	db_rows_int64(&rows, 0, 0, 0);
	db_rows_bool(&rows, 0, 0, true);
	PQclear(result);
	free((char *)(uintptr_t)value.bytes);
	return 0;
}
