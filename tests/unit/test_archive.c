/* Walking files, folders and zips: order, names, and what is refused. */
#include "io/archive.h"

#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>
#include <zip.h>

#include "base/text.h"
#include "stream.h"

static geo_text visited; /* "name=bytes;" for each */
static const char *unwanted, *last;

static bool wants(void *self, const char *name, bool is_zip)
{
    (void)self;
    if (is_zip != (strlen(name) > 4 && !strcmp(name + strlen(name) - 4, ".zip")))
        fail_msg("%s", name);
    return !unwanted || !strstr(name, unwanted);
}

static geo_status visit(geo_ctx *context, void *self, const char *name, geo_pull from)
{
    (void)self;
    char bytes[32];
    size_t got = 1;
    geo_status status = GEO_OK;
    geo_text_addf(&visited, "%s=", name);
    for (size_t all = 0; status == GEO_OK && got > 0; all += got) {
        status = from.read(context, from.self, bytes, sizeof bytes, &got);
        if (status == GEO_OK && all < sizeof bytes)
            geo_text_add_bytes(&visited, bytes, got);
    }
    geo_text_add(&visited, ";");
    return status == GEO_OK && last && strstr(name, last) ? GEO_END : status;
}

static geo_status walk_within(const char *path, const geo_archive_limits *limits)
{
    geo_ctx_reset(ctx);
    geo_text_reset(&visited);
    return geo_archive_walk(ctx, path, limits, &(geo_archive_visitor){NULL, wants, visit});
}

static geo_status walk(const char *path)
{
    return walk_within(path, NULL);
}

static void assert_visited(const char *path, const char *wanted)
{
    if (walk(path) != GEO_OK)
        fail_msg("%s", geo_ctx_error(ctx));
    assert_string_equal(geo_text_string(&visited), wanted);
}

static void assert_refused(geo_status got, geo_status status, const char *says)
{
    if (got != status)
        fail_msg("status %d: %s", got, geo_ctx_error(ctx));
    assert_says(says);
}

/* A zip of members, names and bytes by turns; what is said of `bytes` lies in memory until then. */
typedef struct member {
    const char *name;
    const void *bytes;
    size_t length;
} member;

