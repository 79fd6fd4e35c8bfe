/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "route.h"

#include <string.h>

#include "kicad.h"

static const struct route table[] = {
    {"/v1", METHOD_GET | METHOD_HEAD, kicad_root},
    {"/v1/", METHOD_GET | METHOD_HEAD, kicad_root},
    {"/v1/categories.json", METHOD_GET | METHOD_HEAD, kicad_categories},
    {"/v1/parts/category/{id}.json", METHOD_GET | METHOD_HEAD, kicad_parts},
    {"/v1/parts/{id}.json", METHOD_GET | METHOD_HEAD, kicad_part},
};

static bool
matches(const char *pattern, struct text path, struct text *id)
{
	const char *hole = strstr(pattern, "{id}");
	if (hole == NULL)
		return text_equal(path, text_of(pattern));
	size_t before = (size_t)(hole - pattern);
	size_t after = strlen(hole + 4);
	if (path.size <= before + after || memcmp(path.bytes, pattern, before) != 0 ||
	    memcmp(path.bytes + path.size - after, hole + 4, after) != 0)
		return false;
	struct text found = {path.bytes + before, path.size - before - after};
	if (!text_is_id(found))
		return false;
	*id = found;
	return true;
}

const struct route *
route_find(const struct request *request, struct text *id, struct reply *reply)
{
	const struct route *other_method = NULL;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		if (!matches(table[i].pattern, request->path, id))
			continue;
		if (table[i].methods & request->method)
			return &table[i];
		other_method = &table[i];
	}
	if (other_method == NULL) {
		reply_problem(reply, 404,
		              "There is nothing at this address; "
		              "root_url in the .kicad_httplib file may be wrong.");
		return NULL;
	}
	reply_problem(reply, 405, "This address can only be read.");
	reply->allow = "GET, HEAD";
	return NULL;
}
