/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_import_match.h"

#include <string.h>

#include "base/file.h"

enum { DECISIONS_SIZE = 1024 * 1024 };

static const struct {
	const char *name;
	const struct query *query;
	bool library; /* takes the HTTP library's nickname */
} rules[] = {
    {"library", &query_netlist_match_library, true}, {"id", &query_netlist_match_id, false},
    {"ipn", &query_netlist_match_ipn, false},        {"mpn", &query_netlist_match_mpn, false},
    {"name", &query_netlist_match_name, false},      {"value", &query_netlist_match_value, false},
};

enum { RULES = sizeof rules / sizeof rules[0] };

/* --- lists */

static struct text
trimmed(struct text text)
{
	while (text.size > 0 && strchr(" \t\r", text.bytes[0]) != NULL) {
		text.bytes++;
		text.size--;
	}
	while (text.size > 0 && strchr(" \t\r", text.bytes[text.size - 1]) != NULL)
		text.size--;
	return text;
}

/* What is before the first of `mark`, which is taken away with it; else all. */
static struct text
take_until(struct text *rest, const char *mark, bool *found)
{
	size_t length = strlen(mark);
	for (size_t i = 0; i + length <= rest->size; i++)
		if (memcmp(rest->bytes + i, mark, length) == 0) {
			struct text taken = {rest->bytes, i};
			*rest = (struct text){rest->bytes + i + length, rest->size - i - length};
			*found = true;
			return taken;
		}
	struct text all = *rest;
	*rest = (struct text){rest->bytes + rest->size, 0};
	*found = false;
	return all;
}

/* --- the fields */

static const char *const says_words[NETLIST_IMPORT_SAYS] = {
    [NETLIST_IMPORT_SAYS_ID] = "id",
    [NETLIST_IMPORT_SAYS_IPN] = "ipn",
    [NETLIST_IMPORT_SAYS_MPN] = "mpn",
};

bool
netlist_import_match_field(struct text said, struct netlist_import_says_field *field,
                           struct err *err)
{
	bool found;
	struct text name = said, word = trimmed(take_until(&name, "=", &found));
	name = trimmed(name);
	for (size_t i = 0; i < NETLIST_IMPORT_SAYS && name.size > 0; i++) {
		if (!text_equal(word, text_of(says_words[i])))
			continue;
		*field = (struct netlist_import_says_field){(enum netlist_import_says)i, name};
		return true;
	}
	return err_set(err, ERR_INPUT, "\"%.*s\": write id=NAME, ipn=NAME or mpn=NAME",
	               (int)text_cut(said, 100).size, said.bytes);
}

bool
netlist_import_match_field_list(struct text said, struct arena *arena,
                                const struct netlist_import_says_field **fields, size_t *count,
                                struct err *err)
{
	struct netlist_import_says_field *items;
	bool more = text_is_set(said);
	size_t room = 1, used = 0;
	for (size_t i = 0; i < said.size; i++)
		room += said.bytes[i] == ',';
	items = arena_alloc(arena, room * sizeof *items, err);
	while (items != NULL && more)
		if (!netlist_import_match_field(trimmed(take_until(&said, ",", &more)),
		                                &items[used++], err))
			return err_field(err, "field");
	if (items == NULL)
		return false;
	*fields = items;
	*count = used;
	return true;
}

static const struct {
	enum netlist_import_says what;
	const char *name;
} usual[] = {
    {NETLIST_IMPORT_SAYS_ID, "part id"},
    {NETLIST_IMPORT_SAYS_ID, "kidepot id"},
    {NETLIST_IMPORT_SAYS_ID, "kidepot"},
    {NETLIST_IMPORT_SAYS_IPN, "ipn"},
    {NETLIST_IMPORT_SAYS_IPN, "internal part number"},
    {NETLIST_IMPORT_SAYS_MPN, "mpn"},
    {NETLIST_IMPORT_SAYS_MPN, "manf"},
    {NETLIST_IMPORT_SAYS_MPN, "manufacturer part number"},
    {NETLIST_IMPORT_SAYS_MPN, "manufacturer pn"},
    {NETLIST_IMPORT_SAYS_MPN, "mfr pn"},
    {NETLIST_IMPORT_SAYS_MPN, "mfg pn"},
    {NETLIST_IMPORT_SAYS_MPN, "part number"},
};

bool
netlist_import_match_fields(struct db *db, const struct netlist_import_order *order,
                            struct arena *arena, const struct netlist_import_says_field **fields,
                            size_t *count, struct err *err)
{
	size_t usual_count = sizeof usual / sizeof usual[0], used = 0;
	struct db_rows rows;
	if (!db_query(db, &query_netlist_says_names, NULL, 0, arena, &rows, err))
		return false;
	struct netlist_import_says_field *all = arena_alloc(
	    arena, (order->field_count + rows.count + usual_count) * sizeof *all, err);
	if (all == NULL)
		return false;
	for (size_t i = 0; i < order->field_count; i++)
		all[used++] = order->fields[i];
	for (size_t i = 0; i < rows.count; i++) {
		bool ipn = text_equal(db_rows_text(&rows, i, 0), text_of("ipn"));
		all[used++] = (struct netlist_import_says_field){ipn ? NETLIST_IMPORT_SAYS_IPN
		                                                     : NETLIST_IMPORT_SAYS_MPN,
		                                                 db_rows_text(&rows, i, 1)};
	}
	for (size_t i = 0; i < usual_count; i++)
		all[used++] = (struct netlist_import_says_field){usual[i].what,
		                                                 text_of(usual[i].name)};
	*fields = all;
	*count = used;
	return true;
}

