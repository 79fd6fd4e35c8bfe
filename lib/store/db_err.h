/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * db_err: what libpq and the server say went wrong, as our errors. For db.c alone.
 */
#ifndef KIDEPOT_STORE_DB_ERR_H
#define KIDEPOT_STORE_DB_ERR_H

#include <stdbool.h>

#include "base/err.h"

/* "what: " and libpq's message on one line. Returns false. */
bool db_err_libpq(struct err *err, enum err_code code, const char *what, const char *message);

/*
 * What libpq's result says of the statement `name`: the code by its SQLSTATE, the
 * sentence of a constraint, else the server's words and hint. Returns false.
 */
bool db_err_result(struct err *err, const char *name, const void *result);

#endif
