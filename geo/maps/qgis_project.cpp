#include "geo/maps/qgis_project.h"

#include "planner/base/text.h"

#include <cstdint>

#include <zlib.h>

namespace fairdraw {
namespace {

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  return out;
}

const char* kWgs84 =
    "<spatialrefsys><proj4>+proj=longlat +datum=WGS84 "
    "+no_defs</proj4><srsid>3452</srsid><srid>4326</srid><authid>EPSG:4326</authid><description>WGS "
    "84</description><geographicflag>true</geographicflag></spatialrefsys>";

const char* kMercator =
    "<spatialrefsys><proj4>+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m "
    "+nadgrids=@null +wktext "
    "+no_defs</proj4><srsid>3857</srsid><srid>3857</srid><authid>EPSG:3857</authid><description>WGS 84 / "
    "Pseudo-Mercator</description><geographicflag>false</geographicflag></spatialrefsys>";

/// Bold borders for PSUs, dots for points, thin dashes for boundaries: as on the printed maps.
std::string renderer(const ProjectLayer& layer) {
  const auto option = [](const char* key, const char* value) {
    return std::string("<prop k=\"") + key + "\" v=\"" + value + "\"/>";
  };
  std::string symbol;
  if (layer.geometry == "Point") {
    symbol =
        "<symbol type=\"marker\" name=\"0\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"><layer "
        "class=\"SimpleMarker\" enabled=\"1\" locked=\"0\" pass=\"0\">" +
        option("color", layer.table == "households" ? "0,0,0,255" : "213,94,0,255") + option("name", "circle") +
        option("outline_color", "255,255,255,255") + option("size", "2.4") + "</layer></symbol>";
  } else if (layer.table == "psus") {
    symbol =
        "<symbol type=\"fill\" name=\"0\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"><layer class=\"SimpleFill\" "
        "enabled=\"1\" locked=\"0\" pass=\"0\">" +
        option("color", "255,246,207,120") + option("style", "solid") + option("outline_color", "17,17,17,255") +
        option("outline_style", "solid") + option("outline_width", "0.9") + "</layer></symbol>";
  } else {
    symbol =
        "<symbol type=\"fill\" name=\"0\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"><layer class=\"SimpleFill\" "
        "enabled=\"1\" locked=\"0\" pass=\"0\">" +
        option("color", "244,241,234,255") + option("style", layer.hollow ? "no" : "solid") +
        option("outline_color", "119,119,119,255") + option("outline_style", "solid") + option("outline_width", "0.4") +
        "</layer></symbol>";
  }
  return "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" forceraster=\"0\" enableorderby=\"0\"><symbols>" +
         symbol + "</symbols></renderer-v2>";
}

std::string labeling(const ProjectLayer& layer) {
  if (layer.label_field.empty()) return "";
  return "<labeling type=\"simple\"><settings calloutType=\"simple\"><text-style fieldName=\"" +
         escaped(layer.label_field) +
         "\" isExpression=\"0\" fontFamily=\"Noto Sans\" fontSize=\"9\" fontSizeUnit=\"Point\" "
         "textColor=\"30,30,30,255\" fontWeight=\"75\" namedStyle=\"Bold\"><text-buffer bufferDraw=\"1\" "
         "bufferSize=\"0.8\" bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,255\" "
         "bufferOpacity=\"1\"/></text-style><placement placement=\"0\" dist=\"1\" "
         "distUnits=\"MM\"/></settings></labeling>";
}

std::string source_of(const ProjectLayer& layer, const std::string& file_name) {
  if (layer.geometry == "Raster") return "./" + escaped(layer.table);
  return "./" + escaped(file_name) + "|layername=" + layer.table;
}

std::string raster_layer(const ProjectLayer& layer, const std::string& id) {
  return "<maplayer type=\"raster\"><id>" + id + "</id><datasource>./" + escaped(layer.table) +
         "</datasource><layername>" + escaped(layer.title) + "</layername><srs>" + kMercator +
         "</srs><provider>gdal</provider><pipe><rasterrenderer type=\"multibandcolor\" redBand=\"1\" greenBand=\"2\" "
         "blueBand=\"3\" alphaBand=\"4\" opacity=\"1\"/></pipe></maplayer>";
}

std::string map_layer(const ProjectLayer& layer, const std::string& id, const std::string& file_name) {
  if (layer.geometry == "Raster") return raster_layer(layer, id);
  return "<maplayer type=\"vector\" geometry=\"" + layer.geometry + "\" wkbType=\"" +
         (layer.geometry == "Point" ? "Point" : "MultiPolygon") + "\" labelsEnabled=\"" +
         (layer.label_field.empty() ? "0" : "1") + "\" simplifyDrawingHints=\"1\"><id>" + id + "</id><datasource>" +
         source_of(layer, file_name) + "</datasource><layername>" + escaped(layer.title) + "</layername><srs>" +
         kWgs84 + "</srs><provider encoding=\"UTF-8\">ogr</provider>" + renderer(layer) + labeling(layer) +
         "</maplayer>";
}

void append_number(std::string& bytes, std::uint32_t value, int size) {
  for (int i = 0; i < size; ++i) bytes += static_cast<char>((value >> (8 * i)) & 0xFF);
}

/// A zip archive (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16) with one file, stored, dated 1 January 1980.
std::string zip_one(const std::string& name, const std::string& content) {
  const auto checksum = static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
  const auto size = static_cast<std::uint32_t>(content.size());
  const auto name_size = static_cast<std::uint32_t>(name.size());
  std::string common;  // version needed, flags (UTF-8 names), method, time, date, checksum, sizes, lengths
  append_number(common, 20, 2);
  append_number(common, 0x0800, 2);
  append_number(common, 0, 2);
  append_number(common, 0, 2);
  append_number(common, 0x0021, 2);
  append_number(common, checksum, 4);
  append_number(common, size, 4);
  append_number(common, size, 4);
  append_number(common, name_size, 2);
  append_number(common, 0, 2);
  std::string zip;
  append_number(zip, 0x04034b50, 4);
  zip += common + name + content;
  const auto directory = static_cast<std::uint32_t>(zip.size());
  append_number(zip, 0x02014b50, 4);
  append_number(zip, 20, 2);
  zip += common;
  append_number(zip, 0, 2);  // comment
  append_number(zip, 0, 2);  // disk
  append_number(zip, 0, 2);  // attributes
  append_number(zip, 0, 4);
  append_number(zip, 0, 4);  // offset of the file
  zip += name;
  const auto directory_size = static_cast<std::uint32_t>(zip.size()) - directory;
  append_number(zip, 0x06054b50, 4);
  append_number(zip, 0, 4);
  append_number(zip, 1, 2);
  append_number(zip, 1, 2);
  append_number(zip, directory_size, 4);
  append_number(zip, directory, 4);
  append_number(zip, 0, 2);
  return zip;
}

}  // namespace

