/* Rows of everything that stands in a block. */
#include <math.h>
#include <stdio.h>

#include "sample/layers.h"
#include "sample/names.h"
#include "sample/random.h"
#include "sample/trees.h"

typedef struct cover_text {
    const char *class, *physical, *plus, *function;
    const char *green; /* class in layer green; NULL: not green */
    bool is_public;
} cover_text;

static const cover_text covers[SAMPLE_COVERS] = {
    [SAMPLE_COVER_ROAD] = {"wegdeel", "open verharding", NULL, "rijbaan lokale weg", NULL, false},
    [SAMPLE_COVER_MAIN] = {"wegdeel", "gesloten verharding", "asfalt", "rijbaan regionale weg",
                           NULL, false},
    [SAMPLE_COVER_CYCLE] = {"wegdeel", "gesloten verharding", "asfalt", "fietspad", NULL, false},
    [SAMPLE_COVER_WALK] = {"wegdeel", "open verharding", "tegels", "voetpad", NULL, false},
    [SAMPLE_COVER_PARKING] = {"wegdeel", "open verharding", "betonstraatstenen", "parkeervlak",
                              NULL, false},
    [SAMPLE_COVER_SQUARE] = {"wegdeel", "open verharding", "gebakken klinkers", "voetgangersgebied",
                             NULL, false},
    [SAMPLE_COVER_YARD] = {"onbegroeidterreindeel", "erf", NULL, NULL, NULL, false},
    [SAMPLE_COVER_BED] = {"begroeidterreindeel", "groenvoorziening", "heesters", NULL, "plantvak",
                          true},
    [SAMPLE_COVER_VERGE] = {"ondersteunendwegdeel", "groenvoorziening", "gras- en kruidachtigen",
                            "berm", "berm", true},
    [SAMPLE_COVER_LAWN] = {"begroeidterreindeel", "groenvoorziening", "gras- en kruidachtigen",
                           NULL, "groenvoorziening", true},
    [SAMPLE_COVER_PARK] = {"begroeidterreindeel", "groenvoorziening", "gras- en kruidachtigen",
                           NULL, "park", true},
    [SAMPLE_COVER_PLAY] = {"begroeidterreindeel", "groenvoorziening", "gras- en kruidachtigen",
                           NULL, "speelveld", true},
    [SAMPLE_COVER_WOOD] = {"begroeidterreindeel", "loofbos", NULL, NULL, "loofbos", true},
    [SAMPLE_COVER_FIELD] = {"begroeidterreindeel", "grasland agrarisch", NULL, NULL,
                            "grasland agrarisch", false},
    [SAMPLE_COVER_DYKE] = {"begroeidterreindeel", "grasland overig", NULL, NULL, "talud", true},
    [SAMPLE_COVER_WATER] = {"waterdeel", "waterloop", "gracht", NULL, NULL, false},
    [SAMPLE_COVER_BRIDGE] = {"wegdeel", "gesloten verharding", "asfalt", "rijbaan lokale weg", NULL,
                             false},
};

#define WATER_SUMMER_M -5.4
#define WATER_WINTER_M -5.5
#define WATER_MAX_M -4.9

static const char *use_text(sample_use use)
{
    static const char *const texts[] = {
        "woonfunctie", "winkelfunctie", "kantoorfunctie", "onderwijsfunctie", NULL, "woonfunctie"};
    return texts[use];
}

static void add_use(sample_values *row, sample_use use)
{
    sample_value_text(row, use_text(use));
    if (use == SAMPLE_USE_UNKNOWN)
        sample_value_null(row, GEO_FIELD_INT);
    else
        sample_value_int(row, use == SAMPLE_USE_HOME || use == SAMPLE_USE_BERTH);
}

