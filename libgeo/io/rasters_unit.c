/* In which unit a height is. The value is what is stored times scale plus offset, and the unit is
 * that of the value (GDAL raster data model); but files say one without the other, or mean the
 * stored number by it. What could be a hundred times too much or too little is asked, never chosen.
 */
#include <ctype.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <string.h>

#include "io/rasters_parts.h"

static const struct {
    const char *word;
    double metres;
} WORDS[] = {{"m", 1},
             {"metre", 1},
             {"metres", 1},
             {"meter", 1},
             {"meters", 1},
             {"dm", 0.1},
             {"decimetre", 0.1},
             {"decimetres", 0.1},
             {"decimeter", 0.1},
             {"decimeters", 0.1},
             {"cm", 0.01},
             {"centimetre", 0.01},
             {"centimetres", 0.01},
             {"centimeter", 0.01},
             {"centimeters", 0.01},
             {"mm", 0.001},
             {"millimetre", 0.001},
             {"millimetres", 0.001},
             {"millimeter", 0.001},
             {"millimeters", 0.001}};

enum { WORD_ROOM = 16 };

/* The next word in small letters at or after *at ("m NAP", "NAP + m"); false at the end. One longer
 * than any of ours is cut, and so is none of them. */
static bool next_word(const char **at, char word[WORD_ROOM])
{
    size_t length = 0;
    while (**at && !isalpha((unsigned char)**at))
        (*at)++;
    for (; isalpha((unsigned char)**at); (*at)++)
        if (length < WORD_ROOM - 1)
            word[length++] = (char)tolower((unsigned char)**at);
    word[length] = '\0';
    return length > 0;
}

static bool is_feet(const char *word)
{
    static const char *const FEET[] = {"ft", "feet", "foot", "ftus", "usft"};
    size_t i = 0;
    while (i < sizeof FEET / sizeof *FEET && strcmp(word, FEET[i]) != 0)
        i++;
    return i < sizeof FEET / sizeof *FEET;
}

/* What a height is counted from is no unit. */
static bool is_idle(const char *word)
{
    return strcmp(word, "nap") == 0 || strcmp(word, "unknown") == 0;
}

static double metres_of(const char *word)
{
    size_t i = 0;
    while (i < sizeof WORDS / sizeof *WORDS && strcmp(word, WORDS[i].word) != 0)
        i++;
    return i < sizeof WORDS / sizeof *WORDS ? WORDS[i].metres : 0;
}

/* Metres of the unit that the file names, by the first word of ours; 0: none, or (strange) a word
 * that is not known. */
static geo_status unit_of_file(geo_ctx *ctx, const geo_raster *raster, double *metres,
                               bool *strange)
{
    const char *text = GDALGetRasterUnitType(raster->band);
    const char *at = text;
    char word[WORD_ROOM];
    bool other = false;
    *metres = 0;
    while (next_word(&at, word)) {
        if (is_feet(word))
            return geo_fail(ctx, GEO_ERR_UNSUPPORTED,
                            "'%s' is in '%s', not in metres: convert its heights first",
                            raster->name, text);
        if (!(*metres > 0))
            *metres = metres_of(word);
        other |= !is_idle(word);
    }
    *strange = other && !(*metres > 0);
    return GEO_OK;
}

static bool is_same(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fabs(b);
}

static bool is_scaled(const geo_raster *raster)
{
    return raster->scale != 1 || raster->offset != 0;
}

static geo_status fail_unclear(geo_ctx *ctx, const geo_raster *raster)
{
    geo_fail(ctx, GEO_ERR_RANGE,
             "'%s' multiplies its values by %g and says that they are in '%s': before that, or "
             "after it?",
             raster->name, raster->scale, GDALGetRasterUnitType(raster->band));
    geo_hint(ctx, "if they are metres after it: gdal_edit.py -units m %s", raster->name);
    return GEO_ERR_RANGE;
}

