# What every room is built with. Contraction and fast-math would change draws from one machine to the next.
add_library(fairdraw_options INTERFACE)
target_compile_options(fairdraw_options INTERFACE
  -pthread  # as Cairo and mapnik ask for: a precompiled header serves where flags are the same
  -ffp-contract=off -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  # GCC 12 sees overlaps and lengths inside std::string that are not there (its bug 105651); Clang and the sanitizers look.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-stringop-overflow -Wno-array-bounds>
  # Clang counts the first to -Wconversion, which GCC does not in C++; the second concerns texts that are embedded.
  "$<$<CXX_COMPILER_ID:Clang>:-Wno-sign-conversion;-Wno-overlength-strings>")
if(CMAKE_UNITY_BUILD)  # sources of a room compiled together may hide names that only one of them has
  target_compile_options(fairdraw_options INTERFACE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
if(FAIRDRAW_SANITIZE)
  # A null pointer stops under the address sanitizer without a check at each use, and no processor that we build for minds
  # alignment: these two take two thirds of the time that compiling with sanitizers takes.
  target_compile_options(fairdraw_options INTERFACE -fsanitize=${FAIRDRAW_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
    -fno-sanitize=null,alignment
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)  # GCC takes the sanitizers' own bookkeeping for a use of what is not set
  target_link_options(fairdraw_options INTERFACE -fsanitize=${FAIRDRAW_SANITIZE})
endif()

# A room of the house: a library of the sources in its folder.
#   fairdraw_room(NAME [INSTALLED] [LIGHT] SOURCES ... [LINKS ...] [PRIVATE ...] [HIDDEN ...])
# Makes fairdraw_NAME, known outside as fairdraw::NAME. LINKS are the rooms and packages that its headers need too,
# PRIVATE those that only its sources need. INSTALLED: it goes into the package, with the headers of its folder but for
# those that are HIDDEN. LIGHT: it does little, so that optimising it fully would take longer than it ever saves.
function(fairdraw_room name)
  cmake_parse_arguments(PARSE_ARGV 1 room "INSTALLED;LIGHT" "" "SOURCES;LINKS;PRIVATE;HIDDEN")
  set(target fairdraw_${name})
  add_library(${target} STATIC ${room_SOURCES})
  add_library(fairdraw::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  target_compile_features(${target} PUBLIC cxx_std_20)
  # Who uses the package needs no headers that only sources include.
  list(TRANSFORM room_PRIVATE REPLACE "^(Boost::headers|Eigen3::Eigen)$" "$<BUILD_INTERFACE:\\1>")
  target_link_libraries(${target} PUBLIC ${room_LINKS} PRIVATE $<BUILD_INTERFACE:fairdraw_options> ${room_PRIVATE})
  set(first base)  # on which all others stand
  if(room_LIGHT)
    if(FAIRDRAW_SANITIZE)
      target_compile_options(${target} PRIVATE -O0)
    else()
      target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
    endif()
    set(first tables)  # a precompiled header serves where sources are optimised alike; else GCC may crash
  endif()
  if(name STREQUAL first)
    target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/planner/base/precompiled.h)
  else()
    target_precompile_headers(${target} REUSE_FROM fairdraw_${first})
  endif()
  if(room_INSTALLED)
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
    list(TRANSFORM room_HIDDEN PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
    list(REMOVE_ITEM headers ${room_HIDDEN} "")
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${headers})
    install(TARGETS ${target} EXPORT fairdraw FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/fairdraw)
  endif()
endfunction()

# A source that holds the files' content as texts: fairdraw_embed(OUTPUT HEADER kName=FILE ...), where HEADER declares each
# name as a std::string_view.
function(fairdraw_embed output header)
  foreach(pair IN LISTS ARGN)
    string(REGEX MATCH "^([^=]+)=(.+)$" _ ${pair})
    list(APPEND names ${CMAKE_MATCH_1})
    list(APPEND files ${CMAKE_MATCH_2})
    list(APPEND definitions -D${pair})
  endforeach()
  list(JOIN names "," names)
  set(script ${PROJECT_SOURCE_DIR}/config/cmake/embed.cmake)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DHEADER=${header} -DNAMES=${names} ${definitions} -P ${script}
    DEPENDS ${script} ${files} VERBATIM)
endfunction()

# A source that holds files of a folder as a table: fairdraw_embed_table(OUTPUT HEADER TABLE FOLDER ENDING NAME ...), where
# HEADER declares TABLE as a std::vector of the files' names and texts.
function(fairdraw_embed_table output header table folder ending)
  list(TRANSFORM ARGN PREPEND ${folder}/ OUTPUT_VARIABLE files)
  list(TRANSFORM files APPEND ${ending})
  list(JOIN ARGN "," names)
  set(script ${PROJECT_SOURCE_DIR}/config/cmake/embed_table.cmake)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DHEADER=${header} -DTABLE=${table} -DFOLDER=${folder} -DENDING=${ending}
      -DNAMES=${names} -P ${script}
    DEPENDS ${script} ${files} VERBATIM)
endfunction()
