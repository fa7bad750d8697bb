/* Which of the edges between a polygon's triangles lines go through. From the tips of its arms
 * triangles are peeled off until what is left lies between portals or around holes (the chordal
 * axis: Prasad 1997, Morphological analysis of shapes, CNLS Newsletter 139). Arms that reach
 * further than a corner does are put back: a dead end is a way too. */
#include <math.h>

#include "base/alloc.h"
#include "registry/centre_parts.h"

/* An arm is kept when it reaches this much further than it is wide where it begins. A corner of a
 * street or the tip of its end reaches about as far as it is wide. */
#define ARM_M 5.0
/* A line ends where what is left of the arm is less than this times its width: there corners begin
 * (a square's reach 0.71 of its side). */
#define TIP 0.75

typedef struct peel {
    const geo_mesh *mesh;
    geo_doors *doors;
    uint8_t *closed; /* [triangle] doors that are not peeled off yet */
    uint32_t *stack;
    uint32_t depth;
    double longest_m; /* of all ways between two tips, and where it passes */
    uint32_t longest[2], longest_at;
} peel;

/* ---- doors ---- */

static void set_door(const geo_mesh *mesh, uint32_t t, uint32_t k, geo_door *door)
{
    geo_point a = mesh->points[mesh->triangles[t].corner[k]];
    geo_point b = mesh->points[mesh->triangles[t].corner[(k + 1) % 3]];
    *door = (geo_door){.triangle = {t, mesh->triangles[t].beside[k]},
                       .a = a,
                       .b = b,
                       .middle = {(a.x + b.x) / 2, (a.y + b.y) / 2},
                       .length_m = geo_point_distance(a, b) * mesh->unit_m,
                       .open = true,
                       .behind = GEO_CENTRE_NONE,
                       .next = GEO_CENTRE_NONE};
}

static bool is_door(const geo_mesh_triangle *t, uint32_t k)
{
    return t->inside && !t->wall[k] && t->beside[k] != GEO_CENTRE_NONE;
}

static void list_doors(const geo_mesh *mesh, geo_doors *doors)
{
    for (uint32_t t = 0; t < mesh->triangle_count; t++)
        for (uint32_t k = 0; k < 3; k++)
            doors->of[t][k] = GEO_CENTRE_NONE;
    for (uint32_t t = 0; t < mesh->triangle_count; t++)
        for (uint32_t k = 0; k < 3; k++) {
            uint32_t other = mesh->triangles[t].beside[k];
            if (!is_door(&mesh->triangles[t], k) || other < t)
                continue;
            set_door(mesh, t, k, &doors->items[doors->count]);
            doors->of[t][k] = doors->count;
            for (uint32_t j = 0; j < 3; j++)
                if (mesh->triangles[other].beside[j] == t)
                    doors->of[other][j] = doors->count;
            doors->count++;
        }
}

/* A portal leads to the shortest door that begins in it; from a tip, where none does, to the door
 * across. */
static uint32_t door_of_portal(const geo_mesh *mesh, const geo_doors *doors, uint32_t point)
{
    uint32_t first = mesh->at_point[point], t = first, k = 0, best = GEO_CENTRE_NONE;
    uint32_t across = GEO_CENTRE_NONE;
    while (mesh->triangles[t].corner[k] != point)
        k++;
    do {
        uint32_t door = doors->of[t][k];
        if (doors->of[t][(k + 1) % 3] != GEO_CENTRE_NONE)
            across = doors->of[t][(k + 1) % 3];
        if (door != GEO_CENTRE_NONE &&
            (best == GEO_CENTRE_NONE || doors->items[door].length_m < doors->items[best].length_m))
            best = door;
        t = geo_mesh_turn(mesh, t, &k);
    } while (t != first && t != GEO_CENTRE_NONE);
    return best != GEO_CENTRE_NONE ? best : across;
}

static void need_doors(const geo_mesh *mesh, size_t portal_count, geo_doors *doors)
{
    for (size_t i = 0; i < portal_count; i++) {
        uint32_t door = door_of_portal(mesh, doors, mesh->portal_point[i]);
        doors->portal_door[i] = door;
        if (door != GEO_CENTRE_NONE)
            doors->items[door].needed = true;
    }
}

/* ---- peeling ---- */

static double way_m(const peel *p, geo_point a, geo_point b)
{
    return geo_point_distance(a, b) * p->mesh->unit_m;
}

/* The doors of t that are peeled off and whose arms end in t. */
static uint32_t arms_of(const peel *p, uint32_t t, uint32_t arms[3])
{
    uint32_t count = 0;
    for (uint32_t k = 0; k < 3; k++) {
        uint32_t d = p->doors->of[t][k];
        if (d != GEO_CENTRE_NONE && !p->doors->items[d].open && p->doors->items[d].behind != t)
            arms[count++] = d;
    }
    return count;
}

static void note_longest(peel *p, uint32_t t)
{
    uint32_t arms[3], count = arms_of(p, t, arms);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = i; j < count; j++) {
            const geo_door *a = &p->doors->items[arms[i]], *b = &p->doors->items[arms[j]];
            double length_m =
                i == j ? a->depth_m : a->depth_m + way_m(p, a->middle, b->middle) + b->depth_m;
            if (length_m <= p->longest_m)
                continue;
            p->longest_m = length_m;
            p->longest[0] = arms[i];
            p->longest[1] = arms[j];
            p->longest_at = t;
        }
}

