#include "planner/documents/sheets.h"

#include "planner/documents/sheet_layout.h"
#include "planner/documents/sheet_printer.h"
#include "planner/documents/sheet_sources.h"

#include <memory>

namespace fairdraw {

Pages sheets(const Plan& plan, const Survey& survey, const TeamPlan& teams, const Words& words,
             const std::vector<Boundary>& boundaries) {
  const auto sources = std::make_shared<const SheetSources>(sheet_sources(plan, survey, teams, words, boundaries));
  return {{survey.paper, words("sheets_title", {{"title", plan.title}}), plan.date, words.language()},
          sources->order.size(),
          [sources] {
            return [sources](Paper& paper, std::size_t number) {
              print_sheet(*sources, lay_out_sheet(*sources, paper, number), paper);
            };
          }};
}

}  // namespace fairdraw
