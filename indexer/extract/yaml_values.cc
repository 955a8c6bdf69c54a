#include "indexer/extract/yaml_values.h"

#include <yaml-cpp/yaml.h>

#include <set>

#include "schema/text_analysis.h"

namespace indexer {
namespace {

constexpr int kMaxDepth = 32;
constexpr int kMaxNodes = 200'000;

FieldValue convert(const YAML::Node& node, int first_line, int depth, int& nodes) {
  FieldValue value;
  value.line = node.Mark().line < 0 ? first_line : node.Mark().line + first_line;
  if (depth > kMaxDepth) throw YamlError(value.line, "is nested too deep");
  // "?" is a plain value, "!" a quoted one.
  if (!node.Tag().empty() && node.Tag() != "?" && node.Tag() != "!") throw YamlError(value.line, "has a tag ('" + node.Tag() + "'); write the plain value");
  if (++nodes > kMaxNodes) throw YamlError(value.line, "holds too many values (repeated anchors?)");
  switch (node.Type()) {
    case YAML::NodeType::Scalar:
      value.text = node.Scalar();
      break;
    case YAML::NodeType::Sequence:
      for (const auto& item : node) value.items.push_back(convert(item, first_line, depth + 1, nodes));
      break;
    case YAML::NodeType::Map: {
      std::set<std::string> seen;
      for (const auto& pair : node) {
        const int line = pair.first.Mark().line + first_line;
        if (!pair.first.IsScalar()) throw YamlError(line, "a key must be a plain word");
        if (!seen.insert(pair.first.Scalar()).second) throw YamlError(line, "'" + pair.first.Scalar() + "' is written twice");
        value.members.emplace_back(pair.first.Scalar(), convert(pair.second, first_line, depth + 1, nodes));
        if (pair.second.IsNull()) value.members.back().second.line = line;
      }
      break;
    }
    default:
      break;
  }
  return value;
}

}  // namespace

FieldValue parse_yaml(const std::string& text, int first_line) {
  try {
    const YAML::Node node = YAML::Load(schema::valid_utf8(text));
    int nodes = 0;
    return convert(node, first_line, 0, nodes);
  } catch (const YAML::Exception& error) {
    throw YamlError(error.mark.line < 0 ? first_line : error.mark.line + first_line, "is not valid YAML: " + error.msg);
  }
}

}  // namespace indexer
