"use strict";
(() => {
  const grid = JSON.parse(document.getElementById("grid").textContent);
  const sliders = { areas: document.getElementById("areas"), take: document.getElementById("take") };
  const figures = document.getElementById("figures");

  // Between which of the ascending values x lies, and how far along.
  const place = (values, x) => {
    let k = 0;
    while (k + 2 < values.length && values[k + 1] <= x) ++k;
    const next = Math.min(k + 1, values.length - 1);
    return { k, next, along: next > k ? (x - values[k]) / (values[next] - values[k]) : 0 };
  };

  // A figure between the points of the grid; null where one beside it is not known.
  const between = (name, areas, take) => {
    const t = place(grid.takes, take);
    const a = place(grid.areas, areas);
    let sum = 0;
    for (const [row, part] of [[t.k, 1 - t.along], [t.next, t.along]])
      for (const [column, share] of [[a.k, 1 - a.along], [a.next, a.along]]) {
        if (part * share === 0) continue;
        const value = grid[name][row][column];
        if (value === null) return null;
        sum += part * share * value;
      }
    return sum;
  };

  // The normal distribution function: Abramowitz and Stegun (1964), 7.1.26, off by no more than 1.5e-7.
  const normal = (z) => {
    const x = Math.abs(z) / Math.SQRT2;
    const t = 1 / (1 + 0.3275911 * x);
    const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x) / 2;
    return z > 0 ? 1 - tail : tail;
  };

  const whole = (x) => Math.round(x).toLocaleString("en");
  const points = (x) => (x === null ? "none" : x.toFixed(3));
  const chance = (x) => (x > 0.9995 ? ">0.999" : x.toFixed(3));

  const show = () => {
    const areas = Number(sliders.areas.value);
    const take = Number(sliders.take.value);
    document.getElementById("areas-shown").textContent = areas;
    document.getElementById("take-shown").textContent = take;
    figures.replaceChildren();
    const add = (id, what, text, short) => {
      const box = document.createElement("div");
      box.id = id;
      if (short) box.className = "short";
      const name = box.appendChild(document.createElement("dt"));
      name.textContent = what;
      box.appendChild(document.createElement("dd")).textContent = text;
      if (short) box.appendChild(document.createElement("dd")).textContent = short;
      figures.append(box);
    };
    const at = (name) => between(name, areas, take);
    const reached = normal(at("score"));
    add("chance", `chance of ${whole(grid.interviews_wanted)} interviews`, chance(reached),
        reached < grid.chance_wanted && `below ${grid.chance_wanted}`);
    if (grid.caregivers_score) {
      const caregivers = normal(at("caregivers_score"));
      add("caregivers", "chance of the caregivers", chance(caregivers), caregivers < grid.chance_wanted && `below ${grid.chance_wanted}`);
    }
    add("interviews", "child interviews expected", whole(at("interviews")));
    const margin = at("margin");
    add("margin", "margin of a share of 50 %, children", points(margin),
        grid.margin_wanted !== null && !(margin !== null && margin <= grid.margin_wanted) && `wider than ${grid.margin_wanted}`);
    add("caregivers-margin", "the same, caregivers", points(at("caregivers_margin")));
    add("effective", "effective sample size", whole(at("effective")));
    add("screened", "households screened", whole(at("screened")));
    if (grid.cost) {
      const cost = at("cost");
      add("cost", "cost", whole(cost), grid.budget !== null && cost > grid.budget && `above ${whole(grid.budget)}`);
    }
  };

  for (const slider of Object.values(sliders)) slider.addEventListener("input", show);
  document.querySelector("form.trial").addEventListener("reset", () => setTimeout(show));
  show();
})();
