/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/sheet_map.h"

#include <inttypes.h>
#include <string.h>

#include "base/csv.h"

#include "catalogue/csv_table.h"

enum { WORD_MAX = 64, SHOWN_MAX = 60 };

static const char parameter_word[] = "parameter ", supplier_word[] = "supplier ";

/* Names of columns, as plain_word makes them, and what they are. */
static const struct {
	const char *word, *target;
} known[] = {
    {"partname", "name"},
    {"partid", "name"},
    {"internalpartnumber", "ipn"},
    {"internalpn", "ipn"},
    {"housepartnumber", "ipn"},
    {"partnumber", "mpn"},
    {"mfrpn", "mpn"},
    {"mfrpart", "mpn"},
    {"mfrpartnumber", "mpn"},
    {"mfgpn", "mpn"},
    {"mfgpart", "mpn"},
    {"mfgpartnumber", "mpn"},
    {"manufacturerpn", "mpn"},
    {"manufacturerpart", "mpn"},
    {"manufacturerpartnumber", "mpn"},
    {"mfr", "manufacturer"},
    {"mfg", "manufacturer"},
    {"maker", "manufacturer"},
    {"brand", "manufacturer"},
    {"manufacturername", "manufacturer"},
    {"kicadfootprint", "footprint"},
    {"footprintref", "footprint"},
    {"kicadsymbol", "symbol"},
    {"val", "value"},
    {"desc", "description"},
    {"comment", "description"},
    {"details", "description"},
    {"categorypath", "category"},
    {"group", "category"},
    {"datasheeturl", "datasheet"},
    {"datasheetlink", "datasheet"},
    {"tags", "keywords"},
    {"dnp", "-"},
    {"quantity", "-"},
    {"qty", "-"},
    {"stock", "-"},
    {"instock", "-"},
    {"price", "-"},
    {"unitprice", "-"},
    {"item", "-"},
    {"no", "-"},
    {"id", "-"},
    {"", "-"},
    /* In German. Not here is what may be one thing or another: a Bestellnummer or an
     * Artikelnummer is the manufacturer's, a supplier's or one's own. */
    {"teilename", "name"},
    {"bauteilname", "name"},
    {"interneteilenummer", "ipn"},
    {"interneteilenr", "ipn"},
    {"internenummer", "ipn"},
    {"internenr", "ipn"},
    {"herstellernummer", "mpn"},
    {"herstellernr", "mpn"},
    {"herstellerteilenummer", "mpn"},
    {"herstellerteilenr", "mpn"},
    {"herstellerartikelnummer", "mpn"},
    {"herstellerartikelnr", "mpn"},
    {"teilenummer", "mpn"},
    {"teilenr", "mpn"},
    {"hersteller", "manufacturer"},
    {"herstellername", "manufacturer"},
    {"marke", "manufacturer"},
    {"wert", "value"},
    {"referenz", "reference"},
    {"beschreibung", "description"},
    {"bezeichnung", "description"},
    {"kommentar", "description"},
    {"kategorie", "category"},
    {"kategoriepfad", "category"},
    {"gruppe", "category"},
    {"datenblatt", "datasheet"},
    {"datenblattlink", "datasheet"},
    {"datenblatturl", "datasheet"},
    {"schlagworte", "keywords"},
    {"schlagwoerter", "keywords"},
    {"stichworte", "keywords"},
    {"stichwoerter", "keywords"},
    {"menge", "-"},
    {"anzahl", "-"},
    {"stueckzahl", "-"},
    {"bestand", "-"},
    {"lagerbestand", "-"},
    {"preis", "-"},
    {"einzelpreis", "-"},
    {"stueckpreis", "-"},
    {"pos", "-"},
    {"nr", "-"},
    {"lfdnr", "-"},
};

/* What names of columns begin with that have a supplier's number. */
static const struct {
	const char *word, *name;
} suppliers[] = {
    {"lcsc", "LCSC"},        {"jlcpcb", "LCSC"},     {"mouser", "Mouser"},
    {"digikey", "Digi-Key"}, {"farnell", "Farnell"}, {"newark", "Newark"},
    {"arrow", "Arrow"},      {"tme", "TME"},         {"reichelt", "Reichelt"},
};

