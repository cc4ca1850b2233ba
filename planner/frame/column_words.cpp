#include "planner/frame/column_words.h"

#include "planner/base/unicode.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace fairdraw {
namespace {

struct Words {
  ColumnWord meaning;
  std::string_view anywhere;  ///< words of four letters or more, without spaces or accents
  std::string_view alone;     ///< words that are parts of others
};

constexpr Words kWords[] = {
    {ColumnWord::households,
     "household hhold dwelling menage hogar vivienda agregado domicilio familia kaya rumahtangga keluarga hogiadinh "
     "soho ครัวเรือน គ្រួសារ",
     "hh hhs nhh numhh tothh hhtot hlds ho kk krt ruta fam logements"},
    {ColumnWord::people,
     "population people person inhabitant resident habitant individu poblacion populacao pessoa penduduk populasi "
     "danso nhankhau idadiyawatu poptot totpop ประชากร ប្រជាជន",
     "pop ptot tpop jiwa watu hab indiv"},
    {ColumnWord::count, "total size measure effectif jumlah jumla tongso", "tot mos n count"},
    {ColumnWord::part,
     "women female children child infant youth male adult eligible femme homme enfant jeune mujer hombre ninos mulher "
     "homem crianca perempuan lakilaki anak wanawake wanaume watoto under",
     "men man fem girls boys nam nu age aged u5 u18"},
    {ColumnWord::measure,
     "hectare surface superfic areakm sqkm densit densid percent pourcent porcent latitude longitude altitude "
     "elevation income poverty distance year annee tahun",
     "area km2 ha pct perc lat lon lng long x y rate share ratio mean avg"},
    {ColumnWord::code, "geocode psgc pcode codigo kode msimbo eacode insee", "code cod id ea no num number ma com gid"},
    {ColumnWord::name, "eaname barangay village locality place localite localidad localidade libelle nombre jina",
     "name nom nome nama ten"},
    {ColumnWord::place,
     "region province county state district municipal ward commune admin village city zone departement departamento "
     "provincia distrito estado arrondissement canton cercle wilaya mkoa wilayah kabupaten kecamatan tinh huyen "
     "changwat amphoe tambon khum srok จังหวัด ខេត្ត",
     "reg prov dep dept dist mun adm geo sub kab kec desa kota kata xa quan"},
    {ColumnWord::urban_rural, "urban rural urbrur milieu residence areatype mijini desakota", "ur urb rur area_type"},
    {ColumnWord::stratum, "stratum strate estrato ชั้นภูมิ ស្រទាប់", "strata strat tabaka"},
};

/// Accents don't count: a name in the letters that are left, in lower case.
std::string bare(std::string_view text) {
  return without_accents(folded(text));
}

/// The parts of a name between signs, digits and changes of case, as they are.
std::vector<std::string> parts_of(std::string_view name) {
  enum class Kind { none, letter, digit };
  std::vector<std::string> parts;
  Kind before = Kind::none;
  char last = ' ';
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const Kind kind = std::isdigit(byte) != 0                   ? Kind::digit
                      : std::isalpha(byte) != 0 || byte >= 0x80 ? Kind::letter
                                                                : Kind::none;
    const bool hump = std::isupper(byte) != 0 && std::islower(static_cast<unsigned char>(last)) != 0;
    if (kind != Kind::none && (kind != before || hump)) parts.emplace_back();
    if (kind != Kind::none) parts.back() += c;
    before = kind;
    last = c;
  }
  for (std::string& part : parts) part = bare(part);
  return parts;
}

/// Whether one of the words, with a space between them, is such that `is` holds of it.
template <class Is>
bool any_word(std::string_view words, Is is) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (is(words.substr(0, end))) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

}  // namespace

bool says(std::string_view column_name, ColumnWord meaning) {
  const std::vector<std::string> parts = parts_of(column_name);
  std::string all;
  for (const std::string& part : parts) all += part;
  const auto* row =
      std::find_if(std::begin(kWords), std::end(kWords), [&](const Words& words) { return words.meaning == meaning; });
  return any_word(row->anywhere, [&](std::string_view word) { return all.find(bare(word)) != std::string::npos; }) ||
         any_word(row->alone, [&](std::string_view word) {
           return all == word || std::find(parts.begin(), parts.end(), word) != parts.end();
         });
}

}  // namespace fairdraw
