// What charts are made of, without a browser: the curve from detection to failure, lines with holes, lines over other lines.
const HOUR = 3600;
const GAP = 4; // usual distances of points: beyond, nothing was measured and the line breaks

/** A moment in seconds as an instant of the API, and back. */
export const instant = (s) => new Date(s * 1000).toISOString();
export const stamp = (text) => Date.parse(text) / 1000;

/** Round numbers that cover a range, about `most` of them. */
export function ticks(low, high, most) {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough);
  const first = Math.ceil(low / step) * step;
  return Array.from({length: Math.max(0, Math.floor((high - first) / step + 1e-9) + 1)}, (_, i) => first + i * step);
}

/** Seconds of an ISO 8601 duration such as PT48H or P2DT3H. */
export function seconds(duration) {
  const m = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(duration ?? '');
  return m ? 86400 * (m[1] ?? 0) + HOUR * (m[2] ?? 0) + 60 * (m[3] ?? 0) + Number(m[4] ?? 0) : 0;
}

/**
 * What is known of the curve: moments in seconds. `needs` are the parts' advice and the planning time.
 * @returns {now, detected, lower, median, upper, deadline, preparation}, null where unknown
 */
export function curve(detail, needs) {
  const open = detail.cases.find((c) => c.status === 'OPEN');
  const life = detail.summary.remainingLife;
  const now = detail.summary.time ? stamp(detail.summary.time) : null;
  const unit = life?.unit === 'CYCLES' ? detail.cycleSeconds : HOUR;
  const at = (value) => (life && now !== null ? now + value * unit : null);
  const parts = new Set(detail.items.find((i) => i.id === open?.itemId)?.partNumbers ?? []);
  const lead = Math.max(0, ...needs.spares.filter((s) => parts.has(s.partNumber) && s.stock - s.reserved < 1).map((s) => seconds(s.leadTime)));
  const preparation = needs.planning + lead;
  return {now, detected: open ? stamp(open.openedAt) : null, lower: at(life?.lower), median: at(life?.median), upper: at(life?.upper),
    deadline: life && now !== null ? at(life.lower) - preparation : null, preparation};
}

/** Where nothing came for a while, a hole: [times, ...columns] with nulls between. */
export function withGaps(times, columns) {
  if (times.length < 3) return [times, ...columns];
  const steps = times.slice(1).map((x, i) => x - times[i]).sort((a, b) => a - b);
  const usual = steps[Math.floor(steps.length / 2)];
  const out = [[], ...columns.map(() => [])];
  times.forEach((x, i) => {
    if (i > 0 && x - times[i - 1] > GAP * usual) {
      out[0].push((x + times[i - 1]) / 2);
      columns.forEach((_, c) => out[c + 1].push(null));
    }
    out[0].push(x);
    columns.forEach((column, c) => out[c + 1].push(column[i]));
  });
  return out;
}

/** Amplitudes at other frequencies: the largest of those nearer to each than to its neighbours. */
export function resampled(hz, amplitude, to) {
  let i = 0;
  return to.map((x, k) => {
    const high = k + 1 < to.length ? (x + to[k + 1]) / 2 : Infinity;
    let best = null;
    while (i < hz.length && hz[i] < high) {
      if (best === null || amplitude[i] > best) best = amplitude[i];
      i++;
    }
    return best;
  });
}
