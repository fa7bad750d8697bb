/* What the tests of laws share: a thousand towns, and the words with which a broken law is told, so
 * that GROENNET_SEED=n runs the one town again. Include laws.c: each test is one program. */
#ifndef GROENNET_TESTS_LAWS_H
#define GROENNET_TESTS_LAWS_H

#include "plan.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { LAWS_TOWNS = 100 }; /* they are as many times slower */
#else
enum { LAWS_TOWNS = 1000 };
#endif

/* Calls `one` for every town, or for the one of GROENNET_SEED; law: what is said to hold. */
void laws_each_town(const char *law, void (*one)(plan *town, shape_dice *dice, void *self),
                    void *self);
/* All towns, so that a test may ask what they had in common. */
bool laws_all(void);
/* The town breaks the law: says which, and how. */
void laws_broken(const char *format, ...) __attribute__((format(printf, 1, 2)));
void laws_ok(const geo_ctx *ctx, geo_status status);
/* Breaks it unless both are NaN or no further apart than most. */
void laws_same(const char *what, size_t row, double before, double after, double most);
void laws_same_text(const char *what, size_t row, const char *before, const char *after);
/* Breaks it unless after >= before - slack; unknown (NaN) on either side says nothing. */
void laws_no_less(const char *what, size_t row, double before, double after, double slack);

#endif
