#pragma once
// Parameters of an endpoint that is no plain search: its own are taken out, what is left is a search or nothing. Like a search, it
// reports every problem at once.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "schema/fields.h"
#include "searchd/request.h"

namespace searchd {

class OwnParameters {
 public:
  /// `names`: those that the endpoint has of its own.
  OwnParameters(const Parameters& parameters, std::initializer_list<std::string_view> names);

  /// As given; `none` where it is not.
  std::string text(std::string_view name, const std::string& none = {}) const;
  /// A whole number of 0 to `most`.
  std::size_t number(std::string_view name, std::size_t none, std::size_t most);
  /// "true" or "false".
  bool flag(std::string_view name, bool none);
  /// A field of facets.
  const schema::Field& field(std::string_view name, std::string_view none);
  /// "en" or "cy".
  std::string language();
  void problem(std::string_view name, std::string code, std::string detail);

  /// What is left, as a search, of which only words, filters, `lang` and `generation` are taken. Throws BadRequest with all problems, these
  /// and those found before.
  SearchRequest search();
  /// Throws BadRequest with all problems found before, and for whatever is left.
  void end();

 private:
  Parameters own_;
  Parameters rest_;
  std::vector<ParameterProblem> problems_;
};

}  // namespace searchd
