"use strict";
// The program of the report for any values of its inputs. NaN: the figure does not exist.

const NOISE = 1e-12; // of all that is added: what adding leaves of nothing

// The sum of numbers rounded once: what rounding loses of each addition is kept beside it.
function exactSum(numbers) {
  const kept = [];
  for (let rest of numbers) {
    let count = 0;
    for (const part of kept) {
      const sum = rest + part;
      const lost = Math.abs(rest) < Math.abs(part) ? rest - (sum - part) : part - (sum - rest);
      if (lost) kept[count++] = lost;
      rest = sum;
    }
    kept.length = count;
    kept.push(rest);
  }
  let sum = kept.length ? kept.pop() : 0, lost = 0;
  while (kept.length && !lost) {
    const before = sum, part = kept.pop();
    sum = before + part;
    lost = part - (sum - before);
  }
  // exactly halfway: what is left over says to which side
  const twice = lost * 2;
  const halfway = kept.length && lost && Math.sign(kept[kept.length - 1]) === Math.sign(lost);
  return halfway && sum + twice - sum === twice ? sum + twice : sum;
}

const addUp = (numbers) => numbers.reduce((sum, number) => sum + number, 0);
const noise = (numbers) => NOISE * exactSum(numbers.map(Math.abs));
const cleared = (value, nothing) => (Math.abs(value) <= nothing ? 0 : value);

function settled(numbers) {
  const sum = addUp(numbers);
  return numbers.every((number) => number >= 0) ? sum : cleared(sum, noise(numbers));
}

const KINDS = {
  "+": (one, two) => one + two,
  "-": (one, two) => one - two,
  "*": (one, two) => one * two,
  "/": (part, whole) => (whole ? part / whole : NaN),
  "min": (one, two) => (two < one ? two : one),
  "max": (one, two) => (two > one ? two : one),
  "wortel": (value) => (value >= 0 ? Math.sqrt(value) : NaN),
  "abs": (value) => Math.abs(value),
  "deel": (part, whole, otherwise) => (whole ? part / whole : otherwise),
  "mits": (value, part) => (value > 0 ? part : NaN),
  "ruisvrij": cleared,
  "gelijk": (value, other, nothing) => (Math.abs(value - other) <= nothing ? other : value),
};
const OF_MANY = { "som": exactSum, "netto": settled };

// The nodes with the names of their kinds, which the page has once.
function withKinds(kinds, nodes) { return nodes.map(([kind, ...parts]) => [kinds[kind], ...parts]); }

// The value of every node; `given`: the value of every input, by its number.
function valuesOf(nodes, given) {
  const values = new Float64Array(nodes.length);
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at], kind = node[0];
    if (kind === "*") values[at] = values[node[1]] * values[node[2]];
    else if (kind === "+") values[at] = values[node[1]] + values[node[2]];
    else if (kind === "vast") values[at] = node[1] === null ? NaN : node[1];
    else if (kind === "invoer") values[at] = given[node[1]];
    else if (KINDS[kind]) values[at] = KINDS[kind](values[node[1]], values[node[2]], values[node[3]]);
    else values[at] = OF_MANY[kind](node.slice(1).map((part) => values[part]));
  }
  return values;
}

// The first year from which what ran up is never below 0 again, and after how many years that is. What a year
// adds to it is more than its own balance where an amount of several years ends in it.
function paidBack(years) {
  const ran = [0, ...years.map((year) => year.cumulative)];
  const added = years.map((year, at) => year.cumulative - ran[at]);
  const bound = noise(added);
  let since = null, before = 0, balance = 0;
  years.forEach((year, at) => {
    if (year.cumulative < -bound) since = null;
    else if (since === null) [since, before, balance] = [year, ran[at], added[at]];
  });
  const first = years.find((year) => year.costs);
  if (since === null) return [NaN, NaN];
  if (!first) return [since.year, NaN];
  const part = before < 0 ? since.year - first.year + Math.min(1, -before / balance) : 0;
  return [since.year, Math.max(0, part)];
}
