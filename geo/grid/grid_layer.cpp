#include "geo/grid/grid_layer.h"

#include "config/survey.h"
#include "planner/base/text_table.h"

#include <algorithm>
#include <utility>

namespace fairdraw {
namespace {

void put(std::string& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7U) bytes += static_cast<char>(value | 0x80);
  bytes += static_cast<char>(value);
}

std::uint64_t get(const std::string& bytes, std::size_t& at) {
  std::uint64_t value = 0;
  for (std::uint32_t shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if (byte < 0x80) return value;
  }
}

std::unique_ptr<OGRMultiPolygon> ground_of(std::vector<GridCell> cells, const CellGround& ground) {
  auto out = std::make_unique<OGRMultiPolygon>();
  std::vector<OGRGeometry*> rings;
  bool holes = false;
  for (const std::vector<CellCorner>& ring : outlines(std::move(cells))) {
    auto line = std::make_unique<OGRLinearRing>();
    line->setNumPoints(static_cast<int>(ring.size()) + 1, FALSE);
    for (std::size_t i = 0; i <= ring.size(); ++i) {
      const CellCorner& corner = ring[i % ring.size()];
      line->setPoint(static_cast<int>(i), ground.x(corner.column), ground.y(corner.row));
    }
    holes = holes || twice_area(ring) < 0;
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRingDirectly(line.release());
    rings.push_back(polygon.release());
  }
  if (holes) {  // OGR finds which ring each hole belongs to
    const std::unique_ptr<OGRGeometry> organized(
        OGRGeometryFactory::organizePolygons(rings.data(), static_cast<int>(rings.size()), nullptr, nullptr));
    if (wkbFlatten(organized->getGeometryType()) == wkbMultiPolygon)
      for (const OGRPolygon* part : *organized->toMultiPolygon()) out->addGeometry(part);
    else
      out->addGeometry(organized.get());
    return out;
  }
  for (OGRGeometry* ring : rings) out->addGeometryDirectly(ring);
  return out;
}

class CellLayer : public OGRLayer {
 public:
  CellLayer(CellGroups groups, const CellOrder& order, CellGround ground, std::vector<std::string> boundary_ids,
            const std::string& column)
      : groups_(std::move(groups)),
        order_(order),
        ground_(std::move(ground)),
        boundary_ids_(std::move(boundary_ids)),
        definition_(new OGRFeatureDefn("psus")) {
    SetDescription("psus");
    definition_->Reference();
    definition_->SetGeomType(wkbMultiPolygon);
    definition_->GetGeomFieldDefn(0)->SetSpatialRef(&ground_.crs);
    const std::array<std::pair<const char*, OGRFieldType>, 4> fields = {{{kRasterId.data(), OFTString},
                                                                         {kRasterSize.data(), OFTReal},
                                                                         {"cells", OFTInteger},
                                                                         {column.c_str(), OFTString}}};
    for (const auto& [name, type] : fields) {
      OGRFieldDefn field(name, type);
      definition_->AddFieldDefn(&field);
    }
  }
  ~CellLayer() override { definition_->Release(); }
  CellLayer(const CellLayer&) = delete;
  CellLayer& operator=(const CellLayer&) = delete;

  void ResetReading() override { next_ = 0; }
  OGRFeatureDefn* GetLayerDefn() override { return definition_; }
  int TestCapability(const char* what) override {
    return EQUAL(what, OLCRandomRead) || EQUAL(what, OLCFastSpatialFilter) || EQUAL(what, OLCStringsAsUTF8) ? TRUE
                                                                                                            : FALSE;
  }

  GIntBig GetFeatureCount(int force) override {
    return m_poFilterGeom == nullptr && m_poAttrQuery == nullptr ? static_cast<GIntBig>(groups_.size())
                                                                 : OGRLayer::GetFeatureCount(force);
  }

  OGRErr GetExtent(OGREnvelope* extent, int) override {
    *extent = OGREnvelope();
    for (const OGREnvelope& box : boxes()) extent->Merge(box);
    return groups_.size() > 0 ? OGRERR_NONE : OGRERR_FAILURE;
  }

  OGRFeature* GetFeature(GIntBig number) override {
    if (number < 0 || static_cast<std::size_t>(number) >= groups_.size()) return nullptr;
    return feature(static_cast<std::size_t>(number)).release();
  }

