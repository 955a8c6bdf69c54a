#include "searchd/static_files.h"

#include <zlib.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "schema/sha256.h"

namespace searchd {
namespace {

std::string content_type_of(const std::filesystem::path& path) {
  const auto extension = path.extension();
  if (extension == ".css") return "text/css; charset=utf-8";
  if (extension == ".js") return "text/javascript; charset=utf-8";
  if (extension == ".svg") return "image/svg+xml";
  if (extension == ".png") return "image/png";
  if (extension == ".docx") return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  if (extension == ".json") return "application/json";
  return "application/octet-stream";
}

}  // namespace

std::string gzip(const std::string& bytes, int level) {
  z_stream stream{};
  constexpr int kGzip = 15 + 16;
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("zlib cannot start");
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib cannot compress");
  return out;
}

StaticFiles::StaticFiles(const std::filesystem::path& folder) {
  schema::Sha256 all;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    if (!in) throw std::runtime_error(entry.path().string() + ": cannot be read");
    StaticFile file;
    file.bytes.assign(std::istreambuf_iterator<char>(in), {});
    file.content_type = content_type_of(entry.path());
    file.gzip = gzip(file.bytes, Z_BEST_COMPRESSION);
    if (file.gzip.size() >= file.bytes.size()) file.gzip.clear();
    file.etag = '"' + schema::sha256_hex(file.bytes).substr(0, 16) + '"';
    files_.emplace(entry.path().filename().string(), std::move(file));
  }
  for (const auto& [name, file] : files_) {
    all.add(name);
    all.add(file.bytes);
  }
  version_ = all.finish().substr(0, 12);
}

const StaticFile* StaticFiles::find(const std::string& name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace searchd
