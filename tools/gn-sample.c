/* gn-sample: a synthetic but plausible Dutch town folder of any size, from a seed. */
#include <string.h>

#include "cli/cli.h"
#include "sample/town.h"

typedef struct args {
    int64_t addresses, seed, decimals;
    double cell_m;
    bool no_rasters;
} args;

static const cli_option options[] = {
    {.name = "addresses",
     .kind = CLI_INTEGER,
     .offset = offsetof(args, addresses),
     .value = "N",
     .fallback = "2000",
     .title = "Aantal adressen",
     .help = "number of addresses, 500 to 1000000"},
    {.name = "seed",
     .kind = CLI_INTEGER,
     .offset = offsetof(args, seed),
     .value = "S",
     .fallback = "1",
     .title = "Startwaarde",
     .help = "whole number that decides what the town is like, 0 or more"},
    {.name = "cell",
     .kind = CLI_LENGTH,
     .offset = offsetof(args, cell_m),
     .value = "LENGTH",
     .fallback = "0.5m",
     .title = "Celgrootte van de hoogtekaarten",
     .help = "cell size of the elevation models, 0.1m to 100m"},
    {.name = "decimals",
     .kind = CLI_INTEGER,
     .offset = offsetof(args, decimals),
     .value = "N",
     .fallback = "2",
     .title = "Decimalen van de hoogtekaarten",
     .help = "decimals of the heights, 0 to 3: fewer make smaller files"},
    {.name = "no-rasters",
     .kind = CLI_FLAG,
     .offset = offsetof(args, no_rasters),
     .title = "Geen hoogtekaarten",
     .help = "leave the elevation models out"},
};

static int check(cli *app, const args *given)
{
    if (strcmp(app->common.output, "-") == 0) {
        geo_hint(app->ctx, "name a folder with -o");
        return cli_usage(app, "a town folder cannot go to standard output");
    }
    if (given->addresses < SAMPLE_ADDRESSES_MIN || given->addresses > SAMPLE_ADDRESSES_MAX)
        return cli_usage(app, "--addresses: a town has %d to %d, not %lld", SAMPLE_ADDRESSES_MIN,
                         SAMPLE_ADDRESSES_MAX, (long long)given->addresses);
    if (given->seed < 0)
        return cli_usage(app, "--seed: %lld is less than 0", (long long)given->seed);
    if (given->decimals < 0 || given->decimals > 3)
        return cli_usage(app, "--decimals: 0 to 3, not %lld", (long long)given->decimals);
    if (!(given->cell_m >= 0.1 && given->cell_m <= 100))
        return cli_usage(app, "--cell: 0.1m to 100m, not %gm", given->cell_m);
    return CLI_DONE;
}

static int run(cli *app)
{
    const args *given = app->args;
    geo_provenance *provenance = NULL;
    int result = check(app, given);
    if (result != CLI_DONE)
        return result;
    geo_status status = cli_provenance(app, NULL, NULL, 0, &provenance);
    if (status == GEO_OK) {
        sample_town town = {.folder = app->common.output,
                            .overwrite = app->common.overwrite,
                            .seed = (uint64_t)given->seed,
                            .addresses = given->addresses,
                            .no_rasters = given->no_rasters,
                            .cell_m = given->cell_m,
                            .decimals = (int)given->decimals,
                            .provenance = geo_provenance_text(provenance)};
        status = sample_town_write(app->ctx, &town);
    }
    geo_provenance_free(provenance);
    return cli_status(app, status);
}

int main(int argc, char **argv)
{
    static const cli_tool tool = {
        .name = "gn-sample",
        .title = "Voorbeeldstad maken",
        .summary = "make a synthetic Dutch town folder of any size from a seed",
        .operands = "",
        .options = options,
        .option_count = sizeof options / sizeof *options,
        .args_size = sizeof(args),
        .writes = true,
        .run = run,
    };
    return cli_main(&tool, argc, argv);
}