static geo_status put_address(geo_ctx *ctx, sample_layers *layers, const sample_block *block,
                              const sample_address *address, int64_t first_building)
{
    const sample_plan *plan = layers->plan;
    int buurt = sample_plan_buurt(plan, block->column, block->row);
    bool berth = address->use == SAMPLE_USE_BERTH;
    int64_t number = layers->rows[SAMPLE_LAYER_ADDRESS] + 1;
    char id[SAMPLE_ID_SIZE], address_id[SAMPLE_ID_SIZE], building_id[SAMPLE_ID_SIZE];
    char street[SAMPLE_NAME_SIZE], postcode[SAMPLE_NAME_SIZE], place[SAMPLE_NAME_SIZE];
    char code[SAMPLE_NAME_SIZE], letter[2] = {address->letter, 0};
    const char *building =
        address->building < 0
            ? NULL
            : sample_bag_id("10", first_building + address->building + 1, building_id);
    sample_values row = {0};
    sample_value_text(&row, sample_bag_id(berth ? "02" : "01", number, id));
    sample_value_text(&row, sample_bag_id("20", number, address_id));
    sample_value_text(
        &row, sample_street_name(plan, sample_address_street(plan, block, address), street));
    sample_value_int(&row, sample_address_number(plan, block, address));
    sample_value_text(&row, address->letter ? letter : NULL);
    sample_value_null(&row, GEO_FIELD_STRING);
    sample_value_text(&row, sample_postcode(plan, block, address, postcode));
    sample_value_text(&row, sample_place_name(plan, buurt, place));
    sample_value_text(&row, berth ? "berth" : "vbo");
    sample_value_text(&row, berth ? "Plaats aangewezen" : "Verblijfsobject in gebruik");
    add_use(&row, address->use);
    sample_value_text(&row, building);
    sample_value_text(&row, building);
    sample_value_int(&row, address->floor);
    sample_value_text(&row, "sample");
    sample_value_int(&row, address->area_m2);
    sample_value_text(&row, sample_buurt_code(plan, buurt, code));
    geo_geom geom = sample_shape_point(plan, &layers->shape, address->at);
    layers->homes[buurt] += address->use == SAMPLE_USE_HOME || berth;
    return sample_layers_put(ctx, layers, SAMPLE_LAYER_ADDRESS, &geom, &row);
}

static geo_status put_building(geo_ctx *ctx, sample_layers *layers, const sample_building *building)
{
    char id[SAMPLE_ID_SIZE];
    sample_values row = {0};
    sample_value_text(&row, sample_bag_id("10", layers->rows[SAMPLE_LAYER_BUILDING] + 1, id));
    sample_value_double(&row, building->height_m);
    sample_value_double(&row, building->ground_m);
    sample_value_int(&row, building->year);
    sample_value_text(&row, "Pand in gebruik");
    sample_value_text(&row, building->green ? "green" : "plain");
    geo_geom geom = sample_shape_rect(layers->plan, &layers->shape, building->rect);
    return sample_layers_put(ctx, layers, SAMPLE_LAYER_BUILDING, &geom, &row);
}

static geo_status put_tree(geo_ctx *ctx, sample_layers *layers, const sample_tree *tree)
{
    static const char *const statuses[] = {"standing", "felled", "stump", "planned"};
    int64_t number = layers->rows[SAMPLE_LAYER_TREE] + 1;
    char id[SAMPLE_ID_SIZE], tree_no[SAMPLE_ID_SIZE];
    sample_values row = {0};
    snprintf(tree_no, sizeof tree_no, "B%lld", (long long)(100000 + number));
    sample_value_text(&row, sample_plain_id("boom", number, id));
    sample_value_text(&row, tree_no);
    sample_value_double(&row, tree->sized ? tree->height_m : NAN);
    sample_value_double(&row, NAN);
    sample_value_double(&row, tree->sized ? NAN : 6);
    sample_value_double(&row, tree->crown_d_m);
    sample_value_text(&row, sample_species_name(tree->species));
    sample_value_int(&row, tree->is_public);
    sample_value_text(&row, statuses[tree->status]);
    sample_value_int(&row, tree->planted);
    geo_geom geom = sample_shape_point(layers->plan, &layers->shape, tree->at);
    return sample_layers_put(ctx, layers, SAMPLE_LAYER_TREE, &geom, &row);
}

static const char *keeper_of(sample_cover cover)
{
    return cover == SAMPLE_COVER_DYKE    ? "waterschap"
           : cover == SAMPLE_COVER_FIELD ? "particulier"
                                         : "gemeente";
}

