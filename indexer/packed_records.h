#pragma once

#include <functional>
#include <initializer_list>
#include <iterator>
#include <string>
#include <vector>

#include "annuaire/structure.h"
#include "indexer/in_order.h"
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
/// image that is made of them fit 4 GB. One that is asked for is made anew.
class PackedRecords {
 public:
  class Iterator;

  PackedRecords() = default;
  PackedRecords(const std::vector<Structure>& records) {  // few enough not to be: tests, mostly
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
  /// Several threads may put, each at places of its own.
  void put(size_t place, const Structure& record) { packed_[place] = pack(record); }
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
  std::vector<RecordName> names_;  ///< of all, or of none yet
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

/// Makes something of each place 0 … count-1 on all cores, and takes it in their order.
template <class Made>
void each_in_order(size_t count, const std::function<Made(size_t place)>& make,
                   const std::function<void(size_t place, Made made)>& take) {
  constexpr size_t block = 256;  // a lock for each place would cost as much as what is made
  std::ignore = in_order<std::vector<Made>>(  // nothing of it fails
      (count + block - 1) / block,
      [&](size_t number) -> Result<std::vector<Made>> {
        std::vector<Made> made;
        for (size_t i = number * block; i < std::min(count, (number + 1) * block); ++i)
          made.push_back(make(i));
        return made;
      },
      [&](size_t number, std::vector<Made> made) {
        for (size_t i = 0; i < made.size(); ++i) take(number * block + i, std::move(made[i]));
        return done();
      });
}

}  // namespace filon
