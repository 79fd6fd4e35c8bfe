/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A netlist: its first byte says how long the pieces are in which it comes. What is
 * heard of it is UTF-8, and the same as when it comes in one piece. As a model it is
 * exported in every format, and knows what text variables stand for. */
#include <fcntl.h>
#include <unistd.h>

#include "export/export_format.h"
#include "netlist/netlist_variable.h"

#include "fuzz.h"

enum { MEMORY = 256 * 1024 * 1024 };

/* Everything heard, as a sum that depends on the order. */
struct heard {
	uint64_t sum;
	unsigned records;
};

static void
hear(struct heard *heard, const char *text)
{
	static const char absent[] = "\1";
	FUZZ_CHECK(text == NULL || text_is_utf8(text_of(text)));
	for (const char *at = text == NULL ? absent : text; *at != '\0'; at++)
		heard->sum = (heard->sum ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
	heard->sum = heard->sum * 31 + 7;
}

static void
hear_texts(struct heard *heard, struct netlist_texts texts)
{
	for (size_t i = 0; i < texts.count; i++)
		hear(heard, texts.items[i]);
}

static void
hear_fields(struct heard *heard, struct netlist_fields fields)
{
	for (size_t i = 0; i < fields.count; i++) {
		FUZZ_CHECK(fields.items[i].name != NULL);
		hear(heard, fields.items[i].name);
		hear(heard, fields.items[i].value);
	}
}

static bool
hear_design(void *context, const struct netlist_design *design)
{
	struct heard *heard = context;
	FUZZ_CHECK(heard->records++ == 0 && design->kicad >= 0 && design->kicad <= 100);
	hear(heard, design->version);
	hear(heard, design->source);
	hear(heard, design->tool);
	return true;
}

static bool
hear_textvar(void *context, const struct netlist_textvar *textvar)
{
	struct heard *heard = context;
	heard->records++;
	hear(heard, textvar->name);
	hear(heard, textvar->value);
	return true;
}

static bool
hear_sheet(void *context, const struct netlist_sheet *sheet)
{
	struct heard *heard = context;
	heard->records++;
	hear(heard, sheet->name);
	hear(heard, sheet->title);
	for (size_t i = 0; i < sheet->comment_count; i++)
		hear(heard, sheet->comments[i].value);
	return true;
}

static bool
hear_component(void *context, const struct netlist_component *component)
{
	struct heard *heard = context;
	heard->records++;
	FUZZ_CHECK(component->ref != NULL);
	hear(heard, component->ref);
	hear(heard, component->value);
	hear(heard, component->sheet_tstamps);
	hear_fields(heard, component->fields);
	hear_fields(heard, component->properties);
	for (size_t i = 0; i < component->variant_count; i++) {
		hear(heard, component->variants[i].name);
		hear_fields(heard, component->variants[i].properties);
		hear_fields(heard, component->variants[i].fields);
	}
	for (size_t i = 0; i < component->jumper_pin_group_count; i++)
		hear_texts(heard, component->jumper_pin_groups[i]);
	hear_texts(heard, component->classes);
	hear_texts(heard, component->tstamps);
	for (size_t i = 0; i < component->unit_count; i++)
		hear_texts(heard, component->units[i].pins);
	return true;
}

static bool
hear_libpart(void *context, const struct netlist_libpart *libpart)
{
	struct heard *heard = context;
	heard->records++;
	hear(heard, libpart->part);
	hear(heard, libpart->docs);
	hear_texts(heard, libpart->aliases);
	hear_texts(heard, libpart->footprints);
	hear_fields(heard, libpart->fields);
	for (size_t i = 0; i < libpart->pin_count; i++)
		hear(heard, libpart->pins[i].number);
	return true;
}

static bool
hear_library(void *context, const struct netlist_library *library)
{
	struct heard *heard = context;
	heard->records++;
	hear(heard, library->logical);
	hear(heard, library->uri);
	return true;
}

static bool
hear_net(void *context, const struct netlist_net *net)
{
	struct heard *heard = context;
	heard->records++;
	FUZZ_CHECK((net->name == NULL) == (net->true_name == NULL));
	FUZZ_CHECK(net->name == NULL || strlen(net->true_name) <= strlen(net->name));
	hear(heard, net->name);
	hear(heard, net->true_name);
	return true;
}

static bool
hear_node(void *context, const struct netlist_net *net, const struct netlist_node *node)
{
	struct heard *heard = context;
	heard->records++;
	hear(heard, net->name);
	hear(heard, node->ref);
	hear(heard, node->pin);
	return true;
}

static struct heard
read_netlist(struct text netlist, size_t piece, char *message)
{
	struct heard heard = {0, 0};
	const struct netlist_sink sink = {&heard,         hear_design,  hear_textvar, hear_sheet,
	                                  hear_component, hear_libpart, hear_library, hear_net,
	                                  hear_node,      NULL};
	struct netlist_reader *reader = netlist_reader_new("x", &sink, NULL);
	bool good = true;
	for (size_t at = 0; good && at < netlist.size; at += piece) {
		size_t size = netlist.size - at < piece ? netlist.size - at : piece;
		struct text copy = fuzz_copy((struct text){netlist.bytes + at, size});
		good = netlist_reader_feed(reader, copy.bytes, copy.size);
		free((char *)(uintptr_t)copy.bytes);
	}
	good = good && netlist_reader_finish(reader);
	const struct netlist_error *error = netlist_reader_error(reader);
	FUZZ_CHECK(good == (error == NULL));
	strcpy(message, good ? "" : error->message);
	if (good)
		FUZZ_CHECK(heard.records > 0 &&
		           netlist_reader_counts(reader)->bytes == netlist.size);
	netlist_reader_free(reader);
	return heard;
}

static bool
give(void *context, const struct netlist_sink *sink, struct err *err)
{
	const struct text *netlist = context;
	struct netlist_reader *reader = netlist_reader_new("x", sink, NULL);
	bool good = netlist_reader_feed(reader, netlist->bytes, netlist->size) &&
	            netlist_reader_finish(reader);
	netlist_reader_free(reader);
	return good || err_set(err, ERR_INPUT, "no netlist");
}

/* What a component says, and what it could be asked. */
static void
expand(struct netlist_variables *variables, const struct netlist_model_component *component)
{
	static const char asked[] = "${VALUE}${TITLE}${R1:VALUE}${NET_NAME(1)}${PIN_NAME(1)}${#}"
				    "${FOOTPRINT_NAME}${SHEETNAME}${PROJECTNAME}${COMMENT1}${A}";
	const char *value = component->value, *expanded;
	struct arena *arena = arena_new(MEMORY);
	struct err err;
	FUZZ_CHECK(netlist_variable_expand(variables, component, asked, arena, &expanded, &err));
	FUZZ_CHECK(text_is_utf8(text_of(expanded)));
	FUZZ_CHECK(value == NULL ||
	           netlist_variable_expand(variables, component, value, arena, &expanded, &err));
	arena_free(arena);
}

static void
export_as(const char *format, const char *dialect, const struct netlist_model *model)
{
	struct stream_out out = {.path = "/dev/null", .fd = open("/dev/null", O_WRONLY)};
	struct arena *arena = arena_new(MEMORY);
	uint64_t work = 0;
	struct err err;
	FUZZ_CHECK(export_format_write(format, dialect, model, arena, &out, &work, &err));
	close(out.fd);
	arena_free(arena);
}

static void
export_all(const struct netlist_model *model)
{
	static const char *const formats[] = {"pads", "cadstar", "orcadpcb2"};
	for (int i = 0; i < 3; i++) {
		export_as(formats[i], "xsl", model);
		export_as(formats[i], "kicad", model);
	}
}

static void
make_model(struct text netlist)
{
	struct arena *arena = arena_new(MEMORY);
	struct netlist_model model;
	struct netlist_variables variables;
	struct err err;
	if (netlist_model_make(give, &netlist, NETLIST_VARIABLE_WANTED, arena, &model, &err)) {
		export_all(&model);
		FUZZ_CHECK(netlist_variable_start(&model, NULL, arena, &variables, &err));
		for (const struct netlist_model_component *at = model.components; at != NULL;
		     at = at->next)
			expand(&variables, at);
		FUZZ_CHECK(netlist_variable_expand_model(&variables, &model, &err));
	}
	arena_free(arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char message[2][sizeof((struct netlist_error *)NULL)->message];
	if (size == 0)
		return 0;
	struct text netlist = {(const char *)data + 1, size - 1};
	struct heard whole = read_netlist(netlist, size, message[0]);
	struct heard pieces = read_netlist(netlist, data[0] + 1u, message[1]);
	FUZZ_CHECK(whole.sum == pieces.sum && whole.records == pieces.records);
	/* Of two things that are wrong in one place either may be told. */
	FUZZ_CHECK((message[0][0] == '\0') == (message[1][0] == '\0'));
	for (int i = 0; i < 2; i++)
		FUZZ_CHECK(text_is_utf8(text_of(message[i])) &&
		           !text_has_control(text_of(message[i])));
	make_model(netlist);
	return 0;
}
