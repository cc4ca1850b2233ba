#include "config/keys/sections.h"
#include "planner/words/words.h"

#include <array>

namespace fairdraw {
namespace {

constexpr std::array kDocumentsRows = {
    Key{"documents.language", NameKey{place<&Survey::language>, languages},
        "of lists, sheets, maps and forms ([the texts](../planner/words/README.md); no native speaker has reviewed "
        "them yet)"},
    Key{"documents.names", FlagKey{place<&Survey::names>},
        "whether what listings say of people by name (`head`, `phone`, `remarks`) is kept in the plan, for teams to "
        "find a household again; it never goes into files for data collection systems"},
    Key{"documents.capi", choices<CapiSystem, &Survey::capi>(),
        "files for data collection systems, in capi/ ([how they are loaded](../planner/documents/capi/README.md))"},
};

}  // namespace

const KeySection kDocumentsKeys = {"documents", "", kDocumentsRows};

}  // namespace fairdraw
