/* io/delimited and io/encoding: what a table of text may look like, what is refused and where, in
 * every encoding; memory that runs out; text that comes in pieces. */
#include "io/delimited.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ctx_case.h"

static geo_status open_bytes(const char *bytes, size_t length, const char *encoding,
                             geo_delimited **out)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    rewind(file);
    return geo_delimited_new(ctx, file, "t.csv", encoding, out);
}

/* The table as text: cells in square brackets, a line per row, the header first; or the error. */
static geo_status render(const char *bytes, size_t length, const char *encoding, geo_text *out)
{
    geo_delimited *table = NULL;
    const char *const *cells;
    geo_status status = open_bytes(bytes, length, encoding, &table);
    for (size_t i = 0; !status && i < geo_delimited_columns(table); i++)
        geo_text_addf(out, "[%s]", geo_delimited_heading(table, i));
    while (!status && !(status = geo_delimited_next(ctx, table, &cells))) {
        geo_text_addf(out, "\n%llu:", (unsigned long long)geo_delimited_line(table));
        for (size_t i = 0; i < geo_delimited_columns(table); i++)
            geo_text_addf(out, "[%s]", cells[i]);
    }
    geo_delimited_free(table);
    if (status == GEO_END)
        return GEO_OK;
    geo_text_reset(out);
    geo_text_add(out, geo_ctx_error(ctx));
    return status;
}

typedef struct reading {
    const char *bytes, *expected;
} reading;

static void check_all(const reading *cases, size_t count, geo_status status)
{
    for (size_t i = 0; i < count; i++) {
        geo_text text = GEO_TEXT_INIT;
        geo_status found = render(cases[i].bytes, strlen(cases[i].bytes), NULL, &text);
        bool same = status ? strstr(geo_text_string(&text), cases[i].expected) != NULL
                           : !strcmp(geo_text_string(&text), cases[i].expected);
        if (found != status || !same)
            fail_msg("case %zu: %d '%s', expected '%s'", i, found, geo_text_string(&text),
                     cases[i].expected);
        geo_text_release(&text);
    }
}

static void test_reads(void **state)
{
    static const reading cases[] = {
        {"a,b\n1,2\n", "[a][b]\n2:[1][2]"},
        {"a;b\n1,5;2\n", "[a][b]\n2:[1,5][2]"},
        {"a\tb\n1\t2", "[a][b]\n2:[1][2]"},
        {"a|b\r\n1|2\r\n", "[a][b]\n2:[1][2]"},
        {"naam, voornaam;x;y\nA;1;2\n", "[naam, voornaam][x][y]\n2:[A][1][2]"},
        {"\"a;b;c;d\",e,f\n1,2,3\n", "[a;b;c;d][e][f]\n2:[1][2][3]"},
        {" a ;  b\n;\n", "[a][b]\n2:[][]"},
        {"a,b\n\"x\"\"y\",\"\"\n", "[a][b]\n2:[x\"y][]"},
        {"a,b\n\"1\n2\r\n3\",4\n5,6\n", "[a][b]\n2:[1\n2\r\n3][4]\n5:[5][6]"},
        {"a,b\n\"1,2\",3", "[a][b]\n2:[1,2][3]"},
        {"a,b\n1,\"2\"", "[a][b]\n2:[1][2]"},
        {"a,b\n1,2\n\n\r\n\n", "[a][b]\n2:[1][2]"},
        {"a,b\n1,2\r\n\r\n", "[a][b]\n2:[1][2]"},
        {"a,b\n1,2\r", "[a][b]\n2:[1][2]"},
        {"a;;\n1;2;\n", "[a][][]\n2:[1][2][]"},
        {"\"a\nb\",c\n1,2\n", "[a\nb][c]\n3:[1][2]"},
        {"a,b\n", "[a][b]"},
        {"a,b", "[a][b]"},
        {"sep=;\na;b,c,d\n1;2\n", "[a][b,c,d]\n3:[1][2]"},
        {"SEP=|\r\na|b\r\n1|2\r\n", "[a][b]\n3:[1][2]"},
        {"sep=x;b\n1;2\n", "[sep=x][b]\n2:[1][2]"},
        {"a,a\n1,2\n", "[a][a]\n2:[1][2]"},
        {"\xef\xbb\xbf"
         "a,b\n\xc3\xa9,2\n",
         "[a][b]\n2:[\xc3\xa9][2]"},
    };
    (void)state;
    check_all(cases, sizeof cases / sizeof *cases, GEO_OK);
}

