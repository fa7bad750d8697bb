#include "access/classes.h"

#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

static bool is_table(const char *classes)
{
    size_t length = strlen(classes);
    return length > 4 && strcmp(classes + length - 4, ".csv") == 0;
}

static bool is_there(const access_classes *to, const char *class)
{
    for (size_t i = 0; i < to->words.count; i++)
        if (strcmp(to->words.items[i], class) == 0)
            return true;
    for (size_t i = 0; i < to->refused.count; i++)
        if (strcmp(to->refused.items[i], class) == 0)
            return true;
    return false;
}

static geo_status add_row(cli *app, access_classes *to, const char *class, const char *counts)
{
    bool counted = strcmp(counts, "1") == 0;
    if (!counted && strcmp(counts, "0") != 0)
        return geo_fail(app->ctx, GEO_ERR_FORMAT, "'%s': class '%s': counts is '%s', not 0 or 1",
                        to->name, class, counts);
    if (is_there(to, class))
        return geo_fail(app->ctx, GEO_ERR_FORMAT, "'%s': class '%s' is there twice", to->name,
                        class);
    bool added = counted ? geo_vec_push(&to->words, class) : geo_vec_push(&to->refused, class);
    return added ? GEO_OK : geo_fail_nomem(app->ctx);
}

static geo_status read_class_table(cli *app, const char *path, access_classes *to)
{
    size_t class, counts;
    to->name = geo_path_name(path);
    geo_status status = geo_table_read(app->ctx, path, &to->table);
    if (status == GEO_OK)
        status = geo_table_column(app->ctx, to->table, "class", &class);
    if (status == GEO_OK)
        status = geo_table_column(app->ctx, to->table, "counts", &counts);
    for (size_t row = 0; status == GEO_OK && row < geo_table_rows(to->table); row++)
        status = add_row(app, to, geo_table_cell(to->table, row, class),
                         geo_table_cell(to->table, row, counts));
    if (status == GEO_OK && !geo_vec_push(&to->refused, NULL))
        status = geo_fail_nomem(app->ctx);
    return status == GEO_OK ? cli_input_note(app, "classes", path, to->name, NULL) : status;
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
    if (status == GEO_OK)
        status = is_table(path) ? read_class_table(app, path, to) : read_class_list(app, path, to);
    if (status == GEO_OK && !geo_vec_push(&to->words, NULL))
        status = geo_fail_nomem(app->ctx);
    return status;
}

static void tell_unlisted(cli *app, const access_classes *classes, const geo_source *green,
                          const geo_patches *patches)
{
    if (patches->unlisted)
        geo_warn(app->ctx,
                 "%llu of %llu features of '%s' do not count because their class is not in '%s' "
                 "(the first: '%s')",
                 (unsigned long long)patches->unlisted, (unsigned long long)patches->read,
                 geo_source_name(green), classes->name, patches->unlisted_first);
    if (patches->classless)
        geo_warn(app->ctx, "%llu of %llu features of '%s' do not count because they have no class",
                 (unsigned long long)patches->classless, (unsigned long long)patches->read,
                 geo_source_name(green));
}

void access_tell_classes(cli *app, const access_classes *classes, bool public_only,
                         const geo_source *green, const geo_patches *patches)
{
    if (classes->name && !geo_source_has(green, "class"))
        geo_warn(app->ctx,
                 "'%s' has no column 'class', so that none of it counts; --classes all takes "
                 "every class",
                 geo_source_name(green));
    else if (classes->name)
        tell_unlisted(app, classes, green, patches);
    if (public_only && !geo_source_has(green, "public"))
        geo_warn(app->ctx,
                 "'%s' has no column 'public', so that none of it is known to be public; --any "
                 "takes what is not",
                 geo_source_name(green));
}

void access_classes_release(access_classes *classes)
{
    geo_free(classes->words.items);
    geo_free(classes->refused.items);
    geo_table_free(classes->table);
    *classes = (access_classes){0};
}
