// One sheet of all styles, constructed: `style-src` of a host does not ask after it.

import base from "./styles/base.css";
import filters from "./styles/filters.css";
import results from "./styles/results.css";
import searchBox from "./styles/search-box.css";

export function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(base + searchBox + filters + results);
  return sheet;
}
