#include "searchd/pages/page_writer.h"

#include <httplib.h>

#include "annuaire/stable_hash.h"
#include "searchd/answer_http.h"
#include "searchd/http/problem_answer.h"
#include "searchd/pages/french.h"

namespace filon {
namespace {

constexpr const char* site_description =
    "Moteur de recherche des structures de l'économie sociale et solidaire, de l'insertion et du "
    "handicap, pour les acheteurs publics.";

std::string title_of(ProblemCode code) {
  switch (code) {
    case ProblemCode::NotFound:
      return "Page introuvable";
    case ProblemCode::Gone:
      return "Structure retirée de l'annuaire";
    case ProblemCode::NotReady:
      return "L'annuaire n'est pas encore prêt";
    case ProblemCode::Overloaded:
      return "Trop de demandes à la fois";
    case ProblemCode::Internal:
      return "Une erreur est survenue";
    default:
      return "Demande impossible";
  }
}

}  // namespace

PageWriter::PageWriter(const Service& with, Templates templates, Outlines shapes, std::string files,
                       PageSettings decided)
    : service(with),
      outlines(std::move(shapes)),
      settings(std::move(decided)),
      templates_(std::move(templates)),
      files_(std::move(files)) {}

std::string PageWriter::layout(const Page& page) const {
  const auto snapshot = service.index.snapshot();
  PageData values;
  values.set("title", page.title);
  values.set("class", page.name);
  values.set("description", page.description.empty() ? site_description : page.description);
  values.set("files", files_);
  values.set("demo", settings.demo);
  values.set("hidden_from_engines", !page.indexed);
  values.set("has_feed", page.has_feed);
  values.set("feed_query", page.feed_query);
  set_text(values, "structured", page.structured);
  set_text(values, "data_day", french_day(snapshot->manifest.built_at));
  values.set("data_at", snapshot->manifest.built_at);
  set_text(values, "contact", settings.contact);
  values.set("content", templates_.render(page.name, page.values));
  return templates_.render(page.frame, values);
}

void PageWriter::send(const HttpRequest& http, httplib::Response& response,
                      const Page& page) const {
  std::string html = layout(page);
  if (response.status <= 200 &&
      not_modified(http, response, fmt::format("\"{:016x}\"", stable_hash(html))))
    return;
  response.set_content(std::move(html), "text/html; charset=utf-8");
}

void PageWriter::problem(const HttpRequest& http, httplib::Response& response,
                         const Problem& what) const {
  if (http.path.starts_with("/api/")) return write_problem(http, response, what);
  Page page{.title = title_of(what.code), .name = "problem", .indexed = false};
  page.values.set("title", page.title);
  page.values.set("text", detail(what, Language::French));
  page.values.set("wait", what.code == ProblemCode::NotReady);
  response.status = http_status(what.code);
  if (response.status == 503) response.set_header("Retry-After", "5");
  send(http, response, page);
}

}  // namespace filon
