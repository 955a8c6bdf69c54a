#pragma once
// Everything that a Xapian index says of itself, in words.

#include <filesystem>
#include <string>
#include <vector>

namespace test {

/// A line for each document's data, value and term with its frequency and positions, each term of the whole index with its
/// frequency, each spelling, synonym and metadata entry. Two indexes with equal dumps answer every question alike.
std::vector<std::string> dump_index(const std::filesystem::path& index);

/// All lines of the two indexes of an audience, of its records, passages (read through their own readers) and its text files.
std::vector<std::string> dump_audience(const std::filesystem::path& audience_folder);

/// The terms of the document of that id term, sorted; empty if there is no such document.
std::vector<std::string> terms_of_record(const std::filesystem::path& index, const std::string& record_id);

}  // namespace test
