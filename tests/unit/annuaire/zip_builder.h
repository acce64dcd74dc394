#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <utility>
#include <vector>

namespace filon {

/// A zip archive of these files (path, content), in their order.
inline std::string zip_of(const std::vector<std::pair<std::string, std::string>>& files) {
  size_t room = 4096;
  for (const auto& [path, content] : files) room += 2 * path.size() + content.size() + 1024;
  std::string zip(room, '\0');
  size_t used = 0;
  archive* const out = archive_write_new();
  archive_write_set_format_zip(out);
  archive_write_open_memory(out, zip.data(), zip.size(), &used);
  for (const auto& [path, content] : files) {
    archive_entry* const entry = archive_entry_new();
    archive_entry_set_pathname(entry, path.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, 0100000);  // a regular file
    archive_entry_set_perm(entry, 0644);
    archive_write_header(out, entry);
    archive_write_data(out, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(out);
  archive_write_free(out);
  zip.resize(used);
  return zip;
}

/// A workbook whose parts the test gives; `sheets` are the contents of <sheetData> and after.
struct WorkbookParts {
  std::vector<std::pair<std::string, std::string>> sheets;  ///< name, XML after <worksheet>
  std::string shared_strings = {};                          ///< <si> elements
  std::string styles = {};                                  ///< children of <styleSheet>
  std::string properties = {};                              ///< attributes of <workbookPr>
};

inline std::string workbook_of(const WorkbookParts& parts) {
  std::string sheets, relations;
  std::vector<std::pair<std::string, std::string>> files;
  for (size_t i = 0; i < parts.sheets.size(); ++i) {
    const std::string n = std::to_string(i + 1);
    sheets += "<sheet name=\"" + parts.sheets[i].first + "\" sheetId=\"" + n + "\" r:id=\"rId" + n +
              "\"/>";
    relations += "<Relationship Id=\"rId" + n + "\" Target=\"worksheets/sheet" + n + ".xml\"/>";
    files.emplace_back(
        "xl/worksheets/sheet" + n + ".xml",
        "<?xml version=\"1.0\"?><worksheet>" + parts.sheets[i].second + "</worksheet>");
  }
  files.emplace_back("xl/workbook.xml", "<workbook xmlns:r=\"r\"><workbookPr " + parts.properties +
                                            "/><sheets>" + sheets + "</sheets></workbook>");
  files.emplace_back("xl/_rels/workbook.xml.rels",
                     "<Relationships>" + relations + "</Relationships>");
  if (!parts.shared_strings.empty())
    files.emplace_back("xl/sharedStrings.xml", "<sst>" + parts.shared_strings + "</sst>");
  if (!parts.styles.empty())
    files.emplace_back("xl/styles.xml", "<styleSheet>" + parts.styles + "</styleSheet>");
  return zip_of(files);
}

}  // namespace filon