static geo_status fail_unsaid(geo_ctx *ctx, const geo_raster *raster)
{
    geo_fail(ctx, GEO_ERR_RANGE, "'%s' multiplies its values by %g and does not say their unit",
             raster->name, raster->scale);
    geo_hint(ctx, "if they are metres after it: gdal_edit.py -units m %s", raster->name);
    return GEO_ERR_RANGE;
}

static geo_status fail_strange(geo_ctx *ctx, const geo_raster *raster)
{
    geo_fail(ctx, GEO_ERR_RANGE, "'%s' says that its heights are in '%s', which is no unit we know",
             raster->name, GDALGetRasterUnitType(raster->band));
    if (raster->unit_option)
        geo_hint(ctx, "if they are centimetres: %s cm", raster->unit_option);
    else
        geo_hint(ctx, "if they are metres: gdal_edit.py -units m");
    return GEO_ERR_RANGE;
}

static geo_status fail_other(geo_ctx *ctx, const geo_raster *raster, double said, double declared)
{
    if (said > 0 && !is_scaled(raster))
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' says itself that it is in '%s': declared is %g m",
                        raster->name, GDALGetRasterUnitType(raster->band), declared);
    return geo_fail(ctx, GEO_ERR_ARG,
                    "'%s' says itself that its values are multiplied by %g and %g is added: "
                    "declared is %g",
                    raster->name, raster->scale, raster->offset, declared);
}

/* A scale that makes metres of hundredths or thousandths is meant to do so: nobody stores tenths of
 * millimetres. Of any other, tenths included, nobody can tell. */
static bool makes_metres(double scale)
{
    return is_same(scale, 0.01) || is_same(scale, 0.001);
}

/* What the user says holds, unless the file says something else. A unit of metres that came along
 * with a vertical coordinate system says nothing of whole numbers. */
static geo_status take_declared(geo_ctx *ctx, const geo_raster *raster, double said,
                                double declared, double *metres)
{
    bool whole = GDALDataTypeIsInteger(raster->type) != 0;
    *metres = declared;
    if (said > 0 && is_same(said, declared))
        return GEO_OK;
    if (!is_scaled(raster) && (said == 0 || (said == 1 && whole)))
        return GEO_OK;
    if (is_same(raster->scale, declared) && raster->offset == 0 && (said == 0 || said == 1)) {
        *metres = 1; /* the stored numbers are meant, and the file says the same */
        return GEO_OK;
    }
    return fail_other(ctx, raster, said, declared);
}

static geo_status take_said(geo_ctx *ctx, geo_raster *raster, double said, double *metres)
{
    bool scaled = raster->scale != 1;
    *metres = said > 0 ? said : 1;
    if (scaled && said == 0 && !makes_metres(raster->scale))
        return fail_unsaid(ctx, raster);
    raster->has_unit = scaled || (said > 0 && said != 1);
    return GEO_OK;
}

/* The unit of such a file is metres, whoever wrote it and whatever is in it. */
static bool has_vertical_system(const geo_raster *raster)
{
    OGRSpatialReferenceH srs = GDALGetSpatialRef(raster->dataset);
    return srs && OSRIsCompound(srs);
}

geo_status geo_raster_take_unit(geo_ctx *ctx, geo_raster *raster, double declared)
{
    double said = 0, metres = 1;
    bool strange = false;
    geo_status status = unit_of_file(ctx, raster, &said, &strange);
    if (!status && strange && !(declared > 0))
        status = fail_strange(ctx, raster);
    if (!status && said > 0 && said != 1 && is_same(raster->scale, said))
        status = fail_unclear(ctx, raster);
    if (!status && declared > 0)
        status = take_declared(ctx, raster, said, declared, &metres);
    else if (!status)
        status = take_said(ctx, raster, said, &metres);
    if (status)
        return status;
    raster->has_unit |= declared > 0;
    raster->is_said = declared > 0 || (said > 0 && (said != 1 || !has_vertical_system(raster)));
    raster->scale *= metres;
    raster->offset *= metres;
    return GEO_OK;
}
