#include "water/rain_summary.h"

#include <math.h>

static const char *const SCENARIOS[] = {"before", "after"};

/* ---- for people ---- */

static void add_m3(geo_text *out, const char *what, double m3)
{
    geo_text_add(out, what);
    geo_text_add_fixed(out, m3, 1);
}

/* Below it a residual is the rounding of sums, whose digits mean nothing. */
#define ROUNDING 1e-12

static void add_books(geo_text *out, const geo_rain_books *books)
{
    double residual = books->rain > 0 ? books->residual / books->rain : 0;
    geo_text_addf(out, "%s%s: rain ", books->event->id, books->is_after ? ", with measures" : "");
    geo_text_add_fixed(out, books->rain, 1);
    add_m3(out, " m3 = held on surfaces ", books->interception);
    add_m3(out, " + sunk in ", books->infiltrated);
    add_m3(out, " + sewer ", books->sewer);
    if (books->pumped > 0)
        add_m3(out, " + pumped ", books->pumped);
    add_m3(out, " + stored ", books->stored);
    add_m3(out, " (in objects ", books->in_objects);
    add_m3(out, ") + out of the map ", books->out);
    if (fabs(residual) < ROUNDING)
        geo_text_addf(out, "; residual below %g of it\n", ROUNDING);
    else
        geo_text_addf(out, "; residual %.2g of it\n", residual);
}

static void add_more(geo_text *out, const char *what, double m3)
{
    geo_text_add(out, what);
    geo_text_add(out, m3 >= 0.05 ? "+" : "");
    geo_text_add_fixed(out, m3, 1);
}

static void add_change(geo_text *out, const geo_rain_books *before, const geo_rain_books *after)
{
    geo_text_addf(out, "%s, what measures change:", after->event->id);
    add_more(out, " stored ", after->stored - before->stored);
    add_more(out, " m3, held on surfaces ", after->interception - before->interception);
    add_more(out, ", sunk in ", after->infiltrated - before->infiltrated);
    add_more(out, ", sewer ", after->sewer - before->sewer);
    if (before->pumped > 0)
        add_more(out, ", pumped ", after->pumped - before->pumped);
    add_more(out, ", out of the map ", after->out - before->out);
    geo_text_add(out, "\n");
}

/* The books of a shower before measures; NULL: none. */
static const geo_rain_books *before_of(const geo_rain_books *books, size_t count,
                                       const geo_rain_books *after)
{
    for (size_t i = 0; i < count; i++)
        if (!books[i].is_after && books[i].event == after->event)
            return &books[i];
    return NULL;
}

static void add_ground(geo_text *out, const geo_rain_tally *tally)
{
    geo_text_add(out, "reckoned: ");
    geo_text_add_fixed(out, tally->area_m2 / 1e4, 2);
    geo_text_add(out, " ha in cells of ");
    geo_text_add_double(out, tally->cell_m);
    geo_text_add(out, " m; of unknown surface ");
    geo_text_add_fixed(out, tally->unknown_m2 / 1e4, 2);
    geo_text_add(out, " ha; in no catchment ");
    geo_text_add_fixed(out, tally->outside_m2 / 1e4, 2);
    geo_text_add(out, " ha\n");
}

geo_status geo_rain_summary(geo_ctx *ctx, const geo_rain *rain, geo_text *out)
{
    size_t count;
    const geo_rain_books *books = geo_rain_totals(rain, &count);
    add_ground(out, geo_rain_tallied(rain));
    for (size_t i = 0; i < count; i++) {
        const geo_rain_books *before = before_of(books, count, &books[i]);
        add_books(out, &books[i]);
        if (books[i].is_after && before)
            add_change(out, before, &books[i]);
    }
    return out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}

/* ---- JSON ---- */

static void add_books_json(geo_text *out, const geo_rain_books *books)
{
    geo_text_add(out, "{");
    geo_text_add_word(out, "event", books->event->id);
    geo_text_add_number(out, "mm", books->event->mm);
    geo_text_add_number(out, "hours", books->event->hours);
    geo_text_add_word(out, "scenario", SCENARIOS[books->is_after]);
    geo_text_add_number(out, "rain_m3", books->rain);
    geo_text_add_number(out, "interception_m3", books->interception);
    geo_text_add_number(out, "infiltrated_m3", books->infiltrated);
    geo_text_add_number(out, "sewer_m3", books->sewer);
    geo_text_add_number(out, "pumped_m3", books->pumped);
    geo_text_add_number(out, "stored_m3", books->stored);
    geo_text_add_number(out, "stored_in_objects_m3", books->in_objects);
    geo_text_add_number(out, "out_m3", books->out);
    geo_text_add_number(out, "residual_m3", books->residual);
    geo_text_add(out, "}");
}

geo_status geo_rain_summary_json(geo_ctx *ctx, const geo_rain *rain, geo_text *out)
{
    size_t count;
    const geo_rain_books *books = geo_rain_totals(rain, &count);
    const geo_rain_tally *tally = geo_rain_tallied(rain);
    geo_text_add(out, "{\"schema\":\"groennet-rain/1\"");
    geo_text_add_number(out, "cell_m", tally->cell_m);
    geo_text_add_number(out, "area_m2", tally->area_m2);
    geo_text_add_number(out, "unknown_m2", tally->unknown_m2);
    geo_text_add_number(out, "outside_m2", tally->outside_m2);
    geo_text_add_number(out, "objects_without_volume", (double)tally->no_volume);
    geo_text_add_number(out, "objects_outside", (double)tally->off);
    geo_text_add_number(out, "measures_added", (double)tally->added);
    geo_text_add_number(out, "measures_replaced", (double)tally->replaced);
    geo_text_add_number(out, "measures_on_ground", (double)tally->changed);
    geo_text_add_key(out, "books");
    geo_text_add(out, "[");
    for (size_t i = 0; i < count; i++) {
        geo_text_add(out, i ? "," : "");
        add_books_json(out, &books[i]);
    }
    geo_text_add(out, "]}\n");
    return out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}
