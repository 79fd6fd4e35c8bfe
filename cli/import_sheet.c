/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/sheet_import.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/file.h"
#include "import_csv.h"
#include "import_set.h"
#include "output.h"
#include "progress.h"

/* Where the import failed, too: the map is what can be corrected. */
static bool
save_map(const char *file, const struct sheet_map *map, struct arena *arena, struct err *err)
{
	struct buf text = {.arena = arena};
	return file == NULL || map->count == 0 ||
	       (sheet_map_write(map, &text, err) && file_write(file, 0644, buf_text(&text), err));
}

/* What the columns were taken for, and which rows were passed over. */
static bool
tell(const struct import_csv_options *wanted, const struct sheet_import_report *report,
     const char *place, bool json, struct arena *arena, struct err *err)
{
	struct buf map = {.arena = arena};
	if (!sheet_map_write(&report->map, &map, err))
		return false;
	if (!json && wanted->dry_run && wanted->map == NULL) {
		buf_append_string(&map, "\n");
		if (!output_buf(&map, err))
			return false;
	}
	if (report->nameless > 0)
		fprintf(stderr,
		        "%s:%" PRId64 ": %" PRId64
		        " rows without a name are passed over, here is the first\n",
		        place, report->nameless_first, report->nameless);
	return import_set_tell(&report->set, "; --skip leaves them out", json, arena, err);
}

static bool
import_from(struct cli *cli, const struct import_csv_options *wanted, struct stream_in *in,
            struct stream_in *map, struct err *err)
{
	struct progress progress = progress_start(in->size);
	const struct sheet_import_order order = {
	    .in = in,
	    .map = map,
	    .set = import_set_order(wanted->skip, wanted->dry_run, &progress),
	};
	struct sheet_import_report report;
	/* No time-out: how long it takes is a matter of the file. */
	struct db *db = command_database(cli, 0, err);
	if (db == NULL)
		return false;
	bool good = sheet_import(db, &order, cli->arena, &report, err);
	progress_end(&progress);
	if (!save_map(wanted->save_map, &report.map, cli->arena, good ? err : NULL))
		return false;
	return good && tell(wanted, &report, in->name, cli->json, cli->arena, err);
}

bool
import_sheet(struct cli *cli, const struct import_csv_options *wanted, const char *file,
             struct err *err)
{
	struct stream_in in, map;
	if (!stream_open(&in, file, err))
		return false;
	if (wanted->map == NULL) {
		bool good = import_from(cli, wanted, &in, NULL, err);
		stream_close(&in);
		return good;
	}
	bool is_open = stream_open(&map, wanted->map, err);
	bool good = is_open && import_from(cli, wanted, &in, &map, err);
	if (is_open)
		stream_close(&map);
	stream_close(&in);
	return good;
}
