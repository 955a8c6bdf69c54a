#include "searchd/eval/comparison.h"

#include <cmath>
#include <numeric>
#include <random>

namespace evaluation {
namespace {

constexpr int kExchanges = 10'000;
constexpr unsigned kSeed = 20071106;
constexpr double kSame = 1e-9;

}  // namespace

Comparison compare(const std::vector<double>& first, const std::vector<double>& second) {
  Comparison out;
  std::vector<double> differences;
  for (std::size_t i = 0; i < first.size(); ++i) {
    differences.push_back(first[i] - second[i]);
    if (std::abs(differences.back()) < kSame) ++out.same;
    else ++(differences.back() > 0 ? out.better : out.worse);
  }
  if (differences.empty()) return out;
  const double sum = std::accumulate(differences.begin(), differences.end(), 0.0);
  out.difference = sum / static_cast<double>(differences.size());
  std::mt19937 random(kSeed);
  int as_large = 0;
  for (int i = 0; i < kExchanges; ++i) {
    double exchanged = 0;
    for (const double difference : differences) exchanged += (random() & 1U) != 0 ? difference : -difference;
    if (std::abs(exchanged) >= std::abs(sum) - kSame) ++as_large;
  }
  // The arrangement that was seen is one of those that could be.
  out.p = (as_large + 1.0) / (kExchanges + 1.0);
  return out;
}

}  // namespace evaluation
