#include "planner/draw/near_probabilities.h"

#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/sampling/methods.h"
#include "planner/stages/areas.h"

#include <algorithm>
#include <cmath>

namespace fairdraw {

Finding near_probabilities(const Prepared& prepared) {
  Finding out{"near-probabilities", Severity::warning, 0, {}, "", true};
  const Method& method = *find_method(prepared.survey.areas.method);
  if (method.exactly == nullptr) return out;
  const std::vector<StratumInput> inputs =
      area_inputs(prepared.strata, prepared.design, prepared.auxiliary, prepared.survey);
  for (std::size_t h = 0; h < inputs.size(); ++h) {
    if (inputs[h].n == 0) continue;
    const std::string where = "areas.method = \"" + std::string(method.name) + "\" in stratum \"" +
                              printable(prepared.strata[h].name) + "\": ";
    if (!inputs[h].exact) {
      out.add(where + "probabilities are nearly those asked for; there are too many areas to work out by how much");
      continue;
    }
    double off = 0;
    for (std::size_t k = 0; k < inputs[h].sizes.size(); ++k)
      if (const double asked = inputs[h].probabilities[k]; asked > 0)
        off = std::max(off, std::abs(inputs[h].levels.front()[k] / asked - 1));
    out.add(where + "probabilities differ from those asked for by up to " + formatted("%.2g", 100 * off) +
            " %; the exact ones are used");
  }
  return out;
}

}  // namespace fairdraw
