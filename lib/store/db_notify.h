/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * db_notify: what other transactions tell by NOTIFY, to a session that listens. Part of
 * the door to libpq.
 */
#ifndef KIDEPOT_STORE_DB_NOTIFY_H
#define KIDEPOT_STORE_DB_NOTIFY_H

#include "store/db.h"

typedef void db_notify_tell(void *context, struct text payload);

/*
 * Gives what has arrived so far to `tell`, in the order of the commits; asks nobody and
 * waits for nobody. PostgreSQL tells a transaction only when it is seen by whoever asks
 * next. ERR_AWAY when there is no connection, or it turns out to be lost: it is dropped then.
 */
bool db_notify_take(struct db *db, db_notify_tell *tell, void *context, struct err *err);

#endif
