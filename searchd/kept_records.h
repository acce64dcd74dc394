#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "searchd/lately_asked.h"

namespace filon {

/// The stored data of records shown lately: unpacking it again is a fifth of what an answer costs.
/// For any number of threads.
class KeptRecords {
 public:
  std::shared_ptr<const std::string> find(uint32_t document) {
    return part(document).find(document);
  }
  void keep(uint32_t document, const std::string& data) {
    part(document).keep(document, std::make_shared<const std::string>(data), data.size());
  }

 private:
  // Some 28,000 records: what visitors of a day look at.
  static constexpr size_t budget = 64 << 20;
  static constexpr size_t parts = 8;  // threads rarely wait for each other

  struct Part : LatelyAsked<uint32_t, std::string> {
    Part() : LatelyAsked(budget / parts) {}
  };
  Part& part(uint32_t document) { return parts_[document % parts]; }

  std::array<Part, parts> parts_;
};

}  // namespace filon
