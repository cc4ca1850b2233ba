#pragma once

#include <stdexcept>
#include <string>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fairdraw::test {

/// A port of this machine that hears whether anyone calls.
class Listener {
 public:
  Listener() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, any, size) != 0 || ::listen(socket_, 8) != 0 || ::getsockname(socket_, any, &size) != 0)
      throw std::runtime_error("no port can be listened at");
    port_ = ntohs(address.sin_port);
  }
  ~Listener() { ::close(socket_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  /// Whether a connection was made, or is made within 50 ms; connections to loopback wait in the queue at once.
  bool called() const {
    pollfd wait{socket_, POLLIN, 0};
    return ::poll(&wait, 1, 50) > 0;
  }

 private:
  int socket_;
  int port_ = 0;
};

/// GeoJSON whose CRS stands elsewhere, to be fetched from there.
inline std::string linked_crs(const std::string& address) {
  return R"({"type": "FeatureCollection", "crs": {"type": "link", "properties": {"href": "http://)" + address +
         R"(/crs", "type": "ogcwkt"}}, "features": [{"type": "Feature", "properties": {"id": "a", "n": 5}, "geometry": )"
         R"({"type": "Point", "coordinates": [30.0, 1.0]}}]})";
}

}  // namespace fairdraw::test
