/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export_cadstar: CADSTAR's netlists: components, nets with their terminals.
 */
#ifndef KIDEPOT_EXPORT_EXPORT_CADSTAR_H
#define KIDEPOT_EXPORT_EXPORT_CADSTAR_H

#include "export/export_out.h"

export_writer export_cadstar_write_xsl;
export_writer export_cadstar_write_kicad;

#endif
