/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_diff.h"

static bool
add_value(struct document *object, const char *key, const char *value, bool is_flag)
{
	if (is_flag && value != NULL)
		return document_add_bool(object, key, *value == 'y');
	return document_add_set(object, key, text_of(value));
}

static struct document *
attribute_document(const struct netlist_diff_attribute *attribute)
{
	struct document *object = document_object();
	bool good = document_add_string(object, "attribute", attribute->name) &&
	            document_add_set(object, "field", text_of(attribute->field)) &&
	            add_value(object, "old", attribute->old_value, attribute->is_flag) &&
	            add_value(object, "new", attribute->new_value, attribute->is_flag);
	if (good)
		return object;
	document_free(object);
	return NULL;
}

static struct document *
component_document(const struct netlist_diff_component *component)
{
	struct document *object = document_object(), *attributes = document_array();
	bool good = document_add_string(object, "outcome",
	                                netlist_diff_words[component->outcome]) &&
	            document_add_string(object, "reference", component->ref);
	for (const struct netlist_diff_attribute *at = component->attributes; at != NULL;
	     at = at->next)
		good = document_append(attributes, attribute_document(at)) && good;
	good = document_add(object, "attributes", attributes) && good;
	if (good)
		return object;
	document_free(object);
	return NULL;
}

static struct document *
nodes_document(const struct netlist_diff_net *net, bool added)
{
	struct document *array = document_array();
	for (const struct netlist_diff_node *at = net->nodes; at != NULL; at = at->next) {
		if (at->is_added != added)
			continue;
		struct document *object = document_object();
		bool good = document_add_string(object, "ref", at->ref) &&
		            document_add_string(object, "pin", at->pin);
		if (!document_append(array, object) || !good) {
			document_free(array);
			return NULL;
		}
	}
	return array;
}

static struct document *
net_document(const struct netlist_diff_net *net)
{
	struct document *object = document_object();
	bool good = document_add_string(object, "outcome", netlist_diff_words[net->outcome]) &&
	            document_add_set(object, "old_name", text_of(net->old_name)) &&
	            document_add_set(object, "new_name", text_of(net->new_name)) &&
	            document_add(object, "added", nodes_document(net, true)) &&
	            document_add(object, "removed", nodes_document(net, false));
	if (good)
		return object;
	document_free(object);
	return NULL;
}

static struct document *
counts_document(const size_t counts[NETLIST_DIFF_OUTCOMES])
{
	struct document *object = document_object();
	bool good = true;
	for (size_t i = 0; i < NETLIST_DIFF_OUTCOMES; i++)
		good = document_add_number(object, netlist_diff_words[i], (int64_t)counts[i]) &&
		       good;
	if (good)
		return object;
	document_free(object);
	return NULL;
}

struct document *
netlist_diff_document(const struct netlist_diff *diff)
{
	struct document *object = document_object(), *counts = document_object();
	struct document *components = document_array(), *nets = document_array();
	struct document *net_counts = counts_document(diff->net_counts);
	bool good = true;
	for (const struct netlist_diff_component *at = diff->components; at != NULL; at = at->next)
		good = good && document_append(components, component_document(at));
	for (const struct netlist_diff_net *at = diff->nets; at != NULL; at = at->next)
		good = good && document_append(nets, net_document(at));
	good = document_add_number(net_counts, "renamed", (int64_t)diff->renamed) && good;
	good = document_add(counts, "components", counts_document(diff->component_counts)) && good;
	good = document_add(counts, "nets", net_counts) && good;
	good = document_add(object, "components", components) && good;
	good = document_add(object, "nets", nets) && good;
	good = document_add(object, "counts", counts) && good;
	if (good)
		return object;
	document_free(object);
	return NULL;
}
