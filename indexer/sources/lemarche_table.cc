#include "indexer/sources/lemarche_table.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "annuaire/sector.h"
#include "annuaire/structure_kind.h"
#include "annuaire/table.h"
#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/contact_details.h"
#include "indexer/known_names.h"
#include "indexer/sources/list_row.h"

namespace filon {
namespace {

/// The cells of a row by what the columns have been called over the years.
class DownloadRow {
 public:
  DownloadRow(const std::vector<std::string>& folded_header, const TableRow& row)
      : header_(folded_header), row_(row) {}

  std::string value(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names)
      for (size_t i = 0; i < header_.size(); ++i)
        if (header_[i] == name)
          if (std::string cell = clean_value(row_.cells[i]); !cell.empty()) return cell;
    return {};
  }

 private:
  const std::vector<std::string>& header_;
  const TableRow& row_;
};

// "Entreprise d'insertion (EI)" holds the code; it is surer than the words.
std::string kind_of(const std::string& text) {
  const size_t open = text.rfind('(');
  if (open != std::string::npos && text.ends_with(')')) {
    std::string code = text.substr(open + 1, text.size() - open - 2);
    if (parse_kind(code)) return code;
  }
  return text;
}

bool is_yes(const std::string& text) { return fold(text) == "oui"; }

class DownloadReader {
 public:
  DownloadReader(const SourcePage& page, const Sectors& sectors) : page_(page), sectors_(sectors) {}

  SourceRecord read(const DownloadRow& row, size_t line) const {
    SourceRecord record;
    record.source = page_.source;
    record.origin = fmt::format("{}:{}", page_.file, line);
    record.seen_at = page_.seen_at;
    record.name = row.value({"raison sociale"});
    record.brand = row.value({"enseigne", "nom commercial"});
    record.siret = row.value({"siret"});
    record.url = row.value({"lien vers le marche"});
    const std::string kind = kind_of(row.value({"type de structure"}));
    if (!kind.empty()) record.kinds = {kind};
    record.street = row.value({"adresse"});
    record.post_code = row.value({"code postal"});
    record.city = row.value({"ville"});
    record.website = row.value({"site internet"});
    record.phone = organisation_phone(row.value({"telephone"}));
    record.email = organisation_email(row.value({"e mail"}), record.name + " " + record.brand);
    record.prestations = split_values(row.value({"presta type", "type de prestation"}), ",;");
    for (std::string& name : sector_names(row.value({"sectors", "secteurs d activite"})))
      record.sectors.push_back({"", std::move(name)});
    for (std::string& label : split_values(row.value({"certifications et labels"}), ",;"))
      record.labels.push_back({"", std::move(label), Proof::Declared, ""});
    if (is_yes(row.value({"quartier prioritaire de la politique de la ville api qpv"})))
      record.zones.push_back("qpv");
    record.id = id_of(row, record);
    return record;
  }

 private:
  // Names of groups, which hold commas, joined by commas.
  std::vector<std::string> sector_names(const std::string& joined) const {
    if (joined.empty()) return {};
    return split_known_names(joined, [&](const std::string& folded) {
      return sectors_.find_group_by_name(folded) || sectors_.find_by_name(folded);
    });
  }

  static std::string id_of(const DownloadRow& row, const SourceRecord& record) {
    if (std::string slug = row.value({"slug"}); !slug.empty()) return slug;
    if (record.name.empty()) return {};
    return safe_id(record.name + " " + record.post_code + " " +
                   (record.kinds.empty() ? "" : record.kinds[0]));
  }

  const SourcePage& page_;
  const Sectors& sectors_;
};

}  // namespace

Status visit_lemarche_table(const SourcePage& page, const RowSink& sink) {
  const auto table = read_table(page.bytes);
  if (!table) return fail(ErrorCode::Fetch, "{}: {}", page.file, table.error().message);
  const auto sectors = Sectors::load(page.data);
  if (!sectors) return fail(sectors.error());
  std::vector<std::string> header;
  for (const std::string& column : table->header) header.push_back(fold(column));
  if (std::find(header.begin(), header.end(), "raison sociale") == header.end())
    return fail(ErrorCode::Fetch,
                "{}: not a download of Le Marché: it has no column 'Raison sociale'; its columns "
                "are {}",
                page.file, fmt::join(table->header, ", "));
  for (const TableNote& note : table->notes)
    sink.warn(fmt::format("{}:{}: {}", page.file, note.line, note.text));
  const DownloadReader reader(page, *sectors);
  for (const TableRow& row : table->rows)
    sink.keep(reader.read(DownloadRow(header, row), row.line));
  return done();
}

}  // namespace filon
