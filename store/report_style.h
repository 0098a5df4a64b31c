/* SPDX-License-Identifier: MIT */
/* report_style.h - the style sheet of the report, report_style.css, compiled in */
#ifndef STORE_REPORT_STYLE_H
#define STORE_REPORT_STYLE_H

extern const char report_style_css[];

#endif
