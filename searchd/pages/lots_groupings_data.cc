#include <algorithm>

#include "searchd/pages/french.h"
#include "searchd/pages/lots_data.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

constexpr size_t page_members = 10;  // of a class; the API gives 50
constexpr size_t page_sets = 50;     // the API gives 500

// The articles by which a structure's own status lets a buyer reserve a lot it answers.
std::string rights_in(uint32_t entity, uint32_t lot, const Depth& depth) {
  uint8_t eligible = 0;
  for (const Answering& record : records_of(entity, depth.groupings))
    if (record.lot == lot) eligible |= eligibility_of(record.document, *depth.snapshot->image);
  std::string text;
  for (const auto& [which, article] :
       {std::pair(Eligible::Handicap, "L.2113-12"), std::pair(Eligible::Insertion, "L.2113-13"),
        std::pair(Eligible::Prison, "L.2113-13-1"), std::pair(Eligible::Ess, "L.2113-15")})
    if (eligible >> static_cast<unsigned>(which) & 1)
      text += (text.empty() ? "" : ", ") + std::string(article);
  return text;
}

PageData cells_of(uint32_t entity, LotSet lots, const Depth& depth) {
  PageData cells(PageData::type::list);
  for (uint32_t lot = 0; lot < depth.lots.size(); ++lot) {
    PageData cell;
    const bool answers = lots >> lot & 1;
    cell.set("yes", answers);
    set_text(cell, "rights", answers ? rights_in(entity, lot, depth) : "");
    cells.push_back(cell);
  }
  return cells;
}

std::string lots_in_words(LotSet lots) {
  std::string text;
  int count = 0;
  for (int lot = 0; lot < static_cast<int>(max_lots); ++lot)
    if (lots >> lot & 1) text += (count++ ? ", " : "") + std::to_string(lot + 1);
  return (count > 1 ? "lots " : "lot ") + text;
}

PageData class_data(size_t number, const Depth& depth) {
  const LotClass& found = depth.groupings.classes[number];
  const Image& image = *depth.snapshot->image;
  PageData item, members(PageData::type::list);
  item.set("number", std::to_string(number + 1));
  item.set("lots", lots_in_words(found.lots));
  item.set("count", counted(found.members.size(), "structure", "structures"));
  item.set("span", std::to_string(depth.lots.size() + 1));
  for (size_t i = 0; i < std::min(found.members.size(), page_members); ++i) {
    const uint32_t entity = found.members[i];
    const uint32_t document = records_of(entity, depth.groupings).front().document;
    PageData member;
    member.set("id", std::string(image.ids[document]));
    member.set("name", std::string(image.shown_names[document]));
    member.set("cells", cells_of(entity, found.lots, depth));
    members.push_back(member);
  }
  item.set("members", members);
  set_text(item, "more",
           found.members.size() > page_members ? french_number(found.members.size() - page_members)
                                               : "");
  return item;
}

PageData set_data(const std::vector<uint32_t>& set, const Depth& depth) {
  std::string text;
  for (const uint32_t number : set) {
    const LotClass& found = depth.groupings.classes[number];
    text += fmt::format("{}une structure du groupe {} ({})", text.empty() ? "" : ", et ",
                        number + 1, lots_in_words(found.lots));
  }
  PageData item;
  item.set("text", text);
  item.set("alone", set.size() == 1);
  return item;
}

}  // namespace

PageData lots_groupings_data(const Depth& depth, const Tables& tables) {
  const Groupings& groupings = depth.groupings;
  PageData data, classes(PageData::type::list), sets(PageData::type::list);
  PageData columns(PageData::type::list), missing(PageData::type::list);
  for (size_t lot = 0; lot < depth.lots.size(); ++lot) {
    PageData column;
    column.set("number", std::to_string(lot + 1));
    set_text(column, "title", depth.request.lots[lot].title);
    columns.push_back(column);
  }
  for (const size_t lot : groupings.missing)
    missing.push_back(fmt::format("lot {} ({})", lot + 1, depth.request.lots[lot].title));
  for (size_t i = 0; i < groupings.classes.size(); ++i) classes.push_back(class_data(i, depth));
  const auto& minimal = groupings.minimal;
  for (size_t i = 0; i < std::min(minimal.sets.size(), page_sets); ++i)
    sets.push_back(set_data(minimal.sets[i], depth));
  PageData bodies(PageData::type::list);
  for (const Relay* body :
       relays_of(depth.request.where.territories, tables.mandataires, tables.territories)) {
    PageData item;
    item.set("name", body->name);
    item.set("kind", body->kind);
    bodies.push_back(item);
  }
  data.set("columns", columns);
  set_list(data, "missing", missing);
  set_list(data, "classes", classes);
  set_list(data, "sets", sets);
  set_list(data, "bodies", bodies);
  const bool exact = minimal.complete && groupings.structure_sets < most_structure_sets;
  data.set("set_count", counted(minimal.sets.size(), "façon", "façons"));
  data.set("at_least", !exact);
  data.set("structure_sets", french_number(groupings.structure_sets));
  data.set("cut", minimal.sets.size() > page_sets);
  return data;
}

}  // namespace filon
