/* Cuts polygons where a decided zone or a facility begins, and says what each piece is: what is
 * decided first, else the rules. */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/sum.h"
#include "base/text.h"
#include "nature/zone_state.h"

enum { CLASS, SUBCLASS };
const char *const GEO_ZONE_WORD[GEO_ZONE_CLASSES] = {"natuurzone", "functionele_natuur",
                                                     "natuurverbinding", "matrix", "onbekend"};
const char *const GEO_ZONE_COLOUR[3] = {NULL, "green", "blue"};
const char *const GEO_ZONE_DECIDED_TEXT[4] = {"class", "subclass", "decided_by", "decided_on"};
const char *const GEO_ZONE_OBJECT_TEXT[4] = {"kind", "class", "name", "status"};

/* ---- words ---- */

/* One of the words, or `count`. */
static int find_word(const char *const *words, int count, const char *word)
{
    for (int i = 0; i < count; i++)
        if (words[i] ? word && strcasecmp(words[i], word) == 0 : !word || !*word)
            return i;
    return count;
}

/* Which of two decisions of one id a zone follows cannot be told. */
static geo_status refuse_doubles(geo_ctx *ctx, const geo_zone_work *w)
{
    const uint32_t *order = w->decided_order;
    for (size_t i = 1; i < w->decided.count; i++)
        if (strcmp(w->decided.ids[order[i]], w->decided.ids[order[i - 1]]) == 0) {
            geo_hint(ctx, "give each an id of its own, or make one polygon in parts of them");
            return geo_fail(ctx, GEO_ERR_FORMAT, "'%s': decided zone '%s' is there twice",
                            geo_source_name(w->inputs->decided), w->decided.ids[order[i]]);
        }
    return GEO_OK;
}

/* A decision that nobody understands must not be passed over, nor taken for another. */
static geo_status check_decided(geo_ctx *ctx, const geo_zone_work *w)
{
    const geo_features *rows = &w->decided;
    for (size_t i = 0; i < rows->count; i++) {
        const char *class = rows->text[CLASS][i], *colour = rows->text[SUBCLASS][i];
        if (!class || find_word(GEO_ZONE_WORD, GEO_ZONE_UNKNOWN, class) == GEO_ZONE_UNKNOWN) {
            geo_hint(ctx, "column class is natuurzone, functionele_natuur, natuurverbinding or "
                          "matrix");
            return geo_fail(ctx, GEO_ERR_FORMAT, "'%s': decided zone '%s' has the class '%s'",
                            geo_source_name(w->inputs->decided), rows->ids[i], class ? class : "");
        }
        if (find_word(GEO_ZONE_COLOUR, 3, colour) == 3) {
            geo_hint(ctx, "column subclass is green, blue or empty");
            return geo_fail(ctx, GEO_ERR_FORMAT, "'%s': decided zone '%s' has the subclass '%s'",
                            geo_source_name(w->inputs->decided), rows->ids[i], colour);
        }
    }
    return GEO_OK;
}

/* ---- cutting ---- */

static geo_status add_piece(geo_ctx *ctx, geo_zone_unit *unit, geo_geom *own, uint32_t decided,
                            uint32_t facility)
{
    geo_zone_piece piece = {.decided = decided, .facility = facility, .care = GEO_ZONE_NONE};
    if (own)
        piece.own = *own;
    if (!geo_vec_push(&unit->pieces, piece))
        return geo_fail_nomem(ctx);
    if (own)
        *own = (geo_geom){0};
    return GEO_OK;
}

/* What is left of a unit while it is cut; `own` is empty as long as nothing was. */
typedef struct remains {
    geo_geom own;
    const geo_geom *shape;
} remains;

/* Of an outline that follows a border by a hair: 0 no cut, the polygon is outside; 1 a cut; 2 all
 * of it is inside. */
static int cut_kind(const geo_geom *in, const geo_geom *rest)
{
    bool no_in = geo_zone_is_sliver(in), no_rest = geo_zone_is_sliver(rest);
    if (no_in && no_rest)
        return geo_geom_area(in) > geo_geom_area(rest) ? 2 : 0;
    return no_in ? 0 : no_rest ? 2 : 1;
}

