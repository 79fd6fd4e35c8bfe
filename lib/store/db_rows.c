/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db_rows.h"

#include <libpq-fe.h>
#include <string.h>

/* Type numbers that PostgreSQL never changes (catalog/pg_type.dat). */
enum {
	OID_BOOL = 16,
	OID_BYTEA = 17,
	OID_NAME = 19,
	OID_INT8 = 20,
	OID_TEXT = 25,
	OID_BOOL_ARRAY = 1000,
	OID_TEXT_ARRAY = 1009,
	OID_BPCHAR = 1042,
	OID_VARCHAR = 1043,
	OID_VARCHAR_ARRAY = 1015
};

static bool
type_fits(char letter, Oid type)
{
	switch (letter) {
	case 't':
		return type == OID_TEXT || type == OID_VARCHAR || type == OID_BPCHAR ||
		       type == OID_NAME;
	case 'T':
		return type == OID_TEXT_ARRAY || type == OID_VARCHAR_ARRAY;
	case 'b':
		return type == OID_BOOL;
	case 'B':
		return type == OID_BOOL_ARRAY;
	case 'i':
		return type == OID_INT8;
	case 'y':
		return type == OID_BYTEA;
	default:
		return false;
	}
}

static const char *
letter_type(char letter)
{
	switch (letter) {
	case 't':
		return "text";
	case 'T':
		return "text[]";
	case 'b':
		return "boolean";
	case 'B':
		return "boolean[]";
	case 'i':
		return "bigint";
	default:
		return "bytea";
	}
}

bool
db_rows_check(const void *result, const char *query, const char *shape, struct err *err)
{
	int columns = PQnfields(result);
	if ((size_t)columns != strlen(shape))
		return err_set(err, ERR_SCHEMA, "query \"%s\" answers %d columns, not %zu", query,
		               columns, strlen(shape));
	for (int i = 0; i < columns; i++)
		if (!type_fits(shape[i], PQftype(result, i)))
			return err_set(
			    err, ERR_SCHEMA,
			    "query \"%s\": column \"%s\" is not of type %s; give it that type in the view",
			    query, PQfname(result, i), letter_type(shape[i]));
	return true;
}

int
db_rows_columns(const struct db_rows *rows)
{
	return PQnfields(rows->result);
}

const char *
db_rows_name(const struct db_rows *rows, int column)
{
	return PQfname(rows->result, column);
}

char
db_rows_letter(const struct db_rows *rows, int column)
{
	static const char letters[] = "tTbBiy";
	for (const char *letter = letters; *letter != '\0'; letter++)
		if (type_fits(*letter, PQftype(rows->result, column)))
			return *letter;
	return '\0';
}

bool
db_rows_is_null(const struct db_rows *rows, size_t row, int column)
{
	return PQgetisnull(rows->result, (int)row, column) != 0;
}

struct text
db_rows_text(const struct db_rows *rows, size_t row, int column)
{
	if (PQgetisnull(rows->result, (int)row, column))
		return (struct text){NULL, 0};
	return (struct text){PQgetvalue(rows->result, (int)row, column),
	                     (size_t)PQgetlength(rows->result, (int)row, column)};
}

bool
db_rows_bool(const struct db_rows *rows, size_t row, int column, bool fallback)
{
	struct text value = db_rows_text(rows, row, column);
	return value.size == 1 ? value.bytes[0] != 0 : fallback;
}

static uint32_t
read_uint32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

int64_t
db_rows_int64(const struct db_rows *rows, size_t row, int column, int64_t fallback)
{
	struct text value = db_rows_text(rows, row, column);
	if (value.size != 8)
		return fallback;
	const unsigned char *p = (const unsigned char *)value.bytes;
	uint64_t bits = (uint64_t)read_uint32(p) << 32 | read_uint32(p + 4);
	int64_t number;
	memcpy(&number, &bits, sizeof number);
	return number;
}

/*
 * The binary form of an array (PostgreSQL, array_send): dimensions, a flag, the
 * element type, then size and lower bound of each dimension, then each element
 * as a length (-1 is null) and its bytes.
 */
enum { ARRAY_HEADER = 12, ARRAY_DIMENSION = 8 };

struct db_array
db_rows_array(const struct db_rows *rows, size_t row, int column)
{
	struct db_array array = {NULL, NULL, 0};
	struct text value = db_rows_text(rows, row, column);
	const unsigned char *p = (const unsigned char *)value.bytes;
	if (value.size < ARRAY_HEADER + ARRAY_DIMENSION || read_uint32(p) != 1)
		return array;
	array.left = read_uint32(p + ARRAY_HEADER);
	array.next = p + ARRAY_HEADER + ARRAY_DIMENSION;
	array.end = p + value.size;
	return array;
}

bool
db_array_text(struct db_array *array, struct text *element)
{
	if (array->left == 0 || array->end - array->next < 4)
		return false;
	uint32_t size = read_uint32(array->next);
	array->next += 4;
	array->left--;
	if (size == UINT32_MAX) {
		*element = (struct text){NULL, 0};
		return true;
	}
	if (size > (size_t)(array->end - array->next)) {
		array->left = 0;
		return false;
	}
	*element = (struct text){(const char *)array->next, size};
	array->next += size;
	return true;
}

bool
db_array_bool(struct db_array *array, bool fallback, bool *element)
{
	struct text bytes;
	if (!db_array_text(array, &bytes))
		return false;
	*element = bytes.size == 1 ? bytes.bytes[0] != 0 : fallback;
	return true;
}
