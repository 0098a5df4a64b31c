/* SPDX-License-Identifier: MIT */
/* schema.h - the text of schema.sql; the Makefile makes schema.c from it */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

extern const char schema_sql[];

#endif
