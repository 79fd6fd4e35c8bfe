/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The model of a netlist, one text a line, for comparing: model FILE, or
 * model CONNINFO ID for the revision of that id in the database. What is not there has
 * no line.
 */
#include <stdio.h>
#include <stdlib.h>

#include "netlist/netlist_stored.h"

enum {
	MEMORY = 512 * 1024 * 1024,
	ALL = NETLIST_MODEL_SAYS | NETLIST_MODEL_PROPERTIES | NETLIST_MODEL_SHEETS |
	      NETLIST_MODEL_TEXTVARS | NETLIST_MODEL_NETS | NETLIST_MODEL_PINS
};

static void
put(const char *name, const char *text)
{
	if (text != NULL)
		printf("  %s: %s\n", name, text);
}

static void
put_texts(const char *name, struct netlist_texts texts)
{
	for (size_t i = 0; i < texts.count; i++)
		put(name, texts.items[i]);
}

static void
put_fields(const char *what, struct netlist_fields fields)
{
	for (size_t i = 0; i < fields.count; i++) {
		printf("  %s %s", what, fields.items[i].name);
		if (fields.items[i].value != NULL)
			printf("=%s", fields.items[i].value);
		putchar('\n');
	}
}

static void
put_design(const struct netlist_model *model)
{
	const struct netlist_design *design = &model->design;
	printf("design\n  kicad: %d\n", design->kicad);
	put("version", design->version);
	put("source", design->source);
	put("date", design->date);
	put("tool", design->tool);
	for (struct netlist_model_textvar *at = model->textvars; at != NULL; at = at->next) {
		printf("textvar %s\n", at->textvar.name);
		put("value", at->textvar.value);
	}
}

static void
put_sheet(const struct netlist_sheet *sheet)
{
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
		printf("  comment %s: %s\n", sheet->comments[i].number, sheet->comments[i].value);
}

static void
put_component(const struct netlist_model_component *component)
{
	const struct netlist_model_says *says = component->says;
	printf("component %s\n  flags: %d%d%d%d\n", component->ref, component->exclude_from_bom,
	       component->exclude_from_board, component->exclude_from_pos_files, component->dnp);
	put("value", component->value);
	put("footprint", component->footprint);
	put("lib", component->lib);
	put("part", component->part);
	put("sheet_tstamps", component->sheet_tstamps);
	put("tstamp", component->tstamp);
	put("id", component->id);
	put("datasheet", says->datasheet);
	put("description", says->description);
	put("library_description", says->library_description);
	put("sheet_names", says->sheet_names);
	put_fields("field", says->fields);
	put_fields("property", says->properties);
}

static void
put_net(const struct netlist_model_net *net)
{
	printf("net of %zu\n", net->node_count);
	put("code", net->code);
	put("name", net->name);
	put("true_name", net->true_name);
	put("class", net->net_class);
	for (const struct netlist_model_node *node = net->nodes; node != NULL; node = node->next)
		printf("  node %s %s\n", node->ref, node->pin);
}

static void
put_model(const struct netlist_model *model)
{
	put_design(model);
	for (struct netlist_model_sheet *at = model->sheets; at != NULL; at = at->next)
		put_sheet(&at->sheet);
	for (struct netlist_model_component *at = model->components; at != NULL; at = at->next)
		put_component(at);
	for (struct netlist_model_libpart *at = model->libparts; at != NULL; at = at->next) {
		printf("libpart %s\n", at->part);
		put("lib", at->lib);
		put_texts("alias", at->aliases);
		put_texts("pin", at->pins);
		put_texts("pin name", at->pin_names);
	}
	for (struct netlist_model_net *at = model->nets; at != NULL; at = at->next)
		put_net(at);
}

static bool
read_file(const char *path, struct arena *arena, struct netlist_model *model, struct err *err)
{
	struct stream_in in;
	if (!stream_open(&in, path, err))
		return false;
	bool good = netlist_model_read(&in, ALL, arena, model, err);
	stream_close(&in);
	return good;
}

static bool
read_revision(const char *conninfo, const char *id, struct arena *arena,
              struct netlist_model *model, struct err *err)
{
	const struct db_settings settings = {
	    .conninfo = conninfo, .application_name = "model", .connect_timeout = 60000};
	struct db *db = db_new(&settings);
	bool good = db != NULL && netlist_stored_model(db, text_of(id), ALL, arena, model, err);
	db_free(db);
	return good;
}

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new(MEMORY);
	struct netlist_model model = {.work = 0};
	struct err err = {.code = ERR_NONE};
	bool good = argc == 3 ? read_revision(argv[1], argv[2], arena, &model, &err)
	                      : read_file(argv[1], arena, &model, &err);
	if (good)
		put_model(&model);
	else
		fprintf(stderr, "%s\n", err.message);
	arena_free(arena);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
