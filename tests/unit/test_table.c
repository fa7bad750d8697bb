/* CSV tables: what RFC 4180 allows, what it does not, line numbers in messages, no memory. */
#include "base/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ctx_case.h"

static geo_table *parsed(const char *text)
{
    geo_table *table = NULL;
    if (geo_table_parse(ctx, "t.csv", text, strlen(text), &table) != GEO_OK)
        fail_msg("refused: %s", geo_ctx_error(ctx));
    return table;
}

static void test_a_table(void **state)
{
    (void)state;
    geo_table *table = parsed("# species and their crowns\n"
                              "species,crown_m,note\n"
                              "Quercus robur,18,\n"
                              "\n"
                              "# trees of the second size\n"
                              "\"Tilia, cordata\",12.5,\"says \"\"linde\"\"\"\n");
    assert_int_equal(geo_table_rows(table), 2);
    assert_int_equal(geo_table_columns(table), 3);
    assert_string_equal(geo_table_heading(table, 1), "crown_m");
    assert_string_equal(geo_table_cell(table, 0, 0), "Quercus robur");
    assert_string_equal(geo_table_cell(table, 0, 2), "");
    assert_string_equal(geo_table_cell(table, 1, 0), "Tilia, cordata");
    assert_string_equal(geo_table_cell(table, 1, 2), "says \"linde\"");
    assert_string_equal(geo_table_cell(table, 2, 0), "");
    assert_string_equal(geo_table_cell(table, 0, 3), "");
    assert_string_equal(geo_table_heading(table, 3), "");
    geo_table_free(table);
}

static void test_line_ends_and_marks(void **state)
{
    (void)state;
    const char *same[] = {"a,b\n1,2\n",
                          "a,b\n1,2",
                          "a,b\r\n1,2\r\n",
                          "\xef\xbb\xbf"
                          "a,b\r\n1,2",
                          "\r\n\na,b\r\n\r\n1,2\r\n\r\n",
                          "a,b\n#\n1,2\n# end",
                          "\"a\",\"b\"\n\"1\",\"2\"",
                          "\"a\",\"b\"\r\n\"1\",\"2\"\r\n"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        geo_table *table = parsed(same[i]);
        assert_int_equal(geo_table_rows(table), 1);
        assert_int_equal(geo_table_columns(table), 2);
        assert_string_equal(geo_table_heading(table, 0), "a");
        assert_string_equal(geo_table_heading(table, 1), "b");
        assert_string_equal(geo_table_cell(table, 0, 0), "1");
        assert_string_equal(geo_table_cell(table, 0, 1), "2");
        geo_table_free(table);
    }
}

static void test_odd_cells(void **state)
{
    (void)state;
    geo_table *table = parsed("a,b\n\"two\nlines\",\"\"\n\"#1\",\"\"\"\"\n x ,\n,");
    assert_int_equal(geo_table_rows(table), 4);
    assert_string_equal(geo_table_cell(table, 0, 0), "two\nlines");
    assert_string_equal(geo_table_cell(table, 0, 1), "");
    assert_string_equal(geo_table_cell(table, 1, 0), "#1");
    assert_string_equal(geo_table_cell(table, 1, 1), "\"");
    assert_string_equal(geo_table_cell(table, 2, 0), " x ");
    assert_string_equal(geo_table_cell(table, 3, 1), "");
    geo_table_free(table);
    table = parsed("only\n");
    assert_int_equal(geo_table_rows(table), 0);
    geo_table_free(table);
}

