#include "tests/support/shown_extraction.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace test {
namespace {

using schema::Block;

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', '/');
  return text;
}

std::string kind_of(const indexer::ExtractedBlock& block) {
  switch (block.kind) {
    case Block::Kind::kHeading:
      return "h" + std::to_string(block.level);
    case Block::Kind::kBullet:
      return std::string(static_cast<std::size_t>(block.level) + 1, '*');
    case Block::Kind::kNumbered:
      return std::string(static_cast<std::size_t>(block.level), ' ') + "1.";
    case Block::Kind::kQuote:
      return ">";
    case Block::Kind::kTableHead:
      return "th";
    case Block::Kind::kTableRow:
      return "tr";
    default:
      return "p";
  }
}

std::string shown(const indexer::ExtractedBlock& block) {
  std::string out = kind_of(block) + " " + on_one_line(indexer::unredacted(block.text));
  for (std::size_t i = 0; i < block.cells.size(); ++i)
    out += (i > 0 ? " | " : "") + on_one_line(indexer::unredacted(block.cells[i]));
  return out;
}

}  // namespace

std::vector<std::string> shown(const std::vector<indexer::ExtractedBlock>& blocks) {
  std::vector<std::string> out;
  for (const auto& block : blocks) out.push_back(shown(block));
  return out;
}

std::vector<std::string> shown(const std::vector<indexer::FormAnswer>& answers) {
  std::vector<std::string> out;
  for (const auto& answer : answers) {
    std::string line = answer.question + " ->";
    if (answer.has_boxes) {
      line += " [x";
      for (std::size_t i = 0; i < answer.ticked.size(); ++i) line += (i > 0 ? ", " : " ") + answer.ticked[i];
      line += "]";
    }
    bool first = true;
    for (const auto& block : answer.blocks) {
      line += (first ? " " : "; ") + shown(block);
      first = false;
    }
    out.push_back(std::move(line));
  }
  return out;
}

std::vector<indexer::Problem> all_problems(const indexer::Extraction& extraction) {
  auto problems = extraction.problems;
  for (const auto& text : extraction.texts)
    problems.insert(problems.end(), text.problems.begin(), text.problems.end());
  return problems;
}

std::string title_of(const indexer::ExtractedText& text) {
  for (const auto& [name, value] : text.fields)
    if (name == "title") return value.text;
  return "";
}

std::string everything_in(const indexer::Extraction& extraction) { return nlohmann::json(extraction).dump(); }

}  // namespace test
