#include "searchd/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <ctime>

namespace searchd {
namespace {

const prometheus::Histogram::BucketBoundaries kRequestBuckets = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};
const prometheus::Histogram::BucketBoundaries kPhaseBuckets = {0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5};

double epoch_seconds(const std::string& utc) {
  std::tm time{};
  if (strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%SZ", &time) == nullptr) return 0;
  return static_cast<double>(timegm(&time));
}

}  // namespace

struct Metrics::State {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter().Name("hub_http_requests_total").Help("Requests answered").Register(registry);
  prometheus::Family<prometheus::Histogram>& durations =
      prometheus::BuildHistogram().Name("hub_http_request_duration_seconds").Help("From accepted to answered").Register(registry);
  prometheus::Gauge& inflight = prometheus::BuildGauge().Name("hub_http_inflight_requests").Help("Requests being answered").Register(registry).Add({});
  prometheus::Family<prometheus::Counter>& searches = prometheus::BuildCounter().Name("hub_search_total").Help("Searches by outcome").Register(registry);
  prometheus::Family<prometheus::Histogram>& phases =
      prometheus::BuildHistogram().Name("hub_search_phase_seconds").Help("Parts of a search").Register(registry);
  prometheus::Family<prometheus::Gauge>& records = prometheus::BuildGauge().Name("hub_index_records").Help("Records an audience can see").Register(registry);
  prometheus::Gauge& generation =
      prometheus::BuildGauge().Name("hub_index_generation_timestamp_seconds").Help("When the served generation was built").Register(registry).Add({});
  prometheus::Gauge& success =
      prometheus::BuildGauge().Name("hub_index_last_success_timestamp_seconds").Help("When the indexer last ended with success, whether or not anything had changed").Register(registry).Add({});
  prometheus::Gauge& failed = prometheus::BuildGauge().Name("hub_index_files_failed").Help("Files of the last build that did not go in").Register(registry).Add({});
  prometheus::Family<prometheus::Counter>& rejected =
      prometheus::BuildCounter().Name("hub_requests_rejected_total").Help("Requests refused before they were answered").Register(registry);

  State() {
    prometheus::BuildGauge().Name("hub_build_info").Help("Versions").Register(registry).Add({{"version", HUB_VERSION}, {"xapian", Xapian::version_string()}}).Set(1);
  }
  void observe(const char* phase, double seconds) { phases.Add({{"phase", phase}}, kPhaseBuckets).Observe(seconds); }
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

void Metrics::request_done(const std::string& route, const std::string& method, int status, double seconds) {
  state_->requests.Add({{"route", route}, {"method", method}, {"code", std::to_string(status)}}).Increment();
  state_->durations.Add({{"route", route}}, kRequestBuckets).Observe(seconds);
}

void Metrics::request_rejected(const std::string& reason) { state_->rejected.Add({{"reason", reason}}).Increment(); }

void Metrics::inflight(int change) { state_->inflight.Increment(change); }

void Metrics::search_done(const Reply& reply, double render_seconds) {
  if (reply.outcome.empty()) return;
  state_->searches.Add({{"outcome", reply.outcome}}).Increment();
  state_->observe("parse", reply.times.parse);
  state_->observe("match", reply.times.match + reply.times.rank);
  state_->observe("count", reply.times.count);
  state_->observe("passages", reply.times.passages);
  state_->observe("render", render_seconds);
}

std::string Metrics::text(const CurrentIndex& index) const {
  if (const auto generation = index.current()) {
    const auto& manifest = generation->manifest();
    for (const auto& audience : manifest.audiences)
      state_->records.Add({{"audience", audience.name}}).Set(static_cast<double>(audience.records));
    state_->generation.Set(epoch_seconds(manifest.created));
    const auto success = index.last_success();
    state_->success.Set(epoch_seconds(success.empty() ? manifest.created : success));
    state_->failed.Set(static_cast<double>(manifest.files_failed));
  }
  return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

}  // namespace searchd
