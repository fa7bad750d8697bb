/* Names as a Dutch town gives them: every buurt has a theme, every street a word of it. */
#include "sample/names.h"

#include <stdio.h>

#include "sample/random.h"

#define THEMES 16
#define WORDS 24
#define SUFFIXES 12
#define ONE_PLACE 96 /* buurten; a larger municipality has a village per wijk */

static const char *const themes[THEMES][WORDS] = {
    {"Linden", "Wilgen",   "Eiken",      "Beuken",     "Kastanje", "Berken",
     "Elzen",  "Essen",    "Iepen",      "Populieren", "Esdoorn",  "Platanen",
     "Acacia", "Meidoorn", "Lijsterbes", "Hazelaar",   "Olmen",    "Sparren",
     "Dennen", "Lariks",   "Ceder",      "Taxus",      "Vlier",    "Hulst"},
    {"Merel",     "Lijster",      "Mezen",      "Vinken",   "Spreeuwen", "Zwaluw",
     "Leeuwerik", "Nachtegaal",   "Koekoek",    "Ekster",   "Kieviten",  "Grutto",
     "Reiger",    "Ooievaar",     "Valken",     "Buizerd",  "Uilen",     "Specht",
     "Roodborst", "Winterkoning", "Kwikstaart", "Tureluur", "Wielewaal", "Putter"},
    {"Rozen",      "Tulpen",     "Narcissen",  "Hyacinten", "Krokus",      "Anjer",
     "Dahlia",     "Margrieten", "Violen",     "Lelie",     "Iris",        "Papaver",
     "Korenbloem", "Klaproos",   "Boterbloem", "Madelief",  "Seringen",    "Jasmijn",
     "Fuchsia",    "Geranium",   "Zonnebloem", "Primula",   "Ridderspoor", "Vergeet-mij-niet"},
    {"Rembrandt",      "Vermeer",       "Frans Hals", "Jan Steen",  "Van Gogh",      "Mondriaan",
     "Breitner",       "Isaac Israëls", "Ruisdael",   "Hobbema",    "Potter",        "Van Goyen",
     "Judith Leyster", "Mauve",         "Jongkind",   "Appel",      "Mesdag",        "Toorop",
     "Sluijters",      "Weissenbruch",  "Cuyp",       "Van Ostade", "Rachel Ruysch", "Maris"},
    {"Mozart",  "Beethoven", "Bach",     "Chopin",    "Händel",      "Verdi",
     "Vivaldi", "Schubert",  "Brahms",   "Haydn",     "Mahler",      "Ravel",
     "Debussy", "Grieg",     "Dvořák",   "Sweelinck", "Diepenbrock", "Bizet",
     "Rossini", "Liszt",     "Schumann", "Puccini",   "Sibelius",    "Telemann"},
    {"Maas",   "Waal",    "Rijn",    "IJssel", "Lek",    "Schelde", "Eem",   "Vecht",
     "Amstel", "Dommel",  "Linge",   "Berkel", "Dinkel", "Regge",   "Roer",  "Geul",
     "Zaan",   "Spaarne", "Merwede", "Mark",   "Donge",  "Rotte",   "Gouwe", "Vliet"},
    {"Texel",      "Vlieland",    "Terschelling", "Ameland",     "Rottum",    "Urk",
     "Marken",     "Wieringen",   "Tholen",       "Walcheren",   "Griend",    "Engelsmanplaat",
     "Simonszand", "Pampus",      "Schokland",    "Overflakkee", "Voorne",    "Putten",
     "Rozenburg",  "IJsselmonde", "Tiengemeten",  "Borkum",      "Helgoland", "Sylt"},
    {"Botter", "Tjalk",  "Schoener", "Klipper",  "Fregat", "Brik",  "Galjoen", "Kotter",
     "Schouw", "Punter", "Pluut",    "Hoogaars", "Kaag",   "Praam", "Sloep",   "Barkas",
     "Logger", "Jol",    "Karveel",  "Korvet",   "Boeier", "Aak",   "Bons",    "Kogge"},
    {"Tarwe",    "Gerst",  "Haver",   "Rogge",  "Vlas", "Koolzaad", "Klaver", "Luzerne",
     "Boekweit", "Spelt",  "Mosterd", "Karwij", "Hop",  "Bieten",   "Gierst", "Hennep",
     "Maïs",     "Erwten", "Bonen",   "Lupine", "Raap", "Meekrap",  "Koren",  "Oogst"},
    {"Orion",     "Saturnus",   "Jupiter",  "Venus",    "Mars",   "Mercurius",
     "Neptunus",  "Uranus",     "Poolster", "Sirius",   "Wega",   "Pegasus",
     "Andromeda", "Cassiopeia", "Steenbok", "Waterman", "Zodiak", "Komeet",
     "Melkweg",   "Zwaan",      "Plejaden", "Perseus",  "Kreeft", "Boogschutter"},
    {"Citroenvlinder",   "Atalanta",    "Dagpauwoog", "Koninginnepage", "Koolwitje",   "Zandoog",
     "Parelmoer",        "Weerschijn",  "Blauwtje",   "Vuurvlinder",    "Landkaartje", "Vos",
     "Distelvlinder",    "Apollo",      "Eikenpage",  "Hooibeestje",    "Dikkopje",    "Oranjetip",
     "Sint-Jansvlinder", "Beervlinder", "Pijlstaart", "Libel",          "Juffer",      "Krekel"},
    {"Snoek",   "Baars", "Karper",   "Brasem",    "Zeelt",   "Paling",  "Forel", "Zalm",
     "Steur",   "Elft",  "Spiering", "Voorn",     "Meerval", "Kwabaal", "Winde", "Barbeel",
     "Grondel", "Schol", "Haring",   "Kabeljauw", "Tarbot",  "Griet",   "Bot",   "Fint"},
    {"Diamant",  "Robijn",    "Smaragd", "Saffier", "Topaas", "Opaal",  "Agaat",   "Kristal",
     "Amethist", "Turkoois",  "Parel",   "Koraal",  "Jade",   "Onyx",   "Granaat", "Toermalijn",
     "Beril",    "Barnsteen", "Kwarts",  "Jaspis",  "Ivoor",  "Zilver", "Goud",    "Koper"},
    {"Smeden",        "Bakkers",     "Wevers",       "Kuipers",      "Molenaars",
     "Schoenmakers",  "Timmer",      "Metselaars",   "Looiers",      "Drukkers",
     "Mandenmakers",  "Zadelmakers", "Glasblazers",  "Touwslagers",  "Pottenbakkers",
     "Kaarsenmakers", "Zilversmids", "Rietdekkers",  "Zeilmakers",   "Boekbinders",
     "Wagenmakers",   "Leidekkers",  "Hoedenmakers", "Klompenmakers"},
    {"Tijm",           "Salie",    "Rozemarijn", "Basilicum",  "Munt",      "Kervel",
     "Dille",          "Lavendel", "Bieslook",   "Peterselie", "Dragon",    "Venkel",
     "Kamille",        "Anijs",    "Saffraan",   "Marjolein",  "Koriander", "Engelwortel",
     "Citroenmelisse", "Bernagie", "Zuring",     "Laurier",    "Hysop",     "Lavas"},
    {"De Ruyter",   "Tromp",         "Piet Hein",      "Evertsen",   "Van Speijk",    "Kortenaer",
     "Heemskerck",  "Barentsz",      "Tasman",         "Van Brakel", "Bontekoe",      "Houtman",
     "Van Galen",   "Witte de With", "Van Kinsbergen", "Zoutman",    "Banckert",      "Van Ghent",
     "De Vlamingh", "Roggeveen",     "Le Maire",       "Schouten",   "Van Wassenaer", "Linschoten"},
};

