/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/fetch.h"

#include <curl/curl.h>
#include <stdint.h>

#include "base/buf.h"
#include "pcm/web_address.h"

enum {
	CONNECT_TIMEOUT = 30, /* s */
	SPEED_MIN = 100,      /* bytes/s ... */
	SPEED_TIME = 30,      /* ... for so many seconds */
	REDIRECTS_MAX = 10,
	STATUS_GOOD = 200
};

struct fetch {
	CURL *curl;
	char words[CURL_ERROR_SIZE];
};

/* A body that is coming. */
struct body {
	struct buf buf;
	size_t limit;
	bool is_large;
};

static void
release(void *fetch)
{
	curl_easy_cleanup(((struct fetch *)fetch)->curl);
	curl_global_cleanup();
}

static size_t
take(char *bytes, size_t size, size_t count, void *context)
{
	struct body *body = context;
	(void)size; /* is 1 */
	body->is_large = count > body->limit - body->buf.size;
	if (body->is_large)
		return 0;
	buf_append(&body->buf, bytes, count);
	return body->buf.failed ? 0 : count;
}

static bool
set_up(struct fetch *fetch)
{
	CURL *curl = fetch->curl;
	return curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, fetch->words) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https") == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_MAXREDIRS, (long)REDIRECTS_MAX) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIMEOUT) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)SPEED_MIN) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)SPEED_TIME) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip,deflate") == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_USERAGENT, "kidepot/" KIDEPOT_VERSION) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take) == CURLE_OK;
}

struct fetch *
fetch_new(struct arena *arena, struct err *err)
{
	struct fetch *fetch = arena_alloc(arena, sizeof *fetch, err);
	if (fetch == NULL)
		return NULL;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		err_set(err, ERR_SYSTEM, "libcurl does not start");
		return NULL;
	}
	fetch->curl = curl_easy_init();
	if (!arena_defer(arena, release, fetch, err))
		return NULL;
	if (fetch->curl == NULL || !set_up(fetch)) {
		err_set(err, ERR_SYSTEM, "libcurl does not start");
		return NULL;
	}
	return fetch;
}

static bool
check_answer(const struct fetch *fetch, CURLcode code, const struct body *body, const char *shown,
             struct err *err)
{
	const char *words = fetch->words[0] == '\0' ? curl_easy_strerror(code) : fetch->words;
	if (body->is_large)
		return err_set(err, ERR_LIMIT, "\"%s\" is larger than %zu bytes", shown,
		               body->limit);
	if (body->buf.failed)
		return buf_check(&body->buf, err);
	return code == CURLE_OK || err_set(err, ERR_INPUT, "cannot fetch \"%s\": %s", shown, words);
}

/* Of the request that comes; what was set for the one before is gone. */
static bool
set_request(struct fetch *fetch, const char *url, const struct curl_slist *headers,
            struct body *coming)
{
	fetch->words[0] = '\0';
	return curl_easy_setopt(fetch->curl, CURLOPT_URL, url) == CURLE_OK &&
	       curl_easy_setopt(fetch->curl, CURLOPT_HTTPHEADER, headers) == CURLE_OK &&
	       curl_easy_setopt(fetch->curl, CURLOPT_WRITEDATA, coming) == CURLE_OK;
}

static bool
list_headers(const char *const *headers, struct curl_slist **list, struct err *err)
{
	for (; headers != NULL && *headers != NULL; headers++) {
		struct curl_slist *longer = curl_slist_append(*list, *headers);
		if (longer == NULL)
			return err_set(err, ERR_LIMIT, "no memory for the headers of a request");
		*list = longer;
	}
	return true;
}

bool
fetch_ask(struct fetch *fetch, struct text url, const char *const *headers, size_t limit,
          struct arena *arena, long *status, struct text *body, struct err *err)
{
	struct body coming = {.buf = {.arena = arena}, .limit = limit};
	struct curl_slist *list = NULL;
	struct web_address address;
	char shown[WEB_ADDRESS_QUOTED];
	bool good = false;
	web_address_quote(url, shown);
	if (!web_address_read(url, &address))
		return err_set(err, ERR_INPUT, "\"%s\" is no address of http or https", shown);
	const char *string = arena_copy(arena, url.bytes, url.size, err);
	if (string == NULL || !list_headers(headers, &list, err))
		goto out;
	if (!set_request(fetch, string, list, &coming)) {
		err_set(err, ERR_LIMIT, "no memory to fetch \"%s\"", shown);
		goto out;
	}
	if (!check_answer(fetch, curl_easy_perform(fetch->curl), &coming, shown, err))
		goto out;
	curl_easy_getinfo(fetch->curl, CURLINFO_RESPONSE_CODE, status);
	*body = coming.buf.size == 0 ? text_of("") : buf_text(&coming.buf);
	good = true;
out:
	curl_easy_setopt(fetch->curl, CURLOPT_HTTPHEADER, NULL);
	curl_slist_free_all(list);
	return good;
}

bool
fetch_get(struct fetch *fetch, struct text url, size_t limit, struct arena *arena,
          struct text *body, struct err *err)
{
	long status = 0;
	struct text came;
	char shown[WEB_ADDRESS_QUOTED];
	if (!fetch_ask(fetch, url, NULL, limit, arena, &status, &came, err))
		return false;
	web_address_quote(url, shown);
	if (status != STATUS_GOOD)
		return err_set(
		    err, ERR_INPUT,
		    "\"%s\" answers status %ld; KiCad would read that page as the document", shown,
		    status);
	*body = came;
	return true;
}