/* Takes the part inside the cutter as a piece. A sliver on either side is no cut. */
static geo_status cut_one(geo_ctx *ctx, geo_geos *geos, geo_zone_unit *unit, remains *left,
                          const geo_geom *cutter, uint32_t decided, uint32_t facility)
{
    geo_geom in = {0}, rest = {0};
    geo_status status = geo_geos_split(ctx, geos, left->shape, cutter, &in, &rest);
    if (status != GEO_OK)
        return status;
    int kind = cut_kind(&in, &rest);
    if (kind == 1) {
        status = add_piece(ctx, unit, &in, decided, facility);
        geo_geom_release(&left->own);
        left->own = rest;
        left->shape = &left->own;
        rest = (geo_geom){0};
    } else if (kind == 2) {
        status = add_piece(ctx, unit, left->own.point_count ? &left->own : NULL, decided, facility);
        left->shape = NULL;
    }
    geo_geom_release(&in);
    geo_geom_release(&rest);
    return status;
}

/* order: rows of the cutters by id, in which `index` has them too. */
static geo_status cut_all(geo_ctx *ctx, geo_geos *geos, geo_zone_unit *unit, remains *left,
                          const geo_features *cutters, const geo_rtree *index,
                          const uint32_t *order, bool decides)
{
    geo_hits hits = {0};
    geo_status status = GEO_OK;
    if (index && left->shape)
        status = geo_rtree_search(ctx, index, geo_box_of(left->shape), &hits);
    for (size_t k = 0; status == GEO_OK && left->shape && k < hits.count; k++) {
        uint32_t row = order[hits.items[k]];
        status = cut_one(ctx, geos, unit, left, &cutters->geoms[row],
                         decides ? hits.items[k] : GEO_ZONE_NONE, decides ? GEO_ZONE_NONE : row);
    }
    geo_free(hits.items);
    return status;
}

static void release_pieces(geo_zone_unit *unit)
{
    for (size_t i = 0; i < unit->pieces.count; i++)
        geo_geom_release(&unit->pieces.items[i].own);
    unit->pieces.count = 0;
}

static geo_status cut_unit(void *self, geo_ctx *ctx, geo_geos *geos, size_t i)
{
    geo_zone_work *w = self;
    geo_zone_unit *unit = &w->units[i];
    remains left = {.shape = unit->shape};
    if (unit->shape->point_count == 0) /* all of it was others' */
        return GEO_OK;
    geo_status status =
        cut_all(ctx, geos, unit, &left, &w->decided, w->decided_index, w->decided_order, true);
    if (status == GEO_OK)
        status = cut_all(ctx, geos, unit, &left, &w->facility, w->facility_index, w->facility_order,
                         false);
    if (status == GEO_OK && left.shape)
        status = add_piece(ctx, unit, left.own.point_count ? &left.own : NULL, GEO_ZONE_NONE,
                           GEO_ZONE_NONE);
    geo_geom_release(&left.own);
    if (status != GEO_OK)
        release_pieces(unit);
    return geo_while(ctx, status, "cutting '%s'", unit->id);
}

/* ---- what they are ---- */

const char *geo_zone_facility_kind(const geo_zone_work *w, uint32_t row)
{
    const char *kind = w->facility.text[0][row];
    return kind && *kind ? kind : w->facility.text[1][row];
}

geo_zone_class geo_zone_decided_class(const geo_zone_work *w, uint32_t row)
{
    return (geo_zone_class)find_word(GEO_ZONE_WORD, GEO_ZONE_UNKNOWN, w->decided.text[CLASS][row]);
}

