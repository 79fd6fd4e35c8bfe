/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All records of a netlist, one text a line, for comparing: dump CHUNK FILE...
 * The bytes go to the reader CHUNK at a time. An error is the last line.
 * "name: text"; an empty text is "name:", and what is not there has no line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "netlist/netlist.h"

static void
put_escaped(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '\n')
			fputs("\\n", stdout);
		else if (*text == '\t')
			fputs("\\t", stdout);
		else if (*text == '\r')
			fputs("\\r", stdout);
		else if (*text == '\\')
			fputs("\\\\", stdout);
		else
			putchar(*text);
}

static void
put(const char *name, const char *text)
{
	if (text == NULL)
		return;
	printf("  %s:%s", name, text[0] == '\0' ? "" : " ");
	put_escaped(text);
	putchar('\n');
}

/* "  field MPN: ABC"; without a value "  property dnp". */
static void
put_pair(const char *what, const char *name, const char *value)
{
	printf("  %s ", what);
	put_escaped(name == NULL ? "" : name);
	if (value != NULL) {
		printf(":%s", value[0] == '\0' ? "" : " ");
		put_escaped(value);
	}
	putchar('\n');
}

static void
put_fields(const char *what, struct netlist_fields fields)
{
	for (size_t i = 0; i < fields.count; i++)
		put_pair(what, fields.items[i].name, fields.items[i].value);
}

static void
put_texts(const char *what, struct netlist_texts texts)
{
	for (size_t i = 0; i < texts.count; i++)
		put(what, texts.items[i]);
}

static bool
dump_design(void *context, const struct netlist_design *design)
{
	(void)context;
	printf("design\n");
	put("version", design->version);
	put("source", design->source);
	put("date", design->date);
	put("tool", design->tool);
	printf("  kicad: %d\n", design->kicad);
	return true;
}

static bool
dump_textvar(void *context, const struct netlist_textvar *textvar)
{
	(void)context;
	printf("textvar\n");
	put_pair("textvar", textvar->name, textvar->value);
	return true;
}

static bool
dump_sheet(void *context, const struct netlist_sheet *sheet)
{
	(void)context;
	printf("sheet\n");
	put("number", sheet->number);
	put("name", sheet->name);
	put("tstamps", sheet->tstamps);
	put("title", sheet->title);
	put("company", sheet->company);
	put("revision", sheet->revision);
	put("date", sheet->date);
	put("source", sheet->source);
	for (size_t i = 0; i < sheet->comment_count; i++)
		put_pair("comment", sheet->comments[i].number, sheet->comments[i].value);
	return true;
}

static void
dump_variants(const struct netlist_component *component)
{
	for (size_t i = 0; i < component->variant_count; i++) {
		put("variant", component->variants[i].name);
		put_fields("  property", component->variants[i].properties);
		put_fields("  field", component->variants[i].fields);
	}
	if (component->duplicate_pin_numbers_are_jumpers)
		printf("  is duplicate_pin_numbers_are_jumpers\n");
	for (size_t i = 0; i < component->jumper_pin_group_count; i++) {
		printf("  jumper_pin_group\n");
		put_texts("  pin", component->jumper_pin_groups[i]);
	}
}

static void
dump_flags(const struct netlist_component *component)
{
	const struct {
		const char *name;
		bool is_set;
	} flags[] = {
	    {"exclude_from_bom", component->exclude_from_bom},
	    {"exclude_from_board", component->exclude_from_board},
	    {"exclude_from_pos_files", component->exclude_from_pos_files},
	    {"dnp", component->dnp},
	};
	for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
		if (flags[i].is_set)
			printf("  is %s\n", flags[i].name);
}

static bool
dump_component(void *context, const struct netlist_component *component)
{
	(void)context;
	printf("component ");
	put_escaped(component->ref);
	putchar('\n');
	put("value", component->value);
	put("footprint", component->footprint);
	put("datasheet", component->datasheet);
	put("description", component->description);
	put_fields("field", component->fields);
	put("lib", component->lib);
	put("part", component->part);
	put("library_description", component->library_description);
	put_fields("property", component->properties);
	dump_flags(component);
	dump_variants(component);
	put("sheet_names", component->sheet_names);
	put("sheet_tstamps", component->sheet_tstamps);
	put_texts("class", component->classes);
	put("tstamp", component->tstamp);
	put_texts("tstamps", component->tstamps);
	for (size_t i = 0; i < component->unit_count; i++) {
		put("unit", component->units[i].name);
		put_texts("  pin", component->units[i].pins);
	}
	return true;
}

