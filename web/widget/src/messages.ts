// Every word that the widget says by itself, in both languages. Labels of fields and values come from the hub.

import type { ErrorDetail } from "./contract";

export type Language = "en" | "cy";

const kEnglish = {
  label: "Search practice and reviews",
  search: "Search",
  searching: "Searching…",
  suggestions: (n: number) => `${n === 1 ? "1 suggestion" : `${n} suggestions`}. Use the up and down arrow keys to read them.`,
  suggestionList: "Suggestions",
  suggestionsGone: "No suggestions",
  results: (n: string, one: boolean) => (one ? "1 result" : `${n} results`),
  records: (n: string, one: boolean) => (one ? "1 record" : `${n} records`),
  noResults: "No results",
  forWords: (q: string) => ` for ‘${q}’`,
  shown: (n: string, total: string) => `Showing ${n} of ${total}`,
  more: "Show more results",
  hubLink: "See these results on Practice Hub",
  hubSearch: "Search on Practice Hub",
  filters: "Filters",
  locked: "set by this page",
  remove: "Remove filter: ",
  clear: "Clear filters",
  narrow: "Filter results",
  moreOf: "More",
  corrected: (from: string, to: string) => `Nothing was found for ‘${from}’. These are results for ‘${to}’.`,
  didYouMean: "Did you mean",
  matching: {
    all: "",
    most: "The results have most of these words.",
    any: "The results have some of these words.",
  },
  emptyHint: "Check the spelling, or use fewer or more general words.",
  emptyFilters: "Or search without the filters:",
  illustrative: "Illustrative",
  marking: "Marking: ",
  collection: "Collection: ",
  works: "Did it work? ",
  evidence: "Strength of evidence: ",
  from: "From: ",
  date: "Date: ",
  page: (n: number) => `page ${n}`,
  passage: "Read this passage",
  retry: "Try again",
  failures: {
    offline: ["You are offline", "The search will run when the connection is back."],
    unreachable: ["Practice Hub cannot be reached", "The connection or the service may be down for a moment. Try again."],
    busy: ["Practice Hub is busy", "Try again in a moment."],
    refused: ["This search cannot be answered", "Change the words or the filters, then search again."],
    broken: ["Something went wrong", "Practice Hub could not answer. Try again in a moment."],
  } as Record<ErrorDetail["kind"], [string, string]>,
  wait: (seconds: number) => (seconds === 1 ? "Try again in 1 second." : `Try again in ${seconds} seconds.`),
  months: "January February March April May June July August September October November December",
};

export type Messages = typeof kEnglish;

const kWelsh: Messages = {
  label: "Chwilio ymarfer ac adolygiadau",
  search: "Chwilio",
  searching: "Wrthi’n chwilio…",
  suggestions: (n) => `${n} awgrym. Defnyddiwch y saethau i fyny ac i lawr i’w darllen.`,
  suggestionList: "Awgrymiadau",
  suggestionsGone: "Dim awgrymiadau",
  results: (n) => `${n} canlyniad`,
  records: (n) => `${n} cofnod`,
  noResults: "Dim canlyniadau",
  forWords: (q) => ` ar gyfer ‘${q}’`,
  shown: (n, total) => `Yn dangos ${n} o ${total}`,
  more: "Dangos rhagor o ganlyniadau",
  hubLink: "Gweld y canlyniadau hyn ar Practice Hub",
  hubSearch: "Chwilio ar Practice Hub",
  filters: "Hidlyddion",
  locked: "wedi’i osod gan y dudalen hon",
  remove: "Tynnu’r hidlydd: ",
  clear: "Clirio’r hidlyddion",
  narrow: "Hidlo’r canlyniadau",
  moreOf: "Rhagor",
  corrected: (from, to) => `Ni chafwyd dim ar gyfer ‘${from}’. Dyma ganlyniadau ar gyfer ‘${to}’.`,
  didYouMean: "Ai dyma oedd gennych mewn golwg",
  matching: {
    all: "",
    most: "Mae’r canlyniadau’n cynnwys y rhan fwyaf o’r geiriau hyn.",
    any: "Mae’r canlyniadau’n cynnwys rhai o’r geiriau hyn.",
  },
  emptyHint: "Gwiriwch y sillafu, neu defnyddiwch lai o eiriau neu eiriau mwy cyffredinol.",
  emptyFilters: "Neu chwiliwch heb yr hidlyddion:",
  illustrative: "Enghreifftiol",
  marking: "Marc diogelwch: ",
  collection: "Casgliad: ",
  works: "A weithiodd? ",
  evidence: "Cryfder y dystiolaeth: ",
  from: "Gan: ",
  date: "Dyddiad: ",
  page: (n) => `tudalen ${n}`,
  passage: "Darllen y darn hwn",
  retry: "Rhoi cynnig arall arni",
  failures: {
    offline: ["Rydych chi all-lein", "Bydd y chwiliad yn rhedeg pan ddaw’r cysylltiad yn ôl."],
    unreachable: ["Nid oes modd cyrraedd Practice Hub", "Efallai fod y cysylltiad neu’r gwasanaeth i lawr am ennyd. Rhowch gynnig arall arni."],
    busy: ["Mae Practice Hub yn brysur", "Rhowch gynnig arall arni ymhen ennyd."],
    refused: ["Nid oes modd ateb y chwiliad hwn", "Newidiwch y geiriau neu’r hidlyddion, yna chwiliwch eto."],
    broken: ["Aeth rhywbeth o’i le", "Ni allai Practice Hub ateb. Rhowch gynnig arall arni ymhen ennyd."],
  },
  wait: (seconds) => `Rhowch gynnig arall arni ymhen ${seconds} eiliad.`,
  months: "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",
};

export const messagesOf = (lang: Language): Messages => (lang === "cy" ? kWelsh : kEnglish);

/** Welsh writes numbers as English does. */
export const number = (n: number) => n.toLocaleString("en-GB");

/** A date as far as it is known: "2019", "2019-11", "2019-11-04". */
export function date(text: string, { months }: Messages): string {
  const [year, month, day] = text.split("-").map(Number);
  return [day, month && months.split(" ")[month - 1], year].filter(Boolean).join(" ");
}
