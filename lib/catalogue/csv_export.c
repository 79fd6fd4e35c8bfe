/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/csv_export.h"

#include "store/db_copy.h"

static bool
write_piece(void *context, struct text piece, struct err *err)
{
	return stream_write(context, piece, err);
}

bool
csv_export(struct db *db, const struct csv_table *table, char delimiter, struct stream_out *out,
           struct arena *arena, struct err *err)
{
	return db_copy_out(db, table->export->sql, delimiter, write_piece, out, arena, err);
}
