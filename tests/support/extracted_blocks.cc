#include "tests/support/extracted_blocks.h"

#include <map>

namespace test {

std::vector<std::string> shown_with_pages(const std::vector<indexer::ExtractedBlock>& blocks) {
  using Kind = schema::Block::Kind;
  static const std::map<Kind, std::string> names = {
      {Kind::kHeading, "h"},    {Kind::kParagraph, "p"}, {Kind::kBullet, "*"},
      {Kind::kNumbered, "1."},  {Kind::kQuote, ">"},     {Kind::kCode, "code"},
      {Kind::kTableHead, "th"}, {Kind::kTableRow, "tr"}, {Kind::kRemoved, "removed"}};
  std::vector<std::string> out;
  for (const auto& block : blocks) {
    auto line = std::to_string(block.page) + " " + names.at(block.kind) +
                (block.level != 0 ? std::to_string(block.level) : "") + ": " + unredacted(block.text);
    for (std::size_t i = 0; i < block.cells.size(); ++i)
      line += (i > 0 ? " | " : "") + unredacted(block.cells[i]);
    if (!block.section_kind.empty()) line += " (" + block.section_kind + ")";
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace test
