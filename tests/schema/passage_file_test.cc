#include "schema/passage_file.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

namespace {

using schema::encode_passages;
using schema::Passage;
using schema::PassageView;

const std::vector<Passage>& some_passages() {
  static const std::vector<Passage> passages = {
      {10, 0, 0, "summary", "", "summary", "What it is about."}, {40, 3, 2, "f2-b1", "Problem", "problem", "Tŷ Gwyn."}, {90, 4, 1, "r1", "", "", ""}};
  return passages;
}

TEST(PassageView, GivesBackWhatWasEncoded) {
  const auto blob = encode_passages(some_passages());
  const PassageView view(blob);
  ASSERT_EQ(view.size(), 3u);
  for (std::size_t i = 0; i < view.size(); ++i) {
    SCOPED_TRACE(i);
    const auto& passage = some_passages()[i];
    EXPECT_EQ(view.first_position(i), passage.first_position);
    EXPECT_EQ(view.page(i), passage.page);
    EXPECT_EQ(view.file(i), passage.file);
    EXPECT_EQ(view.anchor(i), passage.anchor);
    EXPECT_EQ(view.heading(i), passage.heading);
    EXPECT_EQ(view.kind(i), passage.kind);
    EXPECT_EQ(view.text(i), passage.text);
  }
  EXPECT_THROW(view.text(3), std::out_of_range);
  EXPECT_EQ(PassageView(encode_passages({})).size(), 0u);
}

TEST(PassageView, FindsThePassageOfAPosition) {
  const auto blob = encode_passages(some_passages());
  const PassageView view(blob);
  struct Case {
    std::uint32_t position;
    std::size_t passage;
  };
  const Case cases[] = {{0, 3}, {9, 3}, {10, 0}, {39, 0}, {40, 1}, {89, 1}, {90, 2}, {4'000'000'000u, 2}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.position);
    EXPECT_EQ(view.passage_at(c.position), c.passage);
  }
  const auto empty = encode_passages({});
  EXPECT_EQ(PassageView(empty).passage_at(7), 0u);
}

TEST(PassageView, NeverReadsPastWhatItWasGiven) {
  const auto whole = encode_passages(some_passages());
  const auto read_all = [](std::string_view blob) {
    // Its own heap block of exactly that size, so that AddressSanitizer sees the first byte too many.
    const auto exact = std::make_unique<char[]>(blob.size());
    std::copy(blob.begin(), blob.end(), exact.get());
    const PassageView view({exact.get(), blob.size()});
    for (std::size_t i = 0; i < view.size(); ++i) {
      view.first_position(i);
      view.page(i);
      for (const auto text : {view.anchor(i), view.heading(i), view.kind(i), view.text(i)}) EXPECT_LE(text.size(), blob.size());
    }
    view.passage_at(50);
  };
  for (std::size_t length = 0; length < whole.size(); ++length) {
    SCOPED_TRACE(length);
    EXPECT_THROW(read_all(std::string_view(whole).substr(0, length)), std::runtime_error);
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0xFF);
    try {
      read_all(changed);
    } catch (const std::runtime_error&) {
    }
  }
}

}  // namespace
