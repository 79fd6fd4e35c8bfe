/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdio.h>

#include "actions.h"
#include "catalogue/doctor.h"
#include "listing.h"
#include "output.h"

enum { STATEMENT_TIMEOUT = 300000 /* ms */, FINDING_MEMORY = 16 * 1024 * 1024 };

struct doctor_options {
	struct setting_list only, symbols, footprints, variables;
	const char *nickname;
	int64_t days, limit;
	bool strict, list;
};

#define MEMBER(member) .offset = offsetof(struct doctor_options, member)

static const struct setting doctor_settings[] = {
    {.name = "symbols",
     .type = SETTING_LIST,
     MEMBER(symbols),
     .unit = " PATH",
     .help = "look for symbols there: a sym-lib-table, a folder, a library, a list of names"},
    {.name = "footprints",
     .type = SETTING_LIST,
     MEMBER(footprints),
     .unit = " PATH",
     .help = "look for footprints there: an fp-lib-table, a folder, a library, a list"},
    {.name = "variable",
     .type = SETTING_LIST,
     MEMBER(variables),
     .unit = " N=VALUE",
     .help = "a variable of KiCad's in such tables, before the environment's"},
    {.name = "nickname",
     .type = SETTING_TEXT,
     MEMBER(nickname),
     .fallback = "KiDepot",
     .help = "what this library is called in KiCad"},
    {.name = "days",
     .type = SETTING_NUMBER,
     MEMBER(days),
     .fallback = "30",
     .max = 36500,
     .help = "tokens should last that long"},
    {.name = "only",
     .type = SETTING_LIST,
     MEMBER(only),
     .unit = " CHECK",
     .help = "run only this check"},
    {.name = "strict",
     .type = SETTING_BOOL,
     MEMBER(strict),
     .fallback = "no",
     .help = "warnings are errors"},
    {.name = "limit",
     .type = SETTING_NUMBER,
     MEMBER(limit),
     .fallback = "20",
     .max = INT64_MAX,
     .help = "findings to write of each check, 0 for all; JSON has all"},
    {.name = "list",
     .type = SETTING_BOOL,
     MEMBER(list),
     .fallback = "no",
     .help = "list the checks and end"},
};

/* What was written so far. */
struct report {
	const struct doctor_options *wanted;
	bool json;
	struct arena *arena;              /* of one finding */
	const struct doctor_check *check; /* the last one that found something, or NULL */
	int64_t of_check;
	int64_t of_severity[DOCTOR_ERROR + 1];
};

/* Ends what was written of a check. */
static void
append_mend(const struct report *report, struct buf *out)
{
	int64_t limit = report->wanted->limit;
	if (report->check == NULL)
		return;
	if (limit > 0 && report->of_check > limit)
		buf_append_format(out, "    and %" PRId64 " more; --limit 0 writes all\n",
		                  report->of_check - limit);
	buf_append_format(out, "  mend: %s\n", report->check->mend);
}

/* Names and details may come from views of the site's own: no control characters. */
static void
append_plain(struct buf *out, struct text text)
{
	if (!text_is_utf8(text)) {
		buf_append_string(out, "(not UTF-8)");
		return;
	}
	for (size_t i = 0; i < text.size; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];
		buf_append(out, byte < ' ' || byte == 0x7f ? "?" : text.bytes + i, 1);
	}
}

static void
append_line(const struct doctor_finding *finding, struct buf *out)
{
	buf_append_string(out, "    ");
	buf_append_text(out, finding->kind);
	if (text_is_set(finding->name)) {
		buf_append_string(out, " \"");
		append_plain(out, text_cut(finding->name, 200));
		buf_append_string(out, "\"");
	}
	if (finding->id.size > 0) {
		buf_append_string(out, " (");
		append_plain(out, text_cut(finding->id, 100));
		buf_append_string(out, ")");
	}
	buf_append_string(out, ": ");
	append_plain(out, finding->detail);
	buf_append_string(out, "\n");
}

static bool
write_line(struct report *report, const struct doctor_finding *finding, struct err *err)
{
	struct buf out = {.arena = report->arena};
	const struct doctor_check *check = finding->check;
	if (report->check != check) {
		append_mend(report, &out);
		buf_append_format(&out, "%s %s: %s\n", doctor_check_word(check->severity),
		                  check->name, check->sentence);
		report->of_check = 0;
	}
	report->of_check++;
	if (report->wanted->limit == 0 || report->of_check <= report->wanted->limit)
		append_line(finding, &out);
	return out.size == 0 || output_buf(&out, err);
}

/* JSON has no bytes that are not UTF-8. */
static struct text
utf8(struct text text)
{
	return text_is_utf8(text) ? text : text_of("(not UTF-8)");
}

static bool
write_object(const struct report *report, const struct doctor_finding *finding, struct err *err)
{
	struct buf out = {.arena = report->arena};
	const struct doctor_check *check = finding->check;
	struct document *object = document_object();
	bool ok = document_add_string(object, "check", check->name) &&
	          document_add_string(object, "severity", doctor_check_word(check->severity)) &&
	          document_add_text(object, "kind", finding->kind) &&
	          document_add_set(object, "id", utf8(finding->id)) &&
	          document_add_set(object, "name", utf8(finding->name)) &&
	          document_add_text(object, "detail", utf8(finding->detail)) &&
	          document_add_string(object, "sentence", check->sentence) &&
	          document_add_string(object, "mend", check->mend);
	buf_append_string(&out, report->check == NULL ? "[\n  " : ",\n  ");
	ok = ok ? document_write(object, &out, err) : err_set(err, ERR_LIMIT, "no memory");
	document_free(object);
	return ok && output_buf(&out, err);
}

