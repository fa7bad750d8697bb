/* The command line as far as it needs no process: options into values, what is given, where the
 * town is, formats, failures of memory. What is printed is tested in cases/gn-null. */
#include "near.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cli/state.h"

typedef struct args {
    int64_t count;
    double reach_m, share_pct, ratio, area_m2;
    const char *word;
    int mode;
    bool flag;
} args;

static const cli_option options[] = {
    {"count", 'c', CLI_INTEGER, offsetof(args, count), "NUMBER", "3", NULL, "A", "a", false},
    {"reach", 'r', CLI_LENGTH, offsetof(args, reach_m), "LENGTH", "50m", NULL, "B", "b", false},
    {"share", 0, CLI_PERCENT, offsetof(args, share_pct), "PERCENT", "40%", NULL, "C", "c", false},
    {"ratio", 0, CLI_NUMBER, offsetof(args, ratio), "NUMBER", NULL, NULL, "D", "d", false},
    {"area", 0, CLI_AREA, offsetof(args, area_m2), "AREA", "1ha", NULL, "E", "e", false},
    {"word", 'o', CLI_TEXT, offsetof(args, word), "WORD", NULL, NULL, "F", "f", false},
    {"mode", 0, CLI_CHOICE, offsetof(args, mode), NULL, "one", "one|two|three", "G", "g", false},
    {"flag", 'b', CLI_FLAG, offsetof(args, flag), NULL, NULL, NULL, "H", "h", false},
};

static const char *const themes[] = {"tree", NULL};

static const cli_tool filter = {.name = "gn-test",
                                .summary = "test",
                                .operands = "[INPUT]",
                                .options = options,
                                .option_count = sizeof options / sizeof options[0],
                                .args_size = sizeof(args),
                                .themes = themes,
                                .prefix = "test",
                                .streams = true};
static const cli_tool reporter = {
    .name = "gn-report", .summary = "report", .operands = "OLD NEW [MORE...]", .args_size = 1};

static int saved_stderr;

static int silence(void **state)
{
    (void)state;
    int null = open("/dev/null", O_WRONLY);
    saved_stderr = dup(STDERR_FILENO);
    (void)unsetenv("GN_TOWN");
    return dup2(null, STDERR_FILENO) < 0 || close(null) < 0;
}

static int speak(void **state)
{
    (void)state;
    return dup2(saved_stderr, STDERR_FILENO) < 0 || close(saved_stderr) < 0;
}

#define MAX_WORDS 16

/* Parses "gn-test" and the words; the exit status, or -1 to go on. */
static int parse(const cli_tool *tool, cli *app, const char *first, ...)
{
    char *words[MAX_WORDS + 1] = {(char *)(uintptr_t)tool->name};
    int count = 1;
    bool stop;
    va_list rest;

    va_start(rest, first);
    for (const char *word = first; word && count < MAX_WORDS; word = va_arg(rest, const char *))
        words[count++] = (char *)(uintptr_t)word;
    va_end(rest);
    assert_ok(cli_state_new(tool, app));
    assert_ok(cli_table_new(app));
    int result = cli_parse(app, count, words, &stop);
    return stop ? result : -1;
}

static void test_defaults(void **state)
{
    cli app;
    (void)state;
    assert_int_equal(parse(&filter, &app, "-f", "csv", NULL), -1);
    const args *a = app.args;
    assert_int_equal(a->count, 3);
    assert_near(a->reach_m, 50.0, 0.0);
    assert_near(a->share_pct, 40.0, 0.0);
    assert_near(a->area_m2, 10000.0, 0.0);
    assert_true(isnan(a->ratio));
    assert_null(a->word);
    assert_false(a->flag);
    assert_string_equal(app.common.input, "-");
    assert_string_equal(app.common.output, "-");
    assert_string_equal(app.common.name, "test");
    assert_int_equal(app.common.format, GEO_FORMAT_CSV);
    assert_true(app.common.threads >= 1);
    assert_false(cli_given(&app, "count"));
    assert_true(cli_given(&app, "format"));
    assert_string_equal(cli_option_text(&app, "reach"), "50");
    assert_null(cli_option_text(&app, "ratio"));
    assert_null(cli_option_text(&app, "flag"));
    cli_state_free(&app);
}

