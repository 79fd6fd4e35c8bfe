/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_reader over the web. A page's "next" is followed on the host that was named, whatever host
 * it says: behind a proxy it often names another, and the token is for this one. */
#include <string.h>

#include "base/document_read.h"

#include "import/import_reader_inside.h"
#include "pcm/web_address.h"

enum { STATUS_GOOD = 200, STATUS_UNKNOWN = 401, STATUS_DENIED = 403, STATUS_NONE = 404 };
enum { PAGES_MAX = 1000000 };

bool
import_reader_web_open(struct import_reader *reader, const char *token, struct err *err)
{
	const struct import_source *source = reader->source;
	size_t count = 0;
	reader->fetch = fetch_new(reader->arena, err);
	reader->headers[count] = arena_format(reader->arena, err, "Accept: %s", source->accept);
	if (reader->fetch == NULL || reader->headers[count++] == NULL)
		return false;
	if (token[0] == '\0')
		return true;
	if (text_has_control(text_of(token)))
		return err_set(err, ERR_INPUT, "the token has a control character; it is one word");
	reader->headers[count] = arena_format(reader->arena, err, "Authorization: %s %s",
	                                      source->scheme, token);
	return reader->headers[count] != NULL;
}

/* Scheme, host and port of the place. */
static struct text
origin_of(const char *place)
{
	const char *host = strstr(place, "://");
	host = host == NULL ? place : host + strlen("://");
	return (struct text){place, (size_t)(host - place) + strcspn(host, "/?#")};
}

/* Path and query of the next page, which may be written with or without a host. */
static const char *
follow(const struct import_reader *reader, struct text next, struct err *err)
{
	struct text origin = origin_of(reader->place);
	struct web_address address;
	if (web_address_read(next, &address))
		next = address.rest;
	if (next.size == 0 || next.bytes[0] != '/') {
		err_set(err, ERR_INPUT, "the next page is no address: \"%.*s\"",
		        (int)text_cut(next, 80).size, next.bytes);
		return NULL;
	}
	return arena_format(reader->arena, err, "%.*s%.*s", (int)origin.size, origin.bytes,
	                    (int)next.size, next.bytes);
}

static bool
refuse(const struct import_reading *reading, const char *shown, long status, struct err *err)
{
	if (status == STATUS_UNKNOWN || status == STATUS_DENIED)
		return err_set(err, ERR_INPUT,
		               "\"%s\" refuses the token (status %ld); --token-file FILE has one "
		               "that may read there",
		               shown, status);
	return err_set(err, ERR_INPUT, "\"%s\" answers status %ld; is it %s's address?", shown,
	               status, reading->reader->source->name);
}

/* *body is not set when the server has no such address. What is no element's but may be
 * missing is none either when the token may not read it. */
static bool
ask(const struct import_reading *reading, const char *url, struct text *body, struct err *err)
{
	struct import_reader *reader = reading->reader;
	struct text came;
	long status = 0;
	char shown[WEB_ADDRESS_QUOTED];
	web_address_quote(text_of(url), shown);
	arena_reset(reader->page);
	if (!fetch_ask(reader->fetch, text_of(url), reader->headers, IMPORT_PAGE_SIZE, reader->page,
	               &status, &came, err))
		return false;
	bool is_optional = !reading->document->needed && reading->pages == 0;
	if (status == STATUS_GOOD)
		*body = came;
	else if (status == STATUS_NONE || (is_optional && status == STATUS_DENIED))
		*body = (struct text){NULL, 0};
	else
		return refuse(reading, shown, status, err);
	return true;
}

/* --- elements that are asked for one by one */

struct ids {
	struct arena *arena;
	char **items;
	size_t count, room;
};

static bool
keep_id(struct ids *ids, const struct document *element, struct err *err)
{
	const struct document *id = NULL;
	struct text text;
	if (!document_find(element, text_of("id"), &id) || !document_number_text(id, &text))
		return err_set(err, ERR_INPUT, "an element has no id");
	if (ids->count == ids->room) {
		size_t room = ids->room == 0 ? 64 : 2 * ids->room;
		char **items = arena_grow(ids->arena, ids->items, ids->count * sizeof *items,
		                          room * sizeof *items, err);
		if (items == NULL)
			return false;
		ids->items = items;
		ids->room = room;
	}
	ids->items[ids->count] = arena_copy(ids->arena, text.bytes, text.size, err);
	return ids->items[ids->count++] != NULL;
}

static bool
take_ids(void *context, const char *file, const struct import_page *page, struct err *err)
{
	for (size_t i = 0; i < page->count; i++)
		if (!keep_id(context, import_page_element(page, i), err))
			return err_prefix(err, "%s", file);
	return true;
}

static bool
read_singles(struct import_reading *reading, const char *url, const struct ids *ids,
             struct err *err)
{
	struct text body = {NULL, 0};
	struct import_page page;
	for (size_t i = 0; i < ids->count; i++) {
		char *one = arena_format(ids->arena, err, "%s/%s", url, ids->items[i]);
		if (one == NULL || !ask(reading, one, &body, err))
			return false;
		if (text_is_set(body) && !import_reader_page(reading, one, body, &page, err))
			return false;
	}
	return true;
}

/* --- pages */

static bool
read_pages(struct import_reading *reading, const char *first, struct err *err)
{
	const char *url = first;
	struct import_page page;
	struct text body = {NULL, 0};
	for (size_t count = 0; url != NULL; count++) {
		if (count == PAGES_MAX)
			return err_set(err, ERR_INPUT, "\"%s\" has pages without end", first);
		if (!ask(reading, url, &body, err))
			return false;
		if (!text_is_set(body))
			return count == 0 || refuse(reading, url, STATUS_NONE, err);
		if (!import_reader_page(reading, url, body, &page, err))
			return false;
		if (!text_is_set(page.next))
			return true;
		url = follow(reading->reader, page.next, err);
	}
	return false;
}

static bool
read_at(struct import_reading *reading, const char *address, struct err *err)
{
	struct import_reader *reader = reading->reader;
	size_t end = strlen(reader->place);
	while (end > 0 && reader->place[end - 1] == '/')
		end--;
	const char *url = arena_format(reader->arena, err, "%.*s%s", (int)end, reader->place,
	                               address);
	const char *paged = arena_format(reader->arena, err, "%.*s%s%c%s", (int)end, reader->place,
	                                 address, strchr(address, '?') == NULL ? '?' : '&',
	                                 reader->source->page);
	if (url == NULL || paged == NULL)
		return false;
	if (!reading->document->single)
		return read_pages(reading, paged, err);
	struct ids ids = {.arena = reader->arena};
	struct import_reading listing = *reading;
	listing.take = take_ids;
	listing.context = &ids;
	return read_pages(&listing, paged, err) && read_singles(reading, url, &ids, err);
}

bool
import_reader_web_read(struct import_reading *reading, struct err *err)
{
	const struct import_document *document = reading->document;
	if (document->address == NULL)
		return true;
	if (!read_at(reading, document->address, err))
		return false;
	if (reading->pages == 0 && document->other_address != NULL)
		return read_at(reading, document->other_address, err);
	return true;
}
