/* SPDX-License-Identifier: MIT */
/* durable.h - files and folders that are put in their place whole, and stay there after a crash */
#ifndef STORE_DURABLE_H
#define STORE_DURABLE_H

#define DURABLE_PATH_MAX 4096 /* PATH_MAX of Linux */

/* All of these end the program with status 1 and one line when they fail. */

/* "FOLDER/NAME" or, with a `suffix`, "FOLDER/NAMESUFFIX"; `folder` may be NULL. */
void
durable_path(char out[DURABLE_PATH_MAX], const char *folder, const char *name, const char *suffix);

/* Waits until a file or folder is on the disk. */
void durable_sync(const char *path);

/* Renames, and waits until the folder of `to` knows it. */
void durable_rename(const char *from, const char *to);

/* Makes a folder, and those it stands in, where they are not there. */
void durable_make_folder(const char *path);

/* Removes a folder that holds files only; nothing happens where there is none. */
void durable_remove_folder(const char *path);

#endif
