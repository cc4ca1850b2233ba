#include "config/survey.h"
#include "planner/sampling/list/systematic.h"

#include <cstdint>
#include <cstdio>
#include <vector>

int main() {
  const std::vector<std::uint64_t> sizes = {5, 10, 5};
  fairdraw::Stream stream = fairdraw::make_stream({"seed", "SLD"}, {fairdraw::kSystematic, "areas", "all"});
  const auto drawn = fairdraw::systematic_pps(sizes, 2, stream);
  const auto survey = fairdraw::parse_survey(
      "[survey]\ncountry = \"SLD\"\n[frame]\nfile = \"f\"\nid = \"i\"\nsize = \"s\"\n[areas]\ncount = "
      "2\n[yields]\neligible = 1\nhousehold = 1\nchild = 1\ncaregiver = 1\n[households]\ntake = 1\n",
      "survey.toml");
  std::printf("drew %zu of %u\n", drawn.size(), survey.areas.count);
  return drawn.size() == survey.areas.count ? 0 : 1;
}
