/* bench_centre DATASET TABLE [CROSS_M]: walkable lines through the roads of a layer like a town's
 * landcover, by the rules of TABLE (data/bgt-streets.csv); with CROSS_M all portals of long shared
 * stretches are that far apart, 0: one a stretch. Says on stderr what it took; stdout gets the
 * lines as CSV with WKT, for tests/oracle/centre.py. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "io/io.h"
#include "io/source.h"
#include "registry/centre.h"

static int failed(const geo_ctx *ctx)
{
    fprintf(stderr, "bench_centre: error: %s\n", geo_ctx_error(ctx));
    return 3;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* rows[i]: the feature that roads[i] is. */
static geo_status choose(geo_ctx *ctx, const geo_features *set, const geo_table *rules,
                         double cross_m, geo_centre_road *roads, size_t *rows, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < set->count; i++) {
        const char *function = set->text[0][i];
        geo_street_rule rule;
        geo_status status =
            function ? geo_street_rule_find(ctx, rules, function, &rule) : GEO_ERR_NOTFOUND;
        if (status == GEO_ERR_NOTFOUND || (status == GEO_OK && rule.foot == 0))
            continue;
        if (status != GEO_OK)
            return status;
        rows[*count] = i;
        roads[(*count)++] = (geo_centre_road){&set->geoms[i], (int)set->number[0][i],
                                              isnan(cross_m) ? rule.cross_m : cross_m};
    }
    return GEO_OK;
}

static void write_lines(const geo_features *set, const size_t *rows, const geo_centre *centre)
{
    puts("id,function,wkt");
    for (size_t i = 0; i < centre->lines.count; i++) {
        const geo_centre_line *line = &centre->lines.items[i];
        printf("%s,%s,\"LINESTRING (", set->ids[rows[line->road]], set->text[0][rows[line->road]]);
        for (uint32_t k = 0; k < line->shape.point_count; k++)
            printf("%s%.17g %.17g", k ? ", " : "", line->shape.points[k].x,
                   line->shape.points[k].y);
        puts(")\"");
    }
}

static geo_status read_roads(geo_ctx *ctx, const char *dataset, geo_features *out)
{
    static const char *const text[] = {"function"}, *const number[] = {"level"};
    geo_source_options options = GEO_SOURCE_OPTIONS_INIT;
    geo_source *source = NULL;
    options.text = text;
    options.number = number;
    options.text_count = options.number_count = 1;
    options.geometry_kinds[GEO_GEOM_POLYGON] = true;
    geo_status status = geo_source_new(ctx, dataset, &options, &source);
    if (status == GEO_OK)
        status = geo_source_read(ctx, source, NULL, out);
    geo_source_free(source);
    return status;
}

int main(int argc, char **argv)
{
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_features set = {0};
    geo_table *rules = NULL;
    geo_centre centre = {0};
    size_t count;
    if (argc < 3) {
        fputs("usage: bench_centre DATASET TABLE [CROSS_M]\n", stderr);
        return 2;
    }
    double cross_m = argc > 3 ? strtod(argv[3], NULL) : NAN;
    if (geo_io_init(ctx) != GEO_OK || read_roads(ctx, argv[1], &set) != GEO_OK ||
        geo_table_read(ctx, argv[2], &rules) != GEO_OK)
        return failed(ctx);
    geo_centre_road *roads = geo_alloc(set.count, sizeof *roads);
    size_t *rows = geo_alloc(set.count, sizeof *rows);
    if (!roads || !rows)
        return 3;
    if (choose(ctx, &set, rules, cross_m == 0 ? INFINITY : cross_m, roads, rows, &count) != GEO_OK)
        return failed(ctx);
    double from_s = seconds();
    if (geo_centre_init(ctx, roads, count, &centre) != GEO_OK)
        return failed(ctx);
    fprintf(
        stderr,
        "%zu roads, %llu portals, %zu lines, %llu roads alone, %llu failed, %.3f s of processor\n",
        count, (unsigned long long)centre.portals, centre.lines.count,
        (unsigned long long)centre.alone, (unsigned long long)centre.failed, seconds() - from_s);
    write_lines(&set, rows, &centre);
    geo_centre_release(&centre);
    geo_free(roads);
    geo_free(rows);
    geo_table_free(rules);
    geo_features_release(&set);
    geo_ctx_free(ctx);
    return 0;
}