static geo_status put_green(geo_ctx *ctx, sample_layers *layers, const sample_area *area,
                            const geo_geom *geom)
{
    const cover_text *text = &covers[area->cover];
    char id[SAMPLE_ID_SIZE];
    sample_values row = {0};
    sample_value_text(&row, sample_plain_id("groen", layers->rows[SAMPLE_LAYER_GREEN] + 1, id));
    sample_value_text(&row, text->green);
    sample_value_int(&row, text->is_public);
    sample_value_text(&row, keeper_of(area->cover));
    sample_value_text(&row, area->cover == SAMPLE_COVER_WOOD ? "Westerbos" : NULL);
    return sample_layers_put(ctx, layers, SAMPLE_LAYER_GREEN, geom, &row);
}

static geo_status put_water(geo_ctx *ctx, sample_layers *layers, const geo_geom *geom)
{
    char id[SAMPLE_ID_SIZE];
    sample_values row = {0};
    sample_value_text(&row, sample_plain_id("water", layers->rows[SAMPLE_LAYER_WATER] + 1, id));
    sample_value_text(&row, "waterloop");
    sample_value_double(&row, WATER_SUMMER_M);
    sample_value_double(&row, WATER_WINTER_M);
    sample_value_double(&row, WATER_MAX_M);
    return sample_layers_put(ctx, layers, SAMPLE_LAYER_WATER, geom, &row);
}

static geo_status put_landcover(geo_ctx *ctx, sample_layers *layers, const sample_area *area,
                                const geo_geom *geom)
{
    const cover_text *text = &covers[area->cover];
    char id[SAMPLE_ID_SIZE];
    sample_values row = {0};
    sample_value_text(&row, sample_plain_id("vlak", layers->rows[SAMPLE_LAYER_LANDCOVER] + 1, id));
    sample_value_text(&row, text->class);
    sample_value_text(&row, text->physical);
    sample_value_text(&row, text->plus);
    sample_value_text(&row, text->function);
    sample_value_text(&row, area->cover == SAMPLE_COVER_DYKE ? "W0999" : "G0999");
    sample_value_int(&row, area->cover == SAMPLE_COVER_BRIDGE);
    return sample_layers_put(ctx, layers, SAMPLE_LAYER_LANDCOVER, geom, &row);
}

/* One area is a row of land cover, and of green or water when it is that. */
static geo_status put_area(geo_ctx *ctx, sample_layers *layers, const sample_block *block,
                           const sample_area *area)
{
    sample_shape *shape = &layers->shape;
    geo_geom geom = area->around ? sample_shape_yard(layers->plan, shape, area->rect, block)
                                 : sample_shape_rect(layers->plan, shape, area->rect);
    geo_status status = put_landcover(ctx, layers, area, &geom);
    if (status == GEO_OK && covers[area->cover].green)
        status = put_green(ctx, layers, area, &geom);
    if (status == GEO_OK && area->cover == SAMPLE_COVER_WATER)
        status = put_water(ctx, layers, &geom);
    return status;
}

static geo_status put_property(geo_ctx *ctx, sample_layers *layers, const sample_property *property)
{
    static const char *const owners[] = {"gemeente", "waterschap", "corporatie", "overig"};
    char id[SAMPLE_ID_SIZE];
    sample_values row = {0};
    sample_value_text(&row,
                      sample_plain_id("perceel", layers->rows[SAMPLE_LAYER_PROPERTY] + 1, id));
    sample_value_text(&row, owners[property->owner]);
    sample_value_text(&row, property->owner == SAMPLE_OWNER_OTHER ? NULL : owners[property->owner]);
    geo_geom geom = sample_shape_rect(layers->plan, &layers->shape, property->rect);
    return sample_layers_put(ctx, layers, SAMPLE_LAYER_PROPERTY, &geom, &row);
}

static const char *class_of(sample_way way)
{
    switch (way) {
    case SAMPLE_WAY_PATH:
    case SAMPLE_WAY_ALLEY:
        return "voetpad";
    case SAMPLE_WAY_MAIN:
    case SAMPLE_WAY_ROAD:
        return "rijbaan regionale weg";
    default:
        return "rijbaan lokale weg";
    }
}

