#pragma once
// YAML to FieldValue, with lines. The one door to yaml-cpp for sources, imports and configuration.

#include <stdexcept>
#include <string>

#include "indexer/extract/extraction.h"

namespace indexer {

/// YAML that cannot be read. `line` counts from 1.
struct YamlError : std::runtime_error {
  YamlError(int at, const std::string& message) : std::runtime_error(message), line(at) {}
  int line;
};

/// `text` as a tree whose lines start at `first_line`. An empty text is an empty map; invalid UTF-8 is read as
/// U+FFFD. Throws YamlError; also for a key that
/// is written twice in one map, for anchors that nest too deep and for tags.
FieldValue parse_yaml(const std::string& text, int first_line = 1);

}  // namespace indexer