  OGRFeature* GetNextFeature() override {
    while (next_ < groups_.size()) {
      const std::size_t i = next_++;
      if (m_poFilterGeom != nullptr && boxes()[i].Intersects(m_sFilterEnvelope) == FALSE) continue;
      std::unique_ptr<OGRFeature> found = feature(i);
      if ((m_poFilterGeom == nullptr || FilterGeometry(found->GetGeometryRef()) != FALSE) &&
          (m_poAttrQuery == nullptr || m_poAttrQuery->Evaluate(found.get()) != FALSE))
        return found.release();
    }
    return nullptr;
  }

 private:
  std::unique_ptr<OGRFeature> feature(std::size_t i) const {
    const CellGroups::Group& group = groups_[i];
    const GridCell first = order_.cell(group.first);
    auto out = std::make_unique<OGRFeature>(definition_);
    out->SetFID(static_cast<GIntBig>(i));
    out->SetField(0, formatted("R%06uC%06u", first.row, first.column).c_str());
    out->SetField(1, group.people);
    out->SetField(2, static_cast<int>(group.cells));
    out->SetField(3, boundary_ids_[group.boundary].c_str());
    if (definition_->IsGeometryIgnored() == FALSE || m_poFilterGeom != nullptr) {
      std::unique_ptr<OGRMultiPolygon> ground = ground_of(groups_.cells_of(i, order_), ground_);
      ground->assignSpatialReference(definition_->GetGeomFieldDefn(0)->GetSpatialRef());
      out->SetGeometryDirectly(ground.release());
    }
    return out;
  }

  /// Boxes of all groups, made when places are first asked for.
  const std::vector<OGREnvelope>& boxes() {
    for (std::size_t i = boxes_.size(); i < groups_.size(); ++i) {
      OGREnvelope box;
      for (const GridCell& cell : groups_.cells_of(i, order_)) {
        box.Merge(ground_.x(cell.column), ground_.y(cell.row));
        box.Merge(ground_.x(cell.column + 1.0), ground_.y(cell.row + 1.0));
      }
      boxes_.push_back(box);
    }
    return boxes_;
  }

  CellGroups groups_;
  CellOrder order_;
  std::vector<OGREnvelope> boxes_;
  CellGround ground_;
  std::vector<std::string> boundary_ids_;
  OGRFeatureDefn* definition_;
  std::size_t next_ = 0;
};

class CellDataset : public GDALDataset {
 public:
  explicit CellDataset(std::unique_ptr<CellLayer> layer) : layer_(std::move(layer)) {}
  int GetLayerCount() override { return 1; }
  OGRLayer* GetLayer(int number) override { return number == 0 ? layer_.get() : nullptr; }

 private:
  std::unique_ptr<CellLayer> layer_;
};

}  // namespace

void CellRuns::clear() {
  bytes_.clear();
  cells_ = 0;
  run_ = 0;
}

void CellRuns::begin_run(std::uint64_t number) {
  if (cells_ == 0) {
    first_ = number;
  } else {
    put(bytes_, run_);
    put(bytes_, number - last_);
  }
  run_ = 0;
}

void CellRuns::add(const CellRuns& later) {
  if (later.empty()) return;
  begin_run(later.first_);
  bytes_ += later.bytes_;
  run_ = later.run_;
  last_ = later.last_;
  cells_ += later.cells_;
}

std::string CellRuns::bytes() const {
  std::string out = bytes_;
  put(out, run_);
  return out;
}

void CellGroups::add(const CellRuns& cells, double people, std::uint16_t boundary) {
  groups_.push_back({cells.first(), people, cells.cells(), boundary, bytes_.size()});
  bytes_ += cells.bytes();
}

std::vector<GridCell> CellGroups::cells_of(std::size_t i, const CellOrder& order) const {
  std::vector<GridCell> out;
  const Group& group = groups_[i];
  out.reserve(group.cells);
  std::uint64_t at = group.first;
  for (std::size_t byte = group.begin;;) {
    for (std::uint64_t more = get(bytes_, byte) + 1; more > 0; --more) out.push_back(order.cell(at++));
    if (out.size() >= group.cells) return out;
    at += get(bytes_, byte) - 1;
  }
}

std::shared_ptr<GDALDataset> make_cell_dataset(CellGroups groups, const CellOrder& order, CellGround ground,
                                               std::vector<std::string> boundary_ids,
                                               const std::string& boundary_column) {
  ground.crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return std::make_shared<CellDataset>(std::make_unique<CellLayer>(std::move(groups), order, std::move(ground),
                                                                   std::move(boundary_ids), boundary_column));
}

}  // namespace fairdraw