/* Which small letter an umlaut is that is written without dots, before an e; 0: it is none. */
static char
umlaut_of(struct text rest)
{
	static const char umlauts[][3] = {"ä", "Ä", "ö", "Ö", "ü", "Ü"};
	for (size_t i = 0; rest.size >= 2 && i < sizeof umlauts / sizeof umlauts[0]; i++)
		if (memcmp(rest.bytes, umlauts[i], 2) == 0)
			return "aaoouu"[i];
	return '\0';
}

/* Small letters and digits of a name, umlauts as ae, oe and ue. */
static void
plain_word(struct text name, char *word)
{
	size_t size = 0;
	for (size_t i = 0; i < name.size && size < WORD_MAX - 2; i++) {
		char c = name.bytes[i];
		char umlaut = umlaut_of((struct text){name.bytes + i, name.size - i});
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			word[size++] = c;
		if (umlaut == '\0')
			continue;
		word[size++] = umlaut;
		word[size++] = 'e';
	}
	word[size] = '\0';
}

static const char *
part_column(struct text name)
{
	const struct csv_table *part = csv_table_find("part");
	for (size_t i = 0; i < part->column_count; i++)
		if (text_equal_nocase(name, text_of(part->columns[i].name)))
			return part->columns[i].name;
	return NULL;
}

static bool
is_taken(const struct sheet_map *map, enum sheet_map_kind kind, const char *target)
{
	for (size_t i = 0; kind != SHEET_MAP_NOTHING && i < map->count; i++)
		if (map->entries[i].kind == kind &&
		    text_equal(text_of(map->entries[i].target), text_of(target)))
			return true;
	return false;
}

static void
add(struct sheet_map *map, struct text column, size_t cell, enum sheet_map_kind kind,
    const char *target)
{
	map->entries[map->count++] = (struct sheet_map_entry){column, kind, target, cell};
}

/* A column of table part, or "-"; NULL: the name says nothing. */
static const char *
known_target(struct text name)
{
	char word[WORD_MAX];
	const char *target = part_column(name);
	if (target != NULL)
		return target;
	plain_word(name, word);
	target = part_column(text_of(word));
	for (size_t i = 0; target == NULL && i < sizeof known / sizeof known[0]; i++)
		if (strcmp(known[i].word, word) == 0)
			target = known[i].target;
	return target;
}

const char *
sheet_map_field(struct text name)
{
	static const char columns[] = "mpn manufacturer ipn";
	const char *found = known_target(name);
	return found != NULL && text_is_one_of(text_of(found), columns) ? found : NULL;
}

const char *
sheet_map_supplier(struct text name)
{
	char word[WORD_MAX];
	plain_word(name, word);
	for (size_t i = 0; i < sizeof suppliers / sizeof suppliers[0]; i++)
		if (strncmp(word, suppliers[i].word, strlen(suppliers[i].word)) == 0)
			return suppliers[i].name;
	return NULL;
}

static bool
propose_column(struct sheet_map *map, struct text name, size_t cell, struct arena *arena,
               struct err *err)
{
	const char *target = known_target(name), *supplier = sheet_map_supplier(name);
	if (target != NULL && (target[0] == '-' || is_taken(map, SHEET_MAP_PART, target))) {
		add(map, name, cell, SHEET_MAP_NOTHING, "");
	} else if (target != NULL) {
		add(map, name, cell, SHEET_MAP_PART, target);
	} else if (supplier != NULL && !is_taken(map, SHEET_MAP_SUPPLIER, supplier)) {
		add(map, name, cell, SHEET_MAP_SUPPLIER, supplier);
	} else {
		const char *parameter = arena_copy(arena, name.bytes, name.size, err);
		if (parameter == NULL)
			return false;
		bool twice = is_taken(map, SHEET_MAP_PARAMETER, parameter);
		add(map, name, cell, twice ? SHEET_MAP_NOTHING : SHEET_MAP_PARAMETER,
		    twice ? "" : parameter);
	}
	return true;
}

