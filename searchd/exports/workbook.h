#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "searchd/exports/unnamed_file.h"

struct lxw_worksheet;
struct lxw_format;

namespace filon {

/// A sheet of a Workbook, which must live longer. Rows go down in the order they are written, and
/// so do cells of a row; a text is a text, whatever it begins with.
class Sheet {
 public:
  Sheet(lxw_worksheet* sheet, lxw_format* bold) : sheet_(sheet), bold_(bold) {}
  void width(uint16_t column, double characters);
  void title(uint32_t row, uint16_t column, const std::string& text);
  /// "" leaves the cell empty; more than Excel takes is cut, with "…".
  void text(uint32_t row, uint16_t column, const std::string& text);
  void number(uint32_t row, uint16_t column, double value, lxw_format* format = nullptr);
  lxw_worksheet* raw() const { return sheet_; }

 private:
  lxw_worksheet* sheet_;
  lxw_format* bold_;
};

/// A workbook made row by row on disk, in a private folder of TMPDIR that is gone with it.
class Workbook {
 public:
  /// Refused when the disk has too little room for so many rows.
  static Result<Workbook> make(const char* file_name, size_t rows);
  Workbook(Workbook&&) noexcept;
  ~Workbook();

  Result<Sheet> add_sheet(const char* name);
  /// A format of numbers, as Excel writes it: "0.0".
  lxw_format* decimals(const char* pattern);
  /// The file, whose name is gone already. Nothing may be written after it.
  Result<UnnamedFile> close();

 private:
  struct State;
  explicit Workbook(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace filon