static void test_given(void **state)
{
    cli app;
    (void)state;
    assert_int_equal(parse(&filter, &app, "--reach", "0.4km", "-c-7", "--mode=three", "-bb",
                           "--share=12.5%", "--ratio", "-1.5", "--bbox=1,2,3.5,4", "-vv", "-fcsv",
                           "--", "--flag", NULL),
                     -1);
    const args *a = app.args;
    assert_int_equal(a->count, -7);
    assert_near(a->reach_m, 400.0, 0.0);
    assert_near(a->share_pct, 12.5, 0.0);
    assert_near(a->ratio, -1.5, 0.0);
    assert_int_equal(a->mode, 2);
    assert_true(a->flag);
    assert_true(app.common.has_box);
    assert_near(app.common.box.xmax, 3.5, 0.0);
    assert_int_equal(app.common.verbose, 2);
    assert_string_equal(app.common.input, "--flag");
    assert_string_equal(cli_option_text(&app, "reach"), "400");
    assert_string_equal(cli_option_text(&app, "flag"), "true");
    assert_string_equal(cli_option_text(&app, "mode"), "three");
    cli_state_free(&app);
}

static void test_refused(void **state)
{
    static const char *const wrong[][3] = {
        {"--reach=7abc", NULL, NULL},
        {"--reach=-1", NULL, NULL},
        {"--reach", NULL, NULL},
        {"--count=1.5", NULL, NULL},
        {"--count=", NULL, NULL},
        {"--mode=tw", NULL, NULL},
        {"--mode=", NULL, NULL},
        {"--rea=5", NULL, NULL},
        {"--flag=yes", NULL, NULL},
        {"--bbox=4,2,3,1", NULL, NULL},
        {"--threads=0", NULL, NULL},
        {"--threads=2000", NULL, NULL},
        {"--share=101", NULL, NULL},
        {"-x", NULL, NULL},
        {"a", "b", NULL},
        {"--output=a.xyz", NULL, NULL},
        {"--output=a.csv", "-fgpkg", NULL},
        {"-fgpkg", NULL, NULL},
        {"--rejects=a.gpkg", NULL, NULL},
        {"--output=a.csv", "--rejects=a.csv", NULL},
        {"--tree=-", "-", NULL},
        {"--town=/no/such/folder", NULL, NULL},
        {"--progress=often", NULL, NULL},
        {"--json", NULL, NULL},
        {"--word=", NULL, NULL},
    };
    (void)state;

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cli app;
        if (parse(&filter, &app, wrong[i][0], wrong[i][1], NULL) != CLI_USAGE)
            fail_msg("accepted: %s", wrong[i][0]);
        cli_state_free(&app);
    }
}

static void test_operands(void **state)
{
    cli app;
    (void)state;
    assert_int_equal(parse(&reporter, &app, "a", NULL), CLI_USAGE);
    cli_state_free(&app);
    assert_int_equal(parse(&reporter, &app, "a", "--json", "b", "c", "d", NULL), -1);
    assert_true(app.common.json);
    assert_string_equal(app.common.input, "a");
    assert_int_equal(app.state->operands.count, 4);
    assert_null(cli_entry_find(&app, "output"));
    assert_null(cli_entry_find(&app, "town"));
    cli_state_free(&app);
}

/* --town, then INPUT when it is a folder, then GN_TOWN */
static void test_town(void **state)
{
    cli app;
    (void)state;
    assert_int_equal(parse(&filter, &app, "-fcsv", "/usr", NULL), -1);
    assert_string_equal(app.common.town, "/usr");
    cli_state_free(&app);

    assert_int_equal(setenv("GN_TOWN", "/etc", 1), 0);
    assert_int_equal(parse(&filter, &app, "-fcsv", "x.gpkg", NULL), -1);
    assert_string_equal(app.common.town, "/etc");
    cli_state_free(&app);
    assert_int_equal(parse(&filter, &app, "-fcsv", "/usr", NULL), -1);
    assert_string_equal(app.common.town, "/usr");
    cli_state_free(&app);
    assert_int_equal(parse(&filter, &app, "-fcsv", "--town", "/var", "/usr", NULL), -1);
    assert_string_equal(app.common.town, "/var");
    cli_state_free(&app);
    assert_int_equal(unsetenv("GN_TOWN"), 0);
}

