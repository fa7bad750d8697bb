/* What gn-links has to say of its zones and ground: all that changed the answer and is no error. */
#ifndef GROENNET_LINKS_WARNINGS_H
#define GROENNET_LINKS_WARNINGS_H

#include "links/sources.h"

void links_warn(cli *app, const links_sources *sources, const geo_links *links);

#endif
