// Elements. What articles say only ever becomes text nodes and values of harmless attributes.

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "on") {
      for (const [event, hear] of Object.entries(value)) element.addEventListener(event, hear);
    } else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// A link to what stands on the web; any other scheme stays text, as javascript: does.
function webLink(url) {
  if (!/^https?:\/\//i.test(url)) return make("bdi", {}, url);
  return make("a", { href: url, rel: "noopener noreferrer external", dir: "ltr" }, url);
}

function data(id) {
  return JSON.parse(document.getElementById(id).textContent);
}
