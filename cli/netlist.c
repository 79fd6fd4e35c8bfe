/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist.h"

#include <inttypes.h>
#include <stdio.h>

#include "actions.h"
#include "netlist/netlist_check.h"
#include "output.h"

struct count {
	const char *key, *words;
	uint64_t number;
};

/* --- as JSON */

static bool
add_text(struct document *object, const char *key, const char *text)
{
	return text == NULL ? document_add_null(object, key)
	                    : document_add_string(object, key, text);
}

static struct document *
findings_document(struct netlist_findings findings, const char *what)
{
	struct document *array = document_array();
	for (size_t i = 0; i < findings.count; i++) {
		const struct netlist_finding *finding = &findings.items[i];
		struct document *object = document_object();
		bool good = document_add_string(object, "ref", finding->ref) &&
		            document_add_number(object, what, (int64_t)finding->times) &&
		            document_add_number(object, "line", (int64_t)finding->place.line) &&
		            document_add_number(object, "column", (int64_t)finding->place.column);
		if (!document_append(array, object) || !good) {
			document_free(array);
			return NULL;
		}
	}
	return array;
}

static struct document *
warnings_document(struct netlist_texts warnings)
{
	struct document *array = document_array();
	for (size_t i = 0; i < warnings.count; i++)
		if (!document_append_text(array, text_of(warnings.items[i]))) {
			document_free(array);
			return NULL;
		}
	return array;
}

static bool
write_json(const struct netlist_check *check, const struct count *counts, size_t count,
           struct arena *arena, struct err *err)
{
	const struct netlist_design *design = &check->design;
	struct document *object = document_object();
	bool good = add_text(object, "version", design->version) &&
	            document_add_number(object, "kicad", design->kicad) &&
	            add_text(object, "tool", design->tool) &&
	            add_text(object, "source", design->source) &&
	            add_text(object, "date", design->date);
	for (size_t i = 0; i < count; i++)
		good = good &&
		       document_add_number(object, counts[i].key, (int64_t)counts[i].number);
	good = good && add_text(object, "unknown", check->counts.unknown) &&
	       document_add(object, "duplicates",
	                    findings_document(check->duplicates, "components")) &&
	       document_add(object, "without_component",
	                    findings_document(check->without_component, "nodes")) &&
	       document_add(object, "not_annotated", findings_document(check->open, "symbols")) &&
	       document_add(object, "warnings", warnings_document(check->warnings));
	if (!good) {
		document_free(object);
		object = NULL;
	}
	return output_document(object, arena, err);
}

/* --- for people */

static bool
write_table(const struct netlist_check *check, const struct count *counts, size_t count,
            struct arena *arena, struct err *err)
{
	const char *kicad = "not said";
	struct text cells[2 * 20];
	size_t used = 0;
	if (check->design.kicad > 0)
		kicad = arena_format(arena, err, "%d", check->design.kicad);
	const char *const texts[][2] = {
	    {"KiCad", kicad},
	    {"tool", check->design.tool},
	    {"export version", check->design.version},
	    {"source", check->design.source},
	    {"date", check->design.date},
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		cells[used++] = text_of(texts[i][0]);
		cells[used++] = text_of(texts[i][1]);
	}
	for (size_t i = 0; i < count; i++) {
		cells[used++] = text_of(counts[i].words);
		cells[used++] = text_of(arena_format(arena, err, "%" PRIu64, counts[i].number));
	}
	return output_table(cells, 2, used / 2, arena, err);
}

static const struct finding_words {
	const char *what, *verb, *noun, *which;
} of_duplicates = {"duplicate", "are", "component", "second"},
  of_without_component = {"without component", "has", "node", "first"},
  of_open = {"not annotated", "is", "symbol", "first"};

static bool
append_findings(struct buf *out, struct netlist_findings findings,
                const struct finding_words *words, struct err *err)
{
	for (size_t i = 0; i < findings.count; i++) {
		const struct netlist_finding *finding = &findings.items[i];
		struct text ref;
		if (!output_one_line(text_of(finding->ref), out->arena, &ref, err))
			return false;
		buf_append_format(
		    out, "%s: \"%.*s\" %s %" PRIu64 " %s%s, the %s at line %" PRIu64 "\n",
		    words->what, (int)ref.size, ref.bytes, words->verb, finding->times, words->noun,
		    finding->times == 1 ? "" : "s", words->which, finding->place.line);
	}
	return true;
}

