/* io/publish: the target is the old file or the new one, one writer at a time, nothing stays. */
#include "io/publish.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "near.h"

static char folder[64];
static char buffer[4096];

static const char *in_folder(const char *name)
{
    static char paths[4][512];
    static int turn;
    char *path = paths[turn++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void put_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static const char *get_file(const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return NULL;
    size_t length = fread(buffer, 1, sizeof buffer - 1, file);
    buffer[length] = '\0';
    fclose(file);
    return buffer;
}

/* Names in the folder, sorted enough for our few: counted. */
static int count_files(void)
{
    int count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; (entry = readdir(dir));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return count;
}

static int setup(void **state)
{
    strcpy(folder, P_tmpdir "/geo_publish_XXXXXX");
    *state = geo_ctx_new(NULL);
    return !mkdtemp(folder) || !*state;
}

static int teardown(void **state)
{
    char command[600];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    geo_ctx_free(*state);
    return system(command);
}

static void makes_a_new_file_and_leaves_nothing_else(void **state)
{
    geo_publish *p;
    const char *path = in_folder("norm.gpkg");
    assert_ok(geo_publish_new(*state, path, false, NULL, 0, &p));
    char expected[64];
    snprintf(expected, sizeof expected, "/.norm.%ld.tmp.gpkg", (long)getpid());
    assert_non_null(strstr(geo_publish_temporary(p), expected));
    put_file(geo_publish_temporary(p), "new");
    assert_null(get_file(path));
    assert_ok(geo_publish_commit(*state, p));
    geo_publish_free(p);
    assert_string_equal(get_file(path), "new");
    assert_int_equal(count_files(), 1);
}

static void abandons_without_commit(void **state)
{
    geo_publish *p;
    const char *path = in_folder("norm.gpkg");
    put_file(path, "old");
    assert_ok(geo_publish_new(*state, path, true, NULL, 0, &p));
    put_file(geo_publish_temporary(p), "half");
    char side[600];
    snprintf(side, sizeof side, "%s-journal", geo_publish_temporary(p));
    put_file(side, "half");
    geo_publish_free(p);
    assert_string_equal(get_file(path), "old");
    assert_int_equal(count_files(), 1);
}

static void refuses_an_existing_file(void **state)
{
    geo_publish *p = NULL;
    put_file(in_folder("norm.gpkg"), "old");
    assert_int_equal(geo_publish_new(*state, in_folder("norm.gpkg"), false, NULL, 0, &p),
                     GEO_ERR_ARG);
    assert_non_null(strstr(geo_ctx_error(*state), "norm.gpkg' exists"));
    assert_string_equal(geo_ctx_hint(*state), "use -O to replace it");
    assert_null(p);
    assert_int_equal(count_files(), 1);
}

static void never_replaces_what_appeared_meanwhile(void **state)
{
    geo_publish *p;
    const char *path = in_folder("norm.gpkg");
    assert_ok(geo_publish_new(*state, path, false, NULL, 0, &p));
    put_file(geo_publish_temporary(p), "new");
    put_file(path, "somebody else's");
    assert_int_equal(geo_publish_commit(*state, p), GEO_ERR_ARG);
    geo_publish_free(p);
    assert_string_equal(get_file(path), "somebody else's");
    assert_int_equal(count_files(), 1);
}

static void refuses_an_output_that_is_an_input(void **state)
{
    geo_publish *p = NULL;
    char *path = strdup(in_folder("base.gpkg")), *link = strdup(in_folder("link.gpkg"));
    char dataset[600];
    put_file(path, "old");
    assert_int_equal(symlink(path, link), 0);
    snprintf(dataset, sizeof dataset, "%s:tree", path);
    const char *inputs[] = {"-", NULL, dataset};
    assert_int_equal(geo_publish_new(*state, link, true, inputs, 3, &p), GEO_ERR_ARG);
    assert_non_null(strstr(geo_ctx_error(*state), "is also an input"));
    char *other = strdup(in_folder("hard.gpkg"));
    assert_int_equal(linkat(AT_FDCWD, path, AT_FDCWD, other, 0), 0);
    const char *again[] = {other};
    assert_int_equal(geo_publish_new(*state, path, true, again, 1, &p), GEO_ERR_ARG);
    const char *unrelated[] = {"/dev/null", "no/such/file.gpkg:x"};
    assert_ok(geo_publish_new(*state, path, true, unrelated, 2, &p));
    geo_publish_free(p);
    free(path);
    free(link);
    free(other);
}

static void replaces_behind_a_link(void **state)
{
    geo_publish *p;
    char *path = strdup(in_folder("norm-2024.gpkg")), *link = strdup(in_folder("norm.gpkg"));
    struct stat info;
    put_file(path, "old");
    assert_int_equal(symlink("norm-2024.gpkg", link), 0);
    assert_ok(geo_publish_new(*state, link, true, NULL, 0, &p));
    put_file(geo_publish_temporary(p), "new");
    assert_ok(geo_publish_commit(*state, p));
    geo_publish_free(p);
    assert_string_equal(get_file(path), "new");
    assert_int_equal(lstat(link, &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    free(path);
    free(link);
}

static void side_files_mean_busy(void **state)
{
    static const char *const sides[] = {"n.gpkg-wal", "n.gpkg-journal", "n.gpkg-shm"};
    geo_publish *p = NULL;
    char *path = strdup(in_folder("n.gpkg"));
    put_file(path, "old");
    for (int i = 0; i < 3; i++) {
        char *side = strdup(in_folder(sides[i]));
        put_file(side, "");
        assert_int_equal(geo_publish_new(*state, path, true, NULL, 0, &p), GEO_ERR_BUSY);
        assert_non_null(strstr(geo_ctx_error(*state), sides[i]));
        unlink(side);
        assert_ok(geo_publish_new(*state, path, true, NULL, 0, &p));
        put_file(geo_publish_temporary(p), "new");
        put_file(side, ""); /* somebody began to edit while we worked */
        assert_int_equal(geo_publish_commit(*state, p), GEO_ERR_BUSY);
        geo_publish_free(p);
        assert_string_equal(get_file(path), "old");
        unlink(side);
        free(side);
    }
    assert_int_equal(count_files(), 1);
    free(path);
}

static void two_writers_at_once(void **state)
{
    geo_publish *p, *q = NULL;
    const char *path = in_folder("norm.gpkg");
    assert_ok(geo_publish_new(*state, path, true, NULL, 0, &p));
    put_file(geo_publish_temporary(p), "mine");
    pid_t child = fork();
    if (!child) {
        geo_ctx *ctx = geo_ctx_new(NULL);
        geo_status status = geo_publish_new(ctx, path, true, NULL, 0, &q);
        _exit(status == GEO_ERR_BUSY ? 42 : 1);
    }
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 42);
    assert_int_equal(geo_publish_new(*state, path, true, NULL, 0, &q), GEO_ERR_BUSY);
    assert_ok(geo_publish_commit(*state, p));
    assert_ok(geo_publish_new(*state, path, true, NULL, 0, &q)); /* free again after the commit */
    geo_publish_free(q);
    geo_publish_free(p);
    assert_string_equal(get_file(path), "mine");
    assert_int_equal(count_files(), 1);
}

/* Many processes write the same target; each success leaves a whole file, at most one at a time. */
static void many_writers_never_mix(void **state)
{
    const char *path = in_folder("norm.txt");
    for (int i = 0; i < 12; i++) {
        if (fork())
            continue;
        geo_ctx *ctx = geo_ctx_new(NULL);
        for (int turn = 0; turn < 40; turn++) {
            geo_publish *p;
            if (geo_publish_new(ctx, path, true, NULL, 0, &p))
                continue;
            char text[2000];
            memset(text, 'a' + i, sizeof text - 1);
            text[sizeof text - 1] = '\0';
            put_file(geo_publish_temporary(p), text);
            if (geo_publish_commit(ctx, p))
                _exit(1);
            geo_publish_free(p);
        }
        _exit(0);
    }
    for (int i = 0, how; i < 12; i++) {
        assert_true(wait(&how) > 0);
        assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
    }
    const char *text = get_file(path);
    assert_non_null(text);
    assert_int_equal(strlen(text), 1999);
    assert_int_equal(strspn(text, (char[]){text[0], '\0'}), 1999);
    assert_int_equal(count_files(), 1);
    (void)state;
}

static void a_killed_writer_leaves_the_old_file(void **state)
{
    const char *path = in_folder("norm.gpkg");
    put_file(path, "old");
    pid_t child = fork();
    if (!child) {
        geo_publish *p;
        geo_ctx *ctx = geo_ctx_new(NULL);
        if (geo_publish_new(ctx, path, true, NULL, 0, &p))
            _exit(1);
        put_file(geo_publish_temporary(p), "half");
        raise(SIGKILL);
    }
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFSIGNALED(how));
    assert_string_equal(get_file(path), "old");
    assert_int_equal(count_files(), 3); /* with the temporary and the lock file */
    geo_publish *p;
    assert_ok(geo_publish_new(*state, path, true, NULL, 0, &p)); /* nobody holds that lock */
    put_file(geo_publish_temporary(p), "new");
    assert_ok(geo_publish_commit(*state, p));
    geo_publish_free(p);
    assert_string_equal(get_file(path), "new");
    assert_int_equal(count_files(), 1);
}

static void clears_only_what_dead_writers_left(void **state)
{
    geo_publish *p;
    put_file(in_folder(".norm.999999999.tmp.gpkg"), "dead");
    put_file(in_folder(".norm.999999999.tmp.gpkg-journal"), "dead");
    put_file(in_folder(".norm.1.tmp.gpkg"), "alive");
    put_file(in_folder(".other.999999999.tmp.gpkg"), "another target");
    put_file(in_folder(".norm.999999999.tmpfoo"), "not ours");
    put_file(in_folder(".norm.x.tmp.gpkg"), "not ours");
    assert_ok(geo_publish_new(*state, in_folder("norm.gpkg"), true, NULL, 0, &p));
    geo_publish_free(p);
    assert_int_equal(count_files(), 4);
    assert_non_null(get_file(in_folder(".norm.1.tmp.gpkg")));
    assert_null(get_file(in_folder(".norm.999999999.tmp.gpkg")));
}

static void names_of_one_stem_do_not_disturb_each_other(void **state)
{
    geo_publish *p, *q;
    assert_ok(geo_publish_new(*state, in_folder("norm.gpkg"), false, NULL, 0, &p));
    assert_ok(geo_publish_new(*state, in_folder("norm.fgb"), false, NULL, 0, &q));
    put_file(geo_publish_temporary(p), "p");
    put_file(geo_publish_temporary(q), "q");
    assert_ok(geo_publish_commit(*state, q));
    geo_publish_free(q);
    assert_ok(geo_publish_commit(*state, p));
    geo_publish_free(p);
    assert_string_equal(get_file(in_folder("norm.gpkg")), "p");
    assert_string_equal(get_file(in_folder("norm.fgb")), "q");
}

static void bad_places(void **state)
{
    geo_publish *p = NULL;
    assert_int_equal(geo_publish_new(*state, in_folder("no/such/x.gpkg"), true, NULL, 0, &p),
                     GEO_ERR_NOTFOUND);
    assert_int_equal(geo_publish_new(*state, folder, true, NULL, 0, &p), GEO_ERR_ARG);
    assert_int_equal(geo_publish_new(*state, "/dev/null", true, NULL, 0, &p), GEO_ERR_ARG);
    assert_int_equal(geo_publish_new(*state, in_folder(""), true, NULL, 0, &p), GEO_ERR_ARG);
    assert_int_equal(geo_publish_new(*state, "", true, NULL, 0, &p), GEO_ERR_ARG);
    assert_int_equal(symlink("/nowhere/x", in_folder("dead")), 0);
    assert_int_equal(geo_publish_new(*state, in_folder("dead"), true, NULL, 0, &p), GEO_ERR_IO);
    assert_null(p);
    assert_int_equal(count_files(), 1);
}

static void a_missing_temporary_is_an_error(void **state)
{
    geo_publish *p;
    const char *path = in_folder("norm.gpkg");
    put_file(path, "old");
    assert_ok(geo_publish_new(*state, path, true, NULL, 0, &p));
    assert_int_equal(geo_publish_commit(*state, p), GEO_ERR_IO);
    geo_publish_free(p);
    assert_string_equal(get_file(path), "old");
}

static void keeps_the_mode_of_the_old_file(void **state)
{
    geo_publish *p;
    struct stat info;
    const char *path = in_folder("norm.gpkg");
    put_file(path, "old");
    chmod(path, 0640);
    assert_ok(geo_publish_new(*state, path, true, NULL, 0, &p));
    put_file(geo_publish_temporary(p), "new");
    assert_ok(geo_publish_commit(*state, p));
    geo_publish_free(p);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
}

/* Two files that change together: until both are freed either can go back to what it was. */
static void takes_a_step_back(void **state)
{
    geo_publish *there, *fresh;
    const char *old = in_folder("dtm.tif"), *none = in_folder("dsm.tif");
    put_file(old, "old");
    assert_ok(geo_publish_new(*state, old, true, NULL, 0, &there));
    assert_ok(geo_publish_new(*state, none, true, NULL, 0, &fresh));
    assert_ok(geo_publish_undo(*state, there)); /* no step was made */
    put_file(geo_publish_temporary(there), "new");
    put_file(geo_publish_temporary(fresh), "new");
    assert_ok(geo_publish_step(*state, there));
    assert_ok(geo_publish_step(*state, fresh));
    assert_true(geo_publish_is_done(there));
    assert_string_equal(get_file(old), "new");
    assert_string_equal(get_file(none), "new");
    assert_ok(geo_publish_undo(*state, fresh));
    assert_ok(geo_publish_undo(*state, there));
    assert_false(geo_publish_is_done(there));
    assert_string_equal(get_file(old), "old");
    assert_null(get_file(none));
    put_file(geo_publish_temporary(there), "newer");
    assert_ok(geo_publish_step(*state, there));
    geo_publish_free(there);
    geo_publish_free(fresh);
    assert_string_equal(get_file(old), "newer");
    assert_int_equal(count_files(), 1);
}

static void out_of_memory_anywhere(void **state)
{
    char *path = strdup(in_folder("norm.gpkg"));
    const char *inputs[] = {"no/such:thing"};
    put_file(path, "old");
    for (uint64_t n = 1; n < 100; n++) {
        geo_publish *p = NULL;
        geo_alloc_fail_at(n);
        geo_status status = geo_publish_new(*state, path, true, inputs, 1, &p);
        geo_alloc_fail_at(0);
        geo_publish_free(p);
        assert_int_equal(count_files(), 1);
        if (status == GEO_OK) {
            assert_true(n > 5);
            free(path);
            return;
        }
        assert_int_equal(status, GEO_ERR_NOMEM);
    }
    fail_msg("never succeeded");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(makes_a_new_file_and_leaves_nothing_else),
        TEST(abandons_without_commit),
        TEST(refuses_an_existing_file),
        TEST(never_replaces_what_appeared_meanwhile),
        TEST(refuses_an_output_that_is_an_input),
        TEST(replaces_behind_a_link),
        TEST(side_files_mean_busy),
        TEST(two_writers_at_once),
        TEST(many_writers_never_mix),
        TEST(a_killed_writer_leaves_the_old_file),
        TEST(clears_only_what_dead_writers_left),
        TEST(names_of_one_stem_do_not_disturb_each_other),
        TEST(bad_places),
        TEST(a_missing_temporary_is_an_error),
        TEST(keeps_the_mode_of_the_old_file),
        TEST(takes_a_step_back),
        TEST(out_of_memory_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
