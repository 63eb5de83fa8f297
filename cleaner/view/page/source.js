// The source, line by line, every character in the colour of its role.

const REMOVED = new Set(["promo", "related", "boilerplate"]);

function valueOf(text) {
  return text.parts.map((part) => (typeof part === "string" ? part : part[0])).join("");
}

// What a segment leaves out at its end is that it belongs to no text, has no repair, is no repeat; what it leaves out
// at its start, that it says what its text says.
function whole(article, [said, text = -1, change = -1, copy = false]) {
  return [said || change >= 0 ? said : valueOf(article.texts[text]), text, change, copy];
}

function segmentNode(article, [said, , change]) {
  if (change < 0) return visible(said);
  const [kind, , after] = article.changes[change];
  const now = after ? spelled(after) : "nothing";
  const attributes = { class: said ? "fix" : "fix gone", "data-change": change, title: `${kind}; stands there now: ${now}` };
  return make("mark", attributes, visible(said));
}

// Neighbouring segments of one text, as one element.
function stretch(article, segments, marks, removed) {
  const [, number, , copy] = segments[0];
  const nodes = segments.map((segment, at) => {
    const node = segmentNode(article, segment);
    const flags = marks[at];
    return flags ? make("span", { class: "flagged", id: flags, tabindex: -1 }, node) : node;
  });
  if (number < 0) return make("span", { class: "blank" }, nodes);
  const { role, lang, dir, rule } = article.texts[number];
  const kind = `${removed.has(number) ? "removed" : ""} ${copy ? "copy" : ""}`;
  const title = `${role}: ${rule}${copy ? ", an exact repeat" : ""}`;
  return make(
    "bdi",
    { class: `text r-${role} ${kind}`, "data-t": number, "data-role": role, lang, dir, tabindex: -1, title },
    nodes,
  );
}

function sourceLine(article, line, marks, removed) {
  const stretches = [];
  line.forEach((segment, at) => {
    const last = stretches[stretches.length - 1];
    const same = last && last.segments[0][1] === segment[1] && last.segments[0][3] === segment[3];
    if (!same) stretches.push({ segments: [], marks: [] });
    const own = stretches[stretches.length - 1];
    own.segments.push(segment);
    own.marks.push(marks.get(at));
  });
  const numbers = [...new Set(line.map((segment) => segment[1]))].filter((at) => at >= 0);
  const roles = [...new Set(numbers.map((at) => article.texts[at].role))];
  const dir = numbers.length ? article.texts[numbers[0]].dir : "ltr";
  return make(
    "li",
    { "data-roles": roles.join(" ") },
    make("span", { class: "gutter" }, roles.join(" + ")),
    make("span", { class: "line", dir }, stretches.map((one) => stretch(article, one.segments, one.marks, removed))),
  );
}

function sourceSide(article, prefix) {
  const places = new Map();
  article.flags.forEach(([, , line, at], number) => {
    if (!places.has(line)) places.set(line, new Map());
    if (!places.get(line).has(at)) places.get(line).set(at, `${prefix}-f${number}`);
  });
  const removed = new Set(article.removed);
  const none = new Map();
  const lines = article.lines.map((line, at) => sourceLine(article, line.map((segment) => whole(article, segment)), places.get(at) || none, removed));
  return make("ol", { class: "lines" }, lines);
}

// The place of a flag: of several in one segment the first has the name.
function flagPlace(article, number, prefix) {
  const [, , line, at] = article.flags[number];
  return `${prefix}-f${article.flags.findIndex((flag) => flag[2] === line && flag[3] === at)}`;
}
