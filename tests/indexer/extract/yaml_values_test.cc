#include "indexer/extract/yaml_values.h"

#include <gmock/gmock.h>

namespace {

using indexer::parse_yaml;
using indexer::YamlError;

TEST(YamlValues, AreATreeWithLines) {
  const auto yaml = parse_yaml("a: one\nb:\n  - two\n  - {c: three, d: [four]}\ne: ~\nf: \"1\"\ng: 1\n", 10);
  ASSERT_EQ(yaml.members.size(), 5u);
  EXPECT_EQ(yaml.member("a")->text, "one");
  EXPECT_EQ(yaml.member("a")->line, 10);
  const auto* b = yaml.member("b");
  ASSERT_EQ(b->items.size(), 2u);
  EXPECT_EQ(b->items[0].line, 12);
  EXPECT_EQ(b->items[1].member("c")->text, "three");
  EXPECT_EQ(b->items[1].member("d")->items[0].text, "four");
  EXPECT_EQ(yaml.member("e")->text, "");
  EXPECT_EQ(yaml.member("f")->text, "1");
  EXPECT_EQ(yaml.member("g")->text, "1");
  EXPECT_EQ(yaml.member("none"), nullptr);
  EXPECT_TRUE(parse_yaml("").members.empty());
  EXPECT_EQ(parse_yaml("a: x\xFFy\r\nb: z\r\n").member("a")->text, "x\uFFFDy");
}

TEST(YamlValues, ThatCannotBeReadSayOnWhichLine) {
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += "[";
  for (int i = 0; i < 40; ++i) deep += "]";
  std::string endless(5'000, '[');
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'i'; ++c) {
    const std::string before(1, static_cast<char>(c - 1));
    bomb += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 10; ++i) bomb += (i > 0 ? ", *" : "*") + before;
    bomb += "]\n";
  }
  struct Case {
    std::string text;
    int line;
  };
  const Case cases[] = {{"a: 1\nb: [1\n", 0}, {"a: 1\na: 2\n", 2}, {"a: !!str x\n", 1}, {"a: !x y\n", 1}, {"[a]: b\n", 1}, {deep, 1}, {endless, 0}, {bomb, 0}, {"a: *nowhere\n", 1}, {"a:\n\t- b\n", 2}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text.substr(0, 40));
    try {
      parse_yaml(c.text);
      ADD_FAILURE() << "was read";
    } catch (const YamlError& error) {
      EXPECT_GE(error.line, 1);
      if (c.line != 0) {
        EXPECT_EQ(error.line, c.line) << error.what();
      }
    }
  }
}

}  // namespace
