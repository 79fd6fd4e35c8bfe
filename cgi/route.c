/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "route.h"

#include <stdio.h>
#include <string.h>

#include "api_resources.h"
#include "health.h"
#include "kicad.h"
#include "metrics.h"
#include "metrics_text.h"
#include "openapi.h"
#include "pcm.h"

const struct route route_table[] = {
    {"/v1", .handle = kicad_root},
    {"/v1/", .handle = kicad_root},
    {"/v1/categories.json", .handle = kicad_categories},
    {"/v1/parts/category/{id}.json", .handle = kicad_parts},
    {"/v1/parts/{id}.json", .handle = kicad_part},
    {"/metrics", .handle = metrics_text_get, .is_open = true, .location = "metrics"},
    {"/pcm/repository.json", .handle = pcm_repository, .location = "pcm"},
    {"/pcm/packages/{id}.json", .handle = pcm_packages, .location = "pcm"},
    {"/pcm/check", .handle = pcm_check, .location = "pcm"},
    {"/healthz", .handle = health_get, .is_open = true, .location = "health"},
    {"/api/openapi.json", .handle = openapi_get, .is_open = true},
    {"/api/category/", .resource = &api_kicad_category_all},
    {"/api/category/{id}/", .resource = &api_kicad_category},
    {"/api/footprint-map/", .resource = &api_footprint_map_all},
    {"/api/footprint-map/{id}/", .resource = &api_footprint_map},
    {"/api/location/", .resource = &api_location_all},
    {"/api/location/{id}/", .resource = &api_location},
    {"/api/netlist/", .resource = &api_netlist_all},
    {"/api/netlist/{id}/", .resource = &api_netlist},
    {"/api/netlist/{id}/bom/", .resource = &api_netlist_bom},
    {"/api/netlist/{id}/diff/{id}/", .resource = &api_netlist_diff},
    {"/api/netlist/project/", .resource = &api_netlist_project_all},
    {"/api/netlist/project/{id}/", .resource = &api_netlist_project},
    {"/api/netlist/project/{id}/decision/", .resource = &api_netlist_decision_all},
    {"/api/netlist/project/{id}/decision/{id}/", .resource = &api_netlist_decision},
    {"/api/part/", .resource = &api_part_all},
    {"/api/part/{id}/", .resource = &api_part},
    {"/api/part/{id}/history/", .resource = &api_part_history},
    {"/api/part/{id}/name/", .resource = &api_part_name_all},
    {"/api/part/{id}/name/{id}/", .resource = &api_part_name},
    {"/api/part/{id}/parameter/", .resource = &api_part_parameter_all},
    {"/api/part/{id}/parameter/{id}/", .resource = &api_part_parameter},
    {"/api/part/{id}/where-used/", .resource = &api_netlist_use},
    {"/api/part/category/", .resource = &api_category_all},
    {"/api/part/category/{id}/", .resource = &api_category},
    {"/api/part/category/{id}/field/", .resource = &api_category_field_all},
    {"/api/part/category/{id}/field/{id}/", .resource = &api_category_field},
    {"/api/part/parameter/template/", .resource = &api_template_all},
    {"/api/part/parameter/template/{id}/", .resource = &api_template},
    {"/api/part/{id}/stock/", .resource = &api_stock},
    {"/api/setting/", .resource = &api_setting},
    {"/api/stock/movement/", .resource = &api_stock_movement_all},
    {"/api/stock/movement/{id}/", .resource = &api_stock_movement},
    {"/api/supplier/", .resource = &api_supplier_all},
    {"/api/supplier/{id}/", .resource = &api_supplier},
    {"/api/token/", .resource = &api_token_all},
    {"/api/token/{id}/", .resource = &api_token},
};
const size_t route_count = sizeof route_table / sizeof route_table[0];
_Static_assert(sizeof route_table / sizeof route_table[0] <= METRICS_NO_ROUTE,
               "requests are counted by route");

/* Of enum request_method, or-ed. */
static unsigned
methods_of(const struct route *route)
{
	unsigned methods = 0;
	if (route->resource == NULL)
		return METHOD_GET | METHOD_HEAD;
	for (const struct api_method *m = route->resource->methods; m->method != 0; m++)
		methods |= m->method == METHOD_GET ? METHOD_GET | METHOD_HEAD : m->method;
	return methods;
}

void
route_allow(const struct route *route, char *allow, size_t size)
{
	unsigned methods = methods_of(route);
	size_t used = 0;
	allow[0] = '\0';
	for (unsigned method = METHOD_GET; method < METHOD_OTHER && used < size; method *= 2)
		if (methods & method)
			used += (size_t)snprintf(allow + used, size - used, "%s%s",
			                         used > 0 ? ", " : "",
			                         request_method_word((enum request_method)method));
}

/* Cuts the text at its first '/'; false at the end. */
static bool
next_segment(struct text *rest, struct text *segment)
{
	if (!text_is_set(*rest))
		return false;
	const char *slash = rest->size > 0 ? memchr(rest->bytes, '/', rest->size) : NULL;
	size_t size = slash == NULL ? rest->size : (size_t)(slash - rest->bytes);
	*segment = (struct text){rest->bytes, size};
	*rest = slash == NULL ? text_of(NULL) : (struct text){slash + 1, rest->size - size - 1};
	return true;
}

static bool
is_number(struct text id)
{
	int64_t number;
	const char *digits = id.bytes + (id.size > 0 && id.bytes[0] == '-');
	return text_to_int64(id, INT64_MIN, INT64_MAX, &number) && *digits != '0';
}

/* What stands for "{id}" in a segment such as "{id}.json". */
static bool
segment_id(struct text pattern, struct text segment, struct text *id)
{
	static const char hole[] = "{id}";
	size_t after = pattern.size - (sizeof hole - 1);
	if (segment.size <= after || memcmp(segment.bytes + segment.size - after,
	                                    pattern.bytes + sizeof hole - 1, after) != 0)
		return false;
	*id = (struct text){segment.bytes, segment.size - after};
	return text_is_id(*id);
}

static bool
matches(const struct route *route, struct text path, struct text ids[ROUTE_IDS])
{
	struct text pattern = text_of(route->pattern), wanted, segment, id;
	size_t count = 0;
	if (route->resource != NULL && path.size > 0 && path.bytes[path.size - 1] != '/')
		pattern.size--;
	while (next_segment(&pattern, &wanted)) {
		if (!next_segment(&path, &segment))
			return false;
		if (wanted.size == 0 || wanted.bytes[0] != '{') {
			if (!text_equal(wanted, segment))
				return false;
			continue;
		}
		if (!segment_id(wanted, segment, &id) ||
		    (route->resource != NULL && !is_number(id)))
			return false;
		ids[count++] = id;
	}
	return !text_is_set(path);
}

static void
refuse_method(const struct route *route, struct reply *reply)
{
	char allow[sizeof reply->allow];
	route_allow(route, allow, sizeof allow);
	if (route->resource == NULL)
		reply_problem(reply, 405, "This address can only be read.");
	else
		reply_problem(reply, 405, "This address takes %s.", allow);
	memcpy(reply->allow, allow, sizeof allow);
}

const struct route *
route_find(const struct request *request, struct text ids[ROUTE_IDS], struct reply *reply)
{
	for (size_t i = 0; i < route_count; i++) {
		const struct route *route = &route_table[i];
		if (!text_equal(request->location, text_of(route->location)) ||
		    !matches(route, request->path, ids))
			continue;
		if (methods_of(route) & request->method)
			return route;
		refuse_method(route, reply);
		return NULL;
	}
	reply_no_such_address(reply, request_place(request));
	return NULL;
}