static void test_refuses(void **state)
{
    static const reading cases[] = {
        {"", "'t.csv' is empty"},
        {"\xef\xbb\xbf", "'t.csv' is empty"},
        {"abc\n1\n", "t.csv:1: the header has no , ; tab or |"},
        {"\n1,2\n", "t.csv:1: the header has no"},
        {"sep=,\naa\n1\n", "t.csv:2: the separator that line 1 names is not in the header"},
        {"sep=,\n", "t.csv:2: the separator that line 1 names is not in the header"},
        {"a,b;c\n1,2\n", "t.csv:1: the header does not show which"},
        {"a,b\n1\n", "t.csv:2: 1 cells where the header has 2"},
        {"a,b\n1,2\n1,2,3\n", "t.csv:3: 3 cells where the header has 2"},
        {"a,b\n\"1\n\n2\",3\n4\n", "t.csv:5: 1 cells"},
        {"a,b\n1,2\n\n\n3,4\n", "t.csv:3: the line is empty"},
        {"a,b\n1,\"2\n3,4\n", "t.csv:2: the quote is never closed"},
        {"a,b\n1,2\n\"1\"x,2\n", "t.csv:3: text follows a closing quote"},
        {"a,b\n1,\"2\"x\n", "t.csv:2: text follows a closing quote"},
        {"a,b\n1,2\"x\"\n", "t.csv:2: a quote stands inside"},
        {"a,b\n1\r,2\n", "t.csv:2: a carriage return"},
        {"a,b\r1,2\r3,4\r", "t.csv:1: a carriage return"},
        {"a,b\n1,2\n3,\xe9\n", "t.csv:3: the text is not UTF-8"},
        {"a,b\n1,2\n3,\xc3", "t.csv:3: the text is not UTF-8"},
        {"a,b\n1,\xed\xa0\x80\n", "t.csv:2: the text is not UTF-8"}, /* half a pair of UTF-16 */
        {"a,b\n1,\xc0\xaf\n", "t.csv:2: the text is not UTF-8"},     /* too long a form */
    };
    (void)state;
    check_all(cases, sizeof cases / sizeof *cases, GEO_ERR_FORMAT);
}

static void test_a_nul_is_refused(void **state)
{
    static const char bytes[] = "a,b\n1,2\n3,4\0"
                                "5\n",
                      quoted[] = "a,b\n\"1\0\",2\n";
    geo_text text = GEO_TEXT_INIT;
    (void)state;
    assert_int_equal(render(bytes, sizeof bytes - 1, NULL, &text), GEO_ERR_FORMAT);
    assert_string_equal(geo_text_string(&text), "t.csv:3: there is a NUL byte");
    assert_int_equal(render(quoted, sizeof quoted - 1, NULL, &text), GEO_ERR_FORMAT);
    assert_string_equal(geo_text_string(&text), "t.csv:2: there is a NUL byte");
    geo_text_release(&text);
}

#define BYTES(text) text, sizeof(text) - 1

