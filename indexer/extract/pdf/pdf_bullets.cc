#include "indexer/extract/pdf/pdf_bullets.h"

#include <poppler-image.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace indexer::pdf {
namespace {

constexpr int kContrast = 70;  // of 255: between a dot and its ground
// All of the font size:
constexpr double kReach = 2.2;              // how far in front of its text a bullet may stand
constexpr double kNear = 0.2;               // nearer is the text's own ink
constexpr double kLeast = 0.2;              // across
constexpr double kMost = 0.62;              // across
constexpr double kHeight = 0.3;             // of its middle above or below that of the text
constexpr std::size_t kMostWords = 20'000;  // of a page that is looked at

class Ink {
 public:
  explicit Ink(const poppler::image& picture) : picture_(picture) {}

  bool at(int x, int y, int ground) const { return std::abs(lightness(x, y) - ground) > kContrast; }
  int lightness(int x, int y) const {
    const auto* pixel = picture_.const_data() + static_cast<std::ptrdiff_t>(y) * picture_.bytes_per_row() +
                        static_cast<std::ptrdiff_t>(x) * 3;
    const auto* channels = reinterpret_cast<const unsigned char*>(pixel);
    return (channels[0] + channels[1] + channels[2]) / 3;
  }
  int width() const { return picture_.width(); }
  int height() const { return picture_.height(); }

 private:
  const poppler::image& picture_;
};

/// What the first ink left of `word` covers; nothing if there is none.
std::optional<Box> ink_before(const Ink& ink, const Word& word) {
  const int top = std::max(0, static_cast<int>(word.box.y0)),
            bottom = std::min(ink.height() - 1, static_cast<int>(word.box.y1));
  const int right = std::min(ink.width() - 1, static_cast<int>(word.box.x0 - kNear * word.size)),
            left = std::max(0, static_cast<int>(word.box.x0 - kReach * word.size));
  if (top >= bottom || left >= right) return std::nullopt;
  const int ground = ink.lightness(right, top);
  std::optional<Box> blob;
  for (int x = right; x >= left; --x) {
    bool any = false;
    for (int y = top; y <= bottom; ++y) {
      if (!ink.at(x, y, ground)) continue;
      const Box pixel{static_cast<double>(x), static_cast<double>(y), x + 1.0, y + 1.0};
      if (blob)
        blob->cover(pixel);
      else
        blob = pixel;
      any = true;
    }
    if (blob && !any) return blob;
  }
  return std::nullopt;  // no end within reach
}

bool is_dot(const Box& blob, const Word& word) {
  const auto fits = [&](double across) {
    return across >= kLeast * word.size && across <= kMost * word.size;
  };
  return fits(blob.width()) && fits(blob.height()) && std::abs(blob.width() - blob.height()) <= 2 &&
         std::abs(blob.middle() - word.box.middle()) <= kHeight * word.size;
}

bool overlap(const Box& a, const Box& b) { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1; }

/// False for the dot of a word that stands before: nothing may, on this line, where a bullet is.
bool stands_alone(const Box& blob, const Word& word, const std::vector<Word>& words) {
  const Box before{blob.x0 - word.size, word.box.y0 + 1, word.box.x0 - 1, word.box.y1 - 1};
  return std::none_of(words.begin(), words.end(),
                      [&](const Word& other) { return overlap(other.box, before); });
}

}  // namespace

void add_drawn_bullets(const poppler::image& picture, std::vector<Word>& words) {
  if (words.size() > kMostWords) return;
  const Ink ink(picture);
  std::vector<Word> bullets;
  for (const auto& word : words) {
    const auto blob = ink_before(ink, word);
    if (!blob || !is_dot(*blob, word) || !stands_alone(*blob, word, words)) continue;
    Word bullet = word;
    bullet.text = "•";
    bullet.box.x0 = blob->x0;
    bullet.box.x1 = blob->x1;
    bullet.bold = false;
    bullet.space_after = true;
    bullets.push_back(std::move(bullet));
  }
  words.insert(words.end(), std::make_move_iterator(bullets.begin()), std::make_move_iterator(bullets.end()));
}

}  // namespace indexer::pdf
