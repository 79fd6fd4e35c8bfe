/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row of kicad.part with anything in it: either part_problem refuses it, or the
 * document is JSON whose leaves are texts. Input: a piece for each column, byte 0xfe
 * alone for null; in an array's piece 0xfe parts the elements.
 */
#include "catalogue/part_document.h"

#include <json-c/json.h>
#include <libpq-fe.h>

#include "base/document_check.h"
#include "fuzz.h"

static const char shape[] = "ttttttTtttbbbTTBttTTT";
enum { COLUMNS = sizeof shape - 1 };

static void
put_uint32(char **to, uint32_t number)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		*(*to)++ = (char)(number >> shift);
}

/* The piece as PostgreSQL sends an array. The count is true here; rows.c lies. */
static struct text
array_of(struct text piece)
{
	size_t room = 24 + piece.size * 5 + 8;
	char *bytes = malloc(room), *to = bytes;
	uint32_t count = 0;
	FUZZ_CHECK(bytes != NULL);
	put_uint32(&to, 1);
	put_uint32(&to, 0);
	put_uint32(&to, 25);
	put_uint32(&to, 0);
	put_uint32(&to, 1);
	for (size_t at = 0; at < piece.size; count++) {
		const char *end = memchr(piece.bytes + at, 0xfe, piece.size - at);
		size_t length = end == NULL ? piece.size - at : (size_t)(end - piece.bytes) - at;
		put_uint32(&to, (uint32_t)length);
		memcpy(to, piece.bytes + at, length);
		to += length;
		at += length + 1;
	}
	char *head = bytes + 12;
	put_uint32(&head, count);
	return (struct text){bytes, (size_t)(to - bytes)};
}

static void
set_column(PGresult *result, int column, struct text piece)
{
	bool null = piece.size == 1 && (unsigned char)piece.bytes[0] == 0xfe;
	bool array = shape[column] == 'T' || shape[column] == 'B';
	struct text value = array ? array_of(piece) : fuzz_copy(piece);
	FUZZ_CHECK(PQsetvalue(result, 0, column, null ? NULL : (char *)(uintptr_t)value.bytes,
	                      null ? -1 : (int)value.size));
	free((char *)(uintptr_t)value.bytes);
}

static PGresult *
row_of(const uint8_t *data, size_t size)
{
	static PGresAttDesc columns[COLUMNS];
	for (int i = 0; i < COLUMNS; i++)
		columns[i] = (PGresAttDesc){
		    .name = (char *)"x", .format = 1, .typid = 25, .typlen = -1};
	PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	FUZZ_CHECK(result != NULL && PQsetResultAttrs(result, COLUMNS, columns));
	for (int i = 0; i < COLUMNS; i++)
		set_column(result, i, fuzz_piece(&data, &size));
	return result;
}

static void
check_leaves(struct json_object *value)
{
	if (json_object_is_type(value, json_type_object)) {
		json_object_object_foreach(value, key, child)
		{
			FUZZ_CHECK(key[0] != '\0');
			check_leaves(child);
		}
	} else if (json_object_is_type(value, json_type_array)) {
		for (size_t i = 0; i < json_object_array_length(value); i++)
			check_leaves(json_object_array_get_idx(value, i));
	} else {
		FUZZ_CHECK(json_object_is_type(value, json_type_string));
	}
}

static void
check_member(struct json_object *object, const char *key, struct text text)
{
	struct json_object *member = NULL;
	FUZZ_CHECK(json_object_object_get_ex(object, key, &member));
	struct text found = {json_object_get_string(member),
	                     (size_t)json_object_get_string_len(member)};
	FUZZ_CHECK(text_equal(found, text));
}

/* By RFC 8259. json-c does not say: when strict, 0.18 refuses what is not ASCII. */
static bool
is_json(struct text document)
{
	struct document_limits limits = {.size = 1 << 24, .depth = 16, .members = 1 << 20};
	struct document_counts counts;
	struct err err = {.code = ERR_NONE};
	struct arena *arena = arena_new(64 << 20);
	bool good = document_check(document, &limits, arena, &counts, &err);
	arena_free(arena);
	return good;
}

static void
check_document(const struct part *part, enum part_variant variant, struct text document)
{
	FUZZ_CHECK(is_json(document) && !text_has_control(document));
	struct json_tokener *tokener = json_tokener_new();
	struct json_object *object = json_tokener_parse_ex(tokener, document.bytes,
	                                                   (int)document.size);
	FUZZ_CHECK(json_tokener_get_error(tokener) == json_tokener_success);
	FUZZ_CHECK(json_tokener_get_parse_end(tokener) == document.size);
	check_leaves(object);
	check_member(object, "id", part->id);
	check_member(object, "name", part->name);
	if (variant == PART_WHOLE)
		check_member(object, "symbolIdStr", part->symbol);
	json_object_put(object);
	json_tokener_free(tokener);
}

static void
tell(void *context, const char *what)
{
	(void)context;
	FUZZ_CHECK(what[0] != '\0');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PGresult *result = row_of(data, size);
	struct db_rows rows = {.result = result, .count = 1};
	struct part part = part_read(&rows, 0);
	struct left_out left_out = {.tell = tell};
	struct arena *arena = arena_new(4 * 1024 * 1024);
	struct err err = {.code = ERR_NONE};
	bool is_fit = part_problem(&part, "KiDepot") == NULL;
	for (enum part_variant variant = PART_WHOLE;
	     is_fit && variant <= PART_ROW_KICAD_10_DESCRIPTION; variant++) {
		struct buf body = {.arena = arena};
		if (part_document_write(&part, variant, &body, &left_out, &err))
			check_document(&part, variant, buf_text(&body));
		else
			FUZZ_CHECK(err.code == ERR_LIMIT);
	}
	arena_free(arena);
	PQclear(result);
	return 0;
}
