/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm_directory.h"

#include <stdlib.h>

const char *
pcm_directory(const char *option)
{
	const char *variable = getenv("KIDEPOT_PCM_DIRECTORY");
	if (option != NULL)
		return option;
	return variable != NULL ? variable : PCM_DIRECTORY;
}