static const struct sheet_map_entry *
find_part(const struct sheet_map *map, const char *target)
{
	for (size_t i = 0; i < map->count; i++)
		if (map->entries[i].kind == SHEET_MAP_PART &&
		    text_equal(text_of(map->entries[i].target), text_of(target)))
			return &map->entries[i];
	return NULL;
}

const struct sheet_map_entry *
sheet_map_name(const struct sheet_map *map)
{
	return find_part(map, "name");
}

/* A column whose cells differ; what is said of all parts names none. */
static const struct sheet_map_entry *
find_column(const struct sheet_map *map, const char *target)
{
	const struct sheet_map_entry *entry = find_part(map, target);
	return entry != NULL && entry->cell != SHEET_MAP_CONSTANT ? entry : NULL;
}

/* Of the MPN, else the IPN, where there is no name. */
static void
add_name(struct sheet_map *map)
{
	const struct sheet_map_entry *from = find_column(map, "mpn");
	from = from != NULL ? from : find_column(map, "ipn");
	if (sheet_map_name(map) == NULL && from != NULL)
		add(map, from->column, from->cell, SHEET_MAP_PART, "name");
}

static bool
make_room(struct sheet_map *map, struct arena *arena, struct err *err)
{
	map->count = 0;
	map->entries = arena_alloc(arena, SHEET_MAP_MAX * sizeof *map->entries, err);
	return map->entries != NULL;
}

bool
sheet_map_propose(const struct csv_reader_row *header, struct arena *arena, struct sheet_map *map,
                  struct err *err)
{
	struct sheet_map made;
	if (!make_room(&made, arena, err))
		return false;
	for (size_t i = 0; i < header->count; i++) {
		struct text name = text_trimmed(header->cells[i]);
		name.bytes = arena_copy(arena, name.bytes, name.size, err);
		if (name.bytes == NULL || !propose_column(&made, name, i, arena, err))
			return false;
	}
	add_name(&made);
	*map = made;
	return true;
}

/* --- the file */

static bool
refuse(const char *place, int64_t line, struct text shown, struct err *err, const char *what)
{
	bool clean = !text_has_control(shown);
	shown = text_cut(clean ? shown : text_of("?"), SHOWN_MAX);
	return err_set(err, ERR_INPUT, "%s:%" PRId64 ": \"%.*s\" %s", place, line, (int)shown.size,
	               shown.bytes, what);
}

static bool
begins_with(struct text text, const char *word, struct text *rest)
{
	size_t size = strlen(word);
	if (text.size <= size || memcmp(text.bytes, word, size) != 0)
		return false;
	*rest = text_trimmed((struct text){text.bytes + size, text.size - size});
	return rest->size > 0;
}

bool
sheet_map_target(struct text said, struct arena *arena, enum sheet_map_kind *kind,
                 const char **target, struct err *err)
{
	struct text rest = text_of(""), shown = text_has_control(said) ? text_of("?") : said;
	const char *column = part_column(said), *name;
	enum sheet_map_kind found = SHEET_MAP_PART;
	if (column == NULL && text_equal(said, text_of("-")))
		found = SHEET_MAP_NOTHING;
	else if (column == NULL && begins_with(said, parameter_word, &rest))
		found = SHEET_MAP_PARAMETER;
	else if (column == NULL && begins_with(said, supplier_word, &rest))
		found = SHEET_MAP_SUPPLIER;
	else if (column == NULL)
		return err_set(
		    err, ERR_INPUT,
		    "\"%.*s\" is a column of table part, \"parameter NAME\", \"supplier NAME\" or "
		    "\"-\"; this is none",
		    (int)text_cut(shown, SHOWN_MAX).size, shown.bytes);
	name = column != NULL ? column : arena_copy(arena, rest.bytes, rest.size, err);
	if (name == NULL)
		return false;
	*target = name;
	*kind = found;
	return true;
}

/* Where in a row the column stands; count when nowhere. */
static size_t
cell_of(const struct csv_reader_row *header, struct text column)
{
	size_t i = 0;
	while (i < header->count && !text_equal(text_trimmed(header->cells[i]), column))
		i++;
	return i;
}

