#pragma once
// Content hashes and keyed hashes, by OpenSSL. Any thread.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace schema {

/// SHA-256 as 64 lower-case hex digits. Example: sha256_hex("") starts with "e3b0c442".
std::string sha256_hex(std::string_view bytes);

/// Of a file of any size, as sha256sum prints it. Throws std::runtime_error, naming the file, if it cannot be read.
std::string sha256_file_hex(const std::filesystem::path& file);

/// HMAC-SHA-256 as 64 hex digits: ids that cannot be guessed from a path without `key`.
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

/// A hash over many pieces. Each piece is framed by its length, so that "ab","c" and "a","bc" differ.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view piece);
  /// 64 hex digits. May be called once.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace schema
