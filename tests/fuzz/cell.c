/* One cell of a register: numbers, years, dates, ids. What is understood lies within its limits,
 * and a date that was written anew is the same date. */
#include "registry/cell_text.h"

#include "fuzz.h"

static void check_date(const char *text)
{
    char date[11], again[11];
    if (!geo_cell_date(text, date))
        return;
    FUZZ_CHECK(strlen(date) == 10 && geo_cell_date(date, again) && !strcmp(date, again));
}

static void check_id(const char *text)
{
    char room[GEO_CELL_ID_ROOM], other[GEO_CELL_ID_ROOM];
    const char *id, *again;
    if (geo_cell_id(text, room, &id) == GEO_CELL_ID_LOST)
        return;
    FUZZ_CHECK(id && strlen(id) <= strlen(text));
    FUZZ_CHECK(geo_cell_id(id, other, &again) != GEO_CELL_ID_MENDED || strlen(again) < strlen(id));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_string(data, size);
    const char *letter;
    int64_t number;
    if (geo_cell_whole(text, &number))
        FUZZ_CHECK(number >= -INT32_MAX && number <= INT32_MAX);
    if (geo_cell_house(text, &number, &letter))
        FUZZ_CHECK(number >= -INT32_MAX && (!letter || (letter > text && letter[0])));
    if (geo_cell_year(text, &number))
        FUZZ_CHECK(number >= 1000 && number <= 2200);
    (void)geo_cell_is_zero(text);
    check_date(text);
    check_id(text);
    free(text);
    return 0;
}
