#include "schema/partial_date.h"

#include <gtest/gtest.h>

namespace {

using schema::parse_date;

TEST(PartialDate, IsReadFromTheFormsThatPeopleWriteAndStaysPartial) {
  struct Case {
    const char* written;
    const char* iso;  ///< empty: not a date
    const char* shown = "";
    schema::DayNumber first = 0;
    schema::DayNumber last = 0;
  };
  const Case cases[] = {
      {"2019", "2019", "2019", 20190101, 20191231},
      {"2019-11", "2019-11", "November 2019", 20191101, 20191130},
      {"2019-2", "2019-02", "February 2019", 20190201, 20190228},
      {"2020-02", "2020-02", "February 2020", 20200201, 20200229},
      {"2019-11-04", "2019-11-04", "4 November 2019", 20191104, 20191104},
      {"2019-11-04T10:15:00Z", "2019-11-04", "4 November 2019", 20191104, 20191104},
      {"2019-11-04 10:15", "2019-11-04", "4 November 2019", 20191104, 20191104},
      {" 2019 ", "2019", "2019", 20190101, 20191231},
      {"4/11/2019", "2019-11-04", "4 November 2019", 20191104, 20191104},  // day first
      {"04.11.2019", "2019-11-04", "4 November 2019", 20191104, 20191104},
      {"4 November 2019", "2019-11-04", "4 November 2019", 20191104, 20191104},
      {"4th Nov 2019", "2019-11-04", "4 November 2019", 20191104, 20191104},
      {"1st Sept. 2018", "2018-09-01", "1 September 2018", 20180901, 20180901},
      {"September 2018", "2018-09", "September 2018", 20180901, 20180930},
      {"SEPTEMBER 2018", "2018-09", "September 2018", 20180901, 20180930},
      {"29 February 2020", "2020-02-29", "29 February 2020", 20200229, 20200229},
      {"1900", "1900", "1900", 19000101, 19001231},
      {"2100", "2100", "2100", 21000101, 21001231},
      {"", ""},
      {"29 February 2019", ""},
      {"2019-13", ""},
      {"2019-00", ""},
      {"2019-11-00", ""},
      {"2019-11-31", ""},
      {"0/11/2019", ""},
      {"11/2019", ""},
      {"1899", ""},
      {"2101", ""},
      {"19", ""},
      {"20191104", ""},
      {"Spring 2019", ""},
      {"Ma 2019", ""},
      {"2019/2020", ""},
      {"99999999999999999999", ""},
      {"early 2019", ""},
      {"4 November 2019 and some more words after it", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.written);
    const auto date = parse_date(c.written);
    EXPECT_EQ(date ? date->iso() : "", c.iso);
    if (!date) continue;
    EXPECT_EQ(date->display(), c.shown);
    EXPECT_EQ(date->first_day(), c.first);
    EXPECT_EQ(date->last_day(), c.last);
    EXPECT_EQ(parse_date(date->iso()), date) << "the stored form reads back";
  }
}

TEST(PartialDate, ThatIsNoDateHasNoDays) {
  EXPECT_EQ(schema::PartialDate{}.first_day(), 0);
  EXPECT_EQ(schema::PartialDate{}.last_day(), 0);
}

}  // namespace
