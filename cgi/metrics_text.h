/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metrics_text: /metrics, what all workers counted, as Prometheus reads it (text format
 * 0.0.4). The series are docs/deploy.md's. 404 in a process that counts for itself
 * alone, such as plain CGI.
 */
#ifndef KIDEPOT_CGI_METRICS_TEXT_H
#define KIDEPOT_CGI_METRICS_TEXT_H

#include "route.h"

/* A route's handler. */
bool metrics_text_get(struct call *call, struct err *err);

#endif
