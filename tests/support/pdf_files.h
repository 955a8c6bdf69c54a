#pragma once
// Real PDFs from literals: text in base-14 fonts at a place, boxes, comments, attachments, passwords.

#include <string>
#include <vector>

namespace test {

/// How a text looks. `colour` is as PDF writes it: red, green and blue from 0 to 1.
struct PdfStyle {
  double size = 11;
  bool bold = false;
  std::string colour = "0 0 0";
  std::string font =
      {};  ///< "F1" Helvetica and "F2" its bold where empty; "F3" Courier, "F4" a font whose letters are
           ///< filled boxes and are in the file, "F5" one that maps every letter to private use
  int render_mode = 0;  ///< 3: neither filled nor stroked
};

/// A PDF that grows page by page. Places are in points from the top left corner of the page, of a text's
/// baseline. Example: PdfFile().page().text(72, 100, "Hello").bytes()
class PdfFile {
 public:
  PdfFile& page(double width = 595, double height = 842,
                const std::string& more = {});  ///< `more`: entries of its dictionary
  PdfFile& text(double x, double y, const std::string& utf8, const PdfStyle& style = {});
  /// Each of `lines` one `leading` below the other.
  PdfFile& lines(double x, double y, const std::vector<std::string>& lines, const PdfStyle& style = {},
                 double leading = 13);
  PdfFile& box(double x, double y, double width, double height, const std::string& colour = "0 0 0");
  PdfFile& content(const std::string& operators);  ///< into the page's content as it is
  PdfFile& image(double x, double y, double width, double height, int columns, int rows,
                 const std::string& grey);
  PdfFile& annotation(const std::string& entries);  ///< "/Subtype /Text /Contents (x) /Rect [0 0 9 9]"
  PdfFile& attach(const std::string& name, const std::string& bytes);
  PdfFile& catalog(const std::string& entries);
  std::size_t object(const std::string& body);  ///< a further object; its number

  double next_y() const { return next_y_; }  ///< below the last text, by one leading

  std::string bytes() const;
  std::string encrypted(const std::string& user_password) const;

 private:
  struct Page {
    std::string dictionary, content, resources, annotations;
    double height = 0;
  };
  std::vector<Page> pages_;
  std::vector<std::string> objects_;  ///< numbered from kFirstOwn
  std::string catalog_;
  std::vector<std::pair<std::string, std::string>> attachments_;
  double next_y_ = 0;
};

}  // namespace test
