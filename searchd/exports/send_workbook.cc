#include "searchd/exports/send_workbook.h"

#include <httplib.h>

#include <algorithm>
#include <semaphore>

#include "searchd/exports/export_reader.h"
#include "searchd/log.h"

namespace filon {
namespace {

constexpr std::ptrdiff_t most_workbooks = 2;

std::counting_semaphore<most_workbooks>& places() {
  static std::counting_semaphore<most_workbooks> free(most_workbooks);
  return free;
}

/// One of the workbooks that may be made at once; given back when left.
class WorkbookPlace {
 public:
  WorkbookPlace() : taken_(places().try_acquire()) {}
  ~WorkbookPlace() {
    if (taken_) places().release();
  }
  WorkbookPlace(const WorkbookPlace&) = delete;
  WorkbookPlace& operator=(const WorkbookPlace&) = delete;
  explicit operator bool() const { return taken_; }

 private:
  bool taken_;
};

void send_file(httplib::Response& response, const std::string& name, UnnamedFile file) {
  response.set_header("Content-Disposition", "attachment; filename=\"" + name + "\"");
  const auto held = std::make_shared<UnnamedFile>(std::move(file));
  response.set_content_provider(held->bytes(),
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                [held](size_t offset, size_t length, httplib::DataSink& sink) {
                                  std::string part(std::min(length, part_bytes), '\0');
                                  const size_t got = held->read(offset, part.data(), part.size());
                                  return got > 0 && sink.write(part.data(), got);
                                });
}

}  // namespace

Answer<Done> send_workbook(httplib::Response& response, const std::string& name,
                           const std::function<Result<UnnamedFile>()>& make) {
  const WorkbookPlace place;
  if (!place) {
    response.set_header("Retry-After", "2");
    return refuse({.code = ProblemCode::Overloaded});
  }
  auto file = make();
  if (!file) {
    log_event("error", "no workbook made", file.error().message);
    return refuse({.code = ProblemCode::Internal});
  }
  send_file(response, name, *std::move(file));
  return Done{};
}

}  // namespace filon
