/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * api_resources: the resources of the REST interface, each in a file cgi/api_*.c; their
 * addresses are in the table of route.c.
 */
#ifndef KIDEPOT_CGI_API_RESOURCES_H
#define KIDEPOT_CGI_API_RESOURCES_H

#include "api.h"

/* api_category.c */
extern const struct api_resource api_category_all, api_category;

/* api_category_field.c */
extern const struct api_resource api_category_field_all, api_category_field;

/* api_footprint_map.c */
extern const struct api_resource api_footprint_map_all, api_footprint_map;

/* api_kicad_category.c */
extern const struct api_resource api_kicad_category_all, api_kicad_category;

/* api_location.c */
extern const struct api_resource api_location_all, api_location;

/* api_netlist.c */
extern const struct api_resource api_netlist_all, api_netlist;

/* The revision of the id in that place of the address; *found false: there is a 404 in the
 * reply. db_query's errors. */
struct netlist_revision;
bool api_netlist_find(struct call *call, size_t place, struct netlist_revision *revision,
                      bool *found, struct err *err);

/* api_netlist_bom.c */
extern const struct api_resource api_netlist_bom;

/* api_netlist_decision.c */
extern const struct api_resource api_netlist_decision_all, api_netlist_decision;

/* api_netlist_diff.c */
extern const struct api_resource api_netlist_diff;

/* api_netlist_project.c */
extern const struct api_resource api_netlist_project_all, api_netlist_project;

/* api_netlist_use.c */
extern const struct api_resource api_netlist_use;

/* api_part.c */
extern const struct api_resource api_part_all, api_part;

/* api_part_history.c */
extern const struct api_resource api_part_history;

/* api_part_name.c */
extern const struct api_resource api_part_name_all, api_part_name;

/* api_part_parameter.c */
extern const struct api_resource api_part_parameter_all, api_part_parameter;

/* api_setting.c */
extern const struct api_resource api_setting;

/* api_stock.c */
extern const struct api_resource api_stock, api_stock_movement_all, api_stock_movement;

/* api_supplier.c */
extern const struct api_resource api_supplier_all, api_supplier;

/* api_template.c */
extern const struct api_resource api_template_all, api_template;

/* api_token.c */
extern const struct api_resource api_token_all, api_token;

#endif
