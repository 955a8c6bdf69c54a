#pragma once
// How dark a count is shown, on the map and in matrices: 0 for none, 5 for the most.

#include <cstdint>
#include <vector>

namespace searchd {

inline constexpr int kDarkest = 5;

/// The counts from `from` to `to` have the shade.
struct ShadeStep {
  int shade = 0;
  std::uint64_t from = 0;
  std::uint64_t to = 0;
};

/// At most five steps from 1 to `most`, each about as many times wider than the one before (a few forces share far more than the others).
/// The last is always the darkest. Example: most 10 has the steps 1, 2, 3, 4 to 6, 7 to 10; most 2 the steps 1 (shade 3) and 2 (shade 5).
class Shades {
 public:
  explicit Shades(std::uint64_t most);
  /// The steps in use, the lightest first; none where `most` is 0.
  const std::vector<ShadeStep>& steps() const { return steps_; }
  /// 0 for 0; counts beyond `most` are the darkest.
  int of(std::uint64_t count) const;

 private:
  std::vector<ShadeStep> steps_;
};

}  // namespace searchd
