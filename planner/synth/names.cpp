#include "planner/synth/names.h"

#include <array>
#include <span>

namespace fairdraw {
namespace {

constexpr std::array<std::string_view, 36> kLatin = {
    "ka", "mo", "li", "ru",  "ta", "ne", "so", "wa", "bi", "du",  "ki",  "la", "ma", "ndi", "mbe", "nyo", "tse", "kwa",
    "li", "zu", "ro", "sha", "go", "pa", "ye", "hu", "vi", "nga", "che", "to", "ba", "re",  "sa",  "mi",  "fu",  "no"};
constexpr std::array<std::string_view, 28> kThai = {
    "บ้าน", "หนอง", "คลอง", "นา",  "ดอน", "โพธิ์", "ทราย", "ใหม่", "เหนือ", "ใต้",  "แก้ว",  "ไผ่", "ยาง",  "ศรี",
    "สุข",  "ท่า",   "ป่า",   "โนน", "ห้วย", "ทอง", "งาม",  "หิน",  "บัว",   "ขาม", "เมือง", "น้ำ", "เขียว", "พระ"};
constexpr std::array<std::string_view, 24> kKhmer = {"ភូមិ",   "ព្រែក", "កំពង់", "ស្វាយ", "ត្រពាំង", "ព្រះ", "ដូន",   "ស្រែ",
                                                     "អណ្តូង", "ក្បាល", "ជ្រៅ", "ថ្មី",   "ចាស់",   "លើ",  "ក្រោម", "ទឹក",
                                                     "ខ្មៅ",  "ស",    "ភ្នំ",  "កោះ",  "ត្នោត",  "អំពិល", "បឹង",   "ឫស្សី"};
constexpr std::array<std::string_view, 26> kEthiopic = {"አዲ",  "ወርቅ", "ሰላም", "ደብረ", "ጎን",   "መቀ",  "ሻሸ", "ሐረ", "ዋና",
                                                        "ቤተ",  "ገብሬ", "ማር",  "ጭቃ",  "ሰፈር",  "አለም", "ጤና", "ውሃ", "ድሬ",
                                                        "ባህር", "ዳር",  "ኮረ",  "ምድር", "ጨርቆስ", "ላይ",  "ታች", "ቡና"};

std::string_view pick(std::span<const std::string_view> from, Stream& stream) {
  return from[stream.below(from.size())];
}

std::span<const std::string_view> syllables(Script script) {
  switch (script) {
    case Script::latin:
      return kLatin;
    case Script::thai:
      return kThai;
    case Script::khmer:
      return kKhmer;
    case Script::ethiopic:
      return kEthiopic;
  }
  return kLatin;
}

}  // namespace

std::string make_name(Script script, Stream& stream) {
  const auto parts = syllables(script);
  std::string name(pick(parts, stream));
  const std::uint64_t more = script == Script::latin ? 1 + stream.below(2) : 1;
  for (std::uint64_t i = 0; i < more; ++i) name += pick(parts, stream);
  if (script == Script::latin) name.front() = static_cast<char>(name.front() - 'a' + 'A');
  return name;
}

std::string_view language_of(Script script) {
  switch (script) {
    case Script::latin:
      return "sw";
    case Script::thai:
      return "th";
    case Script::khmer:
      return "km";
    case Script::ethiopic:
      return "am";
  }
  return "";
}

}  // namespace fairdraw
