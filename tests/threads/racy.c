/* A race on purpose, and the same without one: shows that a build with ThreadSanitizer sees the
 * first (the test is expected to fail there) and takes OpenMP's own barriers for what they are. */
#include <stdio.h>
#include <string.h>

int main(int count, char **words)
{
    enum { ROUNDS = 20000 };
    static long seen[ROUNDS];
    long sum = 0;
    int racy = count > 1 && strcmp(words[1], "race") == 0;
#pragma omp parallel num_threads(4)
    {
#pragma omp for schedule(dynamic, 16)
        for (int i = 0; i < ROUNDS; i++)
            seen[i] = i;
#pragma omp for schedule(dynamic, 16) reduction(+ : sum)
        for (int i = 0; i < ROUNDS; i++)
            sum += seen[ROUNDS - 1 - i];
        if (racy)
            seen[0]++;
    }
    printf("%ld %ld\n", sum, seen[0]);
    return sum != (long)ROUNDS * (ROUNDS - 1) / 2;
}
