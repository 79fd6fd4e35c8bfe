/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door to expat: bytes in, elements to netlist_walk, errors with their place. */
#include "netlist/netlist.h"

#include <expat.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "netlist/netlist_fault.h"
#include "netlist/netlist_walk.h"

/* Since 2.9 expat tells where it stands in 64 bits on every machine, and deprecates the rest. */
#if XML_MAJOR_VERSION > 2 || XML_MINOR_VERSION >= 9
#define WIDE(function) function##64
#define WIDE_OFFSET int64_t
#define WIDE_SIZE uint64_t
#else
#define WIDE(function) function
#define WIDE_OFFSET int
#define WIDE_SIZE int
#endif

enum {
	PIECE = 64 * 1024, /* bytes given to expat at once */
	/*
	 * While a tag of this size is unfinished, bytes are gathered to pieces of this
	 * size: expat reads an unfinished tag anew with each piece, and bytes that come
	 * singly would cost their square.
	 */
	GATHER = 4 * 1024,
	NAME_SIZE = 200
};

struct netlist_reader {
	XML_Parser parser;
	struct netlist_walk walk;
	char name[NAME_SIZE];
	char gathered[GATHER];
	size_t gathered_size;
	struct netlist_error error;
	bool failed, finished;
};

struct netlist_limits
netlist_reader_limits(void)
{
	return (struct netlist_limits){
	    .bytes = UINT64_C(16) << 30,
	    .elements = 1000 * 1000 * 1000,
	    .depth = 32,
	    .attributes = 64,
	    .attribute = 512 << 10,
	    .tag = 1 << 20,
	    .text = 1 << 20,
	    .items = 100 * 1000,
	    .memory = 16 << 20,
	    .unknown = 500,
	};
}

/* --- failing */

struct netlist_place
netlist_reader_place(const struct netlist_reader *reader)
{
	XML_Parser parser = reader->parser;
	int64_t byte = WIDE(XML_GetCurrentByteIndex)(parser);
	return (struct netlist_place){
	    .line = WIDE(XML_GetCurrentLineNumber)(parser),
	    .column = (uint64_t)WIDE(XML_GetCurrentColumnNumber)(parser) + 1,
	    .byte = byte < 0 ? 0 : (uint64_t)byte,
	};
}

/* Cut, where the file's name is long, but not in the middle of a character. */
static void
put_message(const struct netlist_reader *reader, const char *words, char *message, size_t size)
{
	char whole[NAME_SIZE + sizeof(struct err) + 64];
	struct netlist_place place = netlist_reader_place(reader);
	snprintf(whole, sizeof whole, "%s:%" PRIu64 ":%" PRIu64 ": %s", reader->name, place.line,
	         place.column, words);
	struct text cut = text_cut(text_of(whole), size - 1);
	memcpy(message, cut.bytes, cut.size);
	message[cut.size] = '\0';
}

/* The first failure stays. */
static bool
fail(struct netlist_reader *reader, enum netlist_error_code code, const char *words)
{
	if (reader->failed)
		return false;
	reader->failed = true;
	reader->error.code = code;
	reader->error.place = netlist_reader_place(reader);
	put_message(reader, words, reader->error.message, sizeof reader->error.message);
	XML_StopParser(reader->parser, XML_FALSE);
	return false;
}

__attribute__((format(printf, 3, 4))) static bool
fail_with(struct netlist_reader *reader, enum netlist_error_code code, const char *format, ...)
{
	char words[400];
	va_list args;
	va_start(args, format);
	vsnprintf(words, sizeof words, format, args);
	va_end(args);
	return fail(reader, code, words);
}

static bool
fail_walk(struct netlist_reader *reader)
{
	const struct netlist_record *record = &reader->walk.record;
	if (record->stopped)
		return fail(reader, NETLIST_STOPPED, "the reading was ended");
	return fail(reader,
	            record->err.code == ERR_INPUT   ? NETLIST_BROKEN
	            : record->err.code == ERR_LIMIT ? NETLIST_TOO_LARGE
	                                            : NETLIST_NO_MEMORY,
	            record->err.message);
}

/* --- what expat brings */

/* The bytes at which expat stands; size 0 when it does not say. */
static struct text
bytes_here(const struct netlist_reader *reader)
{
	WIDE_OFFSET offset = 0;
	WIDE_SIZE size = 0;
	const char *bytes = WIDE(XML_GetInputContext)(reader->parser, &offset, &size);
	if (bytes == NULL || offset < 0 || (uint64_t)offset >= (uint64_t)size)
		return (struct text){"", 0};
	return (struct text){bytes + offset, (size_t)size - (size_t)offset};
}

