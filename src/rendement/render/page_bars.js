"use strict";
// The bars of every row: from where to where, and what they stand for.
function barsOf(kind, rows) {
  let running = 0;
  const sign = (value) => (value < 0 ? "min" : "plus");
  const bar = (from, to, what) => ({ from, to, kind: what });
  return rows.map(({ total, numbers }) => {
    const last = numbers[numbers.length - 1] ?? NaN;
    if (kind === "waterval") {
      const from = total ? 0 : running;
      running = total ? last : running + last;
      return [bar(from, running, total ? "totaal" : sign(last))];
    }
    if (kind === "verloop") return [bar(0, numbers[0], sign(numbers[0])), bar(last, last, "streep")];
    if (kind === "doel") {
      const [done, expected, target] = numbers;
      return [bar(0, done, "plus"), bar(done, done + expected, "verwacht"), bar(target, target, "streep")];
    }
    if (kind === "omslag") {
      const [now, turn] = numbers;
      return [bar(0, now ? Math.min(2, Math.max(-1, (turn - now) / Math.abs(now))) : NaN, sign(turn - now))];
    }
    // around the figure of the first row
    if (kind === "tornado") {
      const axis = rows[0].numbers[0], ends = numbers.map((end) => end - axis);
      const low = Math.min(...ends), high = Math.max(...ends), middle = Math.min(high, Math.max(low, 0));
      const part = (from, to, what) => bar(from, from < to ? to : NaN, what);
      return [part(low, middle, "min"), part(middle, high, "plus"), bar(0, 0, "streep")];
    }
    if (kind === "kans") return [bar(0, last, "plus"), bar(1, 1, "streep")];
    return [bar(0, last, sign(last))];
  });
}
