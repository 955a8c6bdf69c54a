#include "indexer/passages.h"

#include <algorithm>

namespace indexer {
namespace {

using schema::Block;
using schema::Passage;

constexpr std::size_t kEnoughWords = 40;
constexpr std::size_t kMaxWords = 70;

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    words += !space && !inside ? 1 : 0;
    inside = !space;
  }
  return words;
}

/// Collects sentences into passages of one section.
class Collector {
 public:
  Collector(std::vector<Passage>& out, schema::TextAnalyser& analyser) : out_(out), analyser_(analyser) {}

  /// What follows was read from file `number`; 0: from none.
  void begin_file(std::uint32_t number) {
    flush();
    file_ = number;
  }

  void begin(std::string heading, std::string kind) {
    flush();
    heading_ = std::move(heading);
    kind_ = std::move(kind);
  }

  void add(const std::string& text, const std::string& anchor, int page) {
    // A joined passage that has enough ends with its block; a new block goes on only where the passage is still short.
    if (words_ >= kEnoughWords || (words_ > 0 && page != static_cast<int>(current_.page))) flush();
    for (const auto& [begin, end] : analyser_.sentences(text)) {
      const auto sentence = std::string_view(text).substr(begin, end - begin);
      const std::size_t words = count_words(sentence);
      if (words_ > 0 && words_ + words > kMaxWords) flush();
      if (words_ == 0) {
        current_ = {};
        current_.anchor = anchor;
        current_.page = static_cast<std::uint32_t>(page);
        current_.file = file_;
        current_.heading = heading_;
        current_.kind = kind_;
      } else {
        current_.text += ' ';
      }
      current_.text += sentence;
      words_ += words;
      if (words_ >= kMaxWords) flush();
    }
  }

  void flush() {
    if (words_ > 0) out_.push_back(std::move(current_));
    current_ = {};
    words_ = 0;
  }

 private:
  std::vector<Passage>& out_;
  schema::TextAnalyser& analyser_;
  std::uint32_t file_ = 0;
  std::string heading_;
  std::string kind_;
  Passage current_;
  std::size_t words_ = 0;
};

std::string row_text(const std::vector<std::string>& cells) {
  std::string text;
  for (const auto& cell : cells)
    if (!cell.empty()) text += (text.empty() ? "" : " | ") + cell;
  return text;
}

/// Anchors are `prefix` and the block's number over all sections, as on the record's page (searchd/block_models.cc).
void add_sections(const std::vector<schema::Section>& sections, const std::string& prefix, Collector& collector) {
  int ordinal = 0;
  for (const auto& section : sections) {
    collector.begin(section.heading, section.kind);
    for (const auto& block : section.blocks) {
      const std::string anchor = prefix + std::to_string(++ordinal);
      if (block.kind == Block::Kind::kRemoved) continue;
      if (block.kind == Block::Kind::kHeading) collector.begin(block.text, section.kind);
      else collector.add(block.cells.empty() ? block.text : row_text(block.cells), anchor, block.page);
    }
  }
}

}  // namespace

std::vector<Passage> passages_of(const schema::Record& record, schema::TextAnalyser& analyser) {
  std::vector<Passage> out;
  Collector collector(out, analyser);
  collector.begin("", "summary");
  collector.add(record.summary, "summary", 0);
  collector.begin_file(static_cast<std::uint32_t>(schema::original_number(record)));
  add_sections(record.sections, "b", collector);
  for (const auto& recommendation : record.recommendations) {
    if (recommendation.removed) continue;
    const std::string number = std::to_string(recommendation.number);
    collector.begin("Recommendation " + number, "recommendations");
    collector.add(recommendation.text, "r" + number, recommendation.page);
  }
  for (std::size_t i = 0; i < record.attachments.size(); ++i) {
    const auto& attachment = record.attachments[i];
    collector.begin_file(static_cast<std::uint32_t>(i + 1));
    add_sections(attachment.sections, "f" + std::to_string(i + 1) + "-b", collector);
  }
  collector.flush();
  return out;
}

}  // namespace indexer
