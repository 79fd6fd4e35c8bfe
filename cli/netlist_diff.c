/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_diff.h"

#include <string.h>

#include "netlist.h"
#include "netlist_source.h"
#include "output.h"

enum { STATEMENT_TIMEOUT = 600000 /* ms */, NODES_TOLD = 8, COLUMNS = 4 };

struct diff_options {
	bool exit_code;
};

static const struct setting diff_settings[] = {
    {.name = "exit_code",
     .type = SETTING_BOOL,
     .offset = offsetof(struct diff_options, exit_code),
     .fallback = "no",
     .help = "end with status 5 when they differ"},
};

/* --- for people: kind, outcome, name, what differs */

struct table {
	struct text *cells;
	size_t rows, room;
	struct arena *arena;
	struct err *err;
};

static bool
add_row(struct table *table, const char *kind, const char *outcome, const char *name,
        const struct buf *words)
{
	if (!buf_check(words, table->err))
		return false;
	if (table->rows == table->room) {
		size_t room = table->room == 0 ? 64 : table->room * 2;
		size_t row = COLUMNS * sizeof *table->cells;
		struct text *cells = arena_grow(table->arena, table->cells, table->room * row,
		                                room * row, table->err);
		if (cells == NULL)
			return false;
		table->cells = cells;
		table->room = room;
	}
	struct text *cells = &table->cells[table->rows++ * COLUMNS];
	cells[0] = text_of(kind);
	cells[1] = text_of(outcome);
	cells[2] = text_of(name);
	cells[3] = buf_text(words);
	return true;
}

/* The table writes a line break as "\n", so a backslash is two. */
static void
append_quoted(struct buf *out, const char *text)
{
	buf_append_string(out, "\"");
	for (; *text != '\0'; text++) {
		if (*text == '\\' || *text == '"')
			buf_append(out, "\\", 1);
		buf_append(out, text, 1);
	}
	buf_append_string(out, "\"");
}

static void
append_value(struct buf *out, const char *value, bool is_flag)
{
	if (value == NULL)
		buf_append_string(out, "nothing");
	else if (is_flag)
		buf_append_string(out, value);
	else
		append_quoted(out, value);
}

static void
append_attribute(struct buf *out, const struct netlist_diff_attribute *attribute,
                 enum netlist_diff_outcome outcome)
{
	const char *old_value = attribute->old_value, *new_value = attribute->new_value;
	buf_append_string(out, attribute->name);
	buf_append_string(out, " ");
	if (attribute->field != NULL) {
		append_quoted(out, attribute->field);
		buf_append_string(out, " ");
	}
	if (outcome != NETLIST_DIFF_CHANGED) {
		append_value(out, old_value == NULL ? new_value : old_value, attribute->is_flag);
		return;
	}
	append_value(out, old_value, attribute->is_flag);
	buf_append_string(out, " -> ");
	append_value(out, new_value, attribute->is_flag);
}

/* A row for each attribute that changed; one for a component that came or went. */
static bool
add_component(struct table *table, const struct netlist_diff_component *component)
{
	const char *outcome = netlist_diff_words[component->outcome];
	struct buf words = {.arena = table->arena};
	for (const struct netlist_diff_attribute *at = component->attributes; at != NULL;
	     at = at->next) {
		append_attribute(&words, at, component->outcome);
		if (at->next != NULL && component->outcome != NETLIST_DIFF_CHANGED) {
			buf_append_string(&words, ", ");
			continue;
		}
		if (!add_row(table, "component", outcome, component->ref, &words))
			return false;
		words = (struct buf){.arena = table->arena};
	}
	return true;
}

/* R1.2 R2.1 and 7 more */
static void
append_nodes(struct buf *out, const struct netlist_diff_net *net, bool added)
{
	size_t count = 0;
	for (const struct netlist_diff_node *at = net->nodes; at != NULL; at = at->next) {
		if (at->is_added != added || ++count > NODES_TOLD)
			continue;
		if (net->outcome == NETLIST_DIFF_CHANGED)
			buf_append_format(out, "%s%c%s.%s", out->size > 0 ? " " : "",
			                  added ? '+' : '-', at->ref, at->pin);
		else
			buf_append_format(out, "%s%s.%s", out->size > 0 ? " " : "", at->ref,
			                  at->pin);
	}
	if (count > NODES_TOLD)
		buf_append_format(out, " and %zu more", count - NODES_TOLD);
}

