#include "indexer/extract/pdf/pdf_ocr.h"

#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <stdexcept>

namespace indexer::pdf {
namespace {

constexpr int kDpi = 300;
constexpr double kPointsAPixel = 72.0 / kDpi;
constexpr double kMaxArea = 1191.0 * 1684.0;  // A2
constexpr float kLeastConfidence = 30;        // per cent; below are specks and drawings

bool box_of(const tesseract::ResultIterator& result, tesseract::PageIteratorLevel level, Box& box) {
  int left = 0, top = 0, right = 0, bottom = 0;
  if (!result.BoundingBox(level, &left, &top, &right, &bottom)) return false;
  box = {left * kPointsAPixel, top * kPointsAPixel, right * kPointsAPixel, bottom * kPointsAPixel};
  return true;
}

/// The word at `result`; its box is as high as its line, so that words of a line stand side by side.
bool word_at(const tesseract::ResultIterator& result, Word& word) {
  const std::unique_ptr<char[]> text(result.GetUTF8Text(tesseract::RIL_WORD));
  Box line;
  if (text == nullptr || result.Confidence(tesseract::RIL_WORD) < kLeastConfidence) return false;
  if (!box_of(result, tesseract::RIL_WORD, word.box) || !box_of(result, tesseract::RIL_TEXTLINE, line))
    return false;
  LetterCount letters;
  word.text = plain_text(text.get(), letters);
  word.box.y0 = line.y0;
  word.box.y1 = line.y1;
  word.size = line.height();
  return !word.text.empty() && word.text != "|";
}

}  // namespace

struct Ocr::Engine {
  tesseract::TessBaseAPI api;
};

Ocr::Ocr(const std::string& languages) : engine_(std::make_unique<Engine>()) {
  if (engine_->api.Init(nullptr, languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0)
    throw std::runtime_error("OCR cannot read its languages '" + languages +
                             "'; install tesseract-ocr-… for each, or change reading: ocr");
  engine_->api.SetVariable("debug_file", "/dev/null");
  engine_->api.SetPageSegMode(tesseract::PSM_AUTO);
}

Ocr::~Ocr() = default;

std::vector<Word> Ocr::words_of(const poppler::page& page) {
  const auto crop = page.page_rect();
  if (!(crop.width() * crop.height() <= kMaxArea)) return {};
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hints(poppler::page_renderer::antialiasing | poppler::page_renderer::text_antialiasing);
  const auto picture = renderer.render_page(&page, kDpi, kDpi);
  if (!picture.is_valid()) return {};
  auto& api = engine_->api;
  api.SetImage(reinterpret_cast<const unsigned char*>(picture.const_data()), picture.width(),
               picture.height(), 1, picture.bytes_per_row());
  api.SetSourceResolution(kDpi);
  std::vector<Word> words;
  if (api.Recognize(nullptr) == 0) {
    const std::unique_ptr<tesseract::ResultIterator> result(api.GetIterator());
    if (result != nullptr) do {
        Word word;
        if (!result->Empty(tesseract::RIL_WORD) && word_at(*result, word)) words.push_back(std::move(word));
      } while (result->Next(tesseract::RIL_WORD));
  }
  api.Clear();
  return words;
}

}  // namespace indexer::pdf