static void judge(const geo_zone_work *w, const geo_zone_unit *unit, geo_zone_piece *piece)
{
    if (piece->decided != GEO_ZONE_NONE) {
        uint32_t row = w->decided_order[piece->decided];
        piece->class = geo_zone_decided_class(w, row);
        piece->colour =
            (geo_zone_colour)find_word(GEO_ZONE_COLOUR, 3, w->decided.text[SUBCLASS][row]);
        return;
    }
    geo_rule_case asked = unit->asked;
    if (piece->facility != GEO_ZONE_NONE)
        asked.word[GEO_RULE_FACILITY] = geo_zone_facility_kind(w, piece->facility);
    size_t rule = geo_rules_match(w->inputs->rules, &asked, 0);
    piece->class = GEO_ZONE_UNKNOWN;
    if (rule == SIZE_MAX)
        return;
    piece->class = (geo_zone_class)find_word(GEO_ZONE_WORD, GEO_ZONE_UNKNOWN,
                                             geo_rules_cell(w->inputs->rules, rule, "zone"));
    piece->colour = (geo_zone_colour)find_word(GEO_ZONE_COLOUR, 3,
                                               geo_rules_cell(w->inputs->rules, rule, "subclass"));
}

/* A part inside a facility may end in another zone than the rest of its polygon: it has a name of
 * its own, since zones are named after their members. */
static geo_status name_piece(geo_ctx *ctx, geo_zone_work *w, const geo_zone_unit *unit,
                             geo_zone_piece *piece)
{
    piece->id = unit->id;
    if (piece->decided != GEO_ZONE_NONE)
        piece->id = w->decided.ids[w->decided_order[piece->decided]];
    if (piece->facility == GEO_ZONE_NONE)
        return GEO_OK;
    geo_text text = GEO_TEXT_INIT;
    geo_text_addf(&text, "%s~%s", unit->id, w->facility.ids[piece->facility]);
    if (!text.failed)
        piece->id = geo_arena_strndup(w->arena, text.data, text.length);
    bool made = !text.failed && piece->id;
    geo_text_release(&text);
    return made ? GEO_OK : geo_fail_nomem(ctx);
}

/* What the areas of the pieces add up to. */
typedef struct tallied {
    geo_sum classes[GEO_ZONE_CLASSES], water;
} tallied;

/* Takes over what the piece owns. */
static geo_status keep_piece(geo_ctx *ctx, geo_zone_work *w, geo_zone_piece *piece, tallied *sums)
{
    const geo_zone_unit *unit = &w->units[piece->unit];
    piece->shape = piece->own.point_count ? NULL : unit->shape;
    const geo_geom *shape = piece->shape ? piece->shape : &piece->own;
    piece->area_m2 = geo_geom_area(shape);
    piece->box = geo_box_of(shape);
    geo_sum_add(unit->is_water ? &sums->water : &sums->classes[piece->class], piece->area_m2);
    if (geo_vec_push(&w->pieces, *piece))
        return GEO_OK;
    geo_geom_release(&piece->own);
    return geo_fail_nomem(ctx);
}

/* A strip that cutting left by a hair is no zone: it is counted as matrix. */
static void drop_sliver(const geo_geom *shape, geo_zone_piece *piece)
{
    if (piece->decided == GEO_ZONE_NONE && geo_zone_is_sliver(shape)) {
        piece->class = GEO_ZONE_MATRIX;
        piece->colour = GEO_ZONE_PLAIN;
    }
}

/* A piece whose parts lie further apart than the merge gap is as many pieces. */
static geo_status keep_apart(geo_ctx *ctx, geo_zone_work *w, geo_zone_piece *piece, tallied *sums)
{
    const geo_geom *shape = piece->own.point_count ? &piece->own : w->units[piece->unit].shape;
    uint32_t count = shape->part_count, *label = geo_alloc(count, sizeof *label);
    bool apart = false;
    geo_status status = label ? geo_zone_near_parts(ctx, w->geos, shape,
                                                    w->options->merge_gap_m + GEO_SLACK_M, label)
                              : geo_fail_nomem(ctx);
    for (uint32_t k = 0; status == GEO_OK && k < count; k++)
        apart |= label[k] != label[0];
    if (status == GEO_OK && !apart) {
        geo_free(label);
        return keep_piece(ctx, w, piece, sums);
    }
    for (uint32_t k = 0; status == GEO_OK && k < count; k++) {
        geo_zone_piece one = *piece;
        one.own = (geo_geom){0};
        if (label[k] != k)
            continue;
        status = geo_zone_take_parts(ctx, shape, label, k, &one.own);
        if (status == GEO_OK)
            drop_sliver(&one.own, &one);
        if (status == GEO_OK)
            status = keep_piece(ctx, w, &one, sums);
    }
    geo_geom_release(&piece->own);
    geo_free(label);
    return status;
}

