/* SPDX-License-Identifier: MIT */
/* prepass_start.h - start tags with the attributes that somebody reads, most of them put aside */
#ifndef PARSE_PREPASS_START_H
#define PARSE_PREPASS_START_H

#include "parse/prepass_out.h"
#include "parse/prepass_scan.h"

/*
 * Writes the start tag that begins at `start` without the attributes that nobody reads
 * (prepass_attribute.h), and takes them out of *tag; neighbours that the parser would hand on as
 * they are become one attribute whose name stands for them.  What cannot be taken apart, and what
 * would not become shorter, stays as it is.  Not for elements whose attributes take part in
 * building the tree.
 */
void prepass_start_write(struct prepass_out *out, size_t start, struct scan_tag *tag, bool foreign);

#endif