static void test_theme(void **state)
{
    cli app;
    const char *found = "untouched";
    (void)state;
    assert_int_equal(parse(&filter, &app, "-fcsv", NULL), -1);
    assert_int_equal(cli_theme(&app, "tree", true, &found), GEO_ERR_NOTFOUND);
    assert_non_null(strstr(geo_ctx_error(app.ctx), "'tree'"));
    assert_non_null(strstr(geo_ctx_hint(app.ctx), "--tree"));
    assert_ok(cli_theme(&app, "tree", false, &found));
    assert_null(found);
    cli_state_free(&app);

    assert_int_equal(parse(&filter, &app, "-fcsv", "--tree=a/b.gpkg:c", NULL), -1);
    assert_ok(cli_theme(&app, "tree", true, &found));
    assert_string_equal(found, "a/b.gpkg:c");
    assert_string_equal(cli_dataset_path(&app, found), "a/b.gpkg");
    assert_string_equal(cli_dataset_path(&app, "a:b/c.gpkg"), "a:b/c.gpkg");
    cli_state_free(&app);
}

static void test_data_path(void **state)
{
    cli app;
    const char *path = NULL;
    (void)state;
    assert_int_equal(parse(&filter, &app, "-fcsv", "--data-dir", SOURCE_DIR, NULL), -1);
    assert_ok(cli_data_path(&app, "LICENSE", &path));
    assert_string_equal(path, SOURCE_DIR "/LICENSE");
    assert_int_equal(cli_data_path(&app, "no.csv", &path), GEO_ERR_NOTFOUND);
    char *style = NULL;
    assert_ok(cli_style(&app, "no_such_layer", &style));
    assert_null(style);
    cli_state_free(&app);
}

static void test_status(void **state)
{
    static const int expected[][2] = {
        {GEO_OK, 0},           {GEO_END, 0},           {GEO_ERR_ARG, 2},   {GEO_ERR_NOMEM, 3},
        {GEO_ERR_IO, 3},       {GEO_ERR_FORMAT, 3},    {GEO_ERR_CRS, 3},   {GEO_ERR_LIMIT, 3},
        {GEO_ERR_NOTFOUND, 3}, {GEO_ERR_CANCELLED, 3}, {GEO_ERR_BUSY, 75}, {GEO_ERR_INTERNAL, 4}};
    cli app;
    (void)state;
    assert_int_equal(parse(&filter, &app, "-fcsv", NULL), -1);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        assert_int_equal(cli_status(&app, (geo_status)expected[i][0]), expected[i][1]);
    cli_state_free(&app);
}

static void test_date(void **state)
{
    cli app;
    (void)state;
    assert_int_equal(parse(&filter, &app, "-fcsv", NULL), -1);
    assert_null(cli_date(&app, NULL));
    assert_int_equal(setenv("SOURCE_DATE_EPOCH", "1704067200", 1), 0);
    assert_string_equal(cli_date(&app, NULL), "2024-01-01");
    assert_string_equal(cli_today(&app), "2024-01-01");
    assert_int_equal(setenv("SOURCE_DATE_EPOCH", "yesterday", 1), 0);
    assert_null(cli_date(&app, NULL));
    assert_int_equal(unsetenv("SOURCE_DATE_EPOCH"), 0);
    assert_int_equal(strlen(cli_today(&app)), 10);
    cli_state_free(&app);
}

