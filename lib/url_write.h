/* SPDX-License-Identifier: MIT */
/* url_write.h - the href of a URL, written part by part from a reference and its base */
#ifndef LIB_URL_WRITE_H
#define LIB_URL_WRITE_H

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/url.h"
#include "lib/url_source.h"

/*
 * The standard's state machine, as what it comes to for http and https: the href is written from
 * left to right (scheme, authority, path, query, fragment), each part from the reference or, as
 * long as the reference has said nothing, from the base.  Both want an empty *href.  False when
 * the reference is no URL; href->full when the href is too long.
 */

/* A reference with a host of its own, from behind its scheme; slashes before the host are as many
 * as they like. */
NODISCARD bool
url_write_absolute(struct buf *href, const struct url_scheme *scheme, struct str text);

/* A reference that takes its scheme, and what else it leaves out, from the base. */
NODISCARD bool url_write_relative(struct buf *href, const struct url *base, struct str text);

#endif
