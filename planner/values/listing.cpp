#include "planner/values/listing.h"

#include "planner/base/text.h"

#include <array>

namespace fairdraw {

std::span<const DetailText> detail_texts() {
  static constexpr std::array kTexts = {
      DetailText{"structure", &HouseholdDetails::structure, "Number of the structure on the sketch"},
      DetailText{"address", &HouseholdDetails::address, "Address, or how to get there"},
      DetailText{"landmark", &HouseholdDetails::landmark, "What is near and can be asked for"},
      DetailText{"head", &HouseholdDetails::head, "Head of the household", true},
      DetailText{"phone", &HouseholdDetails::phone, "Telephone", true},
      DetailText{"remarks", &HouseholdDetails::remarks, "What the listing remarks", true},
  };
  return kTexts;
}

std::string children_text(const std::vector<ListedChild>& children) {
  std::string out;
  for (const ListedChild& child : children) out += (out.empty() ? "" : " ") + (child.sex + std::to_string(child.age));
  return out;
}

std::optional<std::vector<ListedChild>> parse_children(std::string_view text) {
  std::vector<ListedChild> out;
  std::size_t at = 0;
  const auto between = [](char c) { return c == ' ' || c == ',' || c == ';'; };
  while (true) {
    while (at < text.size() && between(text[at])) ++at;
    if (at == text.size()) return out;
    const char sex = static_cast<char>(text[at] | 0x20);  // small
    const std::size_t begin = ++at;
    while (at < text.size() && !between(text[at])) ++at;
    const auto age = parse_whole(text.substr(begin, at - begin));
    if ((sex != 'f' && sex != 'm') || !age || *age > 120) return std::nullopt;
    out.push_back({sex, static_cast<std::uint32_t>(*age)});
  }
}

}  // namespace fairdraw
