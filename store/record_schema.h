/* SPDX-License-Identifier: MIT */
/* record_schema.h - the lines of an export as a JSON Schema, a table's columns as a Table Schema */
#ifndef STORE_RECORD_SCHEMA_H
#define STORE_RECORD_SCHEMA_H

#include "store/export.h"

/* Appends the schema of what the request gives: for lines of JSON a JSON Schema (draft 2020-12),
 * for tables a Table Schema (datapackage.org), which a Data Package refers to. */
void record_schema_write(const struct export_request *request, struct buf *out);

#endif