static bool
fail_encoding(struct netlist_reader *reader, const char *encoding)
{
	char quoted[NETLIST_FAULT_QUOTED];
	netlist_fault_quote(encoding, quoted);
	return fail_with(reader, NETLIST_BROKEN,
	                 "the encoding is \"%s\"; KiCad writes UTF-8: convert the file", quoted);
}

/* Expat goes by a byte order mark, or by where the NULs are, before what it was told. */
static bool
is_utf_16(const struct netlist_reader *reader)
{
	struct text root = bytes_here(reader);
	return root.size > 1 && (root.bytes[0] == '\0' || root.bytes[1] == '\0');
}

static void
check_version(const struct netlist_reader *reader)
{
	const struct netlist_sink *sink = &reader->walk.record.sink;
	const char *version = reader->walk.record.design.version;
	char quoted[NETLIST_FAULT_QUOTED], words[200], message[sizeof reader->error.message];
	if (sink->warning == NULL ||
	    (version != NULL && (strcmp(version, "D") == 0 || strcmp(version, "E") == 0)))
		return;
	netlist_fault_quote(version == NULL ? "" : version, quoted);
	snprintf(words, sizeof words,
	         "the export has version \"%s\"; known are \"D\" and \"E\", some of it may be "
	         "passed over",
	         quoted);
	put_message(reader, words, message, sizeof message);
	sink->warning(sink->context, message);
}

static void XMLCALL
on_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
	struct netlist_reader *reader = user;
	size_t limit = reader->walk.record.limits.tag;
	if (reader->failed)
		return;
	if (reader->walk.record.counts.elements == 0 && is_utf_16(reader))
		fail_encoding(reader, "UTF-16");
	else if ((uint64_t)WIDE(XML_GetCurrentByteCount)(reader->parser) > limit)
		fail_with(reader, NETLIST_TOO_LARGE, "more than %zu bytes in one tag", limit);
	else if (!netlist_walk_open(&reader->walk, name, attributes))
		fail_walk(reader);
	else if (reader->walk.record.counts.elements == 1)
		check_version(reader);
}

static void XMLCALL
on_end(void *user, const XML_Char *name)
{
	struct netlist_reader *reader = user;
	(void)name;
	if (!reader->failed && !netlist_walk_close(&reader->walk))
		fail_walk(reader);
}

static void XMLCALL
on_text(void *user, const XML_Char *bytes, int length)
{
	struct netlist_reader *reader = user;
	if (!reader->failed && !netlist_walk_text(&reader->walk, bytes, (size_t)length))
		fail_walk(reader);
}

static void XMLCALL
on_doctype(void *user, const XML_Char *name, const XML_Char *system_id, const XML_Char *public_id,
           int has_internal_subset)
{
	(void)name, (void)system_id, (void)public_id, (void)has_internal_subset;
	fail(user, NETLIST_BROKEN,
	     "a DOCTYPE is not read; KiCad writes none: delete it, with all up to its \">\"");
}

static void XMLCALL
on_declaration(void *user, const XML_Char *version, const XML_Char *encoding, int standalone)
{
	(void)version, (void)standalone;
	if (encoding != NULL && strcasecmp(encoding, "UTF-8") != 0)
		fail_encoding(user, encoding);
}

/* --- what expat refuses */

static bool
fail_truncated(struct netlist_reader *reader, const char *where)
{
	if (reader->walk.record.counts.bytes == 0)
		return fail(reader, NETLIST_BROKEN, "the file is empty");
	return fail_with(reader, NETLIST_BROKEN,
	                 "the file ends before \"</export>\"%s%s; it was cut off, export again",
	                 where[0] == '\0' ? "" : ", in ", where);
}

static bool
fail_xml(struct netlist_reader *reader)
{
	char where[NETLIST_WALK_WHERE];
	struct err err = {.code = ERR_NONE};
	struct text here = bytes_here(reader);
	enum XML_Error code = XML_GetErrorCode(reader->parser);
	netlist_walk_where(&reader->walk, where);
	switch (code) {
	case XML_ERROR_NO_MEMORY:
		return fail(reader, NETLIST_NO_MEMORY, "no memory for the XML parser");
	case XML_ERROR_NO_ELEMENTS:
	case XML_ERROR_UNCLOSED_TOKEN:
	case XML_ERROR_UNCLOSED_CDATA_SECTION:
	case XML_ERROR_PARTIAL_CHAR:
		return fail_truncated(reader, where);
	case XML_ERROR_INVALID_TOKEN:
	case XML_ERROR_SYNTAX:
		netlist_fault_invalid(here, netlist_reader_place(reader).byte == 0, where, &err);
		break;
	case XML_ERROR_TAG_MISMATCH:
		netlist_fault_mismatch(here, netlist_walk_element(&reader->walk), where, &err);
		break;
	default:
		err_set(&err, ERR_INPUT, "not well-formed XML, %s%s%s", XML_ErrorString(code),
		        where[0] == '\0' ? "" : ", in ", where);
	}
	return fail(reader, NETLIST_BROKEN, err.message);
}

