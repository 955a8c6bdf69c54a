#include "searchd/block_models.h"

#include "searchd/page_layout.h"

namespace searchd {

using nlohmann::json;
using schema::Block;

BlockModels::BlockModels(std::function<json(const std::string&)> segments, std::string prefix, std::string page_prefix)
    : segments_(std::move(segments)), prefix_(std::move(prefix)), page_prefix_(std::move(page_prefix)) {}

json BlockModels::run(const std::vector<Block>& blocks, std::string heading) {
  heading_ = std::move(heading);
  blocks_ = json::array();
  open_ = Open::kNone;
  for (const auto& block : blocks) {
    anchor_ = prefix_ + std::to_string(++ordinal_);
    begin_page(block.page);
    add(block);
  }
  return std::move(blocks_);
}

void BlockModels::begin_page(int page) {
  if (page <= 0 || page == page_) return;
  page_ = page;
  open_ = Open::kNone;
  const std::string number = std::to_string(page);
  blocks_.push_back({{"page_start", {{"number", number}}}, {"block_anchor", page_prefix_ + number}});
}

void BlockModels::add(const Block& block) {
  switch (block.kind) {
    case Block::Kind::kHeading:
      heading_ = block.text;
      return add_text("subheading", block.text);
    case Block::Kind::kParagraph:
    case Block::Kind::kCode:
      return add_text("paragraph", block.text);
    case Block::Kind::kQuote:
      return add_text("quote", block.text);
    case Block::Kind::kBullet:
      return add_item(block, Open::kBullets, "bullets");
    case Block::Kind::kNumbered:
      return add_item(block, Open::kNumbers, "numbers");
    case Block::Kind::kTableHead:
    case Block::Kind::kTableRow:
      return add_row(block);
    case Block::Kind::kRemoved: {
      json removed = json::object();
      set_if_any(removed, "removed_reason", block.text);
      return push(Open::kNone, "removed_block", std::move(removed));
    }
  }
}

void BlockModels::push(Open open, const char* key, json content) {
  json block = json::object();
  block[key] = std::move(content);
  blocks_.push_back(std::move(block));
  open_ = open;
}

void BlockModels::add_text(const char* key, const std::string& text) {
  push(Open::kNone, key, {{"segments", segments_(text)}});
  blocks_.back()["block_anchor"] = anchor_;
}

void BlockModels::add_item(const Block& block, Open kind, const char* key) {
  // An item below another goes into its list, whatever it is marked with.
  const bool below = block.level > 0 && (open_ == Open::kBullets || open_ == Open::kNumbers);
  if (below) {
    auto& item = blocks_.back().front()["items"].back();
    item["sublist"]["subitems"].push_back({{"segments", segments_(block.text)}, {"subitem_anchor", anchor_}});
    return;
  }
  if (open_ != kind) push(kind, key, {{"items", json::array()}});
  blocks_.back()[key]["items"].push_back({{"segments", segments_(block.text)}, {"item_anchor", anchor_}});
}

void BlockModels::add_row(const Block& block) {
  const bool head = block.kind == Block::Kind::kTableHead;
  if (open_ != Open::kTable || head) push(Open::kTable, "table", {{"heading", heading_}, {"rows", json::array()}});
  json cells = json::array();
  for (const auto& cell : block.cells) {
    cells.push_back({{"segments", segments_(cell)}});
    if (head && cell.empty()) cells.back()["blank"] = true;
  }
  json row = {{"cells", std::move(cells)}, {"row_anchor", anchor_}};
  auto& table = blocks_.back()["table"];
  if (head) table["head"] = std::move(row);
  else table["rows"].push_back(std::move(row));
}

}  // namespace searchd
