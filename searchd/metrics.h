#pragma once
// Prometheus metrics. No words of queries in labels.

#include <memory>
#include <string>

#include "searchd/current_index.h"
#include "searchd/reply.h"

namespace searchd {

/// Any thread.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void request_done(const std::string& route, const std::string& method, int status, double seconds);
  void request_rejected(const std::string& reason);
  void inflight(int change);
  /// Phases and outcome of a search; nothing if the reply was none.
  void search_done(const Reply& reply, double render_seconds);
  /// The text format 0.0.4, with the state of `index` as it is now.
  std::string text(const CurrentIndex& index) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace searchd
