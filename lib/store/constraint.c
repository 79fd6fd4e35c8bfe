/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/constraint.h"

#include <stddef.h>
#include <string.h>

/* Keys that no one gives: only a broken program or a race meets them. */
#define NUMBER_IS_TAKEN "the number drawn for the new row is taken already; try again"
#define ROW_IS_THERE "someone else made the same entry just now; look again"
#define PART_IS_GONE "the part is not there any more; look again"
#define CATEGORY_IS_GONE "the category is not there any more; look again"
#define REVISION_IS_GONE "the revision was removed just now; import the netlist again"
#define TEMPLATE_IN_USE \
	"the parameter is used by a category or a part, or is not there; change what uses it first"
#define LOCATION_IN_USE \
	"parts are or were at the location, or it is not there any more; it stays for their history"

static const struct {
	const char *name, *sentence;
} table[] = {
    /* Domains */
    {"line_is_not_empty", "the text is empty; give something"},
    {"line_has_no_control_characters", "the text has a control character; give one line of text"},
    {"line_is_at_most_1000_characters", "the text is longer than 1000 characters; shorten it"},
    {"prose_is_not_empty", "the text is empty; give something"},
    {"prose_has_no_control_characters",
     "the text has a control character; only line breaks and tabs are allowed"},
    {"prose_is_at_most_10000_characters", "the text is longer than 10000 characters; shorten it"},
    {"library_id_is_library_colon_name",
     "symbols and footprints are written as KiCad does, \"Library:Name\""},
    {"library_id_has_no_control_characters",
     "the text has a control character; write it as KiCad does, \"Library:Name\""},
    {"library_id_names_one_item", "the text has a \";\"; name one symbol or footprint"},
    {"library_id_is_at_most_400_characters", "the text is longer than 400 characters; shorten it"},
    {"url_has_no_control_characters", "the text has a control character; give one line of text"},
    {"url_scheme_is_http_https_or_file",
     "an address begins with http://, https:// or file:// and has no blanks; write %20 for one"},
    {"url_is_at_most_2000_characters", "the text is longer than 2000 characters; shorten it"},

    /* Categories */
    {"category_pkey", NUMBER_IS_TAKEN},
    {"category_parent_id_fkey",
     "the category has sub-categories, or its parent is not there any more; look again"},
    {"category_name_is_unique_in_its_parent",
     "a category of that name is in that place already; give another name"},
    {"category_name_has_no_slash", "a category's name has no \"/\", which is written in paths"},
    {"category_name_has_no_outer_blanks",
     "a category's name has no blanks at its ends; leave them out"},
    {"category_is_not_its_own_parent",
     "a category cannot be below itself; give a parent that is not one of its sub-categories"},
    {"category_tree_has_no_loop",
     "a category cannot be below itself; give a parent that is not one of its sub-categories"},
    {"category_value_parameter_template_id_fkey", TEMPLATE_IN_USE},
    {"category_footprint_parameter_template_id_fkey", TEMPLATE_IN_USE},
    {"category_field_pkey", ROW_IS_THERE},
    {"category_field_category_id_fkey", CATEGORY_IS_GONE},
    {"category_field_template_id_fkey", "the parameter is not there any more; look again"},
    {"category_field_says_something",
     "a field of a category says a name, visible or served; give one of them"},
    {"footprint_map_pkey", NUMBER_IS_TAKEN},
    {"footprint_map_category_id_fkey", CATEGORY_IS_GONE},
    {"footprint_map_value_is_unique_in_its_category",
     "that value has a footprint there already; remove it first"},

    /* Parts */
    {"part_pkey", NUMBER_IS_TAKEN},
    {"part_category_id_fkey",
     "the category has parts, or is not there any more; move the parts first"},
    {"part_ipn_is_unique", "another part has that IPN; give another"},
    {"part_kicad_name_is_unique",
     "another part has that name, or one that KiCad stores alike, \"_\" for : \\ < > and quotes; "
     "give another name"},
    {"part_name_has_no_outer_blanks", "a part's name has no blanks at its ends; leave them out"},
    {"part_name_is_given_once",
     "another part has or had that name, and saved schematics find that part by it; give another "
     "name"},
    {"pin_map_pkey", "that pin is on that pad of that footprint already"},
    {"pin_map_part_id_fkey", PART_IS_GONE},
    {"alternate_pkey", ROW_IS_THERE},
    {"alternate_part_id_fkey", PART_IS_GONE},
    {"alternate_footprint_is_unique_in_its_part",
     "the part has that alternative footprint already; give each once"},

    /* Parameters */
    {"parameter_template_pkey", NUMBER_IS_TAKEN},
    {"parameter_template_name_is_unique", "another parameter has that name; give another name"},
    {"parameter_template_source_is_a_column",
     "only ipn, manufacturer and mpn are columns of a part that are fields"},
    {"parameter_template_source_is_unique", "another parameter stands for that column already"},
    {"parameter_template_plain_is_of_its_id", NUMBER_IS_TAKEN},
    {"parameter_pkey", "the part has that parameter already; change its value"},
    {"parameter_part_id_fkey", PART_IS_GONE},
    {"parameter_template_id_fkey",
     "parts have that parameter, or it is not there any more; remove it from them first"},
    {"parameter_is_not_of_a_column_of_part",
     "IPN, manufacturer and MPN are set as such, not as parameters"},

    /* Suppliers */
    {"supplier_pkey", NUMBER_IS_TAKEN},
    {"supplier_name_is_unique", "another supplier has that name; give another name"},
    {"supplier_part_pkey", "the part has that number of that supplier already"},
    {"supplier_part_part_id_fkey", PART_IS_GONE},
    {"supplier_part_supplier_id_fkey",
     "parts have numbers of that supplier, or it is not there any more; remove them first"},

    /* Stock */
    {"location_pkey", NUMBER_IS_TAKEN},
    {"location_name_is_unique", "another location has that name; give another name"},
    {"location_name_has_no_outer_blanks",
     "a location's name has no blanks at its ends; leave them out"},
    {"quantity_is_below_1000000000000", "a quantity is below 1000000000000; give a smaller one"},
    {"quantity_has_at_most_6_decimals", "a quantity has at most 6 decimals; round it"},
    {"stock_is_not_below_zero", "more would be taken than is there; take less, or count it anew"},
    {"stock_part_id_fkey", PART_IS_GONE},
    {"stock_location_id_fkey", LOCATION_IN_USE},
    {"stock_pkey", ROW_IS_THERE},
    {"stock_movement_pkey", NUMBER_IS_TAKEN},
    {"stock_movement_part_id_fkey", PART_IS_GONE},
    {"stock_movement_location_id_fkey", LOCATION_IN_USE},
    {"stock_movement_moves_something", "a movement of 0 moves nothing; give another quantity"},

    /* Settings */
    {"setting_pkey", ROW_IS_THERE},
    {"setting_has_one_row", "there is one row of settings; change that"},
    {"category_depth_is_from_1_to_20", "give a whole number from 1 to 20, or \"\" for all levels"},
    {"uncategorized_has_no_slash", "a category's name has no \"/\", which is written in paths"},
    {"value_style_is_known", "values are written \"4k7\" or \"4.7k\"; give one of these"},
    {"former_names_has_no_slash", "a category's name has no \"/\", which is written in paths"},
    {"former_names_is_not_uncategorized",
     "former names and parts without category need a category each; give another name"},
    {"stock_format_has_known_places",
     "a stock format has the places {0}, {1} and {part.NAME}, and no other braces"},

    {"pcm_url_is_an_address",
     "the address is written https://HOST/pcm, without user, query and \"/\" at the end"},
    {"pcm_prefix_is_part_of_a_nickname",
     "a prefix is part of a library's name: at most 40 characters, without : \\ /; give another"},
    {"pcm_name_is_at_most_200_characters", "the text is longer than 200 characters; shorten it"},

    /* Packages */
    {"package_pkey", NUMBER_IS_TAKEN},
    {"package_identifier_is_unique",
     "a package has that identifier, or one equal but for case; give another"},
    {"package_identifier_has_its_form",
     "an identifier is 2 to 100 letters, digits, \"-\" and \".\", and begins with a letter"},
    {"package_version_pkey", NUMBER_IS_TAKEN},
    {"package_version_package_id_fkey", "the package is not there any more; look again"},
    {"package_version_is_unique",
     "the package has that version, and what was published never changes; give a higher number"},
    {"package_version_order_is_unique",
     "the package has a version that KiCad takes for the same, as 1.0 and 1.0.0; give a higher "
     "number"},
    {"package_version_has_its_form",
     "a version is one to three numbers of at most 4, 4 and 6 digits, as 1.2.3"},
    {"package_version_epoch_is_not_below_zero", "version_epoch is 0 or more"},
    {"package_version_status_is_known",
     "a status is stable, testing, development or deprecated; give one of these"},
    {"package_version_archive_sha256_has_its_form", "a SHA-256 is 64 hexadecimal digits"},
    {"package_version_sizes_are_not_below_zero", "a size is 0 or more"},
    {"package_version_without_archive_is_withdrawn",
     "a version whose archive is removed is not offered; publish its archive again"},
    {"package_icon_pkey", ROW_IS_THERE},
    {"package_icon_package_id_fkey", "the package is not there any more; look again"},
    {"package_icon_is_at_most_20480_bytes", "an icon has at most 20480 bytes; give a smaller one"},
    {"repository_pkey", NUMBER_IS_TAKEN},
    {"repository_resources_are_whole", "the icons have a SHA-256 and a time; give both"},

    /* Libraries */
    {"kicad_library_pkey", NUMBER_IS_TAKEN},
    {"kicad_library_kind_is_known", "a library is of symbols or of footprints; give one of these"},
    {"kicad_library_source_is_known",
     "a library is KiCad's own, a package's, or given for one look; give one of these"},
    {"kicad_library_stem_is_a_nickname",
     "KiCad takes no name of a library with : \\ or /; give the library another"},
    {"kicad_library_of_a_package_says_its_version",
     "a library of a package is one of its version's, and no other is; say the version"},
    {"kicad_library_package_version_id_fkey",
     "the version of the package is not there any more; look again"},
    {"kicad_library_is_indexed_once", "someone else indexed the library just now; look again"},
    {"kicad_library_is_of_one_package",
     ", and KiCad could not tell the two apart; give the library another name, best with a prefix "
     "of your own"},
    {"kicad_library_item_pkey", "the library has two of one name; give one of them another"},
    {"kicad_library_item_library_id_fkey", "the library is not there any more; look again"},

    /* Netlists */
    {"project_pkey", NUMBER_IS_TAKEN},
    {"project_name_is_unique", "another project has that name; give another name"},
    {"project_name_has_no_outer_blanks",
     "a project's name has no blanks at its ends; leave them out"},
    {"revision_pkey", NUMBER_IS_TAKEN},
    {"revision_project_id_fkey", "the project is not there any more; import again"},
    {"revision_name_is_unique_in_its_project",
     "the project has a revision of that name; give another name"},
    {"revision_name_has_no_outer_blanks",
     "a revision's name has no blanks at its ends; leave them out"},
    {"decision_pkey", ROW_IS_THERE},
    {"decision_id_is_unique", NUMBER_IS_TAKEN},
    {"decision_project_id_fkey", "the project is not there any more; import again"},
    {"decision_part_id_fkey", PART_IS_GONE},
    {"component_is_once_in_its_revision",
     "the revision has a component of that identity already; import the netlist again"},
    {"component_part_id_fkey", PART_IS_GONE},
    {"component_fields_are_parallel", "each field has a name and a value; give both"},
    {"component_properties_are_parallel", "each property has a name and a value; give both"},
    {"sheet_comments_are_parallel", "each comment has a number and a text; give both"},
    {"libpart_fields_are_parallel", "each field has a name and a value; give both"},
    {"libpart_pins_are_parallel", "each pin has a number, a name and a type; give all"},
    {"textvar_pkey", ROW_IS_THERE},
    {"textvar_revision_id_fkey", REVISION_IS_GONE},
    {"sheet_pkey", ROW_IS_THERE},
    {"sheet_revision_id_fkey", REVISION_IS_GONE},
    {"component_pkey", ROW_IS_THERE},
    {"component_revision_id_fkey", REVISION_IS_GONE},
    {"libpart_pkey", ROW_IS_THERE},
    {"libpart_revision_id_fkey", REVISION_IS_GONE},
    {"library_pkey", ROW_IS_THERE},
    {"library_revision_id_fkey", REVISION_IS_GONE},
    {"net_pkey", ROW_IS_THERE},
    {"net_revision_id_fkey", REVISION_IS_GONE},
    {"node_pkey", ROW_IS_THERE},
    {"node_revision_id_net_number_fkey", REVISION_IS_GONE},

    /* Imports */
    {"external_id_pkey", ROW_IS_THERE},
    {"external_id_part", "the part is known by another id of that system; import again"},
    {"external_id_category", "the category is known by another id of that system; import again"},
    {"external_id_is_of_a_part_or_a_category",
     "an id is a part's or a category's; give one of them"},
    {"external_id_part_id_fkey", PART_IS_GONE},
    {"external_id_category_id_fkey", CATEGORY_IS_GONE},

    /* Tokens */
    {"token_pkey", NUMBER_IS_TAKEN},
    {"token_prefix_is_unique", "the prefix drawn for the token is taken already; try again"},
    {"token_prefix_is_8_hexadecimal_digits", "a token's prefix is 8 hexadecimal digits"},
    {"token_sha256_has_32_bytes", "a token's SHA-256 has 32 bytes"},
    {"token_scope_is_known", "a token's scope is read or admin; give one of these"},
    {"token_restricted_only_reads",
     "a token with scope admin is good for all categories; leave them out, or give scope read"},
    {"token_category_pkey", "the token is restricted to that category already"},
    {"token_category_token_id_fkey", "the token is not there any more; look again"},
    {"token_category_category_id_fkey", CATEGORY_IS_GONE},
};

