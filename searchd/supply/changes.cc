#include "searchd/supply/changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "searchd/log.h"
#include "searchd/parameter_reader.h"
#include "searchd/supply/spaser.h"

namespace filon {
namespace {

constexpr std::string_view day_pattern = "0000-00-00";

// "2026-11-24", of a day that there is.
bool is_day(std::string_view text) {
  const bool written =
      text.size() == day_pattern.size() &&
      std::equal(text.begin(), text.end(), day_pattern.begin(),
                 [](char c, char p) { return p == '-' ? c == '-' : c >= '0' && c <= '9'; });
  if (!written) return false;
  const auto number = [&](size_t at, size_t digits) {
    int value = 0;
    for (const char c : text.substr(at, digits)) value = value * 10 + (c - '0');
    return value;
  };
  return std::chrono::year_month_day(std::chrono::year(number(0, 4)),
                                     std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                     std::chrono::day(static_cast<unsigned>(number(8, 2))))
      .ok();
}

std::string read_day(ParameterReader& reader, const char* name) {
  std::string day = reader.text(name).value_or("");
  if (!day.empty() && !is_day(day))
    reader.report({.code = ProblemCode::InvalidValue,
                   .param = name,
                   .value = day,
                   .reason_fr = "Un jour s'écrit 2026-11-24.",
                   .reason_en = "A day is written 2026-11-24."});
  return day;
}

Problem no_communes(PlaceId place, const Territories& territories) {
  return {.code = ProblemCode::InvalidValue,
          .param = "territory",
          .value = territories.to_string(place),
          .reason_fr =
              "L'offre n'est gardée dans le temps que des EPCI, départements, régions et "
              "de la France.",
          .reason_en = "Supply is kept over time of EPCI, départements, régions and France only."};
}

Problem too_early(const char* name, const std::string& day, const std::vector<KeptSummary>& kept) {
  const std::string& oldest = kept.front().day;
  return {.code = ProblemCode::InvalidValue,
          .param = name,
          .value = day,
          .suggestion = oldest,
          .reason_fr = fmt::format("Le plus ancien état gardé est du {}.", oldest),
          .reason_en = fmt::format("The oldest state kept is of {}.", oldest)};
}

// The last of that day or before it.
const KeptSummary* last_of(const std::vector<KeptSummary>& kept, const std::string& day) {
  const KeptSummary* last = nullptr;
  for (const KeptSummary& summary : kept)
    if (summary.day <= day) last = &summary;
  return last;
}

Answer<SupplySummary> read(const KeptSummary& kept) {
  auto summary = read_summary(kept.file);
  if (summary) return *std::move(summary);
  log_event("error", "summary not read", summary.error().message);
  return refuse({.code = ProblemCode::Internal});
}

}  // namespace

std::vector<KeptSummary> comparable_summaries(const std::filesystem::path& index, int64_t served) {
  auto kept = kept_summaries(index);
  std::erase_if(kept, [&](const KeptSummary& summary) { return summary.generation > served; });
  return kept;
}

Answer<SupplyChanges> compare(std::vector<PlaceId> places, const ChangeDays& days,
                              std::vector<KeptSummary> kept) {
  if (kept.empty())
    return refuse({.code = ProblemCode::NotFound,
                   .param = "from",
                   .value = days.from,
                   .reason_fr = "Aucun état passé de l'offre n'est gardé : le premier le sera à la "
                                "prochaine mise à jour.",
                   .reason_en = "No past state of supply is kept: the first one will be at the "
                                "next update."});
  const KeptSummary* const first = days.from.empty() ? &kept.front() : last_of(kept, days.from);
  const KeptSummary* const last = days.to.empty() ? &kept.back() : last_of(kept, days.to);
  if (!first) return refuse(too_early("from", days.from, kept));
  if (!last) return refuse(too_early("to", days.to, kept));
  auto before = read(*first);
  if (!before) return refuse(before.error());
  auto after = read(*last);
  if (!after) return refuse(after.error());
  return SupplyChanges{std::move(kept), *std::move(before), *std::move(after), std::move(places)};
}

Answer<SupplyChanges> read_changes(const Parameters& parameters, const std::filesystem::path& index,
                                   int64_t served, const Territories& territories) {
  auto places = read_spaser_places(parameters, territories);
  if (!places) return refuse(places.error());
  for (const PlaceId place : *places)
    if (territories[place].kind == TerritoryKind::Commune)
      return refuse(no_communes(place, territories));
  ParameterReader reader(parameters, Strictness::Strict);
  const ChangeDays days{read_day(reader, "from"), read_day(reader, "to")};
  if (!reader.problem() && !days.from.empty() && !days.to.empty() && days.to < days.from)
    reader.report({.code = ProblemCode::ConflictingParameters,
                   .param = "to",
                   .value = days.to,
                   .reason_fr = "« to » doit suivre « from ».",
                   .reason_en = "'to' must follow 'from'."});
  if (reader.problem()) return refuse(*std::move(reader.problem()));
  return compare(*std::move(places), days, comparable_summaries(index, served));
}

}  // namespace filon