static bool
add_net(struct table *table, const struct netlist_diff_net *net)
{
	const char *name = net->new_name == NULL ? net->old_name : net->new_name;
	struct buf words = {.arena = table->arena};
	append_nodes(&words, net, false);
	append_nodes(&words, net, true);
	if (net->is_renamed) {
		struct buf renamed = {.arena = table->arena};
		buf_append_string(&renamed, "was ");
		append_quoted(&renamed, net->old_name);
		if (!add_row(table, "net", "renamed", name, &renamed))
			return false;
	}
	return (net->is_renamed && net->nodes == NULL) ||
	       add_row(table, "net", netlist_diff_words[net->outcome], name, &words);
}

static bool
write_table(const struct netlist_diff *diff, struct arena *arena, struct err *err)
{
	struct table table = {.arena = arena, .err = err};
	struct buf counts = {.arena = arena};
	const size_t *components = diff->component_counts, *nets = diff->net_counts;
	for (const struct netlist_diff_component *at = diff->components; at != NULL; at = at->next)
		if (!add_component(&table, at))
			return false;
	for (const struct netlist_diff_net *at = diff->nets; at != NULL; at = at->next)
		if (!add_net(&table, at))
			return false;
	buf_append_format(&counts,
	                  "components: %zu added, %zu removed, %zu changed; nets: %zu added, %zu "
	                  "removed, %zu changed, %zu of them renamed\n",
	                  components[NETLIST_DIFF_ADDED], components[NETLIST_DIFF_REMOVED],
	                  components[NETLIST_DIFF_CHANGED], nets[NETLIST_DIFF_ADDED],
	                  nets[NETLIST_DIFF_REMOVED], nets[NETLIST_DIFF_CHANGED], diff->renamed);
	return output_table(table.cells, COLUMNS, table.rows, arena, err) &&
	       output_buf(&counts, err);
}

static bool
diff_netlists(struct cli *cli, const void *options, char **words, struct err *err)
{
	const struct diff_options *wanted = options;
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	struct netlist_source sources[2];
	struct netlist_model models[2];
	struct netlist_diff diff;
	if (strcmp(words[0], "-") == 0 && strcmp(words[1], "-") == 0)
		return command_misused(cli, err, "only one of the two can be the standard input");
	if (db == NULL || !netlist_source_named(cli, db, words[0], &sources[0], err) ||
	    !netlist_source_named(cli, db, words[1], &sources[1], err))
		return false;
	for (size_t i = 0; i < 2; i++)
		if (!netlist_source_read(cli, db, &sources[i],
		                         NETLIST_MODEL_SAYS | NETLIST_MODEL_NETS, &models[i], err))
			return false;
	if (!netlist_diff_make(&models[0], &models[1], cli->arena, &diff, err))
		return false;
	cli->differs = wanted->exit_code && !netlist_diff_is_empty(&diff);
	return cli->json ? output_document(netlist_diff_document(&diff), cli->arena, err)
	                 : write_table(&diff, cli->arena, err);
}

const struct command netlist_diff_command = {
    .name = "diff",
    .summary = "say what differs between two netlists",
    .words = "OLD NEW",
    .words_min = 2,
    .words_max = 2,
    .help =
	"Says which components and nets were added, removed and changed. Each of the two is a\n"
	"file, \"-\", or a netlist that was imported: @PROJECT@REVISION, or @PROJECT for the one\n"
	"imported last. Components are known by KiCad's ids and nets by their pins, so that\n"
	"new references and numbers make nothing new. The exit status is 0, also when they differ,\n"
	"unless --exit-code is given.\n\n"
	"example: kidepot netlist diff @board@1.1 @board@1.2\n"
	"example: kidepot netlist diff @board board.xml --exit-code",
    COMMAND_OPTIONS(diff_settings, struct diff_options),
    .json = true,
    .run = diff_netlists,
};
