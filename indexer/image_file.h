#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annuaire/image_format.h"

namespace filon {

/// An image's sections one after the other, each on a 64-byte line, behind the header and their
/// table. They are held as they are given, and never as one text: the whole is a third of what a
/// build may take.
class ImageFile {
 public:
  template <class T>
  void add(Section id, std::vector<T> values) {
    const auto held = std::make_shared<const std::vector<T>>(std::move(values));
    entries_.push_back({static_cast<uint32_t>(id), sizeof(T), 0, held->size()});
    bodies_.push_back(
        {held, {reinterpret_cast<const char*>(held->data()), held->size() * sizeof(T)}});
  }
  void add_strings(Section starts, Section bytes, std::vector<std::string> texts);

  /// Settles the header, once all sections are there.
  void close(uint32_t documents, uint32_t units);
  /// What the file is made of, in its order: good as long as this lives.
  std::vector<std::string_view> pieces() const;

 private:
  struct Body {
    std::shared_ptr<const void> held;
    std::string_view bytes;
  };
  std::vector<SectionEntry> entries_;
  std::vector<Body> bodies_;
  std::string head_;
};

}  // namespace filon
