#include "indexer/record_codec.h"

#include <zdict.h>
#include <zstd.h>

#include <cereal/archives/binary.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <sstream>
#include <stdexcept>

namespace filon {

// Every part of a record, by the names of all its members: one that a record gains is one that does
// not compile until it is packed too.
template <class Archive>
void serialize(Archive& archive, SectorLink& sector_link) {
  auto& [slug, name, origin, confidence, because] = sector_link;
  archive(slug, name, origin, confidence, because);
}
template <class Archive>
void serialize(Archive& archive, LabelLink& label_link) {
  auto& [slug, name, proof, valid_until] = label_link;
  archive(slug, name, proof, valid_until);
}
template <class Archive>
void serialize(Archive& archive, CriterionLink& criterion_link) {
  auto& [slug, name, evidence] = criterion_link;
  archive(slug, name, evidence);
}
template <class Archive>
void serialize(Archive& archive, NetworkLink& network_link) {
  auto& [slug, name] = network_link;
  archive(slug, name);
}
template <class Archive>
void serialize(Archive& archive, Offer& offer) {
  auto& [name, description] = offer;
  archive(name, description);
}
template <class Archive>
void serialize(Archive& archive, Area& area) {
  auto& [kind, radius_km, territories] = area;
  archive(kind, radius_km, territories);
}
template <class Archive>
void serialize(Archive& archive, Activity& activity) {
  auto& [sector, prestations, area] = activity;
  archive(sector, prestations, area);
}
template <class Archive>
void serialize(Archive& archive, Address& address) {
  auto& [street, post_code, city, insee_code, epci, ept, departement, region] = address;
  archive(street, post_code, city, insee_code, epci, ept, departement, region);
}
template <class Archive>
void serialize(Archive& archive, Point& point) {
  auto& [lat, lon] = point;
  archive(lat, lon);
}
template <class Archive>
void serialize(Archive& archive, Location& location) {
  auto& [point, precision] = location;
  archive(point, precision);
}
template <class Archive>
void serialize(Archive& archive, Contact& contact) {
  auto& [phone, email, url] = contact;
  archive(phone, email, url);
}
template <class Archive>
void serialize(Archive& archive, SourceRef& source_ref) {
  auto& [name, id, url, seen_at, updated_at] = source_ref;
  archive(name, id, url, seen_at, updated_at);
}
template <class Archive>
void serialize(Archive& archive, ReservationRight& reservation_right) {
  auto& [article, code, certain] = reservation_right;
  archive(article, code, certain);
}
template <class Archive>
void serialize(Archive& archive, FieldOrigin& field_origin) {
  auto& [field, source] = field_origin;
  archive(field, source);
}
template <class Archive>
void serialize(Archive& archive, RowLink& row_link) {
  auto& [row, with, score, because] = row_link;
  archive(row, with, score, because);
}
template <class Archive>
void serialize(Archive& archive, MatchClues& match_clues) {
  auto& [phone, mail_domain] = match_clues;
  archive(phone, mail_domain);
}
template <class Archive>
void serialize(Archive& archive, Structure& structure) {
  auto& [id, siret, siren, name, brand, naf, active, unverified, kinds, sectors, activities, labels,
         criteria, networks, prestations, zones, address, location, description, offers, website,
         contact, reservations, doubts, sources, first_seen, changed_at, from_first_harvest,
         helpers, provenance, row_links, clues] = structure;
  archive(id, siret, siren, name, brand, naf, active, unverified, kinds, sectors, activities,
          labels, criteria, networks, prestations, zones, address, location, description, offers,
          website, contact, reservations, doubts, sources, first_seen, changed_at,
          from_first_harvest, helpers, provenance, row_links, clues);
}

/// How zstd's objects are given back. Outside the unnamed namespace: the dictionary has some, whose
/// name a header knows.
template <auto free>
struct ZstdFreed {
  void operator()(auto* object) const { free(object); }
};

namespace {

constexpr int level = 3;  // half a microsecond more than 1, a tenth less room
constexpr size_t most_dictionary_bytes = 64 * 1024;  // larger ones save nothing and cost caches

size_t checked(size_t result) {
  if (ZSTD_isError(result)) throw std::logic_error(ZSTD_getErrorName(result));
  return result;
}

using Packer = std::unique_ptr<ZSTD_CCtx, ZstdFreed<ZSTD_freeCCtx>>;
using Unpacker = std::unique_ptr<ZSTD_DCtx, ZstdFreed<ZSTD_freeDCtx>>;

Packer new_packer() {
  Packer packer(ZSTD_createCCtx());
  if (!packer) throw std::bad_alloc();
  return packer;
}
Unpacker new_unpacker() {
  Unpacker unpacker(ZSTD_createDCtx());
  if (!unpacker) throw std::bad_alloc();
  return unpacker;
}

}  // namespace

struct RecordCodec::Dictionary {
  explicit Dictionary(const std::string& bytes)
      : packing(ZSTD_createCDict(bytes.data(), bytes.size(), level)),
        unpacking(ZSTD_createDDict(bytes.data(), bytes.size())) {
    if (!packing || !unpacking) throw std::bad_alloc();
  }
  std::unique_ptr<ZSTD_CDict, ZstdFreed<ZSTD_freeCDict>> packing;
  std::unique_ptr<ZSTD_DDict, ZstdFreed<ZSTD_freeDDict>> unpacking;
};

std::string RecordCodec::pack(const Structure& structure) const {
  std::ostringstream stream;
  cereal::BinaryOutputArchive{stream}(structure);
  const std::string_view bytes = stream.view();
  thread_local const Packer packer = new_packer();
  checked(ZSTD_CCtx_setParameter(packer.get(), ZSTD_c_compressionLevel, level));
  checked(ZSTD_CCtx_refCDict(packer.get(), dictionary_ ? dictionary_->packing.get() : nullptr));
  thread_local std::string room;
  room.resize(ZSTD_compressBound(bytes.size()));
  return room.substr(0, checked(ZSTD_compress2(packer.get(), room.data(), room.size(), bytes.data(),
                                               bytes.size())));
}

std::string RecordCodec::bytes_of(std::string_view packed) const {
  thread_local const Unpacker unpacker = new_unpacker();
  std::string bytes(checked(ZSTD_getFrameContentSize(packed.data(), packed.size())), '\0');
  const bool learnt = ZSTD_getDictID_fromFrame(packed.data(), packed.size()) != 0;
  checked(ZSTD_DCtx_refDDict(unpacker.get(),
                             learnt && dictionary_ ? dictionary_->unpacking.get() : nullptr));
  checked(ZSTD_decompressDCtx(unpacker.get(), bytes.data(), bytes.size(), packed.data(),
                              packed.size()));
  return bytes;
}

Structure RecordCodec::unpack(std::string_view packed) const {
  std::istringstream stream(bytes_of(packed));
  Structure structure;
  cereal::BinaryInputArchive{stream}(structure);
  return structure;
}

void RecordCodec::learn(std::span<const std::string> packed) {
  std::string samples;
  std::vector<size_t> sizes;
  for (const std::string& record : packed) {
    const std::string bytes = bytes_of(record);
    samples += bytes;
    sizes.push_back(bytes.size());
  }
  std::string bytes(most_dictionary_bytes, '\0');
  const size_t size = ZDICT_trainFromBuffer(bytes.data(), bytes.size(), samples.data(),
                                            sizes.data(), static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size)) return;
  bytes.resize(size);
  dictionary_ = std::make_shared<const Dictionary>(bytes);
}

}  // namespace filon