static bool
take_row(struct sheet_map *map, const struct csv_reader_row *row,
         const struct csv_reader_row *header, const char *place, struct arena *arena,
         struct err *err)
{
	if (row->count != 2)
		return err_set(err, ERR_INPUT, "%s:%" PRId64 ": a row has a column and its target",
		               place, row->line);
	struct text column = text_trimmed(row->cells[0]), said = text_trimmed(row->cells[1]);
	struct sheet_map_entry entry = {.cell = SHEET_MAP_CONSTANT};
	entry.column.size = column.size;
	entry.column.bytes = arena_copy(arena, column.bytes, column.size, err);
	if (entry.column.bytes == NULL)
		return false;
	if (column.size == 0 || column.bytes[0] != '=')
		entry.cell = cell_of(header, column);
	if (entry.cell == header->count)
		return refuse(place, row->line, column, err, "is no column of the sheet");
	if (!sheet_map_target(said, arena, &entry.kind, &entry.target, err))
		return err_prefix(err, "%s:%" PRId64, place, row->line);
	if (is_taken(map, entry.kind, entry.target))
		return refuse(place, row->line, said, err, "is there twice; a target is once");
	if (map->count == SHEET_MAP_MAX)
		return err_set(err, ERR_LIMIT, "%s:%" PRId64 ": more than %d rows", place,
		               row->line, SHEET_MAP_MAX);
	map->entries[map->count++] = entry;
	return true;
}

static bool
is_heading(const struct csv_reader_row *row)
{
	return row->count == 2 && text_equal(row->cells[0], text_of("column")) &&
	       text_equal(row->cells[1], text_of("target"));
}

bool
sheet_map_read(struct stream_in *in, const struct csv_reader_row *header, struct arena *arena,
               struct sheet_map *map, struct err *err)
{
	struct sheet_map made;
	struct csv_reader_row row;
	bool more = true, is_first = true;
	struct csv_reader *reader = arena_alloc(arena, sizeof *reader, err);
	if (reader == NULL || !make_room(&made, arena, err) ||
	    !csv_reader_start(reader, in, arena, err))
		return false;
	for (;; is_first = false) {
		if (!csv_reader_next(reader, &row, &more, err))
			return false;
		if (!more)
			break;
		if (is_first && !is_heading(&row))
			return err_set(err, ERR_INPUT,
			               "%s:%" PRId64 ": the first line is \"column,target\"",
			               in->name, row.line);
		if (!is_first && !take_row(&made, &row, header, in->name, arena, err))
			return false;
	}
	add_name(&made);
	if (sheet_map_name(&made) == NULL)
		return err_set(err, ERR_INPUT,
		               "%s: no column is the \"name\", the \"mpn\" or the \"ipn\"; say "
		               "which names a part",
		               in->name);
	*map = made;
	return true;
}

void
sheet_map_append_target(struct buf *out, enum sheet_map_kind kind, const char *target)
{
	static const char *const words[] = {
	    [SHEET_MAP_PART] = "",
	    [SHEET_MAP_PARAMETER] = parameter_word,
	    [SHEET_MAP_SUPPLIER] = supplier_word,
	    [SHEET_MAP_NOTHING] = "-",
	};
	buf_append_format(out, "%s%s", words[kind], target);
}

bool
sheet_map_write(const struct sheet_map *map, struct buf *out, struct err *err)
{
	struct buf target = {.arena = out->arena};
	buf_append_string(out, "column,target\n");
	for (size_t i = 0; i < map->count; i++) {
		const struct sheet_map_entry *entry = &map->entries[i];
		target.size = 0;
		sheet_map_append_target(&target, entry->kind, entry->target);
		csv_append_cell(out, 0, entry->column);
		csv_append_cell(out, 1, buf_text(&target));
		buf_append_string(out, "\n");
	}
	return buf_check(&target, err) && buf_check(out, err);
}

struct text
sheet_map_cell(const struct sheet_map_entry *entry, const struct csv_reader_row *row)
{
	if (entry->cell == SHEET_MAP_CONSTANT)
		return text_trimmed((struct text){entry->column.bytes + 1, entry->column.size - 1});
	return entry->cell < row->count ? text_trimmed(row->cells[entry->cell]) : text_of("");
}
