/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * category_view: the rows of "kidepot category" that only look.
 */
#ifndef KIDEPOT_CLI_CATEGORY_VIEW_H
#define KIDEPOT_CLI_CATEGORY_VIEW_H

#include "command.h"

extern const struct command category_view_list;
extern const struct command category_view_show;

#endif
