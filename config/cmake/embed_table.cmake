# Makes OUTPUT, a C++ file with TABLE, which HEADER declares: the names NAMES and the content of the files FOLDER/NAMEENDING.
string(REPLACE "," ";" names "${NAMES}")
set(text "// Made by config/cmake/embed_table.cmake.\n#include \"${HEADER}\"\n\nnamespace fairdraw {\nconst std::vector<EmbeddedText> ${TABLE} = {\n")
foreach(name IN LISTS names)
  file(READ "${FOLDER}/${name}${ENDING}" content)
  string(APPEND text "{\"${name}\", R\"fairdraw(${content})fairdraw\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "${text}};\n}  // namespace fairdraw\n")
