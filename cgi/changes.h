/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * changes: hears what has changed in the database, so that what a worker keeps is true.
 *
 * On a primary it listens (PostgreSQL's NOTIFY, channel "kidepot") and looks at the
 * generations of all subjects once a second at most, when it is asked, for what no notification
 * tells. A standby cannot listen, and through a pooler nobody can: there it looks every
 * look_every milliseconds, also when it is asked. It looks as well after a change by any worker
 * of this machine. A new connection is looked at as a whole; when it leads to another server
 * or database, all that was kept is dropped.
 *
 * What is known of the generations stays as it is from one changes_hear to the next. So
 * a body that was asked for in between is added with a generation from before: a change
 * that it may lack is heard of later, and drops it.
 */
#ifndef KIDEPOT_CGI_CHANGES_H
#define KIDEPOT_CGI_CHANGES_H

#include "kept.h"
#include "store/db_connect.h"
#include "web_settings.h"

struct changes;

/* Over that connection, which others ask too; both are borrowed. NULL without memory. */
struct changes *changes_new(const struct web_settings *settings, struct db *db);
void changes_free(struct changes *changes); /* NULL is fine */

/*
 * For the moment before each answer, and whenever there is something to read or to do
 * while nobody asks: applies what has arrived, and looks where it is time to. Waits for a
 * database that answers, not for one that is away.
 */
void changes_hear(struct changes *changes);

/* What a worker waits for besides the next request. */
struct db_connect_wait changes_waits(const struct changes *changes);

/* --- for whoever answers; with NULL nothing is kept */

/* The database cannot be reached, as far as is known. */
bool changes_is_away(const struct changes *changes);

/* NULL when what is kept may not be sent: nothing is known, or the database is away too long. */
struct kept *changes_kept(const struct changes *changes);

/* Keeps what the database was asked for since changes_hear; kept_add's answer. */
const struct kept_thing *changes_keep(struct changes *changes, const struct kept_key *key,
                                      struct text subject, const struct kept_thing *thing);

#endif