static bool
tell(void *context, const struct doctor_finding *finding, struct err *err)
{
	struct report *report = context;
	const struct doctor_check *check = finding->check;
	arena_reset(report->arena);
	report->of_severity[check->severity]++;
	bool ok = report->json ? write_object(report, finding, err)
	                       : write_line(report, finding, err);
	report->check = check;
	return ok;
}

static char *
count_words(int64_t count, const char *what, struct arena *arena)
{
	return arena_format(arena, NULL, "%" PRId64 " %s%s", count, what, count == 1 ? "" : "s");
}

/* "2 errors, 1 warning and 3 notes". */
static const char *
summary(const struct report *report)
{
	const int64_t *counts = report->of_severity;
	const char *words = arena_format(
	    report->arena, NULL, "%s, %s and %s",
	    count_words(counts[DOCTOR_ERROR], "error", report->arena),
	    count_words(counts[DOCTOR_WARNING], "warning", report->arena),
	    count_words(counts[DOCTOR_NOTE], "note", report->arena));
	return words == NULL ? "findings" : words;
}

/* Findings are no failure of this program, but who calls it must see them. */
static bool
conclude(const struct report *report, struct err *err)
{
	const int64_t *counts = report->of_severity;
	if (counts[DOCTOR_ERROR] == 0 && (counts[DOCTOR_WARNING] == 0 || !report->wanted->strict))
		return true;
	return err_set(err, ERR_CONFLICT, "found %s", summary(report));
}

static bool
write_report(struct report *report, struct db *db, struct arena *arena, struct err *err)
{
	const struct doctor_options *wanted = report->wanted;
	const struct doctor_request request = {
	    .only = wanted->only,
	    .symbols = wanted->symbols,
	    .footprints = wanted->footprints,
	    .variables = wanted->variables,
	    .nickname = wanted->nickname,
	    .days = wanted->days,
	    .tell = tell,
	    .context = report,
	};
	struct buf out = {.arena = report->arena};
	if (!doctor_run(db, &request, arena, err))
		return false;
	arena_reset(report->arena);
	if (report->json)
		buf_append_string(&out, report->check == NULL ? "[]\n" : "\n]\n");
	else
		append_mend(report, &out);
	if (!report->json && report->check == NULL)
		buf_append_string(&out, "nothing found\n");
	else if (!report->json)
		buf_append_format(&out, "%s\n", summary(report));
	/* What was found reaches its place before it is said to be too much. */
	return output_buf(&out, err) && output_finish(err) && conclude(report, err);
}

enum { COLUMNS = 4 };

static bool
list(bool json, struct arena *arena, struct err *err)
{
	static const char *const keys[COLUMNS] = {"check", "severity", "sentence", "mend"};
	struct listing_cell *cells = arena_alloc(arena,
	                                         doctor_check_count * COLUMNS * sizeof *cells, err);
	for (size_t i = 0; cells != NULL && i < doctor_check_count; i++) {
		const struct doctor_check *check = &doctor_check_table[i];
		struct listing_cell *row = cells + i * COLUMNS;
		*row++ = listing_text(text_of(check->name));
		*row++ = listing_text(text_of(doctor_check_word(check->severity)));
		*row++ = listing_text(text_of(check->sentence));
		*row++ = listing_text(text_of(check->mend));
	}
	struct listing listing = {keys, COLUMNS, COLUMNS - 1, cells, doctor_check_count};
	return cells != NULL && listing_write(&listing, json, arena, err);
}

static bool
doctor(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)words;
	struct report report = {.wanted = options, .json = cli->json};
	if (report.wanted->list)
		return list(cli->json, cli->arena, err);
	struct db *db = command_database(cli, STATEMENT_TIMEOUT, err);
	if (db == NULL)
		return false;
	report.arena = arena_new(FINDING_MEMORY);
	if (report.arena == NULL)
		return err_set(err, ERR_SYSTEM, "no memory");
	bool ok = write_report(&report, db, cli->arena, err);
	arena_free(report.arena);
	return ok;
}

const struct command doctor_command = {
    .name = "doctor",
    .summary = "find what makes parts wrong or missing in KiCad",
    .words = "",
    .help =
	"Finds what makes parts wrong or missing in KiCad and says how to mend it. Nothing is\n"
	"changed. With --symbols and --footprints it also looks whether KiCad's libraries have\n"
	"what parts, categories and mappings name.\n\n"
	"exit status: 0 no errors were found, 2 some were (with --strict, or warnings), others as\n"
	"of all subcommands\n\n"
	"example: kidepot doctor --symbols /usr/share/kicad/symbols "
	"--footprints /usr/share/kicad/footprints",
    COMMAND_OPTIONS(doctor_settings, struct doctor_options),
    .json = true,
    .run = doctor,
};
