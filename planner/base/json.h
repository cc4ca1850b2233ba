#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace fairdraw {

/// A JSON value to be written (RFC 8259). Members keep the order in which they were added.
///
///   Json json{{"country", "KEN"}, {"psus", 40}, {"chance", 0.95}};
///   json["strata"] = Json::array();
///   json["strata"].push_back({{"stratum", "urban"}, {"psus", 12}});
///   std::puts(json.pretty().c_str());
class Json {
 public:
  struct Member;

  Json() = default;  ///< null
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  Json(const char* text) : value_(std::string(text)) {}
  Json(std::string text) : value_(std::move(text)) {}
  Json(std::string_view text) : value_(std::string(text)) {}
  Json(std::floating_point auto value) : value_(static_cast<double>(value)) {}
  Json(std::integral auto value) : value_(whole(value)) {}
  Json(std::initializer_list<Member> members);
  template <class T>
  Json(const std::vector<T>& values) : value_(List(values.begin(), values.end())) {}
  template <class T>
  Json(const std::map<std::string, T>& members);

  static Json array(std::initializer_list<Json> values = {});
  static Json object();

  /// The member of this name of an object, added at its end where it has none; null becomes an object.
  Json& operator[](std::string_view name);

  /// Adds to an array; null becomes one.
  void push_back(Json value);

  /// Adds the members of another object, each as operator[] does.
  void add(const Json& other);

  /// As text, two spaces a level; empty arrays and objects on one line.
  std::string pretty() const;

  /// As text on one line, without spaces.
  std::string line() const;

 private:
  using List = std::vector<Json>;
  struct Members {
    std::vector<std::string> names;
    std::vector<Json> values;  ///< one of each name
  };

  static auto whole(std::integral auto value) {
    if constexpr (std::signed_integral<decltype(value)>)
      return static_cast<std::int64_t>(value);
    else
      return static_cast<std::uint64_t>(value);
  }

  void write(std::string& out, int depth) const;

  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, List, Members> value_;
};

struct Json::Member {
  std::string name;
  Json value;
};

inline Json::Json(std::initializer_list<Member> members) : value_(Members()) {
  for (const Member& member : members) (*this)[member.name] = member.value;
}

template <class T>
Json::Json(const std::map<std::string, T>& members) : value_(Members()) {
  for (const auto& [name, value] : members) {  // names that are known to differ need no search
    std::get<Members>(value_).names.push_back(name);
    std::get<Members>(value_).values.emplace_back(value);
  }
}

}  // namespace fairdraw