static const char *const theme_names[THEMES] = {
    "Bomenbuurt",       "Vogelbuurt",     "Bloemenbuurt",  "Schildersbuurt",
    "Componistenbuurt", "Rivierenbuurt",  "Eilandenbuurt", "Schepenbuurt",
    "Akkerbuurt",       "Sterrenbuurt",   "Vlinderbuurt",  "Vissenbuurt",
    "Edelstenenbuurt",  "Ambachtenbuurt", "Kruidenbuurt",  "Zeeheldenbuurt"};

static const char *const suffixes[SUFFIXES] = {"straat", "laan",      "weg",    "hof",
                                               "pad",    "plein",     "dreef",  "singel",
                                               "kade",   "plantsoen", "gaarde", "erf"};

static const char *const rounds[] = {"", "-Noord", "-Zuid", "-Oost", "-West", "-Midden"};

static const char *const village_starts[] = {"Ooster", "Wester", "Noorder", "Zuider", "Midden",
                                             "Oude",   "Nieuwe", "Hoge",    "Lage",   "Grote"};
static const char *const village_ends[] = {"waard", "meer",  "veen", "dorp", "kerk",
                                           "broek", "woude", "zijl", "dijk", "horn"};

static bool is_one_place(const sample_plan *plan)
{
    return sample_plan_buurt_count(plan) <= ONE_PLACE;
}

