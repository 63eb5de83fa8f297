// Words: what roles, languages, numbers and signs are called.

const ROLES = [
  "headline", "standfirst", "byline", "published", "keyword", "body", "subheading",
  "caption", "credit", "counter", "label", "promo", "related", "boilerplate",
];
const NAMES = new Intl.DisplayNames(["en"], { type: "language" });
const NUMBER = new Intl.NumberFormat("en");
// C0 and C1 but tab, soft hyphen, marks and controls of direction, zero-width strays, line separators, tags. Joiners
// shape letters and stay as they are.
const HIDDEN =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;
const HIDDEN_ALL = new RegExp(`(${HIDDEN.source})`, "u");

function languageName(tag) {
  if (tag === "und") return "unknown language";
  try {
    return NAMES.of(tag) || tag;
  } catch {
    return tag;
  }
}

function number(value) {
  return NUMBER.format(value);
}

function counted(count, one, many = one + "s") {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function codePoint(char) {
  return "U+" + char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
}

// Text as nodes, in which signs that can't be seen stand as their code points.
function visible(text) {
  if (!HIDDEN.test(text)) return [text];
  return text
    .split(HIDDEN_ALL)
    .map((part) => (part && HIDDEN.test(part) ? make("code", { class: "hidden-sign" }, codePoint(part)) : part));
}

// The same as plain text, for a tooltip.
function spelled(text) {
  return text.split(HIDDEN_ALL).map((part) => (part && HIDDEN.test(part) ? `[${codePoint(part)}]` : part)).join("");
}
