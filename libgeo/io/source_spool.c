#include "io/source_spool.h"

#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/io.h"
#include "io/reader.h"
#include "io/writer.h"

#define FILE_NAME "/stream.gpkg"

bool geo_source_is_stream(const char *dataset)
{
    struct stat about;
    return stat(dataset, &about) == 0 && S_ISFIFO(about.st_mode);
}

static geo_status make_path(geo_ctx *ctx, char **out)
{
    geo_text path = GEO_TEXT_INIT;
    char *folder = NULL;
    geo_status status = geo_io_private_folder(ctx, &folder);
    if (status)
        return status;
    geo_text_addf(&path, "%s" FILE_NAME, folder);
    if (path.failed)
        geo_io_remove_folder(folder);
    geo_free(folder);
    if (path.failed) {
        geo_text_release(&path);
        return geo_fail_nomem(ctx);
    }
    *out = path.data;
    return GEO_OK;
}

static geo_status copy_rows(geo_ctx *ctx, geo_reader *reader, const char *path)
{
    geo_batch batch = {0};
    geo_writer *writer = NULL;
    geo_writer_options options = {.path = path, .format = GEO_FORMAT_GPKG, .layer = "stream"};
    geo_status status = geo_writer_new(ctx, &options, geo_reader_schema(reader), &writer);
    while (status == GEO_OK) {
        status = geo_reader_next(ctx, reader, &batch);
        if (status == GEO_OK)
            status = geo_writer_write(ctx, writer, &batch, NULL);
    }
    if (status == GEO_END)
        status = geo_writer_commit(ctx, writer);
    geo_writer_free(writer);
    geo_batch_release(&batch);
    return status;
}

/* What became of the rows that did not reach the file; the others are counted when they are read
 * from it. */
static void keep_rejects(const geo_tally *all, geo_tally *out)
{
    for (int i = 0; i < all->kind_count; i++)
        for (uint64_t n = 0; all->kinds[i].fate == GEO_FATE_REJECTED && n < all->kinds[i].count;
             n++)
            geo_tally_add(out, GEO_FATE_REJECTED, all->kinds[i].reason, all->kinds[i].first);
}

geo_status geo_source_spool(geo_ctx *ctx, const char *dataset, const char *crs, char **path,
                            geo_tally *rejects)
{
    char *made = NULL;
    geo_reader *reader = NULL;
    geo_reader_options options = {.crs = crs};
    geo_status status = make_path(ctx, &made);
    if (status == GEO_OK)
        status = geo_reader_new(ctx, dataset, &options, &reader);
    if (status == GEO_OK)
        status = copy_rows(ctx, reader, made);
    if (status == GEO_OK)
        keep_rejects(geo_reader_tally(reader), rejects);
    geo_reader_free(reader);
    if (status != GEO_OK) {
        geo_source_unspool(made);
        geo_free(made);
        return geo_while(ctx, status, "reading '%s' as a stream", dataset);
    }
    *path = made;
    return GEO_OK;
}

void geo_source_unspool(const char *path)
{
    char *folder = path ? geo_strndup(path, strlen(path) - strlen(FILE_NAME)) : NULL;
    geo_io_remove_folder(folder);
    geo_free(folder);
}