const char *
constraint_sentence(const char *name)
{
	for (size_t i = 0; name != NULL && i < sizeof table / sizeof table[0]; i++)
		if (strcmp(name, table[i].name) == 0)
			return table[i].sentence;
	return NULL;
}

const char *
constraint_field(const char *name)
{
	static const struct {
		const char *name, *field;
	} fields[] = {
	    {"category_name_is_unique_in_its_parent", "name"},
	    {"category_name_has_no_slash", "name"},
	    {"category_name_has_no_outer_blanks", "name"},
	    {"category_is_not_its_own_parent", "parent"},
	    {"category_tree_has_no_loop", "parent"},
	    {"part_ipn_is_unique", "ipn"},
	    {"part_kicad_name_is_unique", "name"},
	    {"part_name_has_no_outer_blanks", "name"},
	    {"part_name_is_given_once", "name"},
	    {"parameter_template_name_is_unique", "name"},
	    {"supplier_name_is_unique", "name"},
	    {"footprint_map_value_is_unique_in_its_category", "value"},
	    {"location_name_is_unique", "name"},
	    {"location_name_has_no_outer_blanks", "name"},
	    {"quantity_is_below_1000000000000", "quantity"},
	    {"quantity_has_at_most_6_decimals", "quantity"},
	    {"stock_is_not_below_zero", "quantity"},
	    {"stock_movement_moves_something", "quantity"},
	    {"category_depth_is_from_1_to_20", "category_depth"},
	    {"stock_format_has_known_places", "stock_format"},
	    {"uncategorized_has_no_slash", "uncategorized"},
	    {"value_style_is_known", "value_style"},
	    {"pcm_url_is_an_address", "pcm_url"},
	    {"pcm_name_is_at_most_200_characters", "pcm_name"},
	    {"package_version_status_is_known", "status"},
	    {"token_scope_is_known", "scope"},
	};
	for (size_t i = 0; name != NULL && i < sizeof fields / sizeof fields[0]; i++)
		if (strcmp(name, fields[i].name) == 0)
			return fields[i].field;
	return NULL;
}
