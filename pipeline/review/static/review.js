// The review page: places shown on the page, keys, zoom, and values that a reviewer draws or marks.
"use strict";

(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const root = document.querySelector("[data-sha256]");
  if (!root) return;
  const sheets = root.querySelector(".sheets");
  const panel = document.getElementById("panel");
  const hints = [...root.querySelectorAll(".hint")];
  let current = null; // the key of the item that is looked at, such as "finding:3"
  let adding = false;
  let zoom = 1;
  let spotted = null; // the quote that was gone to last
  let onward = false; // to the next item, once the server has answered

  const keyOf = (item) => ("finding" in item.dataset ? `finding:${item.dataset.finding}` : `value:${item.dataset.value}`);
  const items = () => [...panel.querySelectorAll("[role=tabpanel]:not([hidden]) .item[data-finding], [role=tabpanel]:not([hidden]) .item[data-value]")];
  const chosen = () => items().find((item) => keyOf(item) === current) || null;
  const sheetOf = (page) => sheets.querySelector(`.sheet[data-page="${page}"]`);
  const boxesOf = (spot) => spot.dataset.boxes.split(";").filter(Boolean).map((box) => box.split(",").map(Number));

  // Boxes over the pictures -------------------------------------------------------------------------------------

  function drawBoxes() {
    for (const svg of sheets.querySelectorAll("svg")) svg.replaceChildren();
    for (const item of panel.querySelectorAll(".item[data-value], .item[data-finding]")) {
      for (const spot of item.querySelectorAll(".spot")) {
        for (const box of boxesOf(spot)) drawBox(item, spot, box);
      }
    }
  }

  function drawBox(item, spot, [x0, top, x1, bottom]) {
    const svg = sheetOf(spot.dataset.page)?.querySelector("svg");
    if (!svg) return;
    const rect = document.createElementNS(SVG, "rect");
    const told = { x: x0 - 1, y: top - 1, width: x1 - x0 + 2, height: bottom - top + 2, rx: 1 };
    for (const [name, value] of Object.entries(told)) rect.setAttribute(name, value);
    rect.setAttribute("class", [...item.classList].filter((name) => name !== "item").join(" "));
    rect.dataset.item = keyOf(item);
    svg.append(rect);
  }

  function marksOf(item) {
    const key = keyOf(item);
    const boxes = [...sheets.querySelectorAll(`rect[data-item="${key}"]`)];
    const words = [...sheets.querySelectorAll(".words span")].filter((span) => positions(span, key).includes(key.split(":")[1]));
    return [...boxes, ...words];
  }

  const positions = (span, key) => ((key.startsWith("finding") ? span.dataset.findings : span.dataset.values) || "").split(" ");

  // Choosing ------------------------------------------------------------------------------------------------------

  function choose(item, { follow = true, focus = true } = {}) {
    for (const mark of root.querySelectorAll(".chosen")) mark.classList.remove("chosen");
    current = item ? keyOf(item) : null;
    if (!item) return;
    item.classList.add("chosen");
    if (focus) item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    const marks = marksOf(item);
    for (const mark of marks) {
      mark.classList.add("chosen");
      if (mark.tagName === "rect") mark.parentNode.append(mark); // above the others
    }
    if (follow && marks.length) show(marks[0]);
  }

  function show(mark) {
    const pane = sheets.getBoundingClientRect();
    const box = mark.getBoundingClientRect();
    sheets.scrollTop += box.top - pane.top - (pane.height - box.height) / 2;
    sheets.scrollLeft += box.left - pane.left - (pane.width - box.width) / 2;
  }

  function jump(spot) {
    spotted = spot;
    choose(spot.closest(".item"), { follow: false, focus: false });
    const at = [...sheets.querySelectorAll(".words span")].find((span) => Number(span.dataset.start) >= Number(spot.dataset.start));
    const first = boxesOf(spot)[0];
    const rect = first && [...(sheetOf(spot.dataset.page)?.querySelectorAll("rect") || [])].find((each) => Math.abs(each.getAttribute("x") - first[0] + 1) < 0.01 && Math.abs(each.getAttribute("y") - first[1] + 1) < 0.01 && each.classList.contains("chosen"));
    const mark = rect || at || sheetOf(spot.dataset.page);
    if (mark) show(mark);
  }

  function step(by) {
    const all = items();
    if (!all.length) return;
    const at = all.findIndex((item) => keyOf(item) === current);
    choose(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]);
  }

  function openTab(name) {
    for (const tab of panel.querySelectorAll("[role=tab]")) {
      const on = tab.getAttribute("aria-controls") === name;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
    }
  }

  const openedTab = () => panel.querySelector("[role=tab][aria-selected=true]")?.getAttribute("aria-controls");

  // Zoom ----------------------------------------------------------------------------------------------------------

  function setZoom(value) {
    zoom = Math.min(5, Math.max(0.5, value));
    sheets.style.setProperty("--zoom", zoom);
  }

  function zoomToBox() {
    const item = chosen();
    const mark = item && marksOf(item)[0];
    if (!mark) return;
    if (mark.tagName === "rect") setZoom(zoom > 1.6 ? 1 : Math.min(3, (sheets.clientWidth * 0.4 * zoom) / Math.max(60, mark.getBoundingClientRect().width)));
    show(mark);
  }

  // A missed value ------------------------------------------------------------------------------------------------

  function setAdding(on) {
    adding = on;
    root.classList.toggle("adding", on);
    const drawn = Boolean(sheets.querySelector("svg"));
    for (const hint of hints) hint.hidden = !on || (hint.dataset.for === "drawn") !== drawn;
    root.querySelector("[data-act=add]")?.setAttribute("aria-pressed", on);
  }

  function pointOn(svg, event) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  }

  sheets.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest(".sheet")?.querySelector("svg");
    if (!adding || !svg) return;
    event.preventDefault();
    const from = pointOn(svg, event);
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", "drawn");
    svg.append(rect);
    let box = null;
    const move = (moved) => {
      const to = pointOn(svg, moved);
      const view = svg.viewBox.baseVal;
      const inside = (value, most) => Math.min(most, Math.max(0, value));
      const [x0, x1] = [inside(from.x, view.width), inside(to.x, view.width)].sort((a, b) => a - b);
      const [top, bottom] = [inside(from.y, view.height), inside(to.y, view.height)].sort((a, b) => a - b);
      box = [x0, top, x1, bottom];
      for (const [name, value] of Object.entries({ x: x0, y: top, width: x1 - x0, height: bottom - top })) rect.setAttribute(name, value);
    };
    const done = () => {
      sheets.removeEventListener("pointermove", move);
      setAdding(false);
      if (!box || box[2] - box[0] < 2 || box[3] - box[1] < 2) return rect.remove();
      const page = svg.closest(".sheet").dataset.page;
      openForm({ page, box: box.map((edge) => edge.toFixed(2)).join(",") });
    };
    sheets.addEventListener("pointermove", move);
    window.addEventListener("pointerup", done, { once: true });
  });

  document.addEventListener("pointerup", () => adding && window.setTimeout(takeSelection, 0));

  function takeSelection() {
    const selection = window.getSelection();
    if (!adding || selection.isCollapsed || !sheets.contains(selection.anchorNode)) return;
    const ends = [offsetOf(selection.anchorNode, selection.anchorOffset), offsetOf(selection.focusNode, selection.focusOffset)];
    if (ends.includes(null)) return;
    setAdding(false);
    openForm({ start: Math.min(...ends), end: Math.max(...ends) });
  }

  function offsetOf(node, at) {
    const span = node.parentElement?.closest("[data-start]");
    return span && node.nodeType === Node.TEXT_NODE ? Number(span.dataset.start) + [...node.data.slice(0, at)].length : null;
  }

  function openForm(values) {
    htmx.ajax("GET", `/documents/${root.dataset.sha256}/form`, { target: "#add-form", values });
  }

  // Clicks and keys -----------------------------------------------------------------------------------------------

  root.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (act === "add") setAdding(!adding);
    else if (act === "keys") document.getElementById("keys").showModal();
    else if (act === "cancel") event.target.closest("form").remove();
    const scale = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (scale) setZoom(scale === "fit" ? 1 : zoom * (scale === "in" ? 1.25 : 0.8));
    const tab = event.target.closest("[role=tab]");
    if (tab) openTab(tab.getAttribute("aria-controls"));
    const spot = event.target.closest(".spot");
    if (spot) jump(spot);
    else if (event.target.closest(".item[data-finding], .item[data-value]")) choose(event.target.closest(".item"), { focus: !event.target.closest("button, a, form") });
    const key = event.target.closest("rect[data-item]")?.dataset.item || keyUnder(event.target.closest(".words span"));
    if (key) {
      openTab(key.startsWith("finding") ? "findings" : "values");
      choose(items().find((item) => keyOf(item) === key) || null, { follow: false, focus: false });
    }
  });

  function keyUnder(span) {
    if (!span || adding) return null;
    const wanted = openedTab() === "findings" ? ["finding", span.dataset.findings] : ["value", span.dataset.values];
    const other = wanted[0] === "finding" ? ["value", span.dataset.values] : ["finding", span.dataset.findings];
    const [kind, numbers] = wanted[1] ? wanted : other;
    return numbers ? `${kind}:${numbers.split(" ")[0]}` : null;
  }

  // The value that a quote of the chosen finding rests on: the quote last gone to, else the first.
  function valueOfFinding(item) {
    const spots = [...item.querySelectorAll(".spot")];
    const spot = spots.find((each) => each === spotted) || spots[0];
    const [start, end] = [Number(spot?.dataset.start), Number(spot?.dataset.end)];
    return [...panel.querySelectorAll(".item[data-value]")].find((each) => {
      const own = each.querySelector(".spot").dataset;
      return Number(own.start) < end && Number(own.end) > start;
    });
  }

  function press(key) {
    const value = key === "c" && chosen()?.dataset.finding !== undefined && valueOfFinding(chosen());
    if (value) {
      openTab("values");
      choose(value);
    }
    const within = chosen() || panel;
    const button = (key === "f" || key === "U" ? panel : within).querySelector(`[data-key="${key}"]`) || (key === "u" ? panel.querySelector('[data-key="U"]') : null);
    onward = Boolean(button) && (key === "a" || key === "r");
    button?.click();
  }

  const KEYS = {
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    z: zoomToBox,
    t: () => (openTab(openedTab() === "findings" ? "values" : "findings"), step(0)),
    m: () => setAdding(!adding),
    "?": () => document.getElementById("keys").showModal(),
    Escape: () => (setAdding(false), panel.querySelector("form.correct")?.remove()),
    "+": () => setZoom(zoom * 1.25),
    "-": () => setZoom(zoom * 0.8),
  };

  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const typing = event.target.closest("input, select, textarea");
    if (event.ctrlKey || event.altKey || event.metaKey || (typing && event.key !== "Escape")) return;
    if (event.target.closest("[role=tab]") && ["ArrowLeft", "ArrowRight"].includes(event.key)) return turnTab(event);
    if (KEYS[event.key]) {
      event.preventDefault();
      KEYS[event.key]();
    } else if (["a", "c", "r", "u", "f"].includes(event.key)) press(event.key);
  });

  function turnTab(event) {
    const tabs = [...panel.querySelectorAll("[role=tab]")];
    const next = tabs[(tabs.indexOf(event.target) + (event.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
    openTab(next.getAttribute("aria-controls"));
    next.focus();
  }

  // After every answer of the server --------------------------------------------------------------------------------

  let tabBefore = null;
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === panel) tabBefore = openedTab();
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== panel) {
      const form = event.detail.target.querySelector("form.correct");
      form?.querySelector("input[name=value]").select();
      form?.scrollIntoView({ block: "nearest" });
      return;
    }
    if (tabBefore) openTab(tabBefore);
    tellTimes();
    drawBoxes();
    choose(chosen(), { follow: false });
    if (onward) step(1);
    onward = false;
  });

  function tellTimes() {
    for (const time of panel.querySelectorAll("time")) {
      const at = new Date(time.dateTime);
      const two = (number) => String(number).padStart(2, "0");
      time.textContent = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
    }
  }

  tellTimes();
  drawBoxes();
  choose(items()[0] || null, { focus: false });
})();
