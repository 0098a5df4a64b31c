/* SPDX-License-Identifier: MIT */
/* compiler.h - what we ask the compiler to check of a function */
#ifndef LIB_COMPILER_H
#define LIB_COMPILER_H

#define NODISCARD         __attribute__((warn_unused_result))
#define NORETURN          __attribute__((noreturn))
#define PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

#endif
