#include "annuaire/xlsx_parts.h"

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>

namespace filon {
namespace {

using Parts = std::map<std::string, std::string>;

Result<pugi::xml_document> parsed(const Parts& parts, const std::string& path) {
  pugi::xml_document document;
  const auto part = parts.find(path);
  if (part == parts.end()) return document;  // an empty document: the part is optional
  const auto read = document.load_buffer(part->second.data(), part->second.size(),
                                         pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (!read) return fail(ErrorCode::Invalid, "{}: damaged XML: {}", path, read.description());
  return document;
}

bool is(const pugi::xml_node& node, std::string_view name) {
  return local_name(node.name()) == name;
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
  for (const pugi::xml_node& node : parent.children())
    if (is(node, name)) return node;
  return {};
}

std::string attribute(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute& given : node.attributes())
    if (local_name(given.name()) == name) return given.value();
  return {};
}

int number(const std::string& text) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// "worksheets/sheet1.xml" or "/xl/worksheets/sheet1.xml", from "xl/workbook.xml".
std::string resolved(const std::string& target) {
  if (target.starts_with('/')) return target.substr(1);
  return target.starts_with("../") ? target.substr(3) : "xl/" + target;
}

Status read_sheets(const Parts& parts, Workbook& workbook) {
  if (!parts.contains("xl/workbook.xml"))
    return fail(ErrorCode::Invalid,
                "not an XLSX workbook: it has no xl/workbook.xml (an .ods or a plain zip must be "
                "saved as XLSX or CSV)");
  const auto document = parsed(parts, "xl/workbook.xml");
  if (!document) return fail(document.error());
  const auto relations = parsed(parts, "xl/_rels/workbook.xml.rels");
  if (!relations) return fail(relations.error());
  std::map<std::string, std::string> targets;
  for (const pugi::xml_node& relation : relations->document_element().children())
    targets[attribute(relation, "Id")] = resolved(attribute(relation, "Target"));
  const pugi::xml_node root = document->document_element();
  const std::string epoch = attribute(child(root, "workbookPr"), "date1904");
  workbook.since_1904 = epoch == "1" || epoch == "true";
  std::vector<Workbook::Sheet> hidden;
  for (const pugi::xml_node& sheet : child(root, "sheets").children()) {
    if (!is(sheet, "sheet")) continue;
    std::string id;  // r:id, beside sheetId
    for (const pugi::xml_attribute& given : sheet.attributes())
      if (std::string_view(given.name()).ends_with(":id")) id = given.value();
    const auto target = targets.find(id);
    if (target == targets.end()) continue;
    const std::string state = attribute(sheet, "state");
    auto& sheets = state.empty() || state == "visible" ? workbook.sheets : hidden;
    sheets.push_back({attribute(sheet, "name"), target->second});
  }
  workbook.sheets.insert(workbook.sheets.end(), hidden.begin(), hidden.end());
  return done();
}

// <si> holds one <t>, or runs <r><t>; <rPh> is how Japanese is pronounced.
std::string shared_string(const pugi::xml_node& item) {
  std::string text;
  for (const pugi::xml_node& part : item.children()) {
    if (is(part, "t")) text += part.child_value();
    if (is(part, "r")) text += child(part, "t").child_value();
  }
  return unescaped(text);
}

// A number format shows a date when it has y, m, d, h or s outside quotes and brackets.
bool is_date_format(std::string_view format) {
  char closing = 0;
  for (size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (closing) {
      if (c == closing) closing = 0;
    } else if (c == '"') {
      closing = '"';
    } else if (c == '[') {
      closing = ']';
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (std::string_view("ymdYMD").find(c) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

bool is_builtin_date(int format) {
  return (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 36) ||
         (format >= 50 && format <= 58);
}

Status read_styles(const Parts& parts, Workbook& workbook) {
  const auto document = parsed(parts, "xl/styles.xml");
  if (!document) return fail(document.error());
  const pugi::xml_node root = document->document_element();
  std::map<int, bool> formats;
  for (const pugi::xml_node& format : child(root, "numFmts").children())
    formats[number(attribute(format, "numFmtId"))] =
        is_date_format(attribute(format, "formatCode"));
  for (const pugi::xml_node& style : child(root, "cellXfs").children()) {
    const int format = number(attribute(style, "numFmtId"));
    const auto own = formats.find(format);
    workbook.date_styles.push_back(own == formats.end() ? is_builtin_date(format) : own->second);
  }
  return done();
}

Status read_strings(const Parts& parts, Workbook& workbook) {
  const auto document = parsed(parts, "xl/sharedStrings.xml");
  if (!document) return fail(document.error());
  for (const pugi::xml_node& item : document->document_element().children())
    if (is(item, "si")) workbook.strings.push_back(shared_string(item));
  return done();
}

}  // namespace

std::string_view local_name(std::string_view name) {
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    int code = 0;
    const bool escape = text.substr(i, 2) == "_x" && i + 6 < text.size() && text[i + 6] == '_' &&
                        std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16).ptr ==
                            text.data() + i + 6;
    if (!escape || code >= 0x80) {
      out += text[i];
      continue;
    }
    if (code != 0 && code != '\r') out += static_cast<char>(code);
    i += 6;
  }
  return out;
}

bool is_workbook_part(std::string_view path) {
  return path == "xl/workbook.xml" || path == "xl/_rels/workbook.xml.rels" ||
         path == "xl/styles.xml" || path == "xl/sharedStrings.xml";
}

Result<Workbook> read_workbook(const std::map<std::string, std::string>& parts) {
  Workbook workbook;
  for (const auto read : {read_sheets, read_styles, read_strings})
    if (Status done_so_far = read(parts, workbook); !done_so_far)
      return std::move(done_so_far).failure();
  return workbook;
}

}  // namespace filon
