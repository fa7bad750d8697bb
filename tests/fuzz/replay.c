/* Gives every file of the named folders to a fuzz target, in order of their names. A folder without
 * files is an error: it would prove nothing. */
#include <dirent.h>

#include "fuzz.h"

static int is_input(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void replay(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    FUZZ_CHECK(file);
    FUZZ_CHECK(fseek(file, 0, SEEK_END) == 0);
    long size = ftell(file);
    FUZZ_CHECK(size >= 0);
    rewind(file);
    uint8_t *bytes = malloc((size_t)size + !size); /* of just that size: sanitizers see its end */
    FUZZ_CHECK(bytes && fread(bytes, 1, (size_t)size, file) == (size_t)size);
    fclose(file);
    /* Said first: it is the last word when the target crashes. */
    printf("%s\n", name);
    fflush(stdout);
    LLVMFuzzerTestOneInput(bytes, (size_t)size);
    free(bytes);
}

int main(int count, char **folders)
{
    for (int i = 1; i < count; i++) {
        struct dirent **entries;
        int found = scandir(folders[i], &entries, is_input, alphasort);
        if (found <= 0) {
            fprintf(stderr, "%s: no inputs\n", folders[i]);
            return 1;
        }
        for (int entry = 0; entry < found; entry++) {
            replay(folders[i], entries[entry]->d_name);
            free(entries[entry]);
        }
        free(entries);
    }
    return count < 2;
}