/* --- decisions */

static bool
find_part(struct db *db, struct text name, struct arena *arena, struct text *id, struct err *err)
{
	struct db_rows rows;
	if (!db_query(db, &query_part_match, &name, 1, arena, &rows, err))
		return false;
	if (rows.count == 0)
		return err_set(err, ERR_INPUT,
		               "no part \"%.*s\"; give its id, \"ipn:\" and its IPN, or its name",
		               (int)text_cut(name, 200).size, name.bytes);
	if (rows.count > 1)
		return err_set(err, ERR_INPUT, "several parts are \"%.*s\"; give the id of one",
		               (int)text_cut(name, 200).size, name.bytes);
	*id = db_rows_text(&rows, 0, 0);
	return true;
}

static bool
decide(struct db *db, struct text project_id, struct text refs, struct text part,
       struct arena *arena, struct err *err)
{
	struct text id = text_of(NULL);
	bool forget = part.size == 0, more = true;
	if (!forget && !text_equal(part, text_of("none")) && !find_part(db, part, arena, &id, err))
		return false;
	while (more) {
		struct text ref = trimmed(take_until(&refs, " ", &more));
		const struct text params[] = {project_id, ref, id};
		struct db_rows rows;
		if (ref.size == 0)
			continue;
		if (!db_query(db, forget ? &query_netlist_decide_forget : &query_netlist_decide,
		              params, forget ? 2 : 3, arena, &rows, err))
			return false;
		if (rows.affected == 0 && !forget)
			return err_set(err, ERR_INPUT,
			               "the netlist has no component \"%.*s\"; leave it out",
			               (int)text_cut(ref, 200).size, ref.bytes);
	}
	return true;
}

static bool
take_decision(struct db *db, struct text line, struct text project_id, struct arena *arena,
              struct err *err)
{
	bool found;
	if (line.size == 0 || line.bytes[0] == '#')
		return true;
	struct text rest = line, refs = trimmed(take_until(&rest, "=", &found));
	if (!found || refs.size == 0)
		return err_set(err, ERR_INPUT,
		               "a decision is written \"R1 R2 = part\", \"R1 = none\" or \"R1 =\"");
	return decide(db, project_id, refs, trimmed(rest), arena, err);
}

static bool
take_decisions(struct db *db, const char *path, struct text project_id, struct arena *arena,
               struct err *err)
{
	static const char utf8_mark[] = "\xef\xbb\xbf";
	struct text rest;
	bool more = true;
	if (!file_read(path, DECISIONS_SIZE, arena, &rest, err))
		return false;
	if (!text_is_utf8(rest) || memchr(rest.bytes, '\0', rest.size) != NULL)
		return err_set(err, ERR_INPUT, "%s: the file is not UTF-8; save it so", path);
	if (rest.size >= sizeof utf8_mark - 1 &&
	    memcmp(rest.bytes, utf8_mark, sizeof utf8_mark - 1) == 0)
		take_until(&rest, utf8_mark, &more);
	for (size_t number = 1; more; number++) {
		struct text line = trimmed(take_until(&rest, "\n", &more));
		if (!take_decision(db, line, project_id, arena, err))
			return err_prefix(err, "%s:%zu", path, number);
	}
	return true;
}

/* --- rules */

static struct text
rules_of(const struct netlist_import_order *order)
{
	return text_is_set(order->rules) ? order->rules : text_of(NETLIST_IMPORT_RULES);
}

/* RULES when there is none of that name. */
static size_t
rule_of(struct text name)
{
	size_t i = 0;
	while (i < RULES && !text_equal(name, text_of(rules[i].name)))
		i++;
	return i;
}

static bool
check_rule(struct text name, struct err *err)
{
	return rule_of(name) < RULES ||
	       err_set(
		   err, ERR_INPUT,
		   "no rule is called \"%.*s\"; there are library, id, ipn, mpn, name and value",
		   (int)text_cut(name, 100).size, name.bytes);
}

/* The name and what it is written to, of "field:NAME=TARGET"; false for something else. */
static bool
take_field(struct text said, struct text *name, struct text *target)
{
	static const char prefix[] = "field:";
	size_t size = sizeof prefix - 1;
	bool found;
	if (said.size <= size || memcmp(said.bytes, prefix, size) != 0)
		return false;
	struct text rest = {said.bytes + size, said.size - size};
	*name = trimmed(take_until(&rest, "=", &found));
	*target = found ? trimmed(rest) : *name;
	return name->size > 0 && target->size > 0;
}

