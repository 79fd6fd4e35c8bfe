/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * answer: one request from its variables to the log line about it.
 */
#ifndef KIDEPOT_CGI_ANSWER_H
#define KIDEPOT_CGI_ANSWER_H

#include "changes.h"
#include "gateway.h"
#include "store/db.h"
#include "web_settings.h"

struct answer_databases {
	struct db *catalogue;    /* may read what KiCad is served */
	struct db *admin;        /* may change the catalogue; NULL: nobody may through here */
	struct changes *changes; /* of the catalogue, for what is kept; NULL: nothing is */
};

/* Answers the request the gateway holds, and finishes it. Resets the arena. */
void answer_request(const struct web_settings *settings, struct gateway *gateway,
                    const struct answer_databases *databases, struct arena *arena);

#endif