static const char *make_zip(const char *path, const member *members, size_t count, bool packed)
{
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert_non_null(zip);
    for (size_t i = 0; i < count; i++) {
        size_t length = members[i].length ? members[i].length : strlen(members[i].bytes);
        zip_source_t *source = zip_source_buffer(zip, members[i].bytes, length, 0);
        zip_int64_t at = zip_file_add(zip, members[i].name, source, 0);
        assert_true(at >= 0);
        zip_set_file_compression(zip, (zip_uint64_t)at, packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
    }
    assert_int_equal(zip_close(zip), 0);
    return path;
}
#define MAKE_ZIP(path, ...)                                                                        \
    make_zip(path, (const member[]){__VA_ARGS__},                                                  \
             sizeof((const member[]){__VA_ARGS__}) / sizeof(member), true)

static geo_bytes zip_bytes(const char *name, const char *text)
{
    return read_all(MAKE_ZIP(temp("inner.tmp"), {name, text, 0}));
}

static void test_one_file(void **state)
{
    (void)state;
    assert_visited(write_text(temp("a.gml"), "hello"), "a.gml=hello;");
    assert_visited(write_text(temp("empty"), ""), "empty=;");
    unwanted = "a.gml"; /* nobody is asked about what the user named */
    assert_visited(temp("a.gml"), "a.gml=hello;");
    unwanted = NULL;
}

static void test_a_folder(void **state)
{
    (void)state;
    char sub[512], path[600];
    snprintf(sub, sizeof sub, "%s/many", folder);
    mkdir(sub, 0700);
    static const char *const names[] = {"b.gml", "B.gml", "a.gml", ".hidden", "c.txt"};
    for (size_t i = 0; i < 5; i++) {
        snprintf(path, sizeof path, "%s/%s", sub, names[i]);
        write_text(path, names[i]);
    }
    snprintf(path, sizeof path, "%s/deeper", sub);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/d.zip", sub);
    MAKE_ZIP(path, {"in.gml", "1", 0});
    unwanted = "txt";
    assert_visited(sub, "B.gml=B.gml;a.gml=a.gml;b.gml=b.gml;d.zip/in.gml=1;");
    unwanted = NULL;
    last = "a.gml";
    assert_visited(sub, "B.gml=B.gml;a.gml=a.gml;");
    last = NULL;
    snprintf(path, sizeof path, "%s/pipe", sub);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_refused(walk(sub), GEO_ERR_IO, "pipe' is not a regular file");
}

/* A folder is one whatever it is called; a file is known by its name. */
static void test_what_is_taken(void **state)
{
    char sub[512];
    (void)state;
    snprintf(sub, sizeof sub, "%s/bag.2024.gpkg", folder);
    assert_false(geo_archive_takes(sub)); /* not there: as a file's */
    assert_int_equal(mkdir(sub, 0777), 0);
    assert_true(geo_archive_takes(sub));
    assert_int_equal(rmdir(sub), 0);
    assert_true(geo_archive_takes("x.GML"));
    assert_true(geo_archive_takes("x.xml"));
    assert_true(geo_archive_takes("v1.0/extract"));
    assert_false(geo_archive_takes("bag.gpkg"));
}

static void test_a_zip(void **state)
{
    (void)state;
    const char *path = MAKE_ZIP(temp("o.zip"), {"z.gml", "last", 0}, {"a/b.gml", "first", 0},
                                {"../up.gml", "up", 0}, {"/root.gml", "root", 0},
                                {"__MACOSX/._z.gml", "mac", 0}, {".DS_Store", "mac", 0});
    zip_t *zip = zip_open(path, 0, NULL);
    assert_true(zip_dir_add(zip, "folder", 0) >= 0);
    assert_int_equal(zip_close(zip), 0);
    assert_visited(path, "o.zip/../up.gml=up;o.zip//root.gml=root;o.zip/a/b.gml=first;"
                         "o.zip/z.gml=last;");
    assert_int_equal(access(temp("../up.gml"), F_OK), -1);
    last = "a/b";
    assert_visited(path, "o.zip/../up.gml=up;o.zip//root.gml=root;o.zip/a/b.gml=first;");
    last = NULL;
    assert_int_equal(rename(path, temp("no-suffix")), 0);
    unwanted = "/";
    assert_visited(temp("no-suffix"), "");
    unwanted = NULL;
}

static int files_in(const char *path)
{
    DIR *open = opendir(path);
    int count = 0;
    assert_non_null(open);
    while (readdir(open))
        count++;
    closedir(open);
    return count - 2;
}

static void test_zips_in_zips(void **state)
{
    (void)state;
    char place[512];
    geo_archive_limits limits = GEO_ARCHIVE_LIMITS_INIT;
    snprintf(place, sizeof place, "%s/place", folder);
    mkdir(place, 0700);
    limits.temporary_folder = place;
    geo_bytes three = zip_bytes("c.xml", "deep");
    geo_bytes two = read_all(MAKE_ZIP(temp("2.tmp"), {"3.zip", three.items, three.count}));
    const char *path =
        MAKE_ZIP(temp("1.zip"), {"b.xml", "shallow", 0}, {"a.zip", two.items, two.count});
    assert_ok(walk_within(path, &limits));
    assert_string_equal(geo_text_string(&visited),
                        "1.zip/a.zip/3.zip/c.xml=deep;1.zip/b.xml=shallow;");
    assert_int_equal(files_in(place), 0);
    unwanted = "3.zip";
    assert_visited(path, "1.zip/b.xml=shallow;");
    unwanted = NULL;
    limits.depth = 2;
    assert_refused(walk_within(path, &limits), GEO_ERR_LIMIT,
                   "'1.zip/a.zip/3.zip': more than 2 zips within one another");
    assert_string_equal(geo_text_string(&visited), "");
    limits = GEO_ARCHIVE_LIMITS_INIT;
    limits.temporary_folder = "/nowhere";
    assert_refused(walk_within(path, &limits), GEO_ERR_IO, "cannot make '/nowhere/groennet-");
    geo_free(two.items);
    geo_free(three.items);
}

/* A limit on the size of files stands for a full disk. */
static void test_a_full_disk(void **state)
{
    (void)state;
    geo_bytes inner = zip_bytes("c.xml", "deep");
    const char *path = MAKE_ZIP(temp("full.zip"), {"a.zip", inner.items, inner.count});
    struct rlimit before, tight;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    tight = (struct rlimit){16, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
    geo_status status = walk(path);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_refused(status, GEO_ERR_IO, "cannot write a temporary file: File too large");
    assert_non_null(strstr(geo_ctx_hint(ctx), "TMPDIR"));
    geo_free(inner.items);
}

static void test_counts(void **state)
{
    (void)state;
    geo_archive_limits limits = GEO_ARCHIVE_LIMITS_INIT;
    geo_bytes inner = zip_bytes("c", "1");
    const char *path =
        MAKE_ZIP(temp("n.zip"), {"a.zip", inner.items, inner.count}, {"b", "0123456789", 0});
    limits.members = 3;
    limits.bytes = inner.count + 1 + 10;
    assert_ok(walk_within(path, &limits));
    limits.members = 2;
    assert_refused(walk_within(path, &limits), GEO_ERR_LIMIT,
                   "'n.zip/a.zip' brings more than 2 files");
    limits.members = 1;
    assert_refused(walk_within(path, &limits), GEO_ERR_LIMIT, "'n.zip' brings more than 1 files");
    limits.members = 3;
    limits.bytes--;
    assert_refused(walk_within(path, &limits), GEO_ERR_LIMIT, "'n.zip/b' brings more than 0 MiB");
    path = write_text(temp("plain"), "0123456789");
    limits.bytes = 9;
    assert_refused(walk_within(path, &limits), GEO_ERR_LIMIT, "'plain' brings more");
    limits.members = 0;
    assert_refused(walk_within(folder, &limits), GEO_ERR_LIMIT, "brings more than 0 files");
    geo_free(inner.items);
}

/* 100 MB of nothing, a thousandth when packed. */
static void test_bombs(void **state)
{
    (void)state;
    const size_t large = 100u << 20;
    char *nothing = calloc(large, 1);
    geo_archive_limits limits = GEO_ARCHIVE_LIMITS_INIT;
    const char *path = MAKE_ZIP(temp("bomb.zip"), {"a.gml", nothing, large});
    assert_refused(walk(path), GEO_ERR_LIMIT, "'bomb.zip/a.gml' unpacks to more than 200 times");
    assert_string_equal(geo_text_string(&visited), ""); /* its directory gives it away */
    limits.ratio = 2000;
    assert_ok(walk_within(path, &limits));
    /* The directory says 1 MB: what comes out tells. */
    geo_bytes zip = read_all(path);
    for (size_t i = 0; i + 4 <= zip.count; i++)
        if (!memcmp(zip.items + i, "\0\0\x40\x06", 4))
            memcpy(zip.items + i, "\0\0\x10\0", 4);
    write_all_bytes(path, zip.items, zip.count);
    assert_int_not_equal(walk(path), GEO_OK);
    assert_says("'bomb.zip/a.gml'");
    geo_free(zip.items);
    free(nothing);
}

/* Every member of the directory claims all bytes of the zip. */
static void test_overlapping_members(void **state)
{
    (void)state;
    static char bytes[1000];
    memset(bytes, 'x', sizeof bytes);
    const member members[] = {{"a", bytes, sizeof bytes}, {"b", "y", 1}};
    const char *path = make_zip(temp("over.zip"), members, 2, false);
    geo_bytes zip = read_all(path);
    size_t directory = zip.count - 22 - 47; /* of b, at the end */
    assert_memory_equal(zip.items + directory, "PK\1\2", 4);
    memcpy(zip.items + directory + 20, "\xe8\3\0\0\xe8\3\0\0", 8); /* 1,000 twice */
    write_all_bytes(path, zip.items, zip.count);
    assert_refused(walk(path), GEO_ERR_FORMAT, "'over.zip': its members are larger than the zip");
    geo_free(zip.items);
}

static void test_encrypted(void **state)
{
    (void)state;
    const char *path = MAKE_ZIP(temp("secret.zip"), {"open.gml", "1", 0}, {"shut.gml", "2", 0});
    zip_t *zip = zip_open(path, 0, NULL);
    assert_int_equal(zip_file_set_encryption(zip, 1, ZIP_EM_AES_256, "key"), 0);
    assert_int_equal(zip_close(zip), 0);
    assert_refused(walk(path), GEO_ERR_UNSUPPORTED, "'secret.zip/shut.gml' is encrypted");
    unwanted = "shut";
    assert_visited(path, "secret.zip/open.gml=1;");
    unwanted = NULL;
}

static size_t find(const geo_bytes *bytes, const char *text)
{
    size_t length = strlen(text);
    for (size_t i = 0; i + length <= bytes->count; i++)
        if (!memcmp(bytes->items + i, text, length))
            return i;
    fail_msg("no '%s'", text);
    return 0;
}

static void test_damage(void **state)
{
    (void)state;
    const member members[] = {{"a.gml", "some text to be read", 0}};
    const char *path = make_zip(temp("bad.zip"), members, 1, false);
    geo_bytes zip = read_all(path);
    zip.items[find(&zip, "text")] ^= 1;
    write_all_bytes(path, zip.items, zip.count);
    assert_refused(walk(path), GEO_ERR_FORMAT,
                   "cannot read 'bad.zip/a.gml': its checksum is wrong");
    write_all_bytes(path, zip.items, zip.count / 2);
    assert_refused(walk(path), GEO_ERR_FORMAT,
                   "cannot read 'bad.zip': not a zip, or one that was cut");
    assert_refused(walk(write_text(temp("no.zip"), "text")), GEO_ERR_FORMAT, "'no.zip': not a zip");
    assert_refused(walk(write_text(temp("none.zip"), "")), GEO_ERR_FORMAT, "'none.zip': not a zip");
    geo_free(zip.items);
    path = MAKE_ZIP(temp("flate.zip"), {"a.gml", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbbbbbbb", 0});
    zip = read_all(path);
    zip.items[30 + 5] = 0xff; /* an unknown kind of block */
    write_all_bytes(path, zip.items, zip.count);
    assert_refused(walk(path), GEO_ERR_FORMAT, "'flate.zip/a.gml': its packed bytes are damaged");
    zip.items[find(&zip, "PK\1\2") + 10] = 97; /* WavPack */
    write_all_bytes(path, zip.items, zip.count);
    assert_refused(walk(path), GEO_ERR_UNSUPPORTED, "packed in a way that is not known");
    geo_free(zip.items);
}

/* Each cut of a zip within a zip, and each byte of its directory turned over, ends in a word. */
static void test_any_damage_is_said(void **state)
{
    (void)state;
    geo_bytes inner = zip_bytes("c.xml", "abcabcabcabcabcabcabc");
    const char *path =
        MAKE_ZIP(temp("any.zip"), {"1.zip", inner.items, inner.count}, {"b.xml", "0123456789", 0});
    geo_bytes zip = read_all(path);
    for (size_t i = 0; i < zip.count; i++) {
        write_all_bytes(path, zip.items, i);
        assert_int_not_equal(i > 0 ? walk(path) : GEO_ERR_FORMAT, GEO_OK);
        assert_true(i == 0 || *geo_ctx_error(ctx));
        zip.items[i] ^= 0x55;
        write_all_bytes(path, zip.items, zip.count);
        zip.items[i] ^= 0x55;
        geo_status status = walk(path);
        assert_true(status == GEO_OK || *geo_ctx_error(ctx));
        assert_int_not_equal(status, GEO_ERR_INTERNAL);
    }
    geo_free(zip.items);
    geo_free(inner.items);
}

static geo_status visit_badly(geo_ctx *context, void *self, const char *name, geo_pull from)
{
    (void)self, (void)from;
    return geo_fail(context, GEO_ERR_GEOM, "nothing to be made of '%s'", name);
}

static void test_names_and_failures(void **state)
{
    (void)state;
    assert_refused(walk("/vsizip/x.zip"), GEO_ERR_ARG, "not the name of a plain file");
    assert_refused(walk("http://localhost/x.zip"), GEO_ERR_ARG, "on the network");
    assert_refused(walk(temp("absent.zip")), GEO_ERR_NOTFOUND, "no such file");
    const char *path = MAKE_ZIP(temp("x.zip"), {"a", "1", 0}, {"b", "2", 0});
    const geo_archive_visitor all = {NULL, NULL, visit_badly};
    assert_int_equal(geo_archive_walk(ctx, path, NULL, &all), GEO_ERR_GEOM);
    assert_says("nothing to be made of 'x.zip/a'");
}

static void test_no_memory(void **state)
{
    (void)state;
    geo_bytes inner = zip_bytes("c", "1");
    const char *path = MAKE_ZIP(temp("m.zip"), {"a.zip", inner.items, inner.count});
    geo_status status = GEO_ERR_NOMEM;
    int failures = 0;
    for (uint64_t nth = 1; status != GEO_OK; nth++) {
        geo_text_reset(&visited);
        geo_text_addf(&visited, "%1000d", 1); /* has its memory */
        geo_alloc_fail_at(nth);
        status = walk(path);
        geo_alloc_fail_at(0);
        if (status != GEO_OK)
            assert_int_equal(status, GEO_ERR_NOMEM);
        failures += status != GEO_OK;
    }
    assert_true(failures > 5);
    assert_string_equal(geo_text_string(&visited), "m.zip/a.zip/c=1;");
    geo_free(inner.items);
}

static int release_text(void **state)
{
    geo_text_release(&visited);
    return tear_down_streams(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_file),
        cmocka_unit_test(test_a_folder),
        cmocka_unit_test(test_what_is_taken),
        cmocka_unit_test(test_a_zip),
        cmocka_unit_test(test_zips_in_zips),
        cmocka_unit_test(test_a_full_disk),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_bombs),
        cmocka_unit_test(test_overlapping_members),
        cmocka_unit_test(test_encrypted),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_any_damage_is_said),
        cmocka_unit_test(test_names_and_failures),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, set_up_streams, release_text);
}
