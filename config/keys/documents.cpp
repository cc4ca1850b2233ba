#include "config/keys/sections.h"
#include "planner/words/words.h"

#include <array>

namespace fairdraw {
namespace {

constexpr std::array kKeys = {
    Key{"documents.language", NameKey{place<&Survey::language>, languages},
        "of lists, sheets, maps and forms ([the texts](../planner/words/README.md); no native speaker has reviewed "
        "them yet)"},
    Key{"documents.capi", choices<CapiSystem, &Survey::capi>(),
        "files for data collection systems, in capi/ ([how they are loaded](../planner/documents/capi/README.md))"},
};

}  // namespace

const KeySection kDocumentsKeys = {"documents", "", kKeys};

}  // namespace fairdraw
