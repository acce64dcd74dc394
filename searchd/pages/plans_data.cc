#include "searchd/pages/plans_data.h"

#include <fmt/format.h>

#include "searchd/pages/french.h"
#include "searchd/pages/lots_form.h"
#include "searchd/pages/pasted_lots.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

const char* label_of(PlanColumn column) {
  switch (column) {
    case PlanColumn::Title:
      return "Ce qui est acheté";
    case PlanColumn::Text:
      return "Précisions";
    case PlanColumn::Cpv:
      return "Code CPV";
    case PlanColumn::Territory:
      return "Lieu d'exécution";
  }
  return "";
}

PageData choice(const std::string& value, const std::string& name, bool chosen) {
  PageData item;
  item.set("value", value);
  item.set("name", name);
  item.set("chosen", chosen);
  return item;
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : between) + part;
  return all;
}

std::string places_of(const PlanLine& line, const Territories& territories) {
  std::vector<std::string> names;
  for (const PlaceId place : line.territories) names.push_back(territories[place].name);
  return joined(names, ", ");
}

// Where the lot can be corrected and its suppliers seen.
std::string lot_of(const PlanLine& line, const Territories& territories) {
  QueryString query;
  query.add("lot", shortened(line.row.title, max_page_lot_title));
  for (const LotSector& sector : line.sectors) query.add("secteur1", sector.slug);
  if (!line.territories.empty())
    query.add("lieu", place_text(line.territories.front(), territories));
  return "/lots?" + query.text();
}

PageData sectors_of(const PlanLine& line) {
  PageData list(PageData::type::list);
  for (const LotSector& sector : line.sectors) {
    PageData item;
    item.set("name", sector.name);
    set_text(item, "because", joined(sector.because, " », « "));
    list.push_back(item);
  }
  return list;
}

PageData line_data(const PlanLine& line, const Tables& tables) {
  PageData item;
  item.set("line", std::to_string(line.row.line));
  item.set("title", shortened(line.row.title, max_page_lot_title));
  item.set("url", lot_of(line, tables.territories));
  item.set("sectors", sectors_of(line));
  set_text(item, "place", places_of(line, tables.territories));
  if (!line.matched()) return item;
  const auto eligible = [&](Eligible which) {
    return french_number(line.counts.eligible[static_cast<size_t>(which)]);
  };
  item.set("count", french_number(line.counts.service));
  item.set("staff", french_number(line.counts.staff));
  item.set("handicap", eligible(Eligible::Handicap));
  item.set("insertion", eligible(Eligible::Insertion));
  item.set("ess", eligible(Eligible::Ess));
  item.set("located", french_number(line.coverage.located));
  item.set("with_sector", french_number(line.coverage.with_sector));
  return item;
}

}  // namespace

PageData plan_columns_data(const std::vector<std::string>& header, const PlansForm& form,
                           const std::optional<PlanColumns>& found) {
  const PlanColumns columns = found.value_or(PlanColumns());
  PageData fields(PageData::type::list);
  for (size_t i = 0; i < plan_column_count; ++i) {
    const auto column = static_cast<PlanColumn>(i);
    PageData field, choices(PageData::type::list);
    if (column == PlanColumn::Title) {
      if (!columns.place[i]) choices.push_back(choice("", "Choisissez une colonne", true));
    } else {
      if (!found) choices.push_back(choice("", "À deviner", true));
      choices.push_back(choice(no_plan_column, "Aucune colonne", found && !columns.place[i]));
    }
    for (size_t c = 0; c < header.size(); ++c)
      if (!header[c].empty())
        choices.push_back(choice(header[c], header[c], columns.place[i] == c));
    field.set("field", field_of(column));
    field.set("label", label_of(column));
    field.set("guessed", columns.place[i] && form.options.named[i].empty());
    field.set("choices", choices);
    fields.push_back(field);
  }
  return fields;
}

void set_plans(PageData& values, const Plans& plans, const Tables& tables) {
  PageData unmatched(PageData::type::list), matched(PageData::type::list);
  for (const PlanLine& line : plans.lines)
    (line.matched() ? matched : unmatched).push_back(line_data(line, tables));
  set_list(values, "unmatched", unmatched);
  set_list(values, "matched", matched);
  PageData doubts(PageData::type::list);
  for (const PlanDoubt& doubt : plans.file.doubts) {
    PageData item;
    item.set("line", std::to_string(doubt.line));
    item.set("text", doubt.text);
    doubts.push_back(item);
  }
  set_list(values, "doubts", doubts);
  values.set("line_count", counted(plans.lines.size(), "achat lu", "achats lus"));
  values.set("unmatched_count",
             counted(plans.unmatched, "ligne sans métier reconnu", "lignes sans métier reconnu"));
  values.set("doubt_count", counted(plans.file.doubts.size(), "remarque", "remarques"));
  values.set("legal_day", french_day(tables.legal.as_of()));
  values.set("legal_notice", tables.legal.notice());
}

}  // namespace filon