/* How far the arm behind door d reaches, t being the triangle that it leads to. */
static void measure_arm(const peel *p, uint32_t t, uint32_t d)
{
    geo_door *door = &p->doors->items[d];
    uint32_t arms[3], count = arms_of(p, t, arms);
    for (uint32_t i = 0; i < count; i++) {
        const geo_door *arm = &p->doors->items[arms[i]];
        double depth_m = arm->depth_m + way_m(p, arm->middle, door->middle);
        if (depth_m <= door->depth_m)
            continue;
        door->depth_m = depth_m;
        door->next = arms[i];
    }
    for (uint32_t k = 0; count == 0 && k < 3; k++)
        door->depth_m =
            fmax(door->depth_m,
                 way_m(p, door->middle, p->mesh->points[p->mesh->triangles[t].corner[k]]));
}

static uint32_t last_door(const peel *p, uint32_t t)
{
    for (uint32_t k = 0; k < 3; k++) {
        uint32_t d = p->doors->of[t][k];
        if (d != GEO_CENTRE_NONE && p->doors->items[d].open)
            return d;
    }
    return GEO_CENTRE_NONE;
}

static void peel_triangle(peel *p, uint32_t t)
{
    uint32_t d = p->closed[t] == 1 ? last_door(p, t) : GEO_CENTRE_NONE;
    if (d == GEO_CENTRE_NONE || p->doors->items[d].needed)
        return;
    geo_door *door = &p->doors->items[d];
    measure_arm(p, t, d);
    note_longest(p, t);
    door->behind = t;
    door->open = false;
    uint32_t other = door->triangle[door->triangle[0] == t];
    p->closed[t]--;
    if (--p->closed[other] == 1)
        p->stack[p->depth++] = other;
    else if (p->closed[other] == 0)
        note_longest(p, other);
}

/* Every triangle is put on the stack twice at most: as a tip, and when one door is left to it. */
static void peel_all(peel *p)
{
    for (uint32_t t = 0; t < p->mesh->triangle_count; t++) {
        p->closed[t] = 0;
        for (uint32_t k = 0; k < 3; k++)
            p->closed[t] += p->doors->of[t][k] != GEO_CENTRE_NONE;
    }
    for (uint32_t t = 0; t < p->mesh->triangle_count; t++) {
        if (p->closed[t] != 1)
            continue;
        p->stack[p->depth++] = t;
        while (p->depth > 0)
            peel_triangle(p, p->stack[--p->depth]);
    }
}

/* ---- arms ---- */

static bool reaches_far(const geo_door *door)
{
    return door->depth_m > door->length_m + ARM_M;
}

/* Opens the doors of the longest way through the arm, but not into the corners of its end; what
 * branches off is left on the stack (doors). */
static void open_arm(peel *p, uint32_t d)
{
    while (d != GEO_CENTRE_NONE) {
        geo_door *door = &p->doors->items[d];
        uint32_t arms[3], count = arms_of(p, door->behind, arms);
        door->open = true;
        for (uint32_t i = 0; i < count; i++)
            if (arms[i] != door->next && reaches_far(&p->doors->items[arms[i]]))
                p->stack[p->depth++] = arms[i];
        d = door->next;
        if (d != GEO_CENTRE_NONE && p->doors->items[d].depth_m <= TIP * p->doors->items[d].length_m)
            d = GEO_CENTRE_NONE;
    }
}

/* Puts the arms that begin in t and reach far on the stack. */
static void find_arms(peel *p, uint32_t t)
{
    uint32_t arms[3];
    for (uint32_t count = arms_of(p, t, arms); count > 0; count--)
        if (reaches_far(&p->doors->items[arms[count - 1]]))
            p->stack[p->depth++] = arms[count - 1];
}

static void open_arms(peel *p)
{
    while (p->depth > 0)
        open_arm(p, p->stack[--p->depth]);
}

static bool any_open(const geo_doors *doors)
{
    for (uint32_t i = 0; i < doors->count; i++)
        if (doors->items[i].open)
            return true;
    return false;
}

/* Where nothing is between portals or around a hole, the longest way is what others branch off. */
static void choose(peel *p)
{
    peel_all(p);
    for (uint32_t t = 0; t < p->mesh->triangle_count; t++)
        if (p->closed[t] > 0)
            find_arms(p, t);
    open_arms(p);
    if (any_open(p->doors) || !(p->longest_m > 0))
        return;
    open_arm(p, p->longest[0]);
    open_arm(p, p->longest[1]);
    find_arms(p, p->longest_at);
    open_arms(p);
}

geo_status geo_doors_init(geo_ctx *ctx, const geo_mesh *mesh, size_t portal_count, geo_doors *out)
{
    uint32_t triangles = mesh->triangle_count;
    size_t most = (size_t)triangles * 3 / 2 + 1;
    geo_doors doors = {.items = geo_alloc(most, sizeof *doors.items),
                       .of = geo_alloc(triangles, sizeof *doors.of),
                       .portal_door = geo_alloc(portal_count, sizeof *doors.portal_door)};
    peel p = {.mesh = mesh,
              .doors = &doors,
              .closed = geo_alloc(triangles, sizeof *p.closed),
              .stack = geo_alloc(most, sizeof *p.stack)};
    bool room = doors.items && doors.of && doors.portal_door && p.closed && p.stack;
    if (room) {
        list_doors(mesh, &doors);
        need_doors(mesh, portal_count, &doors);
        choose(&p);
        *out = doors;
    } else {
        geo_doors_release(&doors);
    }
    geo_free(p.closed);
    geo_free(p.stack);
    return room ? GEO_OK : geo_fail_nomem(ctx);
}

void geo_doors_release(geo_doors *doors)
{
    geo_free(doors->items);
    geo_free(doors->of);
    geo_free(doors->portal_door);
    *doors = (geo_doors){0};
}