static bool
dump_libpart(void *context, const struct netlist_libpart *libpart)
{
	(void)context;
	printf("libpart ");
	put_escaped(libpart->part);
	putchar('\n');
	put("lib", libpart->lib);
	put_texts("alias", libpart->aliases);
	put("description", libpart->description);
	put("docs", libpart->docs);
	put_texts("footprint", libpart->footprints);
	put_fields("field", libpart->fields);
	for (size_t i = 0; i < libpart->pin_count; i++) {
		put("pin", libpart->pins[i].number);
		put("  name", libpart->pins[i].name);
		put("  type", libpart->pins[i].type);
	}
	return true;
}

static bool
dump_library(void *context, const struct netlist_library *library)
{
	(void)context;
	printf("library\n");
	put_pair("uri", library->logical, library->uri);
	return true;
}

static bool
dump_net(void *context, const struct netlist_net *net)
{
	(void)context;
	printf("net\n");
	put("code", net->code);
	put("name", net->name);
	if (net->name != net->true_name && strcmp(net->name, net->true_name) != 0)
		put("true_name", net->true_name);
	put("class", net->net_class);
	return true;
}

static bool
dump_node(void *context, const struct netlist_net *net, const struct netlist_node *node)
{
	(void)context, (void)net;
	put_pair("node", node->ref, node->pin);
	put("  function", node->function);
	put("  type", node->type);
	return true;
}

static void
dump_warning(void *context, const char *message)
{
	(void)context;
	printf("warning %s\n", message);
}

static void
dump_counts(const struct netlist_counts *counts)
{
	printf("counts\n");
	printf("  elements: %llu\n", (unsigned long long)counts->elements);
	printf("  unknown: %llu elements, %llu attributes%s%s\n",
	       (unsigned long long)counts->unknown_elements,
	       (unsigned long long)counts->unknown_attributes, counts->unknown == NULL ? "" : ", ",
	       counts->unknown == NULL ? "" : counts->unknown);
	printf("  components %llu nets %llu nodes %llu\n", (unsigned long long)counts->components,
	       (unsigned long long)counts->nets, (unsigned long long)counts->nodes);
	printf("  textvars %llu sheets %llu libparts %llu libraries %llu\n",
	       (unsigned long long)counts->textvars, (unsigned long long)counts->sheets,
	       (unsigned long long)counts->libparts, (unsigned long long)counts->libraries);
}

static void
dump_file(const char *path, size_t chunk, char *bytes)
{
	static const struct netlist_sink sink = {
	    .design = dump_design,
	    .textvar = dump_textvar,
	    .sheet = dump_sheet,
	    .component = dump_component,
	    .libpart = dump_libpart,
	    .library = dump_library,
	    .net = dump_net,
	    .node = dump_node,
	    .warning = dump_warning,
	};
	const char *slash = strrchr(path, '/');
	FILE *file = fopen(path, "rb");
	struct netlist_reader *reader = netlist_reader_new(slash == NULL ? path : slash + 1, &sink,
	                                                   NULL);
	size_t size;
	if (file == NULL || reader == NULL) {
		fprintf(stderr, "dump: cannot read \"%s\"\n", path);
		exit(1);
	}
	/* Each piece has an end of its own, so that a byte read beyond it is seen. */
	while ((size = fread(bytes, 1, chunk, file)) > 0)
		if (!netlist_reader_feed(reader, bytes, size))
			break;
	if (netlist_reader_finish(reader))
		dump_counts(netlist_reader_counts(reader));
	else
		printf("error %s\n", netlist_reader_error(reader)->message);
	netlist_reader_free(reader);
	fclose(file);
}

int
main(int argc, char **argv)
{
	size_t chunk = argc < 3 ? 0 : (size_t)strtoul(argv[1], NULL, 10);
	char *bytes = chunk == 0 ? NULL : malloc(chunk);
	if (bytes == NULL) {
		fprintf(stderr, "usage: dump CHUNK FILE...\n");
		return 4;
	}
	for (int i = 2; i < argc; i++)
		dump_file(argv[i], chunk, bytes);
	free(bytes);
	return 0;
}
