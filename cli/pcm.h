/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pcm: the rows of "kidepot pcm", one file for each.
 */
#ifndef KIDEPOT_CLI_PCM_H
#define KIDEPOT_CLI_PCM_H

#include "command.h"

extern const struct command pcm_build_command;
extern const struct command pcm_index_command;
extern const struct command pcm_validate_command;
extern const struct command pcm_publish_command;
extern const struct command pcm_set_command;
extern const struct command pcm_withdraw_command;
extern const struct command pcm_refresh_command;
extern const struct command pcm_list_command;
extern const struct command pcm_show_command;

#endif
