/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * client: which program asks, as far as its answers differ.
 */
#ifndef KIDEPOT_CGI_CLIENT_H
#define KIDEPOT_CGI_CLIENT_H

#include "base/text.h"
#include "catalogue/part_document.h"

/*
 * The form of a listing's rows for the client with this User-Agent, as in
 * "KiCad/9.0.8+1 (;64 bit;64-bit) KiCad/Apr  1 2026 16:05:46". KiCad has HTTP libraries
 * from 7.99 on. Whole rows for one that is not known. `stock_in_kicad_10` is the setting.
 */
enum part_variant client_row_variant(struct text agent, const char *stock_in_kicad_10);

#endif