static void test_encodings(void **state)
{
    static const struct {
        const char *encoding, *bytes;
        size_t length;
        const char *expected; /* with a colon: the error */
    } cases[] = {
        {"windows-1252", BYTES("a;b\n\x80;caf\xe9\n"), "[a][b]\n2:[\xe2\x82\xac][caf\xc3\xa9]"},
        {"Latin1", BYTES("a;b\n1;caf\xe9\n"), "[a][b]\n2:[1][caf\xc3\xa9]"},
        {"ISO-8859-15", BYTES("a;b\n1;\xa4\n"), "[a][b]\n2:[1][\xe2\x82\xac]"},
        {"cp850", BYTES("a;b\n1;\x82\n"), "[a][b]\n2:[1][\xc3\xa9]"},
        {NULL,
         BYTES("\xff\xfe"
               "a\0;\0b\0\n\0\xe9\0;\0\x3c\xd8\x33\xdf\n\0"),
         "[a][b]\n2:[\xc3\xa9][\xf0\x9f\x8c\xb3]"},
        {NULL,
         BYTES("\xfe\xff\0a\0;\0b\0\r\0\n\0"
               "1\0;\x20\xac"),
         "[a][b]\n2:[1][\xe2\x82\xac]"},
        {"utf-16", BYTES("\xfe\xff\0a\0;\0b"), "[a][b]"},
        {"utf-16be", BYTES("\0a\0;\0b"), "[a][b]"},
        {"UTF 8",
         BYTES("\xef\xbb\xbf"
               "a;b"),
         "[a][b]"},
        {"windows-1252", BYTES("a;b\n1;2\n3;\x81\n"), "t.csv:3: the text is not CP1252"},
        {"windows-1252", BYTES("a;b\ncaf\xc3\xa9;\xe2\x82\xac\n"), "'t.csv' is UTF-8, not CP1252"},
        {"latin1", BYTES("a;b\n\xc3\xa9;\xe9\n"), "[a][b]\n2:[\xc3\x83\xc2\xa9][\xc3\xa9]"},
        {"latin1", BYTES("a;b\n1;2\n"), "[a][b]\n2:[1][2]"},
        {"utf-16", BYTES("a\0;\0b\0"), "'t.csv' has no mark"},
        {"windows-1252",
         BYTES("\xef\xbb\xbf"
               "a;b"),
         "'t.csv' begins with the mark of UTF-8"},
        {"utf-16le", BYTES("\xfe\xff\0a\0;\0b"), "begins with the mark of UTF-16BE"},
        {NULL,
         BYTES("\xff\xfe"
               "a\0;\0b"),
         "t.csv:1: the text is not UTF-16LE"}, /* half a letter */
        {NULL,
         BYTES("\xff\xfe"
               "a\0;\0\0\xd8\n\0"),
         "t.csv:1: the text is not UTF-16LE"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *encoding = NULL;
        geo_text text = GEO_TEXT_INIT;
        if (cases[i].encoding)
            assert_ok(geo_encoding_find(ctx, cases[i].encoding, &encoding));
        geo_status status = render(cases[i].bytes, cases[i].length, encoding, &text);
        bool refused = cases[i].expected[0] != '[';
        if (!refused && strcmp(geo_text_string(&text), cases[i].expected) != 0)
            fail_msg("case %zu: %s", i, geo_text_string(&text));
        if (refused && !strstr(geo_text_string(&text), cases[i].expected))
            fail_msg("case %zu: %s", i, geo_text_string(&text));
        assert_int_equal(status, refused ? GEO_ERR_FORMAT : GEO_OK);
        geo_text_release(&text);
    }
    const char *encoding;
    assert_int_equal(geo_encoding_find(ctx, "ebcdic", &encoding), GEO_ERR_ARG);
    assert_int_equal(geo_encoding_find(ctx, "", &encoding), GEO_ERR_ARG);
}

static void test_a_hint_names_the_usual_encoding(void **state)
{
    geo_text text = GEO_TEXT_INIT;
    (void)state;
    assert_int_equal(render(BYTES("a;b\ncaf\xe9;1\n"), NULL, &text), GEO_ERR_FORMAT);
    assert_non_null(strstr(geo_ctx_hint(ctx), "--encoding windows-1252"));
    geo_text_release(&text);
}

/* `count` rows of a running number and a cell of `width` letters that differ by row. */
static char *many_rows(size_t count, size_t width, size_t *length)
{
    size_t room = 32 + count * (width + 24), used = 7;
    char *bytes = malloc(room);
    memcpy(bytes, "n;text\n", used);
    for (size_t i = 0; i < count; i++) {
        used += (size_t)snprintf(bytes + used, room - used, "%zu;\"", i);
        memset(bytes + used, (int)('a' + i % 26), width);
        used += width;
        memcpy(bytes + used, "\"\r\n", 3);
        used += 3;
    }
    *length = used;
    return bytes;
}

/* Rows of every width cross the borders of the pieces in which a file is read. */
static void test_pieces_make_no_difference(void **state)
{
    (void)state;
    for (size_t width = 1; width < 40; width += 3) {
        size_t length, row = 0;
        char *bytes = many_rows(20000, width, &length);
        geo_delimited *table = NULL;
        const char *const *cells;
        geo_status status = open_bytes(bytes, length, NULL, &table);
        while (!status && !(status = geo_delimited_next(ctx, table, &cells))) {
            assert_int_equal(strtoul(cells[0], NULL, 10), row);
            assert_int_equal(strlen(cells[1]), width);
            assert_int_equal(cells[1][0], 'a' + row % 26);
            assert_int_equal(cells[1][width - 1], 'a' + row % 26);
            row++;
            assert_int_equal(geo_delimited_line(table), row + 1);
        }
        assert_int_equal(status, GEO_END);
        assert_int_equal(row, 20000);
        geo_delimited_free(table);
        free(bytes);
    }
}

static void test_a_row_has_a_limit(void **state)
{
    size_t most = GEO_DELIMITED_LONGEST, length;
    (void)state;
    for (size_t more = 0; more < 2; more++) { /* "0", the text, and a NUL after each */
        char *bytes = many_rows(1, most - 3 + more, &length);
        geo_text text = GEO_TEXT_INIT;
        geo_status status = render(bytes, length, NULL, &text);
        assert_int_equal(status, more ? GEO_ERR_FORMAT : GEO_OK);
        if (more)
            assert_non_null(strstr(text.data, "t.csv:2: the row is longer than 1 MiB"));
        geo_text_release(&text);
        free(bytes);
    }
    char *bytes = calloc(1, 2 * most + 1);
    memset(bytes, 'a', 2 * most);
    geo_text text = GEO_TEXT_INIT;
    assert_int_equal(render(bytes, 2 * most, NULL, &text), GEO_ERR_FORMAT);
    assert_non_null(strstr(text.data, "t.csv:1: the row is longer than 1 MiB"));
    memset(bytes, ',', GEO_DELIMITED_COLUMNS + 5);
    bytes[GEO_DELIMITED_COLUMNS + 5] = '\n';
    assert_int_equal(render(bytes, GEO_DELIMITED_COLUMNS + 6, NULL, &text), GEO_ERR_LIMIT);
    geo_text_release(&text);
    free(bytes);
}

static void test_memory_runs_out(void **state)
{
    static const char bytes[] = "a;b;c\n\"1;\n\";2;3\n4;5;6\n\n";
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth = 1;
    (void)state;
    for (; status == GEO_ERR_NOMEM; nth++) {
        geo_delimited *table = NULL;
        const char *const *cells;
        geo_alloc_fail_at(nth);
        status = open_bytes(bytes, sizeof bytes - 1, NULL, &table);
        while (!status)
            status = geo_delimited_next(ctx, table, &cells);
        geo_delimited_free(table);
    }
    geo_alloc_fail_at(0);
    assert_int_equal(status, GEO_END);
    assert_true(nth > 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_reads, open_ctx, close_ctx),
        cmocka_unit_test_setup_teardown(test_refuses, open_ctx, close_ctx),
        cmocka_unit_test_setup_teardown(test_a_nul_is_refused, open_ctx, close_ctx),
        cmocka_unit_test_setup_teardown(test_encodings, open_ctx, close_ctx),
        cmocka_unit_test_setup_teardown(test_a_hint_names_the_usual_encoding, open_ctx, close_ctx),
        cmocka_unit_test_setup_teardown(test_pieces_make_no_difference, open_ctx, close_ctx),
        cmocka_unit_test_setup_teardown(test_a_row_has_a_limit, open_ctx, close_ctx),
        cmocka_unit_test_setup_teardown(test_memory_runs_out, open_ctx, close_ctx),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
