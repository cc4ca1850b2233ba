#include "planner/documents/capi/odk.h"

#include "planner/base/csv.h"
#include "planner/documents/capi/xlsform.h"
#include "planner/documents/result_codes.h"

#include <algorithm>

namespace fairdraw {
namespace {

/// A list to choose from: the key is its `name`, and the second column its `label`.
std::string attachment(const CapiTable& table) {
  std::vector<std::string> header = {"name", "label"};
  for (std::size_t k = 2; k < table.columns.size(); ++k) header.push_back(table.columns[k].name);
  CsvWriter out(header);
  for (const std::vector<std::string>& row : table.rows) out.record(row);
  return out.take();
}

/// An entity list: `label`, then properties, of which none may be called name or label.
std::string entities(const CapiTable& table) {
  std::vector<std::string> header = {"label", table.columns[0].name};
  for (std::size_t k = 2; k < table.columns.size(); ++k) header.push_back(table.columns[k].name);
  CsvWriter out(header);
  for (std::vector<std::string> row : table.rows) {
    std::swap(row[0], row[1]);
    out.record(row);
  }
  return out.take();
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// Makes the two forms of a plan.
class OdkForms {
 public:
  OdkForms(const Plan& plan, const Survey& survey, const Words& words, const CapiTable& psus)
      : plan_(plan), survey_(survey), words_(words), psus_(psus) {}

  XlsForm listing() const {
    XlsForm form = begin("listing");
    form.add({{"type", "note"}, {"name", "what_to_list"}, {"label", words_("form_what_to_list")}});
    if (any_sketch()) {
      form.add({{"type", "integer"},
                {"name", "segments_made"},
                {"label", words_("form_segments")},
                {"hint", words_("form_segments_hint")},
                {"constraint", ". >= 1 and . <= 10000"},
                {"constraint_message", words_("form_segments_error")}});
    }
    form.add({{"type", "begin_repeat"}, {"name", "household"}, {"label", words_("form_household")}});
    form.add({{"type", "calculate"}, {"name", "psu_id"}, {"calculation", from_list("psus", "psu", "psu_id")}});
    form.add({{"type", "calculate"}, {"name", "household_id"}, {"calculation", "position(..)"}});
    if (any_sketch()) form.add({{"type", "calculate"}, {"name", "segments"}, {"calculation", "${segments_made}"}});
    form.add({{"type", "text"},
              {"name", "address"},
              {"label", words_("form_address")},
              {"hint", words_("form_address_hint")}});
    form.add(eligible_children("required", "yes"));
    form.add({{"type", "text"},
              {"name", "children"},
              {"label", words_("form_children")},
              {"hint", words_("form_children_hint")},
              {"relevant", "${eligible_children} > 0"},
              {"constraint", "regex(., '^ *([mf][0-9]{1,2} *)+$')"},
              {"constraint_message", words_("form_children_error")}});
    if (plan_.one_trip)
      form.add({{"type", "integer"},
                {"name", "taken"},
                {"label", words_("form_taken")},
                {"relevant", "${eligible_children} > 0"},
                {"constraint", ". = 0 or . = 1"},
                {"constraint_message", words_("form_taken_error")}});
    form.add({{"type", "end_repeat"}, {"name", "household"}});
    return form;
  }

  XlsForm visit(const CapiTable& households) const {
    XlsForm form = begin("visit");
    form.add({{"type", "calculate"}, {"name", "psu_id"}, {"calculation", from_list("psus", "psu", "psu_id")}});
    form.add({{"type", "select_one_from_file households.csv"},
              {"name", "household"},
              {"label", words_("form_which_" + std::string(visited(plan_.mode)))},
              {"required", "yes"},
              {"choice_filter", "psu_id = ${psu_id}"}});
    form.add({{"type", "calculate"},
              {"name", "household_id"},
              {"calculation", from_list("households", "household", "household_id")}});
    form.add({{"type", "integer"},
              {"name", "visit"},
              {"label", words_("form_visit_number")},
              {"required", "yes"},
              {"constraint", ". >= 1 and . <= 9"},
              {"constraint_message", words_("form_visit_error")}});
    form.add(eligible_children("hint", words_("form_eligible_hint")));
    which_child(form, households);
    form.add(
        {{"type", "select_one result"}, {"name", "result"}, {"label", words_("form_result")}, {"required", "yes"}});
    form.add({{"type", "select_one result"}, {"name", "result_child"}, {"label", words_("form_result_child")}});
    form.add({{"type", "select_one result"}, {"name", "result_caregiver"}, {"label", words_("form_result_caregiver")}});
    form.add({{"type", "text"}, {"name", "remarks"}, {"label", words_("remarks")}, {"hint", words_("form_no_names")}});
    for (const ResultCode& each : kResultCodes)
      form.choice("result", std::to_string(each.code), std::to_string(each.code) + " " + words_(each.word));
    return form;
  }

 private:
  XlsForm begin(const std::string& what) const {
    std::string version = plan_.date;
    version.erase(std::remove(version.begin(), version.end(), '-'), version.end());
    XlsForm form(words_("form_" + what, {{"title", plan_.title.empty() ? plan_.country : plan_.title}}),
                 "fairdraw_" + lower(plan_.country) + "_" + what, version.empty() ? "1" : version);
    form.add({{"type", "start"}, {"name", "start"}});
    form.add({{"type", "today"}, {"name", "today"}});
    std::vector<std::pair<std::size_t, std::string>> teams;
    const std::size_t number = psus_.column("team_number");
    for (const std::vector<std::string>& row : psus_.rows)
      if (!row[number].empty()) teams.emplace_back(std::stoul(row[number]), row[psus_.column("team_name")]);
    std::sort(teams.begin(), teams.end());
    teams.erase(std::unique(teams.begin(), teams.end()), teams.end());
    for (const auto& [team, name] : teams) form.choice("team", std::to_string(team), name);
    form.add({{"type", "select_one team"}, {"name", "team"}, {"label", words_("form_team")}, {"required", "yes"}});
    form.add({{"type", "select_one_from_file psus.csv"},
              {"name", "psu"},
              {"label", words_("form_psu")},
              {"required", "yes"},
              {"choice_filter", "team_number = ${team}"}});
    return form;
  }

  /// The question how many eligible children there are, with one more cell.
  XlsForm::Row eligible_children(const std::string& column, const std::string& cell) const {
    return {{"type", "integer"},
            {"name", "eligible_children"},
            {"label", words_("form_eligible", {{"ages", ages()}})},
            {column, cell},
            {"constraint", ". >= 0 and . <= 20"},
            {"constraint_message", words_("form_eligible_error")}};
  }

  void which_child(XlsForm& form, const CapiTable& households) const {
    std::size_t selections = 0;
    for (const CapiColumn& column : households.columns) selections += column.name.starts_with("child_of_") ? 1 : 0;
    const std::string any = "${eligible_children} > 0";
    if (selections == 0) {
      form.add({{"type", "note"},
                {"name", "child"},
                {"label", words_(plan_.respondent_method == RespondentMethod::all ? "form_child_all"
                                                                                  : "form_child_next_birthday")},
                {"relevant", any}});
      return;
    }
    std::string chosen = from_list("households", "household", "child_of_" + std::to_string(selections));
    for (std::size_t k = selections - 1; k > 0; --k)
      chosen = "if(${eligible_children} = " + std::to_string(k) + ", " +
               from_list("households", "household", "child_of_" + std::to_string(k)) + ", " + chosen + ")";
    form.add({{"type", "calculate"}, {"name", "child"}, {"calculation", "if(" + any + ", " + chosen + ", '')"}});
    const bool by_sex = survey_.respondents.order == ChildOrder::sex_and_age;
    form.add({{"type", "note"},
              {"name", "whom"},
              {"label", words_(by_sex ? "form_child_by_sex_and_age" : "form_child_by_age", {{"child", "${child}"}})},
              {"relevant", any}});
  }

  /// A field of what was chosen from a list, whose key is its `name`.
  static std::string from_list(const std::string& list, const std::string& question, const std::string& field) {
    return "instance('" + list + "')/root/item[name = ${" + question + "}]/" + field;
  }

  std::string ages() const {
    return std::to_string(survey_.respondents.age_from) + "-" + std::to_string(survey_.respondents.age_to);
  }

  bool any_sketch() const {
    return std::any_of(plan_.psus.begin(), plan_.psus.end(),
                       [](const Psu& psu) { return psu.release && psu.sketched(); });
  }

  const Plan& plan_;
  const Survey& survey_;
  const Words& words_;
  const CapiTable& psus_;
};

}  // namespace

void write_odk(const OutputFolder& folder, const CapiContent& content) {
  const auto& [plan, survey, words, psus, households, into] = content;
  const OdkForms forms(plan, survey, words, psus);
  folder.write(into + "psus.csv", attachment(psus));
  folder.write(into + "psus-entities.csv", entities(psus));
  const bool to_list =
      plan.mode == HouseholdMode::listing &&
      std::any_of(plan.psus.begin(), plan.psus.end(), [](const Psu& psu) { return psu.release && !psu.listed; });
  if (to_list) forms.listing().write(folder.file(into + "listing.xlsx"));
  if (households.rows.empty()) return;
  folder.write(into + "households.csv", attachment(households));
  folder.write(into + "households-entities.csv", entities(households));
  forms.visit(households).write(folder.file(into + "visit.xlsx"));
}

}  // namespace fairdraw
