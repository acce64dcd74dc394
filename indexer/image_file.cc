#include "indexer/image_file.h"

#include <array>
#include <cstring>

#include "annuaire/schema.h"

namespace filon {
namespace {

constexpr size_t line = 64;
constexpr std::array<char, line> blank{};

uint64_t aligned(uint64_t offset) { return (offset + line - 1) / line * line; }

std::string_view padding_after(std::string_view bytes) {
  return {blank.data(), aligned(bytes.size()) - bytes.size()};
}

}  // namespace

void ImageFile::add_strings(Section starts, Section bytes, std::vector<std::string> texts) {
  size_t size = 0;
  for (const std::string& text : texts) size += text.size();
  std::vector<uint32_t> start{0};
  std::vector<char> all;
  start.reserve(texts.size() + 1);
  all.reserve(size);
  for (const std::string& text : texts) {
    all.insert(all.end(), text.begin(), text.end());
    start.push_back(static_cast<uint32_t>(all.size()));
  }
  std::vector<std::string>().swap(texts);
  add(starts, std::move(start));
  add(bytes, std::move(all));
}

void ImageFile::close(uint32_t documents, uint32_t units) {
  head_.assign(aligned(sizeof(ImageHeader) + entries_.size() * sizeof(SectionEntry)), '\0');
  uint64_t offset = head_.size();
  for (size_t i = 0; i < entries_.size(); ++i) {
    entries_[i].offset = offset;
    offset += aligned(bodies_[i].bytes.size());
  }
  ImageHeader header{{}, schema_version, documents, units, static_cast<uint32_t>(entries_.size())};
  std::memcpy(header.magic, image_magic, sizeof image_magic);
  std::memcpy(head_.data(), &header, sizeof header);
  std::memcpy(head_.data() + sizeof header, entries_.data(),
              entries_.size() * sizeof(SectionEntry));
}

std::vector<std::string_view> ImageFile::pieces() const {
  std::vector<std::string_view> all{head_};
  for (const Body& body : bodies_) {
    all.push_back(body.bytes);
    all.push_back(padding_after(body.bytes));
  }
  return all;
}

}  // namespace filon
