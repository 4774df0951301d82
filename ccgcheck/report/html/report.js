"use strict";
// Filters, searches and opens what is folded. Everything is on the page without it; it keeps nothing.
(() => {
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const first = shown.querySelector("button");
  const NAMES = ["topic", "judges", "authority", "body"];
  const FEW = 500;
  const opened = new Set();
  let waiting = 0;

  const entries = Array.from(document.querySelectorAll("[data-e]"), (node) => {
    const [status, topic, judges, authority, number] = node.dataset.e.split(" ");
    const section = node.closest("[data-body]");
    const groups = [];
    for (let at = node.parentElement; at; at = at.parentElement) {
      if ("g" in at.dataset || "body" in at.dataset) groups.push(at);
    }
    return { node, status, topic, judges, authority, section, groups, body: section ? section.id : "", number: +number };
  });
  const groups = document.querySelectorAll("[data-g], [data-body]");
  const rows = document.querySelectorAll("[data-for]");
  const bodies = document.querySelectorAll("[data-body]").length;
  const total = entries.reduce((sum, entry) => sum + entry.number, 0);

  function wanted() {
    const data = new FormData(form);
    const found = { status: data.getAll("status"), words: (data.get("q") || "").toLowerCase().split(/\s+/).filter(Boolean) };
    for (const name of NAMES) found[name] = data.get(name) || "";
    found.active = Boolean(found.status.length || found.words.length || NAMES.some((name) => found[name]));
    return found;
  }

  function text(entry) {
    if (entry.text === undefined) {
      const title = entry.section ? entry.section.querySelector("h2").textContent : "";
      entry.text = `${title} ${entry.node.textContent}`.toLowerCase();
    }
    return entry.text;
  }

  function matches(entry, filter) {
    return (
      (!filter.status.length || filter.status.includes(entry.status)) &&
      NAMES.every((name) => !filter[name] || filter[name] === entry[name]) &&
      filter.words.every((word) => text(entry).includes(word))
    );
  }

  function apply() {
    const filter = wanted();
    const kept = new Set();
    let count = 0;
    let few = 0;
    for (const entry of entries) {
      const fits = !filter.active || matches(entry, filter);
      entry.node.hidden = !fits;
      if (fits) {
        count += entry.number;
        few += 1;
        for (const group of entry.groups) kept.add(group);
      }
    }
    for (const group of groups) group.hidden = filter.active && !kept.has(group);
    for (const row of rows) row.hidden = filter.active && !kept.has(document.getElementById(row.dataset.for));
    document.body.classList.toggle("filtered", filter.active);
    fold();
    if (filter.active && few <= FEW) for (const group of kept) unfold(group);
    tell(filter, count, Array.from(kept).filter((group) => "body" in group.dataset).length);
  }

  function unfold(node) {
    if (node.tagName === "DETAILS" && !node.open) {
      node.open = true;
      opened.add(node);
    }
  }

  function fold() {
    for (const node of opened) node.open = false;
    opened.clear();
  }

  function tell(filter, count, where) {
    const rest = filter.active
      ? `, in ${where} of ${bodies === 1 ? "1 body" : `${bodies} bodies`}. The filter hides every other result and body; the overview of duties, and the documents, counts and two sides of each body, are left out too.`
      : ".";
    shown.querySelector("p").textContent = `Shown: ${count} of ${total} results${rest}`;
    shown.hidden = false;
    first.hidden = !filter.active || !count;
  }

  function write() {
    const data = new FormData(form);
    const found = new URLSearchParams();
    const status = data.getAll("status").join(",");
    if (status) found.set("status", status);
    for (const name of [...NAMES, "q"]) if (data.get(name)) found.set(name, data.get(name));
    const hash = found.toString().replace(/%2C/g, ",");
    history.replaceState(null, "", hash ? `#${hash}` : location.href.split("#")[0]);
  }

  function read() {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) return reveal(hash);
    const found = new URLSearchParams(hash);
    const status = (found.get("status") || "").split(",");
    for (const box of form.querySelectorAll("[name=status]")) box.checked = status.includes(box.value);
    for (const name of [...NAMES, "q"]) if (form.elements[name]) form.elements[name].value = found.get(name) || "";
    return apply();
  }

  function reveal(id) {
    const target = id && document.getElementById(id);
    if (!target) return;
    if (target.closest("[hidden]") || target.closest(".filtered .whole")) clear();
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  }

  function clear() {
    form.reset();
    apply();
  }

  function later(change) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      apply();
      write();
    }, change);
  }

  function all(open) {
    opened.clear();
    for (const node of document.querySelectorAll("details")) node.open = open;
  }

  function goToFirst() {
    const entry = entries.find((one) => one.number && !one.node.hidden);
    if (!entry) return;
    for (const group of entry.groups) if (group.tagName === "DETAILS") group.open = true;
    entry.node.tabIndex = -1;
    entry.node.scrollIntoView();
    entry.node.focus({ preventScroll: true });
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => later(event.target.type === "search" ? 200 : 0));
  document.getElementById("clear").addEventListener("click", () => {
    clear();
    write();
  });
  document.getElementById("open").addEventListener("click", () => all(true));
  document.getElementById("close").addEventListener("click", () => all(false));
  first.addEventListener("click", goToFirst);
  window.addEventListener("hashchange", read);
  if (!CSS.supports("selector(::details-content)")) {
    window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(unfold));
    window.addEventListener("afterprint", fold);
  }
  form.hidden = false;
  apply();
  read();
})();
