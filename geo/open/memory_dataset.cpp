#include "geo/open/memory_dataset.h"

namespace fairdraw {

std::shared_ptr<GDALDataset> memory_dataset() {
  return {GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr),
          [](GDALDataset* dataset) { GDALClose(dataset); }};
}

}  // namespace fairdraw
