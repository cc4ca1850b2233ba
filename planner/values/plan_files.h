#pragma once

#include <string>

namespace fairdraw {

// Where things lie in a plan folder, by paths relative to it. Folders end with a slash.

inline constexpr const char* kManifestFile = "manifest.json";
inline constexpr const char* kLogFile = "log.jsonl";
inline constexpr const char* kSurveyFile = "survey.toml";
inline constexpr const char* kReportFile = "report.html";

inline constexpr const char* kTablesFolder = "tables/";

/// The path of a file of the folder of tables.
inline std::string table_path(const std::string& file) {
  return kTablesFolder + file;
}

inline constexpr const char* kLayersFile = "plan.gpkg";
inline constexpr const char* kProjectFile = "plan.qgs";

inline constexpr const char* kListsFolder = "lists/";
inline constexpr const char* kTeamsFile = "lists/teams.csv";  ///< which later visits to the plan read back
inline constexpr const char* kSheetsFile = "lists/assignments.pdf";
inline constexpr const char* kWorkbookFile = "lists/assignments.xlsx";
inline constexpr const char* kListingFormFile = "lists/listing.xlsx";
inline constexpr const char* kTeamPlaces = "lists/team-";  ///< then the team's number, .gpx and .kml

inline constexpr const char* kMapsFolder = "maps/";
inline constexpr const char* kOverviewMapFile = "maps/overview.pdf";
inline constexpr const char* kStratumMapsFile = "maps/strata.pdf";
inline constexpr const char* kTeamMapsFile = "maps/teams.pdf";
inline constexpr const char* kPsuMapsFile = "maps/psus.pdf";
inline constexpr const char* kOfflineMapFile = "maps/offline.mbtiles";
inline constexpr const char* kPicturesFolder = "maps/pictures/";

inline constexpr const char* kCapiFolder = "capi/";  ///< with a folder for each system

}  // namespace fairdraw
