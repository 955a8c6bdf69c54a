#include "schema/blob_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <system_error>

namespace schema {
namespace {

constexpr std::string_view kMagic = "HUBBLOB1";

std::uint64_t read_u64(const char* at) {
  std::uint64_t value = 0;
  for (int i = 7; i >= 0; --i) value = (value << 8) | static_cast<unsigned char>(at[i]);
  return value;
}

std::string u64_bytes(std::uint64_t value) {
  std::string bytes(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(value >> (8 * i));
  return bytes;
}

}  // namespace

struct BlobFileWriter::State {
  std::FILE* file = nullptr;
  std::string path;
  std::vector<std::uint64_t> offsets;
  std::uint64_t position = 0;

  void write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) fail();
    position += bytes.size();
  }
  [[noreturn]] void fail() const { throw std::system_error(errno, std::generic_category(), "cannot write " + path); }
};

BlobFileWriter::BlobFileWriter(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
  state_->path = path.string();
  state_->file = std::fopen(path.c_str(), "wbe");
  if (state_->file == nullptr) state_->fail();
  state_->write(kMagic);
}

BlobFileWriter::~BlobFileWriter() {
  if (state_->file != nullptr) std::fclose(state_->file);
}

void BlobFileWriter::append(std::string_view blob) {
  state_->offsets.push_back(state_->position);
  state_->write(blob);
}

void BlobFileWriter::finish() {
  const std::size_t count = state_->offsets.size();
  state_->offsets.push_back(state_->position);
  for (const auto offset : state_->offsets) state_->write(u64_bytes(offset));
  state_->write(u64_bytes(count));
  if (std::fflush(state_->file) != 0 || fsync(fileno(state_->file)) != 0) state_->fail();
  const int closed = std::fclose(state_->file);
  state_->file = nullptr;
  if (closed != 0) state_->fail();
}

BlobFile::BlobFile(const std::filesystem::path& path) {
  const auto broken = [&](const char* what) { throw std::runtime_error(path.string() + ": " + what); };
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) throw std::runtime_error(path.string() + ": " + std::strerror(errno));
  struct stat info {};
  const bool known = fstat(fd, &info) == 0;
  const auto size = known ? static_cast<std::size_t>(info.st_size) : 0;
  void* mapped = size == 0 ? MAP_FAILED : mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  if (mapped == MAP_FAILED) broken("is empty or cannot be mapped");
  bytes_ = {static_cast<const char*>(mapped), size};
  const std::size_t minimum = kMagic.size() + 16;
  if (size < minimum || !bytes_.starts_with(kMagic)) {
    munmap(mapped, size);
    broken("is not a blob file");
  }
  const std::uint64_t count = read_u64(bytes_.data() + size - 8);
  const char* offsets = count > (size - minimum) / 8 ? nullptr : bytes_.data() + size - 8 - 8 * (count + 1);
  // In a file that was cut an offset stands where the count was, and may be small enough to be one.
  if (offsets == nullptr || read_u64(offsets) != kMagic.size() ||
      read_u64(offsets + 8 * count) != static_cast<std::uint64_t>(offsets - bytes_.data())) {
    munmap(mapped, size);
    broken("is cut short");
  }
  count_ = count;
  offsets_ = offsets;
}

BlobFile::~BlobFile() { munmap(const_cast<char*>(bytes_.data()), bytes_.size()); }

std::string_view BlobFile::at(std::size_t index) const {
  if (index >= count_) throw std::out_of_range("blob " + std::to_string(index) + " of " + std::to_string(count_));
  const std::uint64_t begin = read_u64(offsets_ + 8 * index);
  const std::uint64_t end = read_u64(offsets_ + 8 * (index + 1));
  if (begin > end || end > bytes_.size()) throw std::out_of_range("a blob's offsets are broken");
  return bytes_.substr(begin, end - begin);
}

}  // namespace schema
