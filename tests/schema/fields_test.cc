#include "schema/fields.h"

#include <gtest/gtest.h>

#include <set>

namespace {

TEST(Fields, HaveEachANameAndAPrefixOfTheirOwn) {
  std::set<std::string_view> names;
  std::set<std::string_view> prefixes = {schema::prefix::kStem, schema::prefix::kTitle, schema::prefix::kLead,    schema::prefix::kConcept,
                                         schema::prefix::kId,   schema::prefix::kMissing, schema::prefix::kParent};
  for (const auto& field : schema::all_fields()) {
    SCOPED_TRACE(field.name);
    EXPECT_TRUE(names.insert(field.name).second);
    EXPECT_FALSE(field.label.empty());
    EXPECT_EQ(schema::find_field(field.name), &field);
    if (!field.prefix.empty()) {
      EXPECT_TRUE(prefixes.insert(field.prefix).second);
    }
    EXPECT_TRUE(!field.facet || !field.prefix.empty()) << "a facet needs a prefix";
  }
  EXPECT_EQ(schema::find_field("nothing"), nullptr);
}

TEST(Fields, AreAllShownAsFacetsThatSayTheyAre) {
  std::set<std::string_view> listed;
  for (const auto* field : schema::facet_fields()) {
    ASSERT_NE(field, nullptr);
    EXPECT_TRUE(field->facet) << field->name;
    EXPECT_TRUE(listed.insert(field->name).second) << field->name;
  }
  for (const auto& field : schema::all_fields())
    if (field.facet) {
      EXPECT_TRUE(listed.contains(field.name)) << field.name;
    }
}

TEST(Terms, AreWrittenAsTheTableSays) {
  EXPECT_EQ(schema::facet_term(*schema::find_field("theme"), "cuckooing"), "XTH:cuckooing");
  EXPECT_EQ(schema::concept_term("theme", "cse"), "XCO:theme/cse");
  EXPECT_EQ(schema::id_term("pe-one"), "Qpe-one");
  EXPECT_EQ(schema::missing_term("force"), "XMI:force");
}

TEST(BoundedTerm, FitsIntoXapianAndStaysDifferent) {
  const std::string edge(244, 'x');
  EXPECT_EQ(schema::bounded_term("Z", edge), "Z" + edge) << "245 bytes are kept";
  for (const std::size_t length : {245u, 246u, 1000u, 100'000u}) {
    SCOPED_TRACE(length);
    const std::string one = std::string(length, 'x') + "1";
    const std::string two = std::string(length, 'x') + "2";
    EXPECT_EQ(schema::bounded_term("Z", one).size(), 245u);
    EXPECT_EQ(schema::bounded_term("Z", one), schema::bounded_term("Z", one));
    EXPECT_NE(schema::bounded_term("Z", one), schema::bounded_term("Z", two));
    EXPECT_NE(schema::bounded_term("Z", one), schema::bounded_term("S", one));
  }
  EXPECT_EQ(schema::bounded_term("", ""), "");
}

}  // namespace
