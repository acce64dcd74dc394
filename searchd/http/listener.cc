#include "searchd/http/listener.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace filon {
namespace {

// httplib's own is 5: a burst of browsers would see their connections refused by the kernel.
constexpr int backlog = 512;

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

Result<Addresses> resolve(std::string host, int port) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')
    host = host.substr(1, host.size() - 2);
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int error = getaddrinfo(host.empty() ? nullptr : host.c_str(), std::to_string(port).c_str(),
                                &wanted, &found);
  if (error != 0) return fail(ErrorCode::Usage, "listen: host '{}': {}", host, gai_strerror(error));
  return Addresses(found, &freeaddrinfo);
}

int listen_on(const addrinfo& address) {
  const int fd = socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  const int on = 1;
  // Without it a restart fails for a minute while old connections are in TIME_WAIT. Not
  // SO_REUSEPORT: two servers on one port would share the requests in silence.
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(fd, address.ai_addr, address.ai_addrlen) == 0 && listen(fd, backlog) == 0) return fd;
  const int error = errno;
  close(fd);
  errno = error;
  return -1;
}

}  // namespace

Result<int> open_listener(const std::string& host, int port) {
  if (port < 0 || port > 65535)
    return fail(ErrorCode::Usage, "listen: port {} is not 0 to 65535", port);
  auto addresses = resolve(host, port);
  if (!addresses) return std::move(addresses).failure();
  int error = 0;
  for (const addrinfo* each = addresses->get(); each != nullptr; each = each->ai_next) {
    const int fd = listen_on(*each);
    if (fd >= 0) return fd;
    error = errno;
  }
  if (error == EADDRINUSE)
    return fail(ErrorCode::Usage, "listen: {}:{} is already in use by another program", host, port);
  return fail(ErrorCode::Usage, "listen: {}:{}: {}", host, port, std::strerror(error));
}

Result<int> port_of(int listener) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    return fail(ErrorCode::Internal, "listen: getsockname: {}", std::strerror(errno));
  if (address.ss_family == AF_INET6)
    return int{ntohs(reinterpret_cast<const sockaddr_in6*>(&address)->sin6_port)};
  if (address.ss_family == AF_INET)
    return int{ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port)};
  return fail(ErrorCode::Usage, "listen: the socket has no port");
}

}  // namespace filon
