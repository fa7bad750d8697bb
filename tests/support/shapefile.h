/* A shapefile of points with one column of text, byte by byte: tests spoil it as they like. */
#ifndef GROENNET_TESTS_SHAPEFILE_H
#define GROENNET_TESTS_SHAPEFILE_H

#include "records.h"

enum { DBF_WIDTH = 20 };

static inline void put_big(uint8_t *at, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(number >> (24 - 8 * i));
}

static inline void put_little(uint8_t *at, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(number >> (8 * i));
}

static inline void shape_header(uint8_t *to, uint32_t bytes, uint32_t count)
{
    const double box[4] = {EAST, NORTH, EAST + count, NORTH + count};
    put_big(to, 9994);
    put_big(to + 24, bytes / 2);
    put_little(to + 28, 1000);
    put_little(to + 32, 1); /* points */
    memcpy(to + 36, box, sizeof box);
}

static inline void put_points(const char *stem, uint32_t count)
{
    uint8_t shp[4096] = {0}, shx[4096] = {0};
    char name[64];
    shape_header(shp, 100 + 28 * count, count);
    shape_header(shx, 100 + 8 * count, count);
    for (uint32_t i = 0; i < count; i++) {
        const double xy[2] = {EAST + i, NORTH + i};
        uint8_t *row = shp + 100 + 28 * i, *entry = shx + 100 + 8 * i;
        put_big(row, i + 1);
        put_big(row + 4, 10);
        put_little(row + 8, 1);
        memcpy(row + 12, xy, sizeof xy);
        put_big(entry, (100 + 28 * i) / 2);
        put_big(entry + 4, 10);
    }
    snprintf(name, sizeof name, "%s.shp", stem);
    put_bytes(in_folder(name), shp, 100 + 28 * count);
    snprintf(name, sizeof name, "%s.shx", stem);
    put_bytes(in_folder(name), shx, 100 + 8 * count);
}

/* Column "naam"; language: the driver's byte for the encoding (0x57: Windows' own; 0: not said). */
static inline void put_names(const char *stem, uint8_t language, const char *const *names,
                             uint32_t count)
{
    uint8_t dbf[4096] = {3, 124, 1, 1};
    char name[64];
    uint32_t row = 1 + DBF_WIDTH;
    put_little(dbf + 4, count);
    dbf[8] = 65;
    dbf[10] = (uint8_t)row;
    dbf[29] = language;
    memcpy(dbf + 32, "naam", 4);
    dbf[43] = 'C';
    dbf[48] = DBF_WIDTH;
    dbf[64] = '\r';
    memset(dbf + 65, ' ', count * row);
    for (uint32_t i = 0; i < count; i++)
        memcpy(dbf + 65 + i * row + 1, names[i], strlen(names[i]));
    dbf[65 + count * row] = 0x1a;
    snprintf(name, sizeof name, "%s.dbf", stem);
    put_bytes(in_folder(name), dbf, 66 + count * row);
}

/* The .shp file's path; a .prj says that it is RD New. */
static inline const char *make_shapefile(const char *stem, uint8_t language,
                                         const char *const *names, uint32_t count)
{
    char name[64];
    put_points(stem, count);
    put_names(stem, language, names, count);
    snprintf(name, sizeof name, "%s.prj", stem);
    put_text(in_folder(name), RD_WKT);
    snprintf(name, sizeof name, "%s.shp", stem);
    return in_folder(name);
}

#endif
