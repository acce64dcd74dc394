#include "searchd/plans/plans_xlsx.h"

#include <fmt/format.h>

#include <array>

#include "searchd/exports/workbook.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

constexpr const char* purchases_workbook = "achats.xlsx";

struct SheetColumn {
  const char* title;
  double width;
};
constexpr std::array<SheetColumn, 19> sheet_columns = {{{"Ligne", 7},
                                                        {"Objet", 50},
                                                        {"Précisions", 40},
                                                        {"Métiers lus", 40},
                                                        {"Confiance", 10},
                                                        {"Mots", 30},
                                                        {"CPV proposés", 30},
                                                        {"Lieu", 25},
                                                        {"Structures qui peuvent répondre", 12},
                                                        {"Entités juridiques", 12},
                                                        {"Mise à disposition de personnel", 12},
                                                        {"Handicap (L.2113-12)", 12},
                                                        {"Insertion (L.2113-13)", 12},
                                                        {"Les deux (L.2113-14)", 12},
                                                        {"Prison (L.2113-13-1)", 12},
                                                        {"ESS (L.2113-15)", 12},
                                                        {"Zone d'intervention inconnue", 12},
                                                        {"Structures connues sur le lieu", 12},
                                                        {"dont de métier connu", 12}}};

template <class Items, class Text>
std::string joined_texts(const Items& items, const Text& text) {
  std::string all;
  for (const auto& item : items) {
    if (!all.empty()) all += " ; ";
    all += text(item);
  }
  return all;
}

void write_counts(Sheet& sheet, uint32_t row, const PlanLine& line) {
  const LotCounts& counts = line.counts;
  uint16_t column = 8;
  for (const uint64_t count :
       {counts.total, counts.service, counts.staff, counts.eligible[0], counts.eligible[1],
        counts.eligible[2], counts.eligible[3], counts.eligible[4], counts.unknown_area,
        line.coverage.located, line.coverage.with_sector})
    sheet.number(row, column++, static_cast<double>(count));
}

void write_line(Sheet& sheet, uint32_t row, const PlanLine& line, const Tables& tables) {
  sheet.number(row, 0, static_cast<double>(line.row.line));
  sheet.text(row, 1, line.row.title);
  sheet.text(row, 2, line.row.text);
  sheet.text(row, 3,
             line.matched() ? joined_texts(line.sectors, [](const LotSector& s) { return s.name; })
                            : "Aucun métier reconnu");
  if (line.matched()) sheet.number(row, 4, line.sectors.front().confidence / 100.0);
  sheet.text(row, 5, joined_texts(line.sectors, [](const LotSector& s) {
               return s.because.empty() ? std::string() : s.because.front();
             }));
  sheet.text(row, 6, joined_texts(line.need.cpv, [](const NeedCpv& c) {
               return c.label.empty() ? c.code : c.code + " " + c.label;
             }));
  sheet.text(row, 7, joined_texts(line.territories, [&](PlaceId place) {
               return tables.territories[place].name;
             }));
  if (line.matched()) write_counts(sheet, row, line);
}

void write_about(Sheet& sheet, const Plans& plans, const Tables& tables, const Today& today) {
  uint32_t row = 0;
  const auto say = [&](const char* name, const std::string& value) {
    sheet.title(row, 0, name);
    sheet.text(row++, 1, value);
  };
  say("Fait le", today.text);
  say("Lignes", std::to_string(plans.lines.size()));
  say("Sans métier reconnu", std::to_string(plans.unmatched));
  say("Ce qui est compté",
      "Entités juridiques qui ont le métier et peuvent intervenir sur le lieu ; 0 ne veut pas dire "
      "qu'il n'existe personne : des structures n'ont pas de métier connu.");
  say("Droit", fmt::format("À jour au {}. {}", tables.legal.as_of(), tables.legal.notice()));
}

}  // namespace

std::string plans_file_name(const Today& today) { return "filon-achats-" + today.text + ".xlsx"; }

Result<UnnamedFile> plans_xlsx(const Plans& plans, const Tables& tables, const Today& today) {
  auto book = Workbook::make(purchases_workbook, plans.lines.size() + plans.file.doubts.size());
  if (!book) return fail(book.error());
  auto lines = book->add_sheet("Achats");
  if (!lines) return fail(lines.error());
  for (uint16_t i = 0; i < sheet_columns.size(); ++i) {
    lines->width(i, sheet_columns[i].width);
    lines->title(0, i, sheet_columns[i].title);
  }
  uint32_t row = 1;
  for (const PlanLine& line : plans.lines) write_line(*lines, row++, line, tables);
  auto doubts = book->add_sheet("Remarques");
  if (!doubts) return fail(doubts.error());
  doubts->title(0, 0, "Ligne");
  doubts->title(0, 1, "Remarque");
  doubts->width(1, 100);
  row = 1;
  for (const PlanDoubt& doubt : plans.file.doubts) {
    doubts->number(row, 0, static_cast<double>(doubt.line));
    doubts->text(row++, 1, doubt.text);
  }
  auto about = book->add_sheet("À propos");
  if (!about) return fail(about.error());
  about->width(0, 30);
  about->width(1, 100);
  write_about(*about, plans, tables, today);
  return book->close();
}

}  // namespace filon
