/* SPDX-License-Identifier: MIT */
/* durable.h - files and folders that are put in their place whole, and stay there after a crash */
#ifndef STORE_DURABLE_H
#define STORE_DURABLE_H

#define DURABLE_PATH_MAX 4096 /* PATH_MAX of Linux */

/* All of these end the program with one line when they fail: with status 75 when someone else is
 * writing the same, else with 1. */

/* "FOLDER/NAME" or, with a `suffix`, "FOLDER/NAMESUFFIX"; `folder` may be NULL. */
void
durable_path(char out[DURABLE_PATH_MAX], const char *folder, const char *name, const char *suffix);

/* Opens a file, or makes a folder, to be written and renamed by nobody else until the descriptor is
 * closed; it is empty, whatever one that was killed has left in it. */
int durable_open_part(const char *path);
int durable_open_part_folder(const char *path);

/* Waits until a file or folder is on the disk. */
void durable_sync(const char *path);

/* Renames, and waits until the folder of `to` knows it. */
void durable_rename(const char *from, const char *to);

/* Makes a folder, and those it stands in, where they are not there. */
void durable_make_folder(const char *path);

/* Removes a folder that holds files only. */
void durable_remove_folder(const char *path);

#endif
