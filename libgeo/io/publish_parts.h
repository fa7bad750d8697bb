/* What the files behind io/publish.h share. */
#ifndef GEO_IO_PUBLISH_PARTS_H
#define GEO_IO_PUBLISH_PARTS_H

#include "io/publish.h"

struct geo_publish {
    char *path;      /* as the caller named it, for messages */
    char *target;    /* links followed */
    char *folder;    /* of the target */
    char *prefix;    /* ".norm." */
    char *temporary; /* folder/.norm.1234.tmp.gpkg */
    char *lock_path;
    int lock; /* -1: not held */
    bool existed;
    bool overwrite;
    bool kept; /* the old file waits beside the new one */
    bool lost; /* there was one, and it does not */
    bool done; /* renamed */
};

/* publish_target.c: the names of all that has to do with p->path, and whether it may be written:
 * nothing is changed. inputs may hold NULL. Errors: ARG (no name of a file, a folder, an input,
 * there and not to be replaced), NOTFOUND, IO, BUSY (a database that is being edited), NOMEM. */
geo_status geo_publish_look(geo_ctx *ctx, geo_publish *p, const char *const *inputs,
                            size_t count) GEO_MUST_USE;
/* Is the target a database with a side file beside it? That would be replayed into the new file,
 * which destroys it. Errors: BUSY, NOMEM. */
geo_status geo_publish_check_sides(geo_ctx *ctx, const geo_publish *p) GEO_MUST_USE;
/* The three texts as one, which the caller frees. */
geo_status geo_publish_join(geo_ctx *ctx, const char *a, const char *b, const char *c,
                            char **out) GEO_MUST_USE;

#endif
