/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export_orcadpcb2: OrCAD PCB II's netlists: components, each with its pins and their nets.
 */
#ifndef KIDEPOT_EXPORT_EXPORT_ORCADPCB2_H
#define KIDEPOT_EXPORT_EXPORT_ORCADPCB2_H

#include "export/export_out.h"

export_writer export_orcadpcb2_write_xsl;
export_writer export_orcadpcb2_write_kicad;

#endif
