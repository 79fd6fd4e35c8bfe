/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * health: what a balancer asks before it sends others here, /healthz. It says what this
 * worker can do, without naming anything of the inside:
 *   200 {"status":"ok"}    the database answered within the last second
 *   503 {"status":"away"}  it did not
 * The database is asked at most once a second in each worker.
 */
#ifndef KIDEPOT_CGI_HEALTH_H
#define KIDEPOT_CGI_HEALTH_H

#include "route.h"

/* A route's handler. */
bool health_get(struct call *call, struct err *err);

#endif