/* What is decided is one, however many parts; matrix is not grouped. */
static geo_status gather_unit(geo_ctx *ctx, geo_zone_work *w, uint32_t i, tallied *sums)
{
    geo_zone_unit *unit = &w->units[i];
    geo_status status = GEO_OK;
    for (size_t k = 0; status == GEO_OK && k < unit->pieces.count; k++) {
        geo_zone_piece piece = unit->pieces.items[k];
        const geo_geom *shape = piece.own.point_count ? &piece.own : unit->shape;
        piece.unit = i;
        judge(w, unit, &piece);
        status = name_piece(ctx, w, unit, &piece);
        if (status != GEO_OK)
            break;
        unit->pieces.items[k].own = (geo_geom){0};
        if (piece.own.point_count || unit->own.point_count)
            drop_sliver(shape, &piece);
        if (piece.decided != GEO_ZONE_NONE || piece.class == GEO_ZONE_MATRIX ||
            shape->part_count < 2)
            status = keep_piece(ctx, w, &piece, sums);
        else
            status = keep_apart(ctx, w, &piece, sums);
    }
    return status;
}

static geo_status gather(geo_ctx *ctx, geo_zone_work *w, geo_zone_balance *balance)
{
    tallied sums = {0};
    geo_sum left = {0};
    geo_status status = GEO_OK;
    for (uint32_t i = 0; status == GEO_OK && i < w->unit_count; i++)
        status = gather_unit(ctx, w, i, &sums);
    for (size_t i = 0; i < w->pieces.count; i++)
        if (!w->pieces.items[i].shape)
            w->pieces.items[i].shape = &w->pieces.items[i].own;
    geo_sum_add(&left, balance->landcover_m2);
    geo_sum_add(&left, -balance->overlap_m2);
    for (int c = 0; c < GEO_ZONE_CLASSES; c++) {
        balance->class_m2[c] = geo_sum_value(&sums.classes[c]);
        geo_sum_add(&left, -balance->class_m2[c]);
    }
    balance->water_m2 = geo_sum_value(&sums.water);
    balance->residue = balance->landcover_m2 > 0 ? geo_sum_value(&left) / balance->landcover_m2 : 0;
    return status;
}

/* Reads what cuts, in order of id, with an index in that order. */
static geo_status read_cutters(geo_ctx *ctx, geo_source *source, size_t texts, geo_features *rows,
                               uint32_t **order, geo_rtree **index)
{
    if (!source)
        return GEO_OK;
    geo_status status = geo_zone_read(ctx, source, 4, rows);
    if (status == GEO_OK)
        status = geo_zone_order_by(ctx, rows, texts, order);
    geo_box *boxes = geo_alloc(rows->count, sizeof *boxes);
    if (status == GEO_OK && !boxes)
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < rows->count; i++)
        boxes[i] = rows->boxes[(*order)[i]];
    if (status == GEO_OK)
        status = geo_rtree_new(ctx, boxes, rows->count, index);
    geo_free(boxes);
    return status;
}

geo_status geo_zone_cut(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    geo_status status =
        read_cutters(ctx, w->inputs->decided, 4, &w->decided, &w->decided_order, &w->decided_index);
    /* a decision that cannot be read is not one that was never made */
    if (status == GEO_OK && w->inputs->decided)
        status = geo_tally_demand(ctx, geo_source_tally(w->inputs->decided),
                                  geo_source_name(w->inputs->decided));
    if (status == GEO_OK)
        status = check_decided(ctx, w);
    if (status == GEO_OK)
        status = refuse_doubles(ctx, w);
    if (status == GEO_OK)
        status = w->inputs->facility ? geo_zone_facilities(ctx, w, out) : GEO_OK;
    if (status == GEO_OK)
        status = geo_zone_each(ctx, w->geos, w->options->threads, w->unit_count, cut_unit, w);
    if (status == GEO_OK)
        status = gather(ctx, w, &out->balance);
    return status;
}
