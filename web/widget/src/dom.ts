// Elements from code: no markup is ever parsed, so no text can become markup and no policy is in the way.

export type Child = Node | string | false | null | undefined;

type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

/** `h("a", {href, onclick: go}, "text")`. `true` is an attribute without value; `false` and undefined are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== null && child !== false && child !== ""));
  return element;
}

/** Words for those who hear the page. */
export const hidden = (text: string) => h("span", { class: "hidden" }, text);

export interface Segment {
  text: string;
  hit?: boolean;
}

export const segments = (pieces: Segment[]) => pieces.map(({ text, hit }) => (hit ? h("mark", { part: "mark" }, text) : text));
