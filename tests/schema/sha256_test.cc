#include "schema/sha256.h"

#include <gtest/gtest.h>

namespace {

TEST(Sha256, GivesTheDigestsOfTheStandards) {
  EXPECT_EQ(schema::sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(schema::sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2
  EXPECT_EQ(schema::hmac_sha256_hex("Jefe", "what do ya want for nothing?"),                                // RFC 4231
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Sha256, TellsPiecesApart) {
  const auto hash = [](std::initializer_list<const char*> pieces) {
    schema::Sha256 sum;
    for (const auto* piece : pieces) sum.add(piece);
    return sum.finish();
  };
  EXPECT_EQ(hash({"ab", "c"}), hash({"ab", "c"}));
  EXPECT_NE(hash({"ab", "c"}), hash({"a", "bc"}));
  EXPECT_NE(hash({"abc"}), hash({"abc", ""}));
}

}  // namespace
