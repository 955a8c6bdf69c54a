#pragma once
// The blocks of a text as the record page's template shows them.

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "schema/record.h"

namespace searchd {

/// Sections to blocks of the page. Every block has its anchor: `prefix` and its number, from 1, over all sections that this
/// object is given, as in indexer/passages.cc. One object a text.
class BlockModels {
 public:
  /// `segments` marks what was searched for. `page_prefix` begins the anchors of pages.
  BlockModels(std::function<nlohmann::json(const std::string&)> segments, std::string prefix, std::string page_prefix);

  /// `heading`: what the blocks stand under; tables are named by it, or by the last heading among the blocks.
  nlohmann::json run(const std::vector<schema::Block>& blocks, std::string heading);

 private:
  enum class Open { kNone, kBullets, kNumbers, kTable };

  void begin_page(int page);
  void add(const schema::Block& block);
  void push(Open open, const char* key, nlohmann::json content);
  void add_text(const char* key, const std::string& text);
  void add_item(const schema::Block& block, Open kind, const char* key);
  void add_row(const schema::Block& block);

  std::function<nlohmann::json(const std::string&)> segments_;
  std::string prefix_;
  std::string page_prefix_;
  nlohmann::json blocks_;
  Open open_ = Open::kNone;
  std::string anchor_;
  std::string heading_;
  int ordinal_ = 0;
  int page_ = 0;
};

}  // namespace searchd
