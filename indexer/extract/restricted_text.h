#pragma once
// Text with parts that not everyone may read. Lives only in indexer/; redact() turns it into plain text for one audience.

#include <string>
#include <string_view>
#include <vector>

namespace indexer {

/// "Only `audience` and above." `part` tells restricted parts of one source apart, so that a part of many blocks leaves one
/// stub; it has no other meaning.
struct Restriction {
  int part = 0;
  std::string audience;
  bool stub = false;   ///< lower audiences may know that something was removed here
  std::string reason;  ///< and why; empty: not said
  bool operator==(const Restriction&) const = default;
};

/// A run of text under all of `restrictions`, from the outermost to the innermost.
struct Span {
  std::string text;
  std::vector<Restriction> restrictions;
};
using RestrictedText = std::vector<Span>;

/// The whole text, restricted parts included.
std::string unredacted(const RestrictedText& text);

/// True if `text`, from which all marks were taken, still holds what somebody may have meant for one: ":::", or braces with the
/// word "audience". Such a source must be rejected.
bool looks_like_mark(std::string_view text);

/// What a marking was found to be, or why it is none.
struct AttributeResult {
  Restriction restriction;
  bool restricted = false;  ///< has an audience; else the attributes have no meaning here
  std::string error;        ///< not empty: a mark that must not be passed over
};

/// Reads Pandoc attributes without the braces: `audience=police stub=yes reason="covert tactic"`, with or without classes
/// (.note) and an id (#x). Any other word or key, a missing value or a second audience is an error: a misspelt mark must never publish.
AttributeResult parse_attributes(std::string_view attributes);

/// Something that looks like a mark and is none, `line` lines below the start of the text.
struct MarkError {
  int line = 0;
  std::string message;
};

/// Marks in one stretch of Markdown or plain text, replaced by private-use characters that survive a Markdown parser.
class SpanMarks {
 public:
  /// Replaces `[text]{audience=…}` in `text`. `next_part` numbers the parts over a source. Appends to `errors` what looks like
  /// a mark and is none: brackets that do not pair (in the whole paragraph), attributes that cannot be read.
  std::string encode(std::string_view text, int& next_part, std::vector<MarkError>& errors);
  /// Splits what came out of the parser into spans, all under `outer` too. False if the marks do not pair within `text`,
  /// or nest more than 32 deep.
  bool decode(std::string_view text, const std::vector<Restriction>& outer, RestrictedText& out) const;

 private:
  std::vector<Restriction> restrictions_;
};

/// encode and decode in one for text that is no Markdown (front matter, bulk import); what looks_like_mark is an error too.
RestrictedText parse_restricted(std::string_view text, int& next_part, std::vector<MarkError>& errors);

}  // namespace indexer
