// The article as it reads.

function repaired(article, value, change) {
  const [kind, before] = article.changes[change];
  const stood = before ? spelled(before) : "nothing";
  return make(
    "mark",
    { class: value ? "fix" : "fix gone", "data-change": change, "data-was": stood, title: `${kind}; stood there: ${stood}` },
    value,
  );
}

// The parts of a text; those of one language and direction stand together, so that they are ordered together.
function parts(article, text) {
  const groups = [];
  for (const part of text.parts) {
    const [value, change, lang, dir] = typeof part === "string" ? [part, -1, text.lang, text.dir] : part;
    const last = groups[groups.length - 1];
    const node = change < 0 ? value : repaired(article, value, change);
    if (last && last.lang === lang && last.dir === dir) last.nodes.push(node);
    else groups.push({ lang, dir, nodes: [node] });
  }
  return groups.map(({ lang, dir, nodes }) =>
    lang === text.lang && dir === text.dir ? nodes : make("bdi", { lang, dir }, nodes),
  );
}

function textElement(article, number, name, kind = "") {
  const text = article.texts[number];
  const attributes = {
    class: `text r-${text.role} ${kind}`, "data-t": number, "data-role": text.role, lang: text.lang, dir: text.dir,
    tabindex: -1, title: `${text.role}: ${text.rule}`,
  };
  return make(name, attributes, parts(article, text));
}

const HEAD = { headline: "h1", byline: "p", published: "p", keyword: "p", standfirst: "p" };

function picture(article, image, number) {
  const kicker = [`Picture ${number}`, image.count !== null && `of a gallery of ${image.count}`];
  const captions = image.captions.map((at) =>
    make(
      "div",
      { class: "caption", dir: article.texts[at].dir },
      make("span", { class: "tag", lang: "en" }, languageName(article.texts[at].lang)),
      textElement(article, at, "p"),
    ),
  );
  return make(
    "figure",
    { class: "picture", "aria-label": `Picture ${number}` },
    make("div", { class: "kicker", lang: "en" }, kicker.filter(Boolean).join(", ")),
    captions.length ? make("div", { class: "captions" }, captions) : null,
    image.credit.map((at) => textElement(article, at, "figcaption")),
    image.others.map((at) => textElement(article, at, "p", "small")),
  );
}

function removedList(article) {
  if (!article.removed.length) return null;
  const items = article.removed.map((at) =>
    make(
      "li",
      { "data-role": article.texts[at].role },
      make("span", { class: "tag", lang: "en" }, make("bdi", {}, visible(`${article.texts[at].role} · ${article.texts[at].rule}`))),
      textElement(article, at, "p", "removed"),
    ),
  );
  return make("section", { class: "removed-list" }, make("h2", { lang: "en" }, "Removed"), make("ul", {}, items));
}

function reading(article) {
  const head = article.head.map((at) => textElement(article, at, HEAD[article.texts[at].role] || "p"));
  if (!article.head.some((at) => article.texts[at].role === "headline")) {
    head.unshift(make("h1", { class: "unnamed", lang: "und", dir: "auto" }, article.id));
  }
  const pictures = new Map();
  article.images.forEach((image, at) => {
    if (!pictures.has(image.position)) pictures.set(image.position, []);
    pictures.get(image.position).push(picture(article, image, at + 1));
  });
  const flow = [];
  for (let at = 0; at <= article.body.length; at += 1) {
    flow.push(pictures.get(at));
    if (at === article.body.length) break;
    const text = article.body[at];
    flow.push(textElement(article, text, article.texts[text].role === "subheading" ? "h2" : "p"));
  }
  return make("article", { lang: article.language, dir: article.dir }, head, flow, removedList(article));
}
