/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/csv_set.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "catalogue/csv_export.h"

static const char suffix[] = ".csv";

static const char *
path_of(const char *folder, const struct csv_table *table, struct arena *arena, struct err *err)
{
	return arena_format(arena, err, "%s/%s%s", folder, table->name, suffix);
}

/* --- out */

/* Writes all files beside their places; `count` of them are open then. */
static bool
write_all(struct db *db, const char *folder, struct stream_out *outs, size_t *count,
          struct arena *arena, struct err *err)
{
	const struct csv_table *tables = csv_table_list();
	while (*count < CSV_TABLES) {
		const struct csv_table *table = &tables[*count];
		const char *path = path_of(folder, table, arena, err);
		struct stream_out *out = &outs[*count];
		if (path == NULL || !stream_create(out, path, 0644, err))
			return false;
		++*count;
		if (!csv_export(db, table, ',', out, arena, err))
			return false;
	}
	return true;
}

bool
csv_set_export(struct db *db, const char *folder, struct arena *arena, struct err *err)
{
	struct stream_out *outs = arena_alloc(arena, CSV_TABLES * sizeof *outs, err);
	size_t count = 0, finished = 0;
	if (outs == NULL)
		return false;
	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		return err_set(err, ERR_OUTPUT, "cannot make the folder \"%s\": %s", folder,
		               strerror(errno));
	if (!db_begin(db, err))
		return false;
	bool good = db_script(db, &script_snapshot, err) &&
	            write_all(db, folder, outs, &count, arena, err);
	db_rollback(db);
	while (good && finished < count)
		good = stream_finish(&outs[finished++], err);
	while (finished < count)
		stream_abandon(&outs[finished++]);
	return good;
}

/* --- in */

bool
csv_set_is_rejected(const struct csv_set_report *report)
{
	if (report->count == 0)
		return false;
	const struct csv_import_report *last = &report->tables[report->count - 1].report;
	return last->rejected > 0 && !last->stored;
}

bool
csv_set_import_table(struct db *db, const struct csv_table *table, const char *place,
                     struct stream_in *in, const struct query *rows,
                     const struct csv_set_order *order, struct arena *arena,
                     struct csv_set_report *report, struct err *err)
{
	struct csv_set_table *entry = &report->tables[report->count];
	struct csv_import_order one = {
	    .table = table,
	    .in = in,
	    .rows = rows,
	    .skip = order->skip,
	    .faults = order->faults,
	    .progress = order->progress,
	};
	memcpy(one.make, order->make, sizeof one.make);
	entry->table = table;
	entry->place = place;
	if (!csv_import(db, &one, arena, &entry->report, err))
		return false;
	report->count++;
	return true;
}

bool
csv_set_end(struct db *db, bool good, const struct csv_set_order *order,
            struct csv_set_report *report, struct err *err)
{
	bool store = good && !order->dry_run && !csv_set_is_rejected(report);
	bool ended = db_end(db, store, err);
	report->stored = store && ended;
	return good && ended;
}

static const struct csv_table *
table_of(const char *file)
{
	const struct csv_table *tables = csv_table_list();
	for (size_t i = 0; i < CSV_TABLES; i++) {
		size_t size = strlen(tables[i].name);
		if (strncmp(file, tables[i].name, size) == 0 && strcmp(file + size, suffix) == 0)
			return &tables[i];
	}
	return NULL;
}

static bool
refuse_file(const char *folder, const char *file, struct arena *arena, struct err *err)
{
	const char *names = csv_table_names(arena, err);
	bool clean = text_is_utf8(text_of(file)) && !text_has_control(text_of(file));
	if (names == NULL)
		return false;
	return err_set(err, ERR_INPUT,
	               "%s: \"%s\" is called after no table; they are %s; move it elsewhere",
	               folder, clean ? file : "?", names);
}

/* Which tables have files. */
static bool
look_into(const char *folder, struct arena *arena, bool *is_there, struct err *err)
{
	const struct csv_table *tables = csv_table_list();
	DIR *directory = opendir(folder);
	const struct dirent *entry;
	bool good = true, any = false;
	if (directory == NULL)
		return err_set(err, ERR_INPUT, "cannot read the folder \"%s\": %s", folder,
		               strerror(errno));
	while (good && (entry = readdir(directory)) != NULL) {
		size_t size = strlen(entry->d_name);
		if (size < sizeof suffix - 1 ||
		    strcmp(entry->d_name + size - (sizeof suffix - 1), suffix) != 0)
			continue;
		const struct csv_table *table = table_of(entry->d_name);
		if (table != NULL)
			any = is_there[table - tables] = true;
		else
			good = refuse_file(folder, entry->d_name, arena, err);
	}
	closedir(directory);
	if (good && !any)
		return err_set(err, ERR_INPUT,
		               "the folder \"%s\" has no file of a table, such as \"part.csv\"",
		               folder);
	return good;
}

static bool
import_file(struct db *db, const char *folder, const struct csv_table *table,
            const struct csv_set_order *order, struct arena *arena, struct csv_set_report *report,
            struct err *err)
{
	const char *path = path_of(folder, table, arena, err);
	struct stream_in in;
	if (path == NULL || !stream_open(&in, path, err))
		return false;
	bool good = csv_set_import_table(db, table, path, &in, NULL, order, arena, report, err);
	stream_close(&in);
	return good;
}

bool
csv_set_import(struct db *db, const char *folder, const struct csv_set_order *order,
               struct arena *arena, struct csv_set_report *report, struct err *err)
{
	const struct csv_table *tables = csv_table_list();
	struct csv_set_report made = {.count = 0};
	bool is_there[CSV_TABLES] = {false}, good = true;
	if (!look_into(folder, arena, is_there, err) || !db_begin(db, err))
		return false;
	for (size_t i = 0; good && i < CSV_TABLES && !csv_set_is_rejected(&made); i++)
		if (is_there[i])
			good = import_file(db, folder, &tables[i], order, arena, &made, err);
	if (!csv_set_end(db, good, order, &made, err))
		return false;
	*report = made;
	return true;
}
