// How long one step of the date slider takes: the script between the event and the finished page, and the layout after it.
import { chromium } from "@playwright/test";

/** What a step may take, p95, in milliseconds: half of a frame. */
const TARGET = 8;
const MONTHS = 120;
const STEPS = 600;

const base = process.env.BASE_URL;
const monthsAgo = (months) => {
  const day = new Date();
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
};

/** Moves the slider to and fro over its last five months, where the chart has 116 to 120 points. */
async function steps(page, count) {
  return page.evaluate(async (count) => {
    const slider = document.querySelector(".app-slider__range");
    const last = Number(slider.max);
    const times = [];
    for (let step = 0; step < count; step += 1) {
      slider.value = String(last - 4 + (step % 5));
      const begun = performance.now();
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      // What the event left for later in the same turn.
      for (let turn = 0; turn < 10; turn += 1) await null;
      const scripted = performance.now();
      document.body.getBoundingClientRect();
      times.push({ scripted: scripted - begun, layout: performance.now() - scripted });
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }
    return times;
  }, count);
}

const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
const inWords = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return ["median", "p95", "max"].map((name, n) => `${name} ${quantile(sorted, [0.5, 0.95, 1][n]).toFixed(1)} ms`).join(", ");
};

const browser = await chromium.launch({ executablePath: process.env.PLAYWRIGHT_CHROMIUM });
let tooSlow = false;
for (const measure of ["status-over-time", "assurance-gap"]) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const address = `${base}/progress?measure=${measure}&from=${monthsAgo(MONTHS - 1)}`;
  await page.goto(address);
  await page.locator(".app-slider__range:enabled").waitFor();
  const points = await page.locator(`#${measure} tbody tr`).count();
  if (points !== MONTHS) throw new Error(`${address} has ${points} months, not ${MONTHS}`);
  // The first steps compile what they run.
  await steps(page, 50);
  const times = await steps(page, STEPS);
  const scripted = times.map((time) => time.scripted);
  console.log(`${measure}: ${STEPS} steps over ${MONTHS} months`);
  console.log(`  script: ${inWords(scripted)}`);
  console.log(`  layout: ${inWords(times.map((time) => time.layout))}`);
  tooSlow ||= quantile(scripted.sort((a, b) => a - b), 0.95) > TARGET;
  await page.close();
}
await browser.close();
console.log(tooSlow ? `Above the target of ${TARGET} ms at p95.` : `Within the target of ${TARGET} ms at p95.`);
