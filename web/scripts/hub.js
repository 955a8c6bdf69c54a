// What the pages do better with a script. Without it every page works: links and forms do the rest.

import { copyOnClick } from "./copy.js";
import { matchNavigation } from "./matches.js";
import { filtersAtOnce } from "./search-page.js";
import { suggestions } from "./suggestions.js";

for (const element of document.querySelectorAll("[data-script-only]")) element.hidden = false;
for (const form of document.querySelectorAll("form[data-suggest]")) suggestions(form);
for (const bar of document.querySelectorAll("[data-matches]")) matchNavigation(bar);
for (const region of document.querySelectorAll("[data-region=search]")) filtersAtOnce(region);
copyOnClick(document);