/* An input noted again keeps its place and gets the date. */
static void test_notes(void **state)
{
    cli app;
    geo_provenance *p = NULL;
    (void)state;
    assert_int_equal(parse(&filter, &app, "-fcsv", "--reach=0.1km", NULL), -1);
    const char *path = SOURCE_DIR "/data/sample/dsm.tif";
    assert_ok(cli_input_note(&app, "dsm", path, "dsm.tif", NULL));
    assert_ok(cli_input_note(&app, "dsm", path, "dsm.tif", "2024-05-01"));
    assert_ok(cli_input_note(&app, "dtm", NULL, "stream", NULL)); /* what is no file has no hash */
    assert_ok(cli_fact(&app, "coverage_stated", "yes"));
    char name[] = "test_value";
    const geo_field field = {name, GEO_FIELD_LONG};
    assert_ok(cli_provenance(&app, NULL, &field, 1, &p));
    const char *text = geo_provenance_text(p);
    assert_non_null(strstr(text, "\"date\":\"2024-05-01\",\"hash\":\"sha256:"));
    assert_non_null(strstr(text, "\"dtm\":{\"name\":\"stream\"}"));
    assert_string_equal(geo_provenance_find(p, "test_value", "coverage_stated"), "yes");
    assert_string_equal(geo_provenance_find(p, "test_value", "reach"), "100");
    assert_null(geo_provenance_find(p, "test_value", "ratio"));
    assert_string_equal(cli_date(&app, p), "2024-05-01");
    geo_provenance_free(p);
    cli_state_free(&app);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* An input may be gigabytes: its bytes are read once, however many outputs tell of it. */
static void test_hashed_once(void **state)
{
    char path[] = "/tmp/groennet-test-XXXXXX";
    int made = mkstemp(path);
    (void)state;
    assert_true(made >= 0);
    assert_int_equal(close(made), 0);
    write_file(path, "abc");
    for (int run = 0; run < 2; run++) {
        cli app;
        geo_provenance *first = NULL, *second = NULL;
        assert_int_equal(parse(&filter, &app, "-fcsv", NULL), -1);
        assert_ok(cli_input_note(&app, "tree", path, "tree.gpkg", NULL));
        assert_ok(cli_provenance(&app, NULL, NULL, 0, &first));
        bool is_abc = strstr(geo_provenance_text(first), "\"sha256:ba7816bf8f01cfea") != NULL;
        assert_int_equal(is_abc, run == 0);
        write_file(path, "another");
        assert_ok(cli_provenance(&app, NULL, NULL, 0, &second));
        assert_string_equal(geo_provenance_text(first), geo_provenance_text(second));
        geo_provenance_free(first);
        geo_provenance_free(second);
        cli_state_free(&app);
    }
    assert_int_equal(unlink(path), 0);
}

/* A table of text has no place for fingerprints: nobody waits for them, unless a layer beside it
 * asks. */
static void test_hashed_for_nobody(void **state)
{
    cli app;
    geo_provenance *plain = NULL, *asked = NULL;
    (void)state;
    assert_int_equal(parse(&filter, &app, "-fcsv", "-j2", NULL), -1);
    assert_false(cli_keeps_history(app.common.format));
    assert_ok(cli_input_note(&app, "dsm", SOURCE_DIR "/data/sample/dsm.tif", "dsm.tif", NULL));
    assert_int_equal(app.state->hashes.count, 0);
    app.state->unhashed = true;
    assert_ok(cli_provenance(&app, NULL, NULL, 0, &plain));
    assert_null(strstr(geo_provenance_text(plain), "sha256"));
    app.state->unhashed = false;
    assert_ok(cli_provenance(&app, NULL, NULL, 0, &asked));
    assert_non_null(strstr(geo_provenance_text(asked), "\"hash\":\"sha256:"));
    geo_provenance_free(plain);
    geo_provenance_free(asked);
    cli_state_free(&app);
}

/* Every allocation of ours fails once; the run ends with status 3, nothing leaks or crashes. */
static void test_no_memory(void **state)
{
    char *words[] = {(char *)(uintptr_t) "gn-test", (char *)(uintptr_t) "--word=a",
                     (char *)(uintptr_t) "-fcsv",   (char *)(uintptr_t) "--progress",
                     (char *)(uintptr_t) "in.gpkg", NULL};
    int refused = 0;
    (void)state;

    for (uint64_t nth = 1; nth < 200; nth++) {
        cli app;
        bool stop = false;
        int result = 0;
        geo_alloc_fail_at(nth);
        geo_status status = cli_state_new(&filter, &app);
        if (!status)
            status = cli_table_new(&app);
        if (!status)
            result = cli_parse(&app, 5, words, &stop);
        geo_alloc_fail_at(0);
        cli_state_free(&app);
        assert_true(status == GEO_OK || status == GEO_ERR_NOMEM);
        assert_true(result == CLI_DONE || result == CLI_FAILED);
        refused += status != GEO_OK || stop;
        if (status == GEO_OK && !stop && nth > 100)
            break;
    }
    assert_true(refused > 5);
}

static void test_texts(void **state)
{
    cli app;
    (void)state;
    assert_int_equal(parse(&filter, &app, "-fcsv", NULL), -1);
    char *help = cli_help(&app), *describe = cli_describe(&app);
    assert_non_null(help);
    assert_non_null(describe);
    for (size_t i = 0; i < app.state->entry_count; i++)
        assert_non_null(strstr(help, app.state->entries[i].option.name));
    for (const char *line = help; *line; line += strcspn(line, "\n") + 1)
        assert_true(strcspn(line, "\n") <= 80);
    assert_non_null(strstr(describe, "\"type\": \"length\""));
    geo_free(help);
    geo_free(describe);
    cli_state_free(&app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),    cmocka_unit_test(test_given),
        cmocka_unit_test(test_refused),     cmocka_unit_test(test_operands),
        cmocka_unit_test(test_town),        cmocka_unit_test(test_theme),
        cmocka_unit_test(test_data_path),   cmocka_unit_test(test_status),
        cmocka_unit_test(test_date),        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_hashed_once), cmocka_unit_test(test_hashed_for_nobody),
        cmocka_unit_test(test_no_memory),   cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, silence, speak);
}