std::string qgis_project(const std::string& title, const std::string& file_name,
                         const std::vector<ProjectLayer>& layers, const Box& extent) {
  std::string tree;
  std::string order;
  std::string maps;
  for (const ProjectLayer& layer : layers) {
    const bool raster = layer.geometry == "Raster";
    const std::string id = "fairdraw_" + (raster ? std::string("offline") : layer.table);
    tree += "<layer-tree-layer id=\"" + id + "\" name=\"" + escaped(layer.title) +
            "\" checked=\"Qt::Checked\" expanded=\"1\" providerKey=\"" + (raster ? "gdal" : "ogr") + "\" source=\"" +
            source_of(layer, file_name) + "\"/>";
    order += "<item>" + id + "</item>";
    maps += map_layer(layer, id, file_name);
  }
  return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis projectname=\"" + escaped(title) +
         "\" version=\"3.22.16\"><title>" + escaped(title) + "</title><projectCrs>" + kWgs84 +
         "</projectCrs><layer-tree-group>" + tree + "<custom-order enabled=\"0\">" + order +
         "</custom-order></layer-tree-group><mapcanvas name=\"theMapCanvas\" "
         "annotationsVisible=\"1\"><units>degrees</units><extent><xmin>" +
         number_text(extent.low.longitude_degrees()) + "</xmin><ymin>" + number_text(extent.low.latitude_degrees()) +
         "</ymin><xmax>" + number_text(extent.high.longitude_degrees()) + "</xmax><ymax>" +
         number_text(extent.high.latitude_degrees()) + "</ymax></extent><rotation>0</rotation><destinationsrs>" +
         kWgs84 + "</destinationsrs></mapcanvas><projectlayers>" + maps +
         "</projectlayers><properties><Paths><Absolute type=\"bool\">false</Absolute></Paths></properties></qgis>\n";
}

std::string qgis_project_hex(const std::string& name, const std::string& xml) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : zip_one(name + ".qgs", xml)) {
    hex += kDigits[static_cast<unsigned char>(c) >> 4];
    hex += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return hex;
}

}  // namespace fairdraw
