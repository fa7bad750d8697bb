/* A driver of GDAL from elsewhere: that it was loaded can be heard. */
#include <unistd.h>

void GDALRegister_hostile(void);
void GDALRegister_hostile(void)
{
}

__attribute__((constructor)) static void say(void)
{
    static const char mark[] = "GEHEIM-7f3a\n";
    (void)!write(STDERR_FILENO, mark, sizeof mark - 1);
}
