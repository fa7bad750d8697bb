/* For tests of nature zones: towns of land cover and what else they ask for. Include it as it is.
 */
#include "town.c"

#define LANDCOVER "id class physical plus function management level#"
#define GREEN_LAND "begroeidterreindeel"

typedef struct setting {
    town t;
    geo_zone_inputs inputs;
    geo_zone_options options;
    geo_rules *rules, *management;
    geo_zones zones;
} setting;

static void begin(setting *s)
{
    *s = (setting){.options = {10, 5000, 5, {5, 15, 30, 2, 0.5}, 1}};
    town_begin(&s->t);
    s->t.move = (geo_point){EAST, NORTH};
    town_layer(&s->t, "landcover", GEO_GEOM_POLYGON, LANDCOVER);
}

static void wood(setting *s, const char *id, double xmin, double ymin, double xmax, double ymax)
{
    town_box(&s->t, xmin, ymin, xmax, ymax, id, GREEN_LAND, "loofbos", NULL, NULL, NULL, 0.0);
}

/* Opens the layers that were put, makes the zones. */
static void make(setting *s, const char *layers)
{
    geo_ctx *ctx = s->t.ctx;
    town_build(&s->t);
    assert_ok(geo_rules_new(ctx, SOURCE_DIR "/data/zone-rules.csv", &s->rules));
    assert_ok(geo_rules_new(ctx, SOURCE_DIR "/data/management-rules.csv", &s->management));
    s->inputs.rules = s->rules;
    s->inputs.management = s->management;
    s->inputs.landcover =
        town_source(&s->t, "landcover", "class physical plus function management level", NULL);
    if (strstr(layers, "water"))
        s->inputs.water = town_source(&s->t, "water", "class", "");
    if (strstr(layers, "green"))
        s->inputs.green = town_source(&s->t, "green", "management", "");
    if (strstr(layers, "decided"))
        s->inputs.decided =
            town_source(&s->t, "decided", "class subclass decided_by decided_on", "");
    if (strstr(layers, "facility"))
        s->inputs.facility = town_source(&s->t, "facility", "kind class name status", "");
    if (strstr(layers, "building"))
        s->inputs.building = town_source(&s->t, "building", "kind class name status", "");
    if (strstr(layers, "protection"))
        s->inputs.protection = town_source(&s->t, "protection", "", "");
    if (strstr(layers, "coverage"))
        s->inputs.coverage = town_source(&s->t, "coverage", "theme completeness", "");
    if (strstr(layers, "hedge"))
        s->inputs.hedge = town_source(&s->t, "hedge", "", "height_m width_m");
    if (strstr(layers, "tree"))
        s->inputs.tree = town_source(&s->t, "tree", "status", "");
}

static void run(setting *s, const char *layers)
{
    make(s, layers);
    if (geo_zones_init(s->t.ctx, &s->zones, &s->options, &s->inputs) != GEO_OK)
        fail_msg("%s", geo_ctx_error(s->t.ctx));
}

static void end(setting *s)
{
    geo_zones_release(&s->zones);
    geo_rules_free(s->rules);
    geo_rules_free(s->management);
    town_end(&s->t);
}

/* "id:class:members:area" of all zones. */
static const char *told(const setting *s)
{
    static char text[1024];
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < s->zones.count; i++) {
        const geo_zone *z = &s->zones.items[i];
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s:%s:%u:%.2f", i ? " " : "",
                                 z->id, GEO_ZONE_WORD[z->class], z->members, z->area_m2);
    }
    return text;
}

static const geo_zone *zone(const setting *s, const char *id)
{
    for (size_t i = 0; i < s->zones.count; i++)
        if (strcmp(s->zones.items[i].id, id) == 0)
            return &s->zones.items[i];
    fail_msg("no zone '%s' in %s", id, told(s));
    return NULL;
}
