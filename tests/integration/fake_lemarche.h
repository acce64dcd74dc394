#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace filon {

/// Runs fake_lemarche.py for as long as it lives. The build says where python and the script are.
class FakeLemarche {
 public:
  explicit FakeLemarche(std::vector<std::string> options = {}) {
    int to_child[2], from_child[2];
    if (::pipe(to_child) != 0 || ::pipe(from_child) != 0) std::abort();
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(to_child[0], 0);
      ::dup2(from_child[1], 1);
      for (const int fd : {to_child[0], to_child[1], from_child[0], from_child[1]}) ::close(fd);
      become_python(std::move(options));
    }
    ::close(to_child[0]);
    ::close(from_child[1]);
    keeps_it_alive_ = to_child[1];
    std::FILE* const out = ::fdopen(from_child[0], "r");
    if (std::fscanf(out, "%d", &port_) != 1) port_ = 0;
    std::fclose(out);
  }
  FakeLemarche(const FakeLemarche&) = delete;
  FakeLemarche& operator=(const FakeLemarche&) = delete;
  ~FakeLemarche() {
    ::close(keeps_it_alive_);
    int status = 0;
    ::waitpid(pid_, &status, 0);
  }

  bool started() const { return port_ != 0; }
  int port() const { return port_; }
  std::string root() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::string root(const std::string& mode) const { return root() + "/mode/" + mode; }

 private:
  [[noreturn]] static void become_python(std::vector<std::string> options) {
    options.insert(options.begin(), {FILON_PYTHON, FILON_FAKE_LEMARCHE});
    std::vector<char*> arguments;
    for (std::string& option : options) arguments.push_back(option.data());
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }

  pid_t pid_ = -1;
  int port_ = 0;
  int keeps_it_alive_ = -1;
};

}  // namespace filon
