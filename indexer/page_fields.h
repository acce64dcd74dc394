#pragma once

#include <map>
#include <string>
#include <string_view>

namespace filon {

/// Counts the rows of a document (JSON of any shape that a source is read in, or JSON Lines), and
/// for each field of theirs the rows where it is filled. Nothing for what is neither.
void count_fields(std::string_view document, size_t& rows, std::map<std::string, size_t>& fields);

/// Whether the fields of this source are known by name. Those of the neutral format and of mapped
/// lists are not: their readers tell of columns they do not know themselves.
bool has_field_table(std::string_view source);

/// What the reader of a source does with a field of its rows.
enum class FieldUse { Read, Ignored, Unknown };
FieldUse use_of_field(std::string_view source, std::string_view field);

}  // namespace filon
