#include "indexer/extract/word/zip_package.h"

#include <zip.h>

#include <algorithm>
#include <array>

namespace indexer::word {
namespace {

std::string key_of(std::string name) {
  if (name.starts_with('/')) name.erase(0, 1);
  std::replace(name.begin(), name.end(), '\\', '/');
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return name;
}

void refuse_what_is_no_zip(const std::string& bytes) {
  if (bytes.empty()) throw UnreadableDocument("is empty; send the file again");
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    throw UnreadableDocument(
        "is encrypted or an old .doc file; save it as .docx without a password and send it again");
  if (bytes.starts_with("%PDF")) throw UnreadableDocument("is a PDF under another name; rename it to .pdf");
  if (bytes.starts_with("{\\rtf"))
    throw UnreadableDocument("is an RTF file under another name; save it as .docx and send it again");
  if (!bytes.starts_with("PK"))
    throw UnreadableDocument(
        "is not a word processor's file or is damaged; open it, save it as .docx and send it again");
}

zip* open_archive(const std::string& bytes) {
  refuse_what_is_no_zip(bytes);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) {
    const std::string reason = zip_error_strerror(&error);
    zip_source_free(source);
    zip_error_fini(&error);
    throw UnreadableDocument("is damaged or cut short (" + reason +
                             "); open it, save it under a new name and send it again");
  }
  zip_error_fini(&error);
  return archive;
}

struct EntryClose {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

ZipPackage::ZipPackage(const std::string& bytes, PackageLimits limits)
    : archive_(open_archive(bytes), [](zip* archive) { zip_discard(archive); }), limits_(limits) {
  const auto count =
      static_cast<std::size_t>(std::max<zip_int64_t>(0, zip_get_num_entries(archive_.get(), 0)));
  if (count > limits_.entries)
    throw UnreadableDocument("holds " + std::to_string(count) +
                             " files, more than any document needs; save it again from the word processor");
  for (std::size_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(archive_.get(), i, 0);
    if (name == nullptr) continue;
    names_.emplace_back(name);
    if (!index_.emplace(key_of(name), i).second)
      throw UnreadableDocument(
          "holds '" + names_.back() +
          "' twice, so that programs show different texts; save it again from the word processor");
  }
  std::sort(names_.begin(), names_.end());
}

ZipPackage::~ZipPackage() = default;

bool ZipPackage::has(const std::string& name) const { return index_.contains(key_of(name)); }

std::string ZipPackage::read(const std::string& name) {
  const auto entry = index_.find(key_of(name));
  if (entry == index_.end()) return {};
  const std::unique_ptr<zip_file_t, EntryClose> file(zip_fopen_index(archive_.get(), entry->second, 0));
  const auto refuse = [&](const std::string& what) {
    return UnreadableDocument("its part '" + name + "' " + what);
  };
  if (!file) {
    const int reason = zip_error_code_zip(zip_get_error(archive_.get()));
    if (reason == ZIP_ER_NOPASSWD || reason == ZIP_ER_WRONGPASSWD || reason == ZIP_ER_ENCRNOTSUPP)
      throw UnreadableDocument("is encrypted; save it without a password and send it again");
    throw refuse("cannot be unpacked; open the document, save it under a new name and send it again");
  }
  std::string out;
  std::array<char, 65'536> buffer;
  for (;;) {
    const auto got = zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) throw refuse("is damaged; open the document, save it under a new name and send it again");
    if (got == 0) return out;
    total_ += static_cast<std::size_t>(got);
    if (out.size() + static_cast<std::size_t>(got) > limits_.part_bytes || total_ > limits_.total_bytes)
      throw refuse("unpacks to more than is read; split the document and send its parts");
    out.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace indexer::word
