/* Laws of reading GML, on thousands of seeded cases: numbers are what strtod reads, arcs are within
 * the tolerance and the same from either end. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/gml_parts.h"
#include "near.h"

enum { NUMBERS = 300000, ARCS = 20000, MOST = 1000000 };

/* xorshift64* (Vigna 2016). */
static uint64_t seed_state = 0x9e3779b97f4a7c15u;
static uint64_t next_random(void)
{
    seed_state ^= seed_state >> 12;
    seed_state ^= seed_state << 25;
    seed_state ^= seed_state >> 27;
    return seed_state * 0x2545f4914f6cdd1du;
}

static double roll(double from, double to)
{
    return from + (to - from) * (double)(next_random() >> 11) * 0x1p-53;
}

static size_t put_digits(char *to, size_t at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[at++] = (char)('0' + next_random() % 10);
    return at;
}

/* Of every length and form; most are as coordinates are. */
static size_t write_number(char *to)
{
    size_t at = 0;
    uint64_t form = next_random() % 8;
    if (next_random() % 4 == 0)
        to[at++] = form == 7 ? '+' : '-';
    at = put_digits(to, at, form < 5 ? 1 + next_random() % 7 : next_random() % 22);
    if (form != 1)
        to[at++] = '.';
    if (form != 1)
        at = put_digits(to, at, form < 5 ? 1 + next_random() % 4 : 1 + next_random() % 22);
    if (form == 6)
        at += (size_t)snprintf(to + at, 8, "e%d", (int)(next_random() % 600) - 300);
    to[at] = '\0';
    return at;
}

static void test_numbers(void **state)
{
    (void)state;
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    char text[80];
    int finite = 0;
    for (int i = 0; i < NUMBERS; i++) {
        size_t length = write_number(text);
        double got = NAN, wanted = strtod_l(text, NULL, plain);
        bool fine = geo_gml_number(text, text + length, &got);
        bool should = isfinite(wanted) && length <= GML_TOKEN;
        if (fine != should || (fine && memcmp(&got, &wanted, sizeof got) != 0))
            fail_msg("%s: %.17g instead of %.17g", text, got, wanted);
        finite += fine;
    }
    freelocale(plain);
    assert_true(finite > NUMBERS * 9 / 10);
}

typedef struct circle {
    long double x, y, r;
} circle;

/* With more digits, and in another way than the code: by the bisectors of two chords. */
static circle circle_through(const geo_point p[3])
{
    long double x0 = p[0].x, y0 = p[0].y;
    long double ax = p[1].x - x0, ay = p[1].y - y0, bx = p[2].x - x0, by = p[2].y - y0;
    long double a = (ax * ax + ay * ay) / 2, b = (bx * bx + by * by) / 2, d = ax * by - ay * bx;
    long double x = (a * by - b * ay) / d, y = (ax * b - bx * a) / d;
    return (circle){x0 + x, y0 + y, sqrtl(x * x + y * y)};
}

static gml_points line_of(const geo_point control[3], bool whole, double tolerance_m)
{
    gml_points line = {0};
    assert_true(geo_vec_push(&line, control[0]));
    assert_ok(geo_gml_add_arc(&line, control, whole, tolerance_m, MOST));
    return line;
}

static long double angle_at(circle c, geo_point p)
{
    return atan2l(p.y - c.y, p.x - c.x);
}

/* On the circle, in one direction, no chord further off than the tolerance, the middle among them.
 */
static void check_line(const gml_points *line, const geo_point control[3], double tolerance_m)
{
    circle c = circle_through(control);
    long double slack = 1e-8L + 1e-12L * c.r, turned = 0;
    bool has_middle = false;
    for (size_t i = 0; i < line->count; i++) {
        geo_point p = line->items[i];
        assert_true(fabsl(hypotl(p.x - c.x, p.y - c.y) - c.r) < slack);
        has_middle |= p.x == control[1].x && p.y == control[1].y;
        if (i == 0)
            continue;
        long double step = angle_at(c, p) - angle_at(c, line->items[i - 1]);
        step -= 2 * acosl(-1) * roundl(step / (2 * acosl(-1)));
        long double off = c.r * (1 - cosl(step / 2));
        assert_true(i < 2 || line->count == 3 || step * turned > 0);
        turned += step;
        if (off > tolerance_m * (1 + 1e-9L) + slack)
            fail_msg("%Lg m off a circle of %Lg m, tolerance %g", off, c.r, tolerance_m);
    }
    assert_true(has_middle);
    assert_true(fabsl(turned) < 2 * acosl(-1) + 1e-9L);
}

