#include "planner/field/capi/odk.h"

#include "planner/base/csv.h"
#include "planner/field/capi/xlsform.h"
#include "planner/field/result_codes.h"

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
  OdkForms(const Plan& plan, const Survey& survey, const CapiTable& psus) : plan_(plan), survey_(survey), psus_(psus) {}

  XlsForm listing() const {
    XlsForm form = begin("listing");
    form.add({{"type", "note"},
              {"name", "what_to_list"},
              {"label",
               "Walk all of the ground inside the border on the map. Add every dwelling where a household "
               "lives, in the order in which you walk; no shop or office, no empty or seasonal dwelling."}});
    if (any_sketch()) {
      form.add({{"type", "integer"},
                {"name", "segments_made"},
                {"label", "Into how many segments does the sketch part this PSU?"},
                {"hint", "Leave empty where the PSU has no sketch page."},
                {"constraint", ". >= 1 and . <= 10000"},
                {"constraint_message", "A whole number of segments is wanted."}});
    }
    form.add({{"type", "begin_repeat"}, {"name", "household"}, {"label", "Household"}});
    form.add({{"type", "calculate"}, {"name", "psu_id"}, {"calculation", from_list("psus", "psu", "psu_id")}});
    form.add({{"type", "calculate"}, {"name", "household_id"}, {"calculation", "position(..)"}});
    if (any_sketch()) form.add({{"type", "calculate"}, {"name", "segments"}, {"calculation", "${segments_made}"}});
    form.add({{"type", "text"},
              {"name", "address"},
              {"label", "Where is it, so that another interviewer finds it?"},
              {"hint", "Street and number, or what is beside it. No names of children."}});
    form.add(eligible_children("required", "yes"));
    form.add({{"type", "text"},
              {"name", "children"},
              {"label", "Sex and age of each, such as: m14 f12"},
              {"hint", "m for a boy, f for a girl, then the age. May be left empty."},
              {"relevant", "${eligible_children} > 0"},
              {"constraint", "regex(., '^ *([mf][0-9]{1,2} *)+$')"},
              {"constraint_message", "Write m or f and the age of each child, apart by spaces: m14 f12"}});
    if (plan_.one_trip)
      form.add({{"type", "integer"},
                {"name", "taken"},
                {"label", "Does the page ask to take this household? 1 yes, 0 no"},
                {"relevant", "${eligible_children} > 0"},
                {"constraint", ". = 0 or . = 1"},
                {"constraint_message", "1 or 0 is wanted."}});
    form.add({{"type", "end_repeat"}, {"name", "household"}});
    return form;
  }

  XlsForm visit(const CapiTable& households) const {
    XlsForm form = begin("visit");
    form.add({{"type", "calculate"}, {"name", "psu_id"}, {"calculation", from_list("psus", "psu", "psu_id")}});
    form.add({{"type", "select_one_from_file households.csv"},
              {"name", "household"},
              {"label", plan_.mode == "random-walk"  ? "Which contact?"
                        : plan_.mode == "footprints" ? "Which building?"
                                                     : "Which household?"},
              {"required", "yes"},
              {"choice_filter", "psu_id = ${psu_id}"}});
    form.add({{"type", "calculate"},
              {"name", "household_id"},
              {"calculation", from_list("households", "household", "household_id")}});
    form.add({{"type", "integer"},
              {"name", "visit"},
              {"label", "Which visit is this?"},
              {"required", "yes"},
              {"constraint", ". >= 1 and . <= 9"},
              {"constraint_message", "1 for the first visit; three are made at most."}});
    form.add(eligible_children("hint", "Leave empty where nobody could be asked."));
    which_child(form, households);
    form.add(
        {{"type", "select_one result"}, {"name", "result"}, {"label", "Result of the visit"}, {"required", "yes"}});
    form.add({{"type", "select_one result"}, {"name", "result_child"}, {"label", "Result for the child"}});
    form.add({{"type", "select_one result"}, {"name", "result_caregiver"}, {"label", "Result for the caregiver"}});
    form.add({{"type", "text"}, {"name", "remarks"}, {"label", "Remarks"}, {"hint", "No names."}});
    for (const ResultCode& code : kResultCodes)
      form.choice("result", std::to_string(code.code), std::to_string(code.code) + " " + std::string(code.words));
    return form;
  }

 private:
  XlsForm begin(const std::string& what) const {
    std::string version = plan_.date;
    version.erase(std::remove(version.begin(), version.end(), '-'), version.end());
    XlsForm form((plan_.title.empty() ? plan_.country : plan_.title) + ": " + what,
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
    form.add({{"type", "select_one team"}, {"name", "team"}, {"label", "Your team"}, {"required", "yes"}});
    form.add({{"type", "select_one_from_file psus.csv"},
              {"name", "psu"},
              {"label", "Which PSU?"},
              {"required", "yes"},
              {"choice_filter", "team_number = ${team}"}});
    return form;
  }

  /// The question how many eligible children there are, with one more cell.
  XlsForm::Row eligible_children(const std::string& column, const std::string& cell) const {
    return {{"type", "integer"},
            {"name", "eligible_children"},
            {"label", "How many children aged " + ages() + " who use the internet live here?"},
            {column, cell},
            {"constraint", ". >= 0 and . <= 20"},
            {"constraint_message", "A whole number from 0 to 20 is wanted."}};
  }

  void which_child(XlsForm& form, const CapiTable& households) const {
    std::size_t selections = 0;
    for (const CapiColumn& column : households.columns) selections += column.name.starts_with("child_of_") ? 1 : 0;
    const std::string any = "${eligible_children} > 0";
    if (selections == 0) {
      form.add({{"type", "note"},
                {"name", "child"},
                {"label", plan_.respondent_method == "all"
                              ? "Interview every eligible child, and the caregiver of each."
                              : "Interview the child whose birthday comes next, counted from the first visit."},
                {"relevant", any}});
      return;
    }
    std::string chosen = from_list("households", "household", "child_of_" + std::to_string(selections));
    for (std::size_t k = selections - 1; k > 0; --k)
      chosen = "if(${eligible_children} = " + std::to_string(k) + ", " +
               from_list("households", "household", "child_of_" + std::to_string(k)) + ", " + chosen + ")";
    form.add({{"type", "calculate"}, {"name", "child"}, {"calculation", "if(" + any + ", " + chosen + ", '')"}});
    const bool by_sex = survey_.respondents.order == ChildOrder::sex_and_age;
    form.add(
        {{"type", "note"},
         {"name", "whom"},
         {"label", "Number the eligible children " +
                       std::string(by_sex ? "the boys first, eldest to youngest, then the girls, eldest to youngest"
                                          : "by age, the eldest first") +
                       ". Interview child number ${child}, and the caregiver who knows most of that child's life "
                       "online."},
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
  const CapiTable& psus_;
};

}  // namespace

void write_odk(const OutputFolder& folder, const Plan& plan, const Survey& survey, const CapiTable& psus,
               const CapiTable& households) {
  const OdkForms forms(plan, survey, psus);
  folder.write("capi/odk/psus.csv", attachment(psus));
  folder.write("capi/odk/psus-entities.csv", entities(psus));
  const bool to_list = plan.mode == "listing" && std::any_of(plan.psus.begin(), plan.psus.end(),
                                                             [](const Psu& psu) { return psu.release && !psu.listed; });
  if (to_list) forms.listing().write(folder.file("capi/odk/listing.xlsx"));
  if (households.rows.empty()) return;
  folder.write("capi/odk/households.csv", attachment(households));
  folder.write("capi/odk/households-entities.csv", entities(households));
  forms.visit(households).write(folder.file("capi/odk/visit.xlsx"));
}

}  // namespace fairdraw
