#include "searchd/shades.h"

#include <algorithm>
#include <cmath>

namespace searchd {

Shades::Shades(std::uint64_t most) {
  std::uint64_t last = 0;
  for (int step = 1; step <= kDarkest && last < most; ++step) {
    const auto even = static_cast<std::uint64_t>(std::pow(static_cast<double>(most), static_cast<double>(step) / kDarkest));
    const auto to = step == kDarkest ? most : std::min(std::max(last + 1, even), most);
    steps_.push_back({0, last + 1, to});
    last = to;
  }
  const auto used = static_cast<int>(steps_.size());
  for (int step = 1; step <= used; ++step) steps_[static_cast<std::size_t>(step) - 1].shade = (step * kDarkest + used - 1) / used;
}

int Shades::of(std::uint64_t count) const {
  if (count == 0) return 0;
  const auto step = std::find_if(steps_.begin(), steps_.end(), [&](const auto& one) { return count <= one.to; });
  return step == steps_.end() ? kDarkest : step->shade;
}

}  // namespace searchd
