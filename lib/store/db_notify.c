/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db_notify.h"

#include <libpq-fe.h>
#include <poll.h>

#include "store/db_err.h"
#include "store/db_inside.h"

bool
db_notify_take(struct db *db, db_notify_tell *tell, void *context, struct err *err)
{
	PGnotify *notify;
	if (db->connection == NULL)
		return err_set(err, ERR_AWAY, "lost the database");
	/* To the end: after the server's farewell comes the end of the connection. */
	while (db_wait_for(db->connection, POLLIN, 0)) {
		if (PQconsumeInput(db->connection))
			continue;
		db_err_libpq(err, ERR_AWAY, "lost the database", PQerrorMessage(db->connection));
		db_disconnect(db);
		return false;
	}
	while ((notify = PQnotifies(db->connection)) != NULL) {
		tell(context, text_of(notify->extra));
		PQfreemem(notify);
	}
	return true;
}
