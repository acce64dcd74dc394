// Prints how judged queries are read: the table of figures, then the lines that fail.
//   relevance FILE…            judges each file
//   relevance --say "query"…   prints how each query is read
#include <fmt/ranges.h>

#include <cstdlib>
#include <cstring>
#include <map>

#include "annuaire/data_dir.h"
#include "annuaire/json_writer.h"
#include "searchd/interpretation_json.h"
#include "tests/relevance/answers.h"

namespace filon {
namespace {

Interpretation read(const std::string& q, const Tables& tables) {
  return interpret(
      q, {tables.lexicon, tables.sectors, tables.territories, tables.criteria, tables.labels}, {},
      nullptr);
}

void say(const std::string& q, const Tables& tables) {
  JsonWriter json;
  json.begin_object();
  Question question;
  question.interpretation = read(q, tables);
  write_interpretation(json, question);
  json.end_object();
  fmt::print("{}\n  {}\n", q, judge({}, question.interpretation).got);
  fmt::print("  {}\n", json.take());
}

int judge_answers(const char* file, const World& world, const Tables& tables) {
  const auto all = read_judged(file);
  if (!all) return fmt::print(stderr, "{}\n", all.error().message), 2;
  AnswerFigures figures;
  std::string failing;
  for (const Judged& judged : *all) {
    if (judged.sectors.empty() || judged.ambiguous) continue;
    const auto answer = answer_of(judged, world, tables);
    if (!answer) return fmt::print(stderr, "{}\n", answer.error().message), 1;
    figures.count(*answer);
    if (answer->has_supply && (answer->empty || answer->ndcg < 0.9))
      failing += fmt::format("{}:{}: {}: {}\n", file, judged.line, judged.q, answer->got);
  }
  fmt::print(
      "{}: answers of {} queries, {} with supply in place\n  nDCG@10    {:.3f}\n  zero       "
      "{:.3f}\n",
      file, figures.asked, figures.supplied, figures.ndcg_at_10(), figures.zero_results());
  if (!std::getenv("FIGURES_ONLY")) fmt::print("{}", failing);
  return 0;
}

int judge_file(const char* file, const Tables& tables) {
  const auto all = read_judged(file);
  if (!all) return fmt::print(stderr, "{}\n", all.error().message), 2;
  Figures figures;
  std::map<std::string, std::pair<size_t, size_t>> same;  // variant → read alike, in all
  std::string failing, changed;
  for (const Judged& judged : *all) {
    const Interpretation plain = read(judged.q, tables);
    const Verdict verdict = judge(judged, plain);
    figures.count(verdict);
    if (!verdict.sector_first || !verdict.place || !verdict.kinds)
      failing +=
          fmt::format("{}:{}: {}{}{}{} {}\n    got  {}\n    want {} | {} | {}\n", file, judged.line,
                      verdict.sector_in_three ? "" : "S3 ", verdict.sector_first ? "" : "S1 ",
                      verdict.place ? "" : "PLACE ", verdict.kinds ? "" : "KIND ", judged.q,
                      verdict.got, fmt::join(judged.sectors, ","),
                      judged.ambiguous ? "?" : fmt::format("{}", fmt::join(judged.places, ",")),
                      fmt::join(judged.kinds, ","));
    for (const Variant& variant : variants_of(judged.q, judged.line)) {
      if (variant.q == judged.q) continue;
      const Interpretation other = read(variant.q, tables);
      const bool alike = reads_alike(plain, other);
      same[variant.name].first += alike;
      ++same[variant.name].second;
      if (!alike)
        changed += fmt::format("{}:{}: {}: {}\n    got {}\n    was {}\n", file, judged.line,
                               variant.name, variant.q, judge(judged, other).got, verdict.got);
    }
  }
  fmt::print(
      "{}: {} queries\n  sector@1   {:.3f}\n  sector@3   {:.3f}\n  places     {:.3f}\n  kinds      "
      "{:.3f}\n",
      file, figures.queries, figures.sector_at_1(), figures.sector_at_3(), figures.places_right(),
      figures.kinds_right());
  size_t alike = 0, all_variants = 0;
  for (const auto& [name, counts] : same) {
    fmt::print("  {:<18} {:.3f}\n", name, Figures::share(counts.first, counts.second));
    alike += counts.first;
    all_variants += counts.second;
  }
  fmt::print("  invariance {:.3f}\n", Figures::share(alike, all_variants));
  if (!std::getenv("FIGURES_ONLY")) fmt::print("{}{}", failing, changed);
  return 0;
}

int run(int argc, char** argv) {
  const auto tables = Tables::load(data_dir());
  if (!tables) return fmt::print(stderr, "{}\n", tables.error().message), 2;
  if (argc > 1 && std::strcmp(argv[1], "--say") == 0) {
    for (int i = 2; i < argc; ++i) say(argv[i], *tables);
    return 0;
  }
  const auto world = invented_world(*tables);
  if (!world) return fmt::print(stderr, "{}\n", world.error().message), 1;
  int worst = 0;
  for (int i = 1; i < argc; ++i)
    worst =
        std::max({worst, judge_file(argv[i], *tables), judge_answers(argv[i], *world, *tables)});
  return worst;
}

}  // namespace
}  // namespace filon

int main(int argc, char** argv) { return filon::run(argc, argv); }
