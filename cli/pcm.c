/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm.h"

#include "actions.h"

const struct command pcm_command = {
    .name = "pcm",
    .summary = "pack symbols and footprints for KiCad's Plugin and Content Manager",
    .group = (const struct command *const[]){&pcm_build_command, &pcm_validate_command, NULL},
};
