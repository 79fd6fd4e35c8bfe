/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between two imported netlists, in the REST interface. */
#include "netlist/netlist_diff.h"

#include "api_resources.h"
#include "netlist/netlist_revision.h"
#include "netlist/netlist_stored.h"

static const struct api_field attribute_fields[] = {
    {"attribute", API_TEXT, .help = "what of it, such as \"value\", \"dnp\" or \"field\""},
    {"field", API_TEXT, .nullable = true, .help = "the field's name; null of all else"},
    {"old", API_VALUE, .help = "what it was; of a flag a boolean; null: nothing"},
    {"new", API_VALUE, .help = "what it is; of a flag a boolean; null: nothing"},
    {.key = NULL},
};

static const struct api_field component_fields[] = {
    {"outcome", API_TEXT, .choices = "added removed changed", .help = "what became of it"},
    {"reference", API_TEXT, .help = "the new one; of a removed one its last"},
    {"attributes", API_OBJECTS, .members = attribute_fields, .help = "what differs"},
    {.key = NULL},
};

static const struct api_field node_fields[] = {
    {"ref", API_TEXT, .help = "the component's reference"},
    {"pin", API_TEXT, .help = "its pin"},
    {.key = NULL},
};

static const struct api_field net_fields[] = {
    {"outcome", API_TEXT, .choices = "added removed changed", .help = "what became of it"},
    {"old_name", API_TEXT, .nullable = true, .help = "null of an added one"},
    {"new_name", API_TEXT, .nullable = true, .help = "null of a removed one"},
    {"added", API_OBJECTS, .members = node_fields, .help = "the pins that came"},
    {"removed", API_OBJECTS, .members = node_fields, .help = "the pins that went"},
    {.key = NULL},
};

static const struct api_field count_fields[] = {
    {"components", API_COUNTS, .help = "\"added\", \"removed\" and \"changed\" ones"},
    {"nets", API_COUNTS, .help = "the same, and of the changed ones those \"renamed\""},
    {.key = NULL},
};

static const struct api_field fields[] = {
    {"components", API_OBJECTS, .members = component_fields, .help = "those that differ"},
    {"nets", API_OBJECTS, .members = net_fields, .help = "those that differ"},
    {"counts", API_OBJECT, .members = count_fields, .help = "how many these are"},
    {.key = NULL},
};

static bool
diff(struct call *call, const void *body, struct err *err)
{
	struct netlist_model models[2];
	struct netlist_diff *made = arena_alloc(call->arena, sizeof *made, err);
	(void)body;
	if (made == NULL || !db_be_patient(call->db, call->settings->netlist_timeout, err))
		return false;
	for (size_t i = 0; i < 2; i++) {
		struct netlist_revision revision;
		bool found;
		if (!api_netlist_find(call, i, &revision, &found, err))
			return false;
		if (!found)
			return true;
		if (!netlist_stored_model(call->db, revision.id,
		                          NETLIST_MODEL_SAYS | NETLIST_MODEL_NETS, call->arena,
		                          &models[i], err))
			return false;
	}
	return netlist_diff_make(&models[0], &models[1], call->arena, made, err) &&
	       api_write_document(call, netlist_diff_document(made), err);
}

const struct api_resource api_netlist_diff = {
    .pattern = "/api/netlist/{id}/diff/{id}/",
    .word = "netlist",
    .schema = "NetlistDiff",
    .fields = fields,
    .methods =
	(const struct api_method[]){
	    {METHOD_GET, "what differs between a revision and another, newer one", .run = diff},
	    {.method = 0},
	},
};
