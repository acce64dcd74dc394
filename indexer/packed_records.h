#pragma once

#include <initializer_list>
#include <iterator>
#include <string>
#include <vector>

#include "annuaire/structure.h"
#include "indexer/record_codec.h"
#include "indexer/utc.h"

namespace filon {

/// What a record is shown under and since when: settled last, and kept beside what is packed.
struct RecordName {
  std::string id;
  UtcTime first_seen, changed_at;
  bool from_first_harvest = false;
};

/// The records of a build, each packed: 0.4 kB in place of 3, so that two million of them and the
/// image that is made of them take some 4 GB. One that is asked for is made anew.
class PackedRecords {
 public:
  class Iterator;

  PackedRecords() = default;
  PackedRecords(const std::vector<Structure>& records) {  // of a few: tests, mostly
    for (const Structure& record : records) push_back(record);
  }
  PackedRecords(std::initializer_list<Structure> records)
      : PackedRecords(std::vector<Structure>(records)) {}

  size_t size() const { return packed_.size(); }
  bool empty() const { return packed_.empty(); }
  Structure operator[](size_t place) const;
  Structure front() const { return (*this)[0]; }
  Iterator begin() const;
  Iterator end() const;

  void push_back(const Structure& record) { push_back_packed(pack(record)); }
  void put(size_t place, const Structure& record) { packed_[place] = pack(record); }
  /// From now on the record is shown under this name, whatever is put in its place.
  void name(size_t place, RecordName name);

  /// The two halves of push_back: the first on any thread.
  std::string pack(const Structure& record) const { return codec_.pack(record); }
  void push_back_packed(std::string record) { packed_.push_back(std::move(record)); }
  void put_packed(size_t place, std::string record) { packed_[place] = std::move(record); }
  /// Makes what is packed from now on smaller, once there are enough records to learn from.
  void learn();

  /// Puts at each place i what stood at places[i].
  void put_in_order(const std::vector<uint32_t>& places);
  void move(size_t from, size_t to);
  void shrink(size_t size);  ///< to the first of them

 private:
  RecordCodec codec_;
  std::vector<std::string> packed_;
  std::vector<RecordName> names_;  ///< of the first ones, or of none yet
  bool tried_to_learn_ = false;
};

class PackedRecords::Iterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = Structure;
  using difference_type = std::ptrdiff_t;
  using reference = Structure;
  using pointer = void;

  Iterator(const PackedRecords& records, size_t place) : records_(&records), place_(place) {}
  Structure operator*() const { return (*records_)[place_]; }
  Iterator& operator++() { return ++place_, *this; }
  bool operator==(const Iterator& other) const { return place_ == other.place_; }

 private:
  const PackedRecords* records_;
  size_t place_;
};

inline PackedRecords::Iterator PackedRecords::begin() const { return {*this, 0}; }
inline PackedRecords::Iterator PackedRecords::end() const { return {*this, size()}; }

}  // namespace filon
