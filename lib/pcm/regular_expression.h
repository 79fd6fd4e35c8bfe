/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * regular_expression: whether a text is an extended regular expression of POSIX (2018, XBD
 * 9.4), by its brackets and repetitions alone: regcomp would take memory without bound for
 * (a{255}){255}. KiCad matches "keep_on_update" by such, and passes over one that is not.
 */
#ifndef KIDEPOT_PCM_REGULAR_EXPRESSION_H
#define KIDEPOT_PCM_REGULAR_EXPRESSION_H

#include <stdbool.h>

#include "base/text.h"

bool regular_expression_check(struct text text);

#endif
