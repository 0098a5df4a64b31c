/* SPDX-License-Identifier: MIT */
/* prepass_start.c - start tags with the attributes that somebody reads, most of them put aside */
#include "parse/prepass_start.h"

#include "lib/ascii.h"
#include "parse/prepass_attribute.h"

/* Of attributes with one name only the first counts, and gumbo glues what follows the others. */
static bool
repeats_name(const struct scan_tag *tag)
{
	for (size_t i = 1; i < tag->n; i++)
		for (size_t j = 0; j < i; j++)
			if (str_eq_nocase(tag->attributes[i].name, tag->attributes[j].name))
				return true;
	return false;
}

/* The parser looks at the type of an <input>. */
static bool
is_looked_at(const struct scan_attribute *attribute)
{
	return str_eq_nocase(attribute->name, STR("type"));
}

/* Whether an attribute comes out of the parser as it stands here. */
static bool
is_plain(const struct scan_attribute *attribute)
{
	return !is_looked_at(attribute) &&
	       prepass_plain_len(attribute->name) == attribute->name.len &&
	       prepass_plain_len(attribute->value) == attribute->value.len;
}

static struct str
small_letters(struct arena *arena, struct str name)
{
	size_t i = 0;
	while (i < name.len && !ascii_is_upper(name.ptr[i]))
		i++;
	if (i == name.len)
		return name;
	char *small = arena_alloc(arena, name.len);
	for (i = 0; i < name.len; i++)
		small[i] = ascii_lower(name.ptr[i]);
	return (struct str){small, name.len};
}

/* Writes one name that stands for these attributes. */
static void
put_attributes_aside(struct prepass_out *out, const struct scan_attribute *attributes, size_t n)
{
	struct prepass_item item = {.n_attributes = (uint16_t)n};
	item.attributes = arena_alloc(out->arena, n * sizeof *item.attributes);
	for (size_t i = 0; i < n; i++) {
		struct str value = attributes[i].value;
		item.attributes[i].name = small_letters(out->arena, attributes[i].name);
		item.attributes[i].value = value.ptr ? value : STR("");
	}
	prepass_out_add(out, STR(" "));
	prepass_out_mark(out, &item);
}

static void
write_attribute(struct prepass_out *out, const struct scan_attribute *attribute)
{
	struct str value = attribute->value, whole = attribute->whole;
	prepass_out_add(out, STR(" "));
	if (!prepass_out_takes(out, value.len) || is_looked_at(attribute)) {
		prepass_out_add(out, whole);
		return;
	}
	size_t at = (size_t)(value.ptr - whole.ptr);
	prepass_out_add(out, str_slice(whole, 0, at));
	prepass_out_runs(out, value);
	prepass_out_add(out, str_slice(whole, at + value.len, whole.len));
}

/* Writes the attributes that are kept, all neighbours that are plain as one. */
static void
write_attributes(struct prepass_out *out, const struct scan_attribute *attributes, size_t n)
{
	for (size_t i = 0, next; i < n; i = next) {
		size_t len = 0;
		for (next = i; next < n && is_plain(&attributes[next]); next++)
			len += 1 + attributes[next].whole.len;
		if (len > PREPASS_MARK_BYTES && !out->aside->closed)
			put_attributes_aside(out, attributes + i, next - i);
		else
			write_attribute(out, &attributes[(next = i + 1) - 1]);
	}
}

static bool
goes_aside(const struct prepass_out *out, const struct scan_attribute *attribute)
{
	return !out->aside->closed && attribute->whole.len >= PREPASS_MARK_BYTES &&
	       !is_looked_at(attribute);
}

void
prepass_start_write(struct prepass_out *out, size_t start, struct scan_tag *tag, bool foreign)
{
	size_t len = 1 + tag->name.len + (tag->closes_itself ? 3 : 1), n = 0;
	bool changes = false;
	if (tag->odd || tag->n == 0 || repeats_name(tag))
		return;
	for (size_t i = 0; i < tag->n; i++) {
		const struct scan_attribute *attribute = &tag->attributes[i];
		bool keeps =
		    (out->all_attributes && !foreign) || prepass_keeps_attribute(tag, i, foreign);
		changes = changes || !keeps || goes_aside(out, attribute);
		len += keeps ? 1 + attribute->whole.len : 0;
		tag->attributes[n] = *attribute;
		n += keeps;
	}
	tag->n = n;
	if (!changes || len > tag->end - start)
		return;
	prepass_out_replace(
	    out, start, tag->end, str_slice(out->html, start, start + 1 + tag->name.len));
	write_attributes(out, tag->attributes, n);
	/* Without the space, the slash would belong to a value without quotes. */
	prepass_out_add(out, tag->closes_itself ? STR(" />") : STR(">"));
}
