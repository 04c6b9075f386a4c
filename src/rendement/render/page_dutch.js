"use strict";
// Dutch figures, written as report/dutch.py writes them, and read as people type them.

function dutch(value, decimals = 0) {
  if (Number.isNaN(value)) return "-";
  const scale = 10 ** decimals;
  const units = Math.floor(Math.abs(value) * scale + 0.5 + 1e-9);
  const digits = BigInt(units).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ".");
  const text = decimals ? `${whole},${digits.slice(-decimals)}` : whole;
  return value < 0 && units ? `-${text}` : text;
}

// As many decimals as it needs, and no more than so many.
function asNeeded(value, most = 2) {
  if (Number.isNaN(value)) return "-";
  for (let decimals = 0; decimals < most; decimals++)
    if (Math.abs(value - Number(value.toFixed(decimals))) < 1e-9) return dutch(value, decimals);
  return dutch(value, most);
}

const percentage = (value) => (Number.isNaN(value) ? "-" : `${asNeeded(value * 100)}%`);

// Cents only where a small price has them.
function price(value) {
  const cents = Math.abs(value - Math.round(value)) > 0.005 && Math.abs(value) < 1000;
  return dutch(value, cents ? 2 : 0);
}

// What somebody typed as a number, NaN where it is none: 37.000 · 37.000,50 · 0,5 · 4.5 · € 12 · 79,73%
function typed(text) {
  const bare = text.replace(/[\s\u00a0\u202f]/g, "").replace(/\u2212/g, "-");
  const body = bare.replace(/^(-?)(?:€|[A-Z]{3}|\p{Sc})(-?)/u, "$1$2").replace(/%$/, "");
  if (/^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(body))
    return Number(body.replace(/\./g, "").replace(",", "."));
  return /^-?\d+([.,]\d+)?$/.test(body) ? Number(body.replace(",", ".")) : NaN;
}

// A number in plain digits, with a point.
function plainly(value) {
  const text = String(value);
  return text.includes("e") ? value.toFixed(12).replace(/\.?0+$/, "") : text;
}

// A value as `--set` takes it: never with exactly three decimals, which could be thousands.
function asSet(value, kind) {
  if (kind === "%") return `${plainly(value)}%`;
  if (kind === "€" && value <= 100) return `€ ${value.toFixed(2).replace(".", ",")}`;
  const text = plainly(kind === "k" ? Number((value / 1000).toPrecision(15)) : value);
  return text + (/\.\d{3}$/.test(text) ? "0" : "") + kind.replace("€", "");
}
