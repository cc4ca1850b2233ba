#include "tests/support/sample_frame.h"

namespace fairdraw::test {

Frame frame_of(const std::vector<double>& sizes, const std::vector<std::string>& strata) {
  Frame frame;
  frame.source = "test";
  frame.id = TextColumn("id");
  if (!strata.empty()) {
    frame.columns.emplace_back("region");
    frame.strata = {0};
  }
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    frame.id.push_back("a" + std::to_string(i));
    frame.size.push_back(sizes[i]);
    frame.size_state.push_back(SizeState::given);
    frame.feature.push_back(static_cast<std::int64_t>(i));
    if (!strata.empty()) frame.columns[0].push_back(strata[i]);
  }
  return frame;
}

std::string with_yields(std::string text) {
  std::string missing;
  const std::size_t section = text.find("[yields]\n");
  for (const char* key : {"eligible", "household", "child", "caregiver"})
    if (section == std::string::npos || text.find("\n" + std::string(key) + " =", section) == std::string::npos)
      missing += std::string(key) + " = 1\n";
  if (section == std::string::npos) return text + (text.ends_with('\n') ? "" : "\n") + "[yields]\n" + missing;
  return text.insert(section + 9, missing);
}

std::string survey_text(const std::string& frame_file, const std::string& more) {
  return "[survey]\ntitle = \"Test\"\ncountry = \"SLD\"\ndate = 2026-11-20\nseed = \"seed of the tests\"\n"
         "[yields]\neligible = { mean = 0.4, low = 0.3, high = 0.5 }\nhousehold = 0.9\nchild = 0.95\ncaregiver = 1\n"
         "[frame]\nfile = \"" +
         frame_file +
         "\"\nid = \"ea_code\"\nname = \"ea_name\"\nsize = \"households\"\n"
         "strata = [\"region\", \"urban\"]\norder = [\"district\", \"ward\"]\ncarry = [\"district\", \"ward\"]\n" +
         more;
}

Survey survey_of(const std::string& more) {
  return parse_survey(
      with_yields("[survey]\ncountry = \"SLD\"\n[frame]\nfile = \"f.csv\"\nid = \"id\"\nsize = \"n\"\n" + more),
      "survey.toml");
}

}  // namespace fairdraw::test
