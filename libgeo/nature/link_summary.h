/* What a run found, as lines for people and as one object of JSON. */
#ifndef GEO_NATURE_LINK_SUMMARY_H
#define GEO_NATURE_LINK_SUMMARY_H

#include "base/text.h"
#include "nature/links.h"

/* Lines apart by line ends: zones, grid, links, gaps, indices and their conventions. */
geo_status geo_link_summary_text(geo_ctx *ctx, const geo_links *links,
                                 const geo_link_options *options, geo_text *out) GEO_MUST_USE;
/* One line, schema groennet-links/1. */
geo_status geo_link_summary_json(geo_ctx *ctx, const geo_links *links,
                                 const geo_link_options *options, geo_text *out) GEO_MUST_USE;

#endif
