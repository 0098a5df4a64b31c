/* SPDX-License-Identifier: MIT */
/* recover.h - archives that a killed run left open are completed */
#ifndef FETCH_RECOVER_H
#define FETCH_RECOVER_H

/*
 * In the folder of `file`, completes what is still called ".open" and kin to it (archive_name.h):
 * the record that was being written is cut off, everything before it stays, and the suffix goes.  A
 * file that is still being written, by someone who holds its lock, is left; so is one whose
 * complete name is taken.  A failure ends the program.
 */
void recover_all(const char *file);

#endif
