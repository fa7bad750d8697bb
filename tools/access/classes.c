#include "access/classes.h"

#include <string.h>

#include "base/alloc.h"

static bool is_table(const char *classes)
{
    size_t length = strlen(classes);
    return length > 4 && strcmp(classes + length - 4, ".csv") == 0;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static geo_status read_class_table(cli *app, const char *path, access_classes *to)
{
    size_t class, counts;
    geo_status status = geo_table_read(app->ctx, path, &to->table);
    if (status == GEO_OK)
        status = geo_table_column(app->ctx, to->table, "class", &class);
    if (status == GEO_OK)
        status = geo_table_column(app->ctx, to->table, "counts", &counts);
    for (size_t row = 0; status == GEO_OK && row < geo_table_rows(to->table); row++)
        if (strcmp(geo_table_cell(to->table, row, counts), "1") == 0 &&
            !geo_vec_push(&to->words, geo_table_cell(to->table, row, class)))
            status = geo_fail_nomem(app->ctx);
    return status;
}

/* "park,bos" is a table of one row. */
static geo_status read_class_list(cli *app, const char *list, access_classes *to)
{
    geo_status status = geo_table_parse(app->ctx, "--classes", list, strlen(list), &to->table);
    for (size_t i = 0; status == GEO_OK && i < geo_table_columns(to->table); i++)
        if (!geo_vec_push(&to->words, geo_table_heading(to->table, i)))
            status = geo_fail_nomem(app->ctx);
    return status;
}

geo_status access_choose_classes(cli *app, const char *classes, bool green, access_classes *to)
{
    const char *path = classes;
    geo_status status = GEO_OK;
    if (classes ? strcmp(classes, "all") == 0 : !green)
        return GEO_OK;
    if (!classes)
        status = cli_data_path(app, "green-classes.csv", &path);
    if (status == GEO_OK && classes && is_table(path))
        status = cli_input_note(app, "classes", path, name_of(path), NULL);
    if (status == GEO_OK)
        status = is_table(path) ? read_class_table(app, path, to) : read_class_list(app, path, to);
    if (status == GEO_OK && !geo_vec_push(&to->words, NULL))
        status = geo_fail_nomem(app->ctx);
    return status;
}

void access_classes_release(access_classes *classes)
{
    geo_free(classes->words.items);
    geo_table_free(classes->table);
    *classes = (access_classes){0};
}