static const char *surface_of(sample_way way)
{
    switch (way) {
    case SAMPLE_WAY_PATH:
        return "half verhard";
    case SAMPLE_WAY_MAIN:
    case SAMPLE_WAY_ROAD:
        return "gesloten verharding";
    default:
        return "open verharding";
    }
}

/* Streets are renewed about every forty years, each in its own rhythm. */
static int renewal_year(const sample_plan *plan, sample_name name)
{
    return SAMPLE_YEAR +
           (int)(sample_hash(plan->seed, 'Q', name.axis * 4096 + name.line, name.buurt) % 40);
}

static geo_status put_street(geo_ctx *ctx, sample_layers *layers, const sample_street *street)
{
    char id[SAMPLE_ID_SIZE], name[SAMPLE_NAME_SIZE];
    sample_values row = {0};
    sample_value_text(&row, sample_plain_id("weg", layers->rows[SAMPLE_LAYER_STREET] + 1, id));
    sample_value_text(&row, sample_street_name(layers->plan, street->name, name));
    sample_value_text(&row, class_of(street->way));
    sample_value_int(&row, street->way != SAMPLE_WAY_ROAD);
    sample_value_text(&row, surface_of(street->way));
    sample_value_double(&row, street->width_m);
    if (street->way == SAMPLE_WAY_PATH)
        sample_value_null(&row, GEO_FIELD_INT);
    else
        sample_value_int(&row, renewal_year(layers->plan, street->name));
    geo_geom geom = sample_shape_line(layers->plan, &layers->shape, street->points, street->count);
    return sample_layers_put(ctx, layers, SAMPLE_LAYER_STREET, &geom, &row);
}

static geo_status put_light(geo_ctx *ctx, sample_layers *layers, const sample_light *light)
{
    bool high = light->way == SAMPLE_WAY_MAIN || light->way == SAMPLE_WAY_ROAD;
    int64_t number = layers->rows[SAMPLE_LAYER_LIGHT] + 1;
    bool renewed =
        light->year > 1990 || number % 3 == 0; /* a third of the old ones is LED by now */
    char id[SAMPLE_ID_SIZE], mast[SAMPLE_ID_SIZE];
    sample_values row = {0};
    snprintf(mast, sizeof mast, "L%lld", (long long)(20000 + number));
    sample_value_text(&row, sample_plain_id("licht", number, id));
    sample_value_text(&row, mast);
    sample_value_double(&row, high ? 8 : 4);
    sample_value_int(&row, high ? 6500 : renewed ? 2200 : 3400);
    sample_value_text(&row, renewed ? "full" : "none");
    sample_value_int(&row, renewed ? 50 : 0);
    sample_value_int(&row, renewed ? 3000 : 4000);
    sample_value_text(&row, "gemeente");
    geo_geom geom = sample_shape_point(layers->plan, &layers->shape, light->at);
    return sample_layers_put(ctx, layers, SAMPLE_LAYER_LIGHT, &geom, &row);
}

#define EACH(list, call)                                                                           \
    for (size_t k = 0; status == GEO_OK && k < block->list.count; k++)                             \
    status = call

geo_status sample_layers_put_block(geo_ctx *ctx, sample_layers *layers, const sample_block *block)
{
    int64_t first_building = layers->rows[SAMPLE_LAYER_BUILDING];
    geo_status status = GEO_OK;
    EACH(buildings, put_building(ctx, layers, &block->buildings.items[k]));
    EACH(addresses, put_address(ctx, layers, block, &block->addresses.items[k], first_building));
    for (size_t k = 0; status == GEO_OK && k < block->trees.count; k++)
        if (block->trees.items[k].listed)
            status = put_tree(ctx, layers, &block->trees.items[k]);
    EACH(areas, put_area(ctx, layers, block, &block->areas.items[k]));
    EACH(properties, put_property(ctx, layers, &block->properties.items[k]));
    EACH(streets, put_street(ctx, layers, &block->streets.items[k]));
    EACH(lights, put_light(ctx, layers, &block->lights.items[k]));
    return status;
}
