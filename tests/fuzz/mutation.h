#pragma once

#include <random>
#include <string>

namespace fairdraw::test {

/// Damages bytes as transfers, disks, editors and malice do: bits turned, bytes and numbers replaced, pieces cut out,
/// doubled, exchanged or blanked, the end lost.
std::string mutated(std::string bytes, std::mt19937_64& random);

/// The same of a member of a zip archive (a workbook), packed again, so that nothing but the member is wrong.
/// @param file  is replaced
void mutate_member(const std::string& file, std::mt19937_64& random);

}  // namespace fairdraw::test
