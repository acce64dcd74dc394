#include "searchd/pages/plans_page.h"

#include <httplib.h>

#include "searchd/exports/send_workbook.h"
#include "searchd/pages/plans_data.h"
#include "searchd/plans/plans_xlsx.h"

namespace filon {
namespace {

constexpr const char* page_path = "/lots/achats";
constexpr size_t most_fields = 64 * kib;  // of the form, beside the file

// What could not be read, said in the page where it can be put right.
void set_refusal(Page& page, const PlansForm& form, const Problem& problem) {
  set_text(page.values, "refusal",
           problem.reason_fr.empty() ? detail(problem, Language::French) : problem.reason_fr);
  const bool of_columns = problem.param != "body";
  page.values.set("has_columns", of_columns);
  if (of_columns)
    page.values.set("columns", plan_columns_data(problem.allowed, form, std::nullopt));
}

void set_form(PageData& values, const PlansForm& form) {
  set_text(values, "place", form.place);
  set_text(values, "sheet", form.options.sheet);
  const bool carries = !form.bytes.empty() && form.bytes.size() <= max_carried_bytes;
  set_text(values, "carried", carries ? carried(form.bytes) : "");
  PageData unknown(PageData::type::list);
  for (const std::string& text : form.unknown) unknown.push_back(text);
  values.set("unknown", unknown);
}

}  // namespace

void send_plans(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                std::shared_ptr<const Snapshot> snapshot) {
  const Tables& tables = pages.service.tables;
  Page page{.title = "Votre liste d'achats, ligne par ligne", .name = "plans"};
  page.values.set("asked", false);
  page.values.set("has_columns", false);
  set_text(page.values, "refusal", "");
  set_form(page.values, {});
  if (http.method != "POST") return pages.send(http, response, page);
  page.indexed = false;
  auto form = read_plans_form(http, tables);
  if (!form) return pages.problem(http, response, form.error());
  set_form(page.values, *form);
  auto file = read_plan_file(form->bytes, form->options);
  if (!file) {
    set_refusal(page, *form, file.error());
    response.status = http_status(file.error().code);
    return pages.send(http, response, page);
  }
  const Today today = paris_day(std::chrono::system_clock::now());
  const PlanColumns columns = file->columns;
  const Plans plans =
      measure_plans(*std::move(file), form->territories, std::move(snapshot), tables, today);
  if (form->workbook) {
    const auto sent = send_workbook(response, plans_file_name(today),
                                    [&] { return plans_xlsx(plans, tables, today); });
    if (!sent) pages.problem(http, response, sent.error());
    return;
  }
  page.values.set("asked", true);
  page.values.set("has_columns", true);
  page.values.set("columns", plan_columns_data(plans.file.header, *form, columns));
  set_plans(page.values, plans, tables);
  pages.send(http, response, page);
}

BodyAllowance plans_page_body() { return {page_path, max_plan_bytes + most_fields}; }

}  // namespace filon
