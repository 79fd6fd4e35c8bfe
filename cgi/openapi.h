/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * openapi: the REST interface described for programs (OpenAPI 3.1), written from the
 * tables of routes, methods and fields.
 */
#ifndef KIDEPOT_CGI_OPENAPI_H
#define KIDEPOT_CGI_OPENAPI_H

#include "route.h"

/* A route's handler. */
bool openapi_get(struct call *call, struct err *err);

#endif