/* --- bytes in */

/* Bytes that expat has and that no tag or text was made of so far. */
static uint64_t
unfinished(const struct netlist_reader *reader)
{
	int64_t done = WIDE(XML_GetCurrentByteIndex)(reader->parser);
	return reader->walk.record.counts.bytes - (done < 0 ? 0 : (uint64_t)done);
}

static bool
parse(struct netlist_reader *reader, const char *bytes, size_t size, bool is_last)
{
	const struct netlist_limits *limits = &reader->walk.record.limits;
	reader->walk.record.counts.bytes += size;
	if (reader->walk.record.counts.bytes > limits->bytes)
		return fail_with(reader, NETLIST_TOO_LARGE, "more than %" PRIu64 " bytes",
		                 limits->bytes);
	if (XML_Parse(reader->parser, bytes, (int)size, is_last) != XML_STATUS_OK)
		return reader->failed ? false : fail_xml(reader);
	/* Twice, for expat may leave a long tag unread that has its end meanwhile. */
	if (unfinished(reader) / 2 > limits->tag && unfinished(reader) > PIECE)
		return fail_with(reader, NETLIST_TOO_LARGE, "more than %zu bytes in one tag",
		                 limits->tag);
	return true;
}

static bool
flush(struct netlist_reader *reader)
{
	size_t size = reader->gathered_size;
	reader->gathered_size = 0;
	return size == 0 || parse(reader, reader->gathered, size, false);
}

/* How many of the bytes were taken, at least one. */
static size_t
feed_piece(struct netlist_reader *reader, const char *bytes, size_t size)
{
	size_t taken = size < PIECE ? size : PIECE;
	parse(reader, bytes, taken, false);
	return taken;
}

static size_t
gather(struct netlist_reader *reader, const char *bytes, size_t size)
{
	size_t room = GATHER - reader->gathered_size;
	size_t taken = size < room ? size : room;
	memcpy(reader->gathered + reader->gathered_size, bytes, taken);
	reader->gathered_size += taken;
	if (reader->gathered_size == GATHER)
		flush(reader);
	return taken;
}

bool
netlist_reader_feed(struct netlist_reader *reader, const void *bytes, size_t size)
{
	const char *next = bytes;
	while (size > 0 && !reader->failed) {
		bool is_good_piece = reader->gathered_size == 0 &&
		                     (size >= GATHER || unfinished(reader) < GATHER);
		size_t taken = is_good_piece ? feed_piece(reader, next, size)
		                             : gather(reader, next, size);
		next += taken;
		size -= taken;
	}
	return !reader->failed;
}

bool
netlist_reader_finish(struct netlist_reader *reader)
{
	if (reader->failed || reader->finished)
		return !reader->failed;
	reader->finished = true;
	return flush(reader) && parse(reader, "", 0, true);
}

/* --- a reader's life */

struct netlist_reader *
netlist_reader_new(const char *name, const struct netlist_sink *sink,
                   const struct netlist_limits *limits)
{
	const struct netlist_limits defaults = netlist_reader_limits();
	struct netlist_reader *reader = calloc(1, sizeof *reader);
	if (reader == NULL)
		return NULL;
	struct text cut = text_cut(text_of(name), NAME_SIZE - 1);
	memcpy(reader->name, cut.bytes, cut.size);
	/* As if the file declared it: what it declares is then of no effect. */
	reader->parser = XML_ParserCreate("UTF-8");
	if (!netlist_walk_start(&reader->walk, sink, limits == NULL ? &defaults : limits) ||
	    reader->parser == NULL) {
		netlist_reader_free(reader);
		return NULL;
	}
	XML_SetUserData(reader->parser, reader);
	XML_SetElementHandler(reader->parser, on_start, on_end);
	XML_SetCharacterDataHandler(reader->parser, on_text);
	XML_SetStartDoctypeDeclHandler(reader->parser, on_doctype);
	XML_SetXmlDeclHandler(reader->parser, on_declaration);
	return reader;
}

void
netlist_reader_free(struct netlist_reader *reader)
{
	if (reader == NULL)
		return;
	XML_ParserFree(reader->parser);
	netlist_walk_end(&reader->walk);
	free(reader);
}

const struct netlist_error *
netlist_reader_error(const struct netlist_reader *reader)
{
	return reader->failed ? &reader->error : NULL;
}

const struct netlist_counts *
netlist_reader_counts(const struct netlist_reader *reader)
{
	return &reader->walk.record.counts;
}
