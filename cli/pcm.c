/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm.h"

#include "actions.h"

const struct command pcm_command = {
    .name = "pcm",
    .summary = "pack and publish symbols and footprints for KiCad's Plugin and Content Manager",
    .group = (const struct command *const[]){&pcm_build_command, &pcm_index_command,
                                             &pcm_validate_command, &pcm_publish_command,
                                             &pcm_list_command, &pcm_show_command, &pcm_set_command,
                                             &pcm_withdraw_command, &pcm_refresh_command, NULL},
};
