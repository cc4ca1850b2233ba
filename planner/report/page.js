"use strict";
(() => {
  // Tables: a button in every heading sorts by its column, a field above narrows the rows down.
  const texts = new Intl.Collator(undefined, { numeric: true });
  const compare = (a, b) => a.dataset.value !== undefined && b.dataset.value !== undefined
    ? Number(a.dataset.value) - Number(b.dataset.value)
    : texts.compare(a.textContent, b.textContent);
  for (const table of document.querySelectorAll("table.sorted")) {
    const headings = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    headings.forEach((heading, column) => {
      const button = document.createElement("span");  // a heading with a real button is not repeated on printed pages
      button.setAttribute("role", "button");
      button.tabIndex = 0;
      button.textContent = heading.textContent;
      heading.textContent = "";
      heading.append(button);
      button.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        button.click();
      });
      button.addEventListener("click", () => {
        const down = heading.getAttribute("aria-sort") === "ascending";
        for (const other of headings) other.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...body.rows];
        rows.sort((a, b) => (down ? -1 : 1) * compare(a.cells[column], b.cells[column]));
        body.append(...rows);
      });
    });
  }
  for (const input of document.querySelectorAll(".search input")) {
    const rows = [...document.getElementById(input.dataset.table).tBodies[0].rows];
    const output = input.closest(".search").querySelector("output");
    const tell = (shown) => { output.textContent = shown + " of " + rows.length; };
    tell(rows.length);
    input.addEventListener("input", () => {
      const words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLocaleLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) ++shown;
      }
      tell(shown);
    });
  }

  window.addEventListener("beforeprint", () => {
    for (const closed of document.querySelectorAll("details")) closed.open = true;
  });

  // The map: no tiles, for nothing is fetched; the plan's own ground.
  const holder = document.getElementById("map");
  if (!holder) return;
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const map = L.map(holder, { attributionControl: false, zoomSnap: 0.25 });
  const all = L.featureGroup().addTo(map);
  for (const boundary of data.boundaries)
    L.polygon(boundary.ground, { color: "#888", weight: 1, fillColor: "#f4f3ee", fillOpacity: 1, interactive: false }).addTo(all);
  const markers = new Map();
  for (const unit of data.units) {
    const said = document.createElement("div");
    for (const line of unit.words) {
      const part = document.createElement("div");
      part.dir = "auto";
      part.textContent = line;
      said.append(part);
    }
    if (unit.ground.length > 0)
      L.polygon(unit.ground, { color: "#0b5394", weight: 1, fillOpacity: 0.3 }).bindPopup(said.cloneNode(true)).addTo(all);
    if (!unit.place) continue;
    const marker = L.circleMarker(unit.place, { radius: 5, color: "#fff", weight: 1, fillColor: "#0b5394", fillOpacity: 1 });
    markers.set(String(unit.number), marker.bindPopup(said).addTo(all));
  }
  const bounds = all.getBounds();
  if (bounds.isValid()) map.fitBounds(bounds); else map.setView([0, 0], 2);
  L.control.scale({ imperial: false }).addTo(map);
  for (const button of document.querySelectorAll("button[data-unit]"))
    button.addEventListener("click", () => {
      const marker = markers.get(button.dataset.unit);
      if (!marker) return;
      holder.scrollIntoView({ block: "nearest" });
      map.setView(marker.getLatLng(), Math.max(map.getZoom(), 9));
      marker.openPopup();
    });
  window.addEventListener("beforeprint", () => map.invalidateSize());
})();