static void roll_arc(geo_point control[3])
{
    double r = pow(10, roll(-1, 5)), x = roll(10000, 280000), y = roll(300000, 620000);
    double from = roll(0, 7), over = roll(-6.2, 6.2), part = roll(0.02, 0.98);
    for (int i = 0; i < 3; i++) {
        double angle = from + over * (i == 0 ? 0 : i == 1 ? part : 1);
        control[i] = (geo_point){round((x + r * cos(angle)) * 1000) / 1000,
                                 round((y + r * sin(angle)) * 1000) / 1000};
    }
}

static void test_arcs(void **state)
{
    (void)state;
    size_t vertices = 0;
    for (int n = 0; n < ARCS; n++) {
        double tolerance_m = n % 2 ? GEO_GML_TOLERANCE_M : 0.3;
        geo_point control[3];
        roll_arc(control);
        if (geo_orient(control[0], control[1], control[2]) == 0)
            continue;
        geo_point back[3] = {control[2], control[1], control[0]};
        gml_points line = line_of(control, false, tolerance_m);
        gml_points other = line_of(back, false, tolerance_m);
        check_line(&line, control, tolerance_m);
        assert_int_equal(line.count, other.count);
        for (size_t i = 0; i < line.count; i++)
            assert_memory_equal(&line.items[i], &other.items[line.count - 1 - i],
                                sizeof(geo_point));
        assert_memory_equal(&line.items[line.count - 1], &control[2], sizeof(geo_point));
        vertices += line.count;
        geo_free(line.items);
        geo_free(other.items);
    }
    assert_true(vertices > 20u * ARCS);
}

static void test_moved_arcs(void **state)
{
    (void)state;
    for (int n = 0; n < ARCS / 10; n++) {
        geo_point control[3], moved[3];
        roll_arc(control);
        for (int i = 0; i < 3; i++)
            moved[i] = (geo_point){control[i].x + 4000, control[i].y - 7000};
        gml_points line = line_of(control, false, GEO_GML_TOLERANCE_M);
        gml_points other = line_of(moved, false, GEO_GML_TOLERANCE_M);
        /* Rounding may tip a count, hardly ever. */
        if (line.count == other.count)
            for (size_t i = 0; i < line.count; i++) {
                assert_near(other.items[i].x, line.items[i].x + 4000, 2e-4);
                assert_near(other.items[i].y, line.items[i].y - 7000, 2e-4);
            }
        else
            assert_true(line.count + 2 >= other.count && other.count + 2 >= line.count);
        geo_free(line.items);
        geo_free(other.items);
    }
}

static void test_circles(void **state)
{
    (void)state;
    for (int n = 0; n < ARCS / 20; n++) {
        geo_point control[3];
        roll_arc(control);
        if (geo_orient(control[0], control[1], control[2]) == 0)
            continue;
        double r = (double)circle_through(control).r;
        gml_points line = line_of(control, true, GEO_GML_TOLERANCE_M);
        assert_memory_equal(&line.items[0], &line.items[line.count - 1], sizeof(geo_point));
        double area = geo_ring_area(line.items, line.count);
        assert_int_equal(area > 0, geo_orient(control[0], control[1], control[2]) > 0);
        assert_near(fabs(area), M_PI * r * r, 2 * M_PI * r * GEO_GML_TOLERANCE_M + 1e-9 * r * r);
        geo_free(line.items);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_arcs),
        cmocka_unit_test(test_moved_arcs),
        cmocka_unit_test(test_circles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
