#include "indexer/extract/pdf/pdf_visibility.h"

#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>

namespace indexer::pdf {
namespace {

constexpr double kMaxArea = 20e6;
constexpr int kContrast = 14;  // of 255: less is one colour
constexpr int kDark = 90;
constexpr double kMinHeight = 4.5;  // points; smaller words are not tested

enum class Ink { kSeen, kNoneOnLight, kNoneOnDark, kUntested };

struct Range {
  int least = 255, most = 0;
};

/// The lightness of a picture's pixels within `box`, from and to these parts of its height.
Range range_in(const poppler::image& picture, const Box& box, double from, double to) {
  Range range;
  const int top = static_cast<int>(std::ceil(box.y0 + from * box.height()));
  const int bottom = static_cast<int>(std::floor(box.y0 + to * box.height()));
  const int left = static_cast<int>(std::floor(box.x0)), right = static_cast<int>(std::ceil(box.x1));
  for (int y = std::max(top, 0); y <= std::min(bottom, picture.height() - 1); ++y) {
    const char* row = picture.const_data() + static_cast<std::ptrdiff_t>(y) * picture.bytes_per_row();
    for (int x = std::max(left, 0); x < std::min(right, picture.width()); ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        const int value = static_cast<unsigned char>(row[x * 3 + channel]);
        range.least = std::min(range.least, value);
        range.most = std::max(range.most, value);
      }
    }
  }
  return range;
}

bool is_one_colour(const Range& range) { return range.most - range.least < kContrast; }

/// Every letter has ink in the middle of its height. On a light ground the strip above is looked at too: some
/// files make poppler place a word half a line too low, and ink just above it is its own.
Ink ink_of(const Word& word, const poppler::image& picture) {
  if (word.letters.size() < 2 || word.box.height() < kMinHeight) return Ink::kUntested;
  std::size_t blank = 0, dark = 0, tested = 0;
  for (const auto& letter : word.letters) {
    const auto range = range_in(picture, letter, 0.3, 0.78);
    if (range.least > range.most) continue;
    ++tested;
    if (!is_one_colour(range)) continue;
    if (range.most < kDark)
      ++dark;
    else if (!is_one_colour(range_in(picture, letter, -0.2, 0.28)))
      continue;
    ++blank;
  }
  if (tested < 2 || 2 * blank < tested) return Ink::kSeen;
  return 2 * dark >= blank ? Ink::kNoneOnDark : Ink::kNoneOnLight;
}

}  // namespace

poppler::image picture_of(const poppler::page& page) {
  const auto crop = page.page_rect();
  if (!(crop.width() * crop.height() <= kMaxArea)) return {};
  poppler::page_renderer renderer;
  renderer.set_render_hints(poppler::page_renderer::antialiasing | poppler::page_renderer::text_antialiasing);
  renderer.set_image_format(poppler::image::format_rgb24);
  return renderer.render_page(&page, 72, 72);
}

std::size_t Visibility::take_unseen(const poppler::image& picture, std::vector<Word>& words) const {
  std::vector<Ink> inks;
  std::size_t tested = 0, light = 0;
  for (const auto& word : words) {
    inks.push_back(ink_of(word, picture));
    tested += inks.back() == Ink::kUntested ? 0 : 1;
    light += inks.back() == Ink::kNoneOnLight ? 1 : 0;
  }
  const bool rendered = 2 * light <= tested;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool unseen = inks[i] == Ink::kNoneOnDark ||
                        (inks[i] == Ink::kNoneOnLight && rendered && embedded_.contains(words[i].font));
    if (unseen) continue;
    if (kept != i) words[kept] = std::move(words[i]);
    ++kept;
  }
  const auto taken = words.size() - kept;
  words.resize(kept);
  return taken;
}

}  // namespace indexer::pdf
