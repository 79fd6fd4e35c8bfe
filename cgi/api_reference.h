/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * api_reference: what a body means by an id or a name. Of a wrong one the error is
 * ERR_INPUT with its field; else db_query's.
 */
#ifndef KIDEPOT_CGI_API_REFERENCE_H
#define KIDEPOT_CGI_API_REFERENCE_H

#include "api.h"

/* The path of the category of that id; not set and empty stay what they are. */
bool api_reference_category(struct call *call, struct text id, const char *field, struct text *path,
                            struct err *err);

/* The name of the parameter template that is meant; not set and empty stay so. */
bool api_reference_template(struct call *call, const struct api_reference *said, const char *field,
                            struct text *name, struct err *err);

/* When the error is about what lib calls `from`, the client hears `to`. Returns false. */
bool api_reference_rename(struct err *err, const char *from, const char *to);

#endif
