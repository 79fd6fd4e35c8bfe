/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export_pads: PADS' netlists: parts with their footprints, nets with their pins.
 */
#ifndef KIDEPOT_EXPORT_EXPORT_PADS_H
#define KIDEPOT_EXPORT_EXPORT_PADS_H

#include "export/export_out.h"

export_writer export_pads_write_xsl;
export_writer export_pads_write_kicad;

#endif
