// Random Markdown with random marks: nobody reads what is hidden from them, and everybody reads the rest.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/support/small_library.h"

namespace {

constexpr int kBodies = 200;
const std::vector<std::string> kAudiences = {"public", "police", "sensitive"};

/// Writes a body of blocks and remembers of each word from which audience on it may be read.
class RandomBody {
 public:
  explicit RandomBody(unsigned seed) : random_(seed) {}

  std::string write() {
    std::string out;
    const int blocks = number(1, 12);
    for (int i = 0; i < blocks; ++i) out += block(0, 0);
    return out;
  }

  /// {word, rank of the widest audience that may read it}
  std::vector<std::pair<std::string, std::size_t>> words;

 private:
  int number(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
  bool chance(int percent) { return number(1, 100) <= percent; }

  std::string attributes(std::size_t rank) {
    std::string out = "{audience=" + kAudiences[rank];
    if (chance(30)) out += chance(50) ? " stub=yes" : " stub=yes reason=\"covert tactic\"";
    if (chance(10)) out = "{.note " + out.substr(1);
    return out + "}";
  }

  std::string word(std::size_t rank) {
    words.emplace_back("w" + std::to_string(words.size()) + "x", rank);
    return words.back().first;
  }

  // What has nothing below it is dropped: headings of sections and tables are followed by a word of their own audience.

  /// Inline text under `rank`, with spans within spans.
  std::string text(std::size_t rank, int depth) {
    std::string out;
    const int pieces = number(1, 4);
    for (int i = 0; i < pieces; ++i) {
      if (i > 0) out += chance(80) ? " " : chance(50) ? ", " : "\n";
      const int kind = number(1, 12);
      if (kind <= 3 && depth < 3) {
        const auto inner = static_cast<std::size_t>(number(0, 2));
        out += "[" + text(std::max(rank, inner), depth + 1) + "]" + attributes(inner);
      } else if (kind == 4) {
        out += "*" + word(rank) + "*";
      } else if (kind == 5) {
        out += "`" + word(rank) + "`";
      } else if (kind == 6) {
        out += "[" + word(rank) + "](http://example.org/" + word(rank) + ")";
      } else if (kind == 7) {
        out += "(" + word(rank) + ")";
      } else if (kind == 8) {
        out += "[" + word(rank) + "]";
      } else {
        out += word(rank);
      }
    }
    return out;
  }

  std::string line(std::size_t rank) {
    auto out = text(rank, 0);
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
  }

  std::string block(std::size_t rank, int depth) {
    switch (number(1, depth < 3 ? 11 : 8)) {
      case 1:
        return std::string(static_cast<std::size_t>(number(1, 4)), '#') + " " + line(rank) + "\n\n" + word(rank) + " " + text(rank, 0) + "\n\n";
      case 2:
        return "* " + line(rank) + "\n* " + line(rank) + "\n  * " + line(rank) + "\n\n";
      case 3:
        return "1. " + line(rank) + "\n2. " + line(rank) + "\n\n";
      case 4:
        return "> " + line(rank) + "\n\n";
      case 5:
        return "| " + line(rank) + " | " + line(rank) + " |\n| - | - |\n| " + word(rank) + " " + line(rank) + " | " + line(rank) + " |\n\n";
      case 6:
        return "```\n" + text(rank, 0) + "\n```\n\n";
      case 7:
      case 8:
        return text(rank, 0) + "\n\n";
      default: {
        const auto inner = static_cast<std::size_t>(number(0, 2));
        std::string out = "::: " + attributes(inner) + "\n\n";
        const int blocks = number(1, 3);
        for (int i = 0; i < blocks; ++i) out += block(std::max(rank, inner), depth + 1);
        return out + ":::\n\n";
      }
    }
  }

  std::mt19937 random_;
};

TEST(RedactProperty, HidesAllThatIsHiddenAndNothingElse) {
  const unsigned first_seed = std::random_device{}();
  test::SmallLibrary library;
  for (int i = 0; i < kBodies; ++i) {
    const unsigned seed = first_seed + static_cast<unsigned>(i);
    RandomBody body(seed);
    const auto source = test::practice("pe-test", "x", "", body.write());
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + source);
    ASSERT_TRUE(library.draft(source)) << library.problem_text();
    for (std::size_t rank = 0; rank < kAudiences.size(); ++rank) {
      const auto record = library.rendition(source, kAudiences[rank]);
      ASSERT_TRUE(record);
      const std::string shown = nlohmann::json(*record).dump();
      for (const auto& [word, from] : body.words) EXPECT_EQ(shown.find(word) != std::string::npos, rank >= from) << word << " for " << kAudiences[rank] << "\n" << test::text_of(*record);
      for (const auto* remains : {"audience", "{", ":::"}) EXPECT_EQ(test::text_of(*record).find(remains), std::string::npos) << remains;
    }
    if (HasFailure()) break;  // one body is enough to look at
  }
}

}  // namespace
