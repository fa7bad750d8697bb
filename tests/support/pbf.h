/* Makes small files of OpenStreetMap's pbf, blob by blob, unpacked: also such as nobody should
 * make. Source: OSM wiki, PBF Format; encoding of Protocol Buffers. */
#ifndef GROENNET_TESTS_PBF_H
#define GROENNET_TESTS_PBF_H

#include <stdint.h>
#include <string.h>

typedef struct pbf {
    unsigned char bytes[4096];
    size_t length;
} pbf;

static inline void pbf_varint(pbf *to, uint64_t value)
{
    for (; value > 0x7f; value >>= 7)
        to->bytes[to->length++] = (unsigned char)(value | 0x80);
    to->bytes[to->length++] = (unsigned char)value;
}

static inline void pbf_number(pbf *to, unsigned field, uint64_t value)
{
    pbf_varint(to, field << 3);
    pbf_varint(to, value);
}

static inline void pbf_bytes(pbf *to, unsigned field, const void *bytes, size_t length)
{
    pbf_varint(to, field << 3 | 2);
    pbf_varint(to, length);
    memcpy(to->bytes + to->length, bytes, length);
    to->length += length;
}

/* packing: field of the blob, 1 raw, 3 zlib, 4 lzma; size: what it says it unpacks to. */
static inline void pbf_blob(pbf *to, const char *type, unsigned packing, uint64_t size,
                            const void *bytes, size_t length)
{
    pbf blob = {0}, header = {0};
    pbf_number(&blob, 2, size);
    pbf_bytes(&blob, packing, bytes, length);
    pbf_bytes(&header, 1, type, strlen(type));
    pbf_number(&header, 3, blob.length);
    const unsigned char count[4] = {0, 0, (unsigned char)(header.length >> 8),
                                    (unsigned char)header.length};
    memcpy(to->bytes + to->length, count, 4);
    memcpy(to->bytes + to->length + 4, header.bytes, header.length);
    memcpy(to->bytes + to->length + 4 + header.length, blob.bytes, blob.length);
    to->length += 4 + header.length + blob.length;
}

static inline void pbf_header(pbf *to)
{
    pbf block = {0};
    pbf_bytes(&block, 4, "OsmSchema-V0.6", 14);
    pbf_blob(to, "OSMHeader", 1, block.length, block.bytes, block.length);
}

static inline uint64_t pbf_zigzag(int64_t value)
{
    return (uint64_t)value << 1 ^ (uint64_t)(value >> 63);
}

/* A header that says which part of the world follows, in degrees. */
static inline void pbf_header_with_box(pbf *to, double left, double right, double top,
                                       double bottom)
{
    const double sides[4] = {left, right, top, bottom};
    pbf box = {0}, block = {0};
    for (unsigned i = 0; i < 4; i++)
        pbf_number(&box, i + 1, pbf_zigzag((int64_t)(sides[i] * 1e9 + 0.5)));
    pbf_bytes(&block, 1, box.bytes, box.length);
    pbf_bytes(&block, 4, "OsmSchema-V0.6", 14);
    pbf_blob(to, "OSMHeader", 1, block.length, block.bytes, block.length);
}

/* A blob of one node, at 52 N 4.35 E, with two tags. */
static inline void pbf_node(pbf *to, int64_t id, const char *key1, const char *value1,
                            const char *key2, const char *value2)
{
    static const unsigned char key_list[] = {1, 3}, value_list[] = {2, 4};
    const char *const texts[] = {"", key1, value1, key2, value2};
    pbf strings = {0}, node = {0}, group = {0}, block = {0};
    for (int i = 0; i < 5; i++)
        pbf_bytes(&strings, 1, texts[i], strlen(texts[i]));
    pbf_number(&node, 1, pbf_zigzag(id));
    pbf_bytes(&node, 2, key_list, 2);
    pbf_bytes(&node, 3, value_list, 2);
    pbf_number(&node, 8, pbf_zigzag(520000000));
    pbf_number(&node, 9, pbf_zigzag(43500000));
    pbf_bytes(&group, 1, node.bytes, node.length);
    pbf_bytes(&block, 1, strings.bytes, strings.length);
    pbf_bytes(&block, 2, group.bytes, group.length);
    pbf_blob(to, "OSMData", 1, block.length, block.bytes, block.length);
}

#endif