static void test_bad_tables(void **state)
{
    (void)state;
    const struct {
        const char *text, *message;
    } bad[] = {
        {"", "'t.csv' has no header row"},
        {"# nothing\n\n", "'t.csv' has no header row"},
        {"a,b\n1\n", "t.csv:2: 1 cells where the header has 2"},
        {"a,b\r\n1,2\r\n1,2,3\r\n", "t.csv:3: 3 cells where the header has 2"},
        {"a,b\n\"x\ny\",1\n2\n", "t.csv:4: 1 cells where the header has 2"},
        {"a\n1\n\"open\n2\n", "t.csv:3: the quote is never closed"},
        {"a\n\"", "t.csv:2: the quote is never closed"},
        {"a\n\"x\"y\n", "t.csv:2: text follows a closing quote"},
        {"a\n\"x\"\ry\n", "t.csv:2: text follows a closing quote"},
        {"a\nx\"y\"\n", "t.csv:2: a quote stands inside an unquoted cell"},
        {"a,,c\n", "t.csv:1: column 2 has no heading"},
        {"# x\na,b,a\n", "t.csv:2: heading 'a' stands twice"},
        {"a\n\n\xff\n", "t.csv:3: not UTF-8"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        geo_table *table = NULL;
        assert_int_equal(geo_table_parse(ctx, "t.csv", bad[i].text, strlen(bad[i].text), &table),
                         GEO_ERR_FORMAT);
        assert_string_equal(geo_ctx_error(ctx), bad[i].message);
        assert_null(table);
    }
    geo_table *table = NULL;
    assert_int_equal(geo_table_parse(ctx, "t.csv", "a\n1\0\n", 5, &table), GEO_ERR_FORMAT);
    assert_string_equal(geo_ctx_error(ctx), "t.csv:2: a NUL byte");
}

static void test_looking_up(void **state)
{
    (void)state;
    geo_table *table = parsed("class,share\nlawn,0.4\nwater,\nroad,much\nlawn,0.5\n");
    size_t at = 99;
    assert_ok(geo_table_column(ctx, table, "share", &at));
    assert_int_equal(at, 1);
    assert_int_equal(geo_table_column(ctx, table, "Share", &at), GEO_ERR_NOTFOUND);
    assert_string_equal(geo_ctx_error(ctx), "'t.csv' has no column 'Share'");
    static const char *const headings[] = {"share", "class", "width", "depth"};
    size_t columns[4] = {99, 99, 99, 99};
    assert_ok(geo_table_find_columns(ctx, table, headings, 2, columns));
    assert_true(columns[0] == 1 && columns[1] == 0 && columns[2] == 99);
    assert_int_equal(geo_table_find_columns(ctx, table, headings, 4, columns), GEO_ERR_NOTFOUND);
    assert_string_equal(geo_ctx_error(ctx), "'t.csv' has no column 'width'");
    assert_ok(geo_table_find(table, 0, "lawn", &at));
    assert_int_equal(at, 0);
    assert_int_equal(geo_table_find(table, 0, "tree", &at), GEO_ERR_NOTFOUND);
    assert_int_equal(geo_table_find(table, 7, "lawn", &at), GEO_ERR_NOTFOUND);
    double value = -99.0;
    assert_ok(geo_table_double(ctx, table, 0, 1, &value));
    assert_near(value, 0.4, 0.0);
    assert_int_equal(geo_table_double(ctx, table, 1, 1, &value), GEO_ERR_FORMAT);
    assert_string_equal(geo_ctx_error(ctx), "t.csv:3: column 'share': '' is not a number");
    assert_int_equal(geo_table_double(ctx, table, 2, 1, &value), GEO_ERR_FORMAT);
    assert_string_equal(geo_ctx_error(ctx), "t.csv:4: column 'share': 'much' is not a number");
    assert_int_equal(geo_table_double(ctx, table, 9, 1, &value), GEO_ERR_FORMAT);
    assert_near(value, 0.4, 0.0);
    geo_table_free(table);
    geo_table_free(NULL);
}

static void test_reading_files(void **state)
{
    (void)state;
    geo_table *table = NULL;
    assert_int_equal(geo_table_read(ctx, "no/such.csv", &table), GEO_ERR_NOTFOUND);
    assert_string_equal(geo_ctx_error(ctx), "cannot open 'no/such.csv': no such file");
    assert_int_equal(geo_table_read(ctx, ".", &table), GEO_ERR_IO);
    assert_int_equal(geo_table_read(ctx, "/dev/zero", &table), GEO_ERR_LIMIT);

    char path[] = "table_XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    const char text[] = "a,b\n1,2\n3\n";
    assert_int_equal(write(file, text, 8), 8);
    assert_ok(geo_table_read(ctx, path, &table));
    assert_string_equal(geo_table_cell(table, 0, 1), "2");
    geo_table_free(table);
    assert_int_equal(write(file, text + 8, 2), 2);
    assert_int_equal(geo_table_read(ctx, path, &table), GEO_ERR_FORMAT);
    char message[80];
    snprintf(message, sizeof message, "%s:3: 1 cells where the header has 2", path);
    assert_string_equal(geo_ctx_error(ctx), message);
    close(file);
    unlink(path);
}

static void test_no_memory(void **state)
{
    (void)state;
    geo_text text = GEO_TEXT_INIT;
    geo_text_add(&text, "a,b\n");
    for (int i = 0; i < 200; i++)
        geo_text_addf(&text, "%d,\"x\"\n", i);
    geo_table *table = NULL;
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth = 1;
    for (; status != GEO_OK; nth++) {
        assert_null(table);
        geo_alloc_fail_at(nth);
        status = geo_table_parse(ctx, "t.csv", text.data, text.length, &table);
        if (status != GEO_OK) {
            assert_int_equal(status, GEO_ERR_NOMEM);
            assert_string_equal(geo_ctx_error(ctx), "out of memory");
        }
    }
    geo_alloc_fail_at(0);
    assert_true(nth > 8);
    assert_int_equal(geo_table_rows(table), 200);
    geo_table_free(table);
    geo_text_release(&text);
}

/* Sixteen million bytes of one kind must not take more than linear time. */
static void test_pathological(void **state)
{
    (void)state;
    const struct {
        char filler;
        geo_status expected;
    } cases[] = {{',', GEO_ERR_FORMAT},
                 {'"', GEO_OK}, /* one cell full of quotes */
                 {'\n', GEO_ERR_FORMAT},
                 {'#', GEO_ERR_FORMAT},
                 {'x', GEO_OK}};
    size_t length = 16u << 20;
    char *text = geo_alloc(length, 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        geo_table *table = NULL;
        memset(text, cases[i].filler, length);
        assert_int_equal(geo_table_parse(ctx, "t.csv", text, length, &table), cases[i].expected);
        geo_table_free(table);
    }
    geo_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_table),    cmocka_unit_test(test_line_ends_and_marks),
        cmocka_unit_test(test_odd_cells),  cmocka_unit_test(test_bad_tables),
        cmocka_unit_test(test_looking_up), cmocka_unit_test(test_reading_files),
        cmocka_unit_test(test_no_memory),  cmocka_unit_test(test_pathological),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