static bool
write_findings(const struct netlist_check *check, struct arena *arena, struct err *err)
{
	struct buf out = {.arena = arena};
	if (check->counts.unknown != NULL)
		buf_append_format(&out, "passed over: \"%s\" was the first that is not known\n",
		                  check->counts.unknown);
	if (!append_findings(&out, check->duplicates, &of_duplicates, err) ||
	    !append_findings(&out, check->without_component, &of_without_component, err) ||
	    !append_findings(&out, check->open, &of_open, err))
		return false;
	for (size_t i = 0; i < check->warnings.count; i++)
		buf_append_format(&out, "warning: %s\n", check->warnings.items[i]);
	return output_buf(&out, err);
}

static bool
write_check(const struct netlist_check *check, bool json, struct arena *arena, struct err *err)
{
	const struct netlist_counts *counts = &check->counts;
	const struct count rows[] = {
	    {"bytes", "bytes", counts->bytes},
	    {"elements", "elements", counts->elements},
	    {"unknown_elements", "unknown elements", counts->unknown_elements},
	    {"unknown_attributes", "unknown attributes", counts->unknown_attributes},
	    {"textvars", "text variables", counts->textvars},
	    {"sheets", "sheets", counts->sheets},
	    {"components", "components", counts->components},
	    {"libparts", "libparts", counts->libparts},
	    {"libraries", "libraries", counts->libraries},
	    {"nets", "nets", counts->nets},
	    {"nodes", "nodes", counts->nodes},
	};
	size_t count = sizeof rows / sizeof rows[0];
	if (json)
		return write_json(check, rows, count, arena, err);
	return write_table(check, rows, count, arena, err) && write_findings(check, arena, err);
}

static void
append_fault(struct buf *out, size_t count, enum netlist_odd_kind kind)
{
	if (count > 0)
		buf_append_format(out, "%s%zu %s", out->size == 0 ? "" : ", ", count,
		                  netlist_odd_words(kind, count));
}

/* References that mislead whoever orders or assembles are a bad netlist. */
static bool
is_sound(const struct netlist_check *check, struct arena *arena, struct err *err)
{
	struct buf faults = {.arena = arena};
	bool annotates = check->duplicates.count > 0 || check->open.count > 0;
	append_fault(&faults, check->duplicates.count, NETLIST_ODD_DUPLICATE);
	append_fault(&faults, check->without_component.count, NETLIST_ODD_UNKNOWN);
	append_fault(&faults, check->open.count, NETLIST_ODD_OPEN);
	if (!buf_check(&faults, err))
		return false;
	if (faults.size == 0)
		return true;
	return err_set(err, ERR_INPUT, "\"%s\": %.*s; %s", check->name, (int)faults.size,
	               faults.bytes,
	               annotates ? "annotate the schematic in KiCad and export again"
	                         : "export the netlist again");
}

static bool
check(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)options;
	struct netlist_check found;
	return netlist_check_read(words[0], cli->arena, &found, err) &&
	       write_check(&found, cli->json, cli->arena, err) && is_sound(&found, cli->arena, err);
}

bool
netlist_tell_odd(const struct netlist_odd *odd, struct arena *arena, struct err *err)
{
	for (enum netlist_odd_kind kind = 0; kind < NETLIST_ODD_KINDS; kind++) {
		struct buf note = {.arena = arena};
		if (odd->refs[kind].count == 0)
			continue;
		netlist_odd_append(odd, kind, &note);
		struct text line;
		if (!buf_check(&note, err) || !output_one_line(buf_text(&note), arena, &line, err))
			return false;
		fprintf(stderr, "kidepot: note: %.*s\n", (int)line.size, line.bytes);
	}
	return true;
}

static const struct command check_command = {
    .name = "check",
    .summary = "say what a netlist holds and what is odd in it",
    .words = "FILE|-",
    .words_min = 1,
    .words_max = 1,
    .help =
	"Reads a netlist in KiCad's XML format, of KiCad 4 to 10, and says which KiCad wrote it and\n"
	"what it holds. A file that cannot be read is told with line and column. The exit status\n"
	"is 2, too, when two components have one reference, a net names a component that is not\n"
	"there, or something is not annotated (\"R?\"). No database is asked.\n\n"
	"example: kicad-cli sch export netlist --format kicadxml -o /dev/stdout board.kicad_sch |\n"
	"             kidepot netlist check -",
    .json = true,
    .run = check,
};

const struct command netlist_command = {
    .name = "netlist",
    .summary = "read netlists that KiCad exports",
    .group =
	(const struct command *const[]){
	    &check_command, &netlist_import_command, &netlist_export_command, &netlist_bom_command,
	    &netlist_diff_command, &netlist_use_command, &netlist_project_revisions_command,
	    &netlist_project_list_command, &netlist_project_rm_command,
	    &netlist_decision_list_command, &netlist_decision_forget_command, NULL},
};