/* The buurt's number within its place, from 0. */
static int ordinal_of(const sample_plan *plan, int buurt)
{
    if (is_one_place(plan))
        return buurt;
    int column = buurt % plan->buurt_columns, row = buurt / plan->buurt_columns;
    int span = plan->wijk_span;
    return row % span * span + column % span;
}

static int theme_of(const sample_plan *plan, int ordinal)
{
    return (int)((sample_hash(plan->seed, 'N', 0, 0) + (uint64_t)ordinal) % THEMES);
}

/* The street's number within its buurt, from 0. */
static int street_ordinal(const sample_plan *plan, sample_name name)
{
    sample_span span = sample_plan_buurt_span(plan, name.buurt);
    if (name.axis == SAMPLE_ROW)
        return name.line - span.row0;
    int rows = span.row1 - span.row0 + 1;
    return rows + 2 * (name.line - span.column0) + (name.axis == SAMPLE_WEST_QUAY);
}

const char *sample_street_name(const sample_plan *plan, sample_name name, char *out)
{
    if (name.axis == SAMPLE_UNNAMED)
        return NULL;
    int ordinal = ordinal_of(plan, name.buurt), street = street_ordinal(plan, name);
    if (ordinal == 0 && street == 2) { /* a name that breaks careless quoting */
        snprintf(out, SAMPLE_NAME_SIZE, "'s-Gravenweg");
        return out;
    }
    int theme = theme_of(plan, ordinal);
    const char *word = themes[theme][street % WORDS];
    uint64_t usual = sample_hash(plan->seed, 'n', theme, street % WORDS);
    uint64_t turn = (uint64_t)(2 * (ordinal / THEMES) + street / WORDS);
    snprintf(out, SAMPLE_NAME_SIZE, "%s%s", word, suffixes[(usual + turn) % SUFFIXES]);
    return out;
}

const char *sample_buurt_name(const sample_plan *plan, int buurt, char *out)
{
    int ordinal = ordinal_of(plan, buurt);
    const char *round = rounds[ordinal / THEMES % 6];
    snprintf(out, SAMPLE_NAME_SIZE, "%s%s", theme_names[theme_of(plan, ordinal)], round);
    return out;
}

const char *sample_municipality_name(void)
{
    return "Lindewaard";
}

const char *sample_wijk_name(const sample_plan *plan, int wijk, char *out)
{
    if (is_one_place(plan))
        snprintf(out, SAMPLE_NAME_SIZE, "Wijk %02d", wijk + 1);
    else
        snprintf(out, SAMPLE_NAME_SIZE, "%s%s", village_starts[wijk % 10],
                 village_ends[wijk / 10 % 10]);
    return out;
}

const char *sample_place_name(const sample_plan *plan, int buurt, char *out)
{
    if (!is_one_place(plan))
        return sample_wijk_name(plan, sample_plan_wijk(plan, buurt), out);
    snprintf(out, SAMPLE_NAME_SIZE, "%s", sample_municipality_name());
    return out;
}

const char *sample_municipality_code(void)
{
    return "GM" SAMPLE_MUNICIPALITY;
}

const char *sample_wijk_code(int wijk, char *out)
{
    snprintf(out, SAMPLE_NAME_SIZE, "WK" SAMPLE_MUNICIPALITY "%02d", wijk + 1);
    return out;
}

const char *sample_buurt_code(const sample_plan *plan, int buurt, char *out)
{
    int column = buurt % plan->buurt_columns, row = buurt / plan->buurt_columns;
    int span = plan->wijk_span;
    snprintf(out, SAMPLE_NAME_SIZE, "BU" SAMPLE_MUNICIPALITY "%02d%02d",
             sample_plan_wijk(plan, buurt) + 1, row % span * span + column % span + 1);
    return out;
}

const char *sample_postcode(const sample_plan *plan, const sample_block *block,
                            const sample_address *address, char *out)
{
    static const char letters[] = "ABCDEGHJKLMNPRSTVWXZ"; /* F I O Q U Y are not used */
    int buurt = sample_plan_buurt(plan, block->column, block->row);
    sample_span span = sample_plan_buurt_span(plan, buurt);
    int index =
        (block->row - span.row0) * (span.column1 - span.column0 + 1) + block->column - span.column0;
    index = index * 3 + (int)address->side;
    snprintf(out, SAMPLE_NAME_SIZE, "%d%c%c", 1000 + (750 + buurt) % 9000,
             letters[1 + index / 20 % 19], letters[index % 20]);
    return out;
}