static bool
check_write(struct text said, struct err *err)
{
	struct text name, target;
	if (text_equal(said, text_of("symbol")) || text_equal(said, text_of("footprint")) ||
	    text_equal(said, text_of("datasheet")) || take_field(said, &name, &target))
		return true;
	return err_set(err, ERR_INPUT,
	               "\"%.*s\" is not written back; symbol, footprint and datasheet are, and "
	               "field:NAME=PARAMETER",
	               (int)text_cut(said, 100).size, said.bytes);
}

bool
netlist_import_match_check(const struct netlist_import_order *order, struct err *err)
{
	struct text rest = rules_of(order), writes = text_of(order->write_back);
	bool more = true, write = order->write_back != NULL;
	while (more)
		if (!check_rule(trimmed(take_until(&rest, ",", &more)), err))
			return err_field(err, "match");
	while (write)
		if (!check_write(trimmed(take_until(&writes, ",", &write)), err))
			return err_field(err, "write_back");
	return true;
}

static bool
run_rules(struct db *db, const struct netlist_import_order *order, struct arena *arena,
          struct err *err)
{
	struct text rest = rules_of(order);
	bool more = true;
	while (more) {
		size_t rule = rule_of(trimmed(take_until(&rest, ",", &more)));
		if (!db_query(db, rules[rule].query, &order->library, rules[rule].library ? 1 : 0,
		              arena, NULL, err))
			return false;
	}
	return db_query(db, &query_netlist_match_settle, NULL, 0, arena, NULL, err);
}

/* "{library, ipn}" */
static bool
group(struct db *db, const struct netlist_import_order *order, struct arena *arena, struct err *err)
{
	struct buf list = {.arena = arena};
	buf_append_string(&list, "{");
	buf_append_text(&list, rules_of(order));
	buf_append_string(&list, "}");
	const struct text params[] = {buf_text(&list), order->library};
	return buf_check(&list, err) &&
	       db_query(db, &query_netlist_group, params, 2, arena, NULL, err);
}

bool
netlist_import_match(struct db *db, const struct netlist_import_order *order,
                     struct text project_id, struct arena *arena,
                     struct netlist_import_report *report, struct err *err)
{
	struct db_rows rows;
	if (!group(db, order, arena, err) ||
	    (order->decisions != NULL &&
	     !take_decisions(db, order->decisions, project_id, arena, err)) ||
	    !db_query(db, &query_netlist_match_decision, &project_id, 1, arena, NULL, err) ||
	    !run_rules(db, order, arena, err) ||
	    !db_query(db, &query_netlist_status_count, NULL, 0, arena, &rows, err))
		return false;
	report->matched = db_rows_int64(&rows, 0, 0, 0);
	report->ambiguous = db_rows_int64(&rows, 0, 1, 0);
	report->unmatched = db_rows_int64(&rows, 0, 2, 0);
	report->no_part = db_rows_int64(&rows, 0, 3, 0);
	return true;
}

/* Says what the field is written to. */
static bool
enter_field(struct db *db, struct text name, struct text target, struct arena *arena,
            struct err *err)
{
	const struct text params[] = {name, target};
	struct db_rows rows;
	if (!db_query(db, &query_netlist_write_source, params, 2, arena, &rows, err))
		return false;
	if (rows.count > 0)
		return true;
	err_set(err, ERR_INPUT,
	        "no parameter is called \"%.*s\", to which the field \"%.*s\" would be written; "
	        "write field:NAME=PARAMETER, or make it with \"kidepot template add\"",
	        (int)text_cut(target, 100).size, target.bytes, (int)text_cut(name, 100).size,
	        name.bytes);
	return err_field(err, "write_back");
}

/* "{symbol,datasheet}": what is said without a field; fields are entered. */
static bool
enter_writes(struct db *db, const char *said, struct buf *columns, struct err *err)
{
	struct text rest = text_of(said), name, target;
	bool more = true;
	buf_append_string(columns, "{");
	while (more) {
		struct text one = trimmed(take_until(&rest, ",", &more));
		if (!take_field(one, &name, &target)) {
			buf_append_string(columns, columns->size > 1 ? "," : "");
			buf_append_text(columns, one);
		} else if (!enter_field(db, name, target, columns->arena, err)) {
			return false;
		}
	}
	buf_append_string(columns, "}");
	return buf_check(columns, err);
}

bool
netlist_import_match_write_back(struct db *db, const struct netlist_import_order *order,
                                struct arena *arena, struct netlist_import_report *report,
                                struct err *err)
{
	struct buf columns = {.arena = arena};
	if (!enter_writes(db, order->write_back, &columns, err))
		return false;
	const struct text params[] = {buf_text(&columns), text_of(order->overwrite),
	                              order->library};
	return db_query(db, &query_netlist_write_find, params, 3, arena, NULL, err) &&
	       db_query(db, &query_netlist_write_apply, NULL, 0, arena, NULL, err) &&
	       db_query(db, &query_netlist_write_parameter, NULL, 0, arena, NULL, err) &&
	       db_query(db,
	                order->rows_as == NETLIST_IMPORT_LISTS ? &query_netlist_write_list
	                                                       : &query_netlist_write_lines,
	                NULL, 0, arena, &report->writes, err);
}
